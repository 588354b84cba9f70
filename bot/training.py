"""Trains when there is no model or its inputs changed; never leaves half a model behind.

A model's name holds the hash of everything that it was trained from. It is written elsewhere and
moved into `models/` when it is whole, so whatever lies there can be served.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.content import current_content
from bot.environment import environment_with
from bot.errors import StartError

ROOT = Path(__file__).parents[1]
MODELS = ROOT / "models"
SCRATCH = ROOT / ".cache" / "training"
SERVED = ROOT / ".cache" / "serving.tar.gz"  # points to the model that Rasa starts with
_KEPT = 2

INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "data/nlu/*.yml",
    "data/nlu/languages/*.yml",
    "data/stories/*.yml",
    "bot/nlu/*.py",
    "bot/text/*.py",
)

# What hides personal data no component of the pipeline reads: a change of it trains nothing.
MASKING = frozenset(
    f"bot/text/{name}.py"
    for name in (
        "addresses", "foreign_names", "illnesses", "mails", "masking", "names", "number_words",
        "private", "said_names", "told_numbers",
    )
)  # fmt: skip

_STEP = re.compile(r"Starting to train component '(\w+)'")


def inputs(root: Path = ROOT) -> Iterator[Path]:
    """Every file that a model depends on; the last one is the words of the city."""
    for pattern in INPUTS:
        found = sorted(root.glob(pattern))
        yield from (path for path in found if str(path.relative_to(root)) not in MASKING)
    yield current_content().own_words.terms


def fingerprint(root: Path = ROOT, *, without: Path | None = None) -> str:
    """Changes whenever the name or content of an input does, whatever `without` is.

    The words of a city are the same words in whatever folder it lies.
    """
    key = hashlib.sha256()
    *found, words = inputs(root)
    for path in (*found, words):
        if path == without:
            continue
        name = path.name if path == words else path.relative_to(root)
        key.update(f"{name} {path.stat().st_size}\n".encode())
        key.update(path.read_bytes())
    return key.hexdigest()[:16]


def model_path(root: Path = ROOT) -> Path:
    """Where the model of the present inputs is, or will be."""
    return root / "models" / f"bot-{fingerprint(root)}.tar.gz"


def train(say: Callable[[str], None], accept: Callable[[Path], None] | None = None) -> Path:
    """The model of the present inputs, trained if it is not there. Raises StartError.

    `accept` looks at a new model before it lies in `models/`, and raises to keep it out.
    """
    path = model_path()
    if not path.exists():
        with _alone(say) as lock:
            if not path.exists():
                return _trained(path, say, accept, lock)
    if accept is not None and path != in_service():
        accept(path)
    os.utime(path)  # Rasa serves the newest file
    return path


def _trained(
    path: Path, say: Callable[[str], None], accept: Callable[[Path], None] | None, lock: int
) -> Path:
    say("training the model (a few minutes; only when its inputs have changed)")
    command = [sys.executable, "-W", "ignore", "-m", "bot.rasa_server", "train", "--force"]
    command += ["--out", str(SCRATCH), "--fixed-model-name", path.stem.removesuffix(".tar")]
    trained = SCRATCH / path.name
    for left in SCRATCH.glob("bot-*.tar.gz"):
        left.unlink()
    code, lines = _run(command, say, lock)
    if code != 0 or not trained.exists():
        raise StartError(f"training failed: {_reason(lines)}")
    if model_path() != path:
        trained.unlink()
        raise StartError("training failed: its inputs were changed meanwhile; start again")
    if accept is not None:
        accept(trained)
    path.parent.mkdir(exist_ok=True)
    trained.replace(path)
    _drop_old(path.parent)
    say("the model is trained")
    return path


def in_service() -> Path | None:
    """The model that Rasa starts with; None as long as nothing was served."""
    return Path(os.readlink(SERVED)) if SERVED.exists() else None


def put_in_service(model: Path) -> Path:
    """From now on Rasa starts with `model`; the path, always the same, to start it with."""
    SERVED.parent.mkdir(exist_ok=True)
    new = SERVED.with_name("next.tar.gz")
    new.unlink(missing_ok=True)
    new.symlink_to(model)
    new.replace(SERVED)
    if model.exists():
        os.utime(model)  # the two newest are kept
    return SERVED


@contextmanager
def _alone(say: Callable[[str], None]) -> Iterator[int]:
    """No other training of this project runs; ends, too, with the last process that holds it."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    with (SCRATCH / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another training to end")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def _run(command: list[str], say: Callable[[str], None], lock: int) -> tuple[int, list[str]]:
    """Runs Rasa and turns its output into a line of progress a component."""
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        pass_fds=(lock,), env=environment_with(),
    ) as process:  # fmt: skip
        lines = []
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line.strip())
            if step := _STEP.search(line):
                say(f"  training {step.group(1)}")
    return process.returncode, lines


def _reason(lines: list[str]) -> str:
    """The line that tells a person most: the exception, or what came last."""
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines if line]
    telling = [line for line in plain if re.search(r"(Exception|Error)\b", line)]
    return (telling or plain or ["rasa printed nothing"])[-1]


def _drop_old(folder: Path) -> None:
    """Keeps the newest models, and the one that Rasa starts with, whatever its age."""
    models = sorted(folder.glob("bot-*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in models[_KEPT:]:
        if old != in_service():
            old.unlink()
