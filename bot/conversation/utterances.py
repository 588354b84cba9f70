"""The labelled utterances of data/nlu as a keyword search sees them.

To cut eight thousand of them into words takes two seconds of a processor, at every start of every
process. So it is kept beside the project's other caches, under a name that holds the hash of the
utterances and of all that cuts them.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.content import strict_yaml
from bot.text import for_understanding
from bot.text.lexical import terms
from bot.text.lexical.terms import words_of
from bot.text.recognising import JAPANESE
from bot.text.sudachi import CACHE
from bot.training import ROOT, fingerprint

_FILES = "utterances-*.json"
_KEPT = 4


class Labelled(NamedTuple):
    """The id that it was labelled with, the text as the understanding sees it, and its words."""

    label: str
    seen: str
    words: list[str]


def labelled(language: str = JAPANESE) -> list[tuple[str, str]]:
    """Every labelled utterance of data/nlu in a language with its id, as it is written there."""
    own = f"languages/{language}.yml"  # none for a language without examples
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml" if language == JAPANESE else own)):
        for block in strict_yaml.load(path).get("nlu", ()):
            lines: str = block.get("examples", "")
            texts = (line.removeprefix("- ").strip() for line in lines.splitlines())
            found += [(block["intent"], text) for text in texts if text]
    return found


def cut(known: Sequence[tuple[str, str]], cache: Path = CACHE) -> list[Labelled]:
    """`known`, each cut into words; read from `cache` where that was done before."""
    key = hashlib.sha256(json.dumps([fingerprint(), *known]).encode())
    key.update(Path(terms.__file__).read_bytes())
    path = cache / _FILES.replace("*", key.hexdigest()[:16])
    try:
        return [Labelled(*one) for one in json.loads(path.read_bytes())]
    except (OSError, ValueError, TypeError):
        found = [
            Labelled(label, seen := for_understanding(text), words_of(seen))
            for label, text in known
        ]
        _keep(path, found)
        return found


def _keep(path: Path, found: list[Labelled]) -> None:
    """In place of the oldest. Written beside and renamed, so that nobody sees half a file."""
    path.parent.mkdir(exist_ok=True)
    with suppress(OSError):  # another process tidies up at the same moment
        for old in sorted(path.parent.glob(_FILES), key=os.path.getmtime)[: 1 - _KEPT]:
            old.unlink()
    handle, new = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(found, file, ensure_ascii=False)
    os.replace(new, path)
