"""What is known of each model file: what it held when it was made, and whether it ever answered.

A model holds pickles, so its file is compared with what the training wrote before anything reads
it. Which one answered a real question rightly is noted, for the day on which a newer one does not.
"""

from __future__ import annotations

import hashlib
import json
import tarfile
import time
import zlib
from pathlib import Path
from typing import Any

from bot import training

_CHUNK = 1 << 20


def wrong_with(model: Path) -> str:
    """Why `model` must not be read; empty if nothing is wrong.

    One that is seen for the first time, as after an upgrade, has to be a whole archive.
    """
    if not model.is_file():
        return "it is not there"
    known = _notes().get(model.name, {}).get("sha256")
    if known is None:
        if not _is_whole(model):
            return "it is no whole archive"
        note(model)
        return ""
    return "" if known == _digest(model) else "it is not what the training wrote"


def note(model: Path) -> None:
    """From now on the file has to be as it is."""
    _write(model.name, sha256=_digest(model))


def note_good(model: Path) -> None:
    """With this model a real question was answered rightly, just now."""
    _write(model.name, good=time.time())


def last_good(without: Path | None = None) -> Path | None:
    """The model that answered rightly most lately and is whole; None if there is none."""
    notes = _notes()
    names = sorted((n for n in notes if notes[n].get("good")), key=lambda n: -notes[n]["good"])
    for name in names:
        model = training.MODELS / name
        if model != without and model.is_file() and not wrong_with(model):
            return model
    return None


def set_aside(model: Path) -> Path:
    """Renames a file that must not be read."""
    return model.rename(model.with_name(f"{model.name}.damaged"))


def trouble() -> str:
    """Why an older model answers, or none; empty if the newest does."""
    try:
        return _trouble().read_text(encoding="utf-8")
    except OSError:
        return ""


def tell(sentence: str) -> None:
    """What `trouble` says from now on, in every process."""
    _trouble().parent.mkdir(exist_ok=True)
    _trouble().write_text(sentence, encoding="utf-8")


def _is_whole(model: Path) -> bool:
    try:
        with tarfile.open(model) as archive:
            return any(member.isfile() for member in archive)
    except (tarfile.TarError, OSError, EOFError, zlib.error):
        return False


def _digest(model: Path) -> str:
    digest = hashlib.sha256()
    with model.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _notes() -> dict[str, dict[str, Any]]:
    try:
        found: dict[str, dict[str, Any]] = json.loads(_ledger().read_bytes())
        return found
    except (OSError, ValueError):
        return {}


def _write(name: str, **values: object) -> None:
    notes = {n: v for n, v in _notes().items() if (training.MODELS / n).exists() or n == name}
    notes[name] = {**notes.get(name, {}), **values}
    path = _ledger()
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(notes, indent=1), encoding="utf-8")
    new.replace(path)


def _ledger() -> Path:
    return training.SERVED.with_name("models.json")


def _trouble() -> Path:
    return training.SERVED.with_name("model.trouble")
