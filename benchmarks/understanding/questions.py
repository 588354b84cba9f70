"""The test questions: read, never trained on.

The mistakes on the development questions and on the `dev` half of the second blind set are read,
those on the held-out ones, on its `test` half and on those that residents asked other cities not.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.clause import OUT_OF_SCOPE

HERE = Path(__file__).parent
HELDOUT = HERE / "heldout.jsonl"
ASKED = HERE / "asked.jsonl"
BLIND = HERE / "blind2.jsonl"
DEVELOPMENT = HERE / "development.jsonl"
CHECKSUMS = HERE / "frozen.sha256"
SAMPLES = HERE.parents[2] / "shared/samples/questions.jsonl"


@dataclass(frozen=True, slots=True)
class Unseen:
    """A text and the ids that are right for it.

    `far`: nothing to do with health insurance. `sample`: of the sample questions, a test apart.
    `half`: of the second blind set, `dev` or `test`.
    """

    text: str
    intents: frozenset[str]
    register: str
    far: bool = False
    sample: bool = False
    half: str = ""

    @property
    def ours(self) -> bool:
        """Is it for us to answer?"""
        return self.intents != {OUT_OF_SCOPE}

    @property
    def gold(self) -> str:
        """The right ids as one word."""
        return " / ".join(sorted(self.intents))


def read_questions(path: Path) -> tuple[Unseen, ...]:
    """The questions of a JSON Lines file; none if there is no such file."""
    if not path.exists():
        return ()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Unseen(
            row["text"],
            frozenset(row["intents"]),
            row["register"],
            far=row.get("far", False),
            sample=path == SAMPLES,
            half=row.get("half", ""),
        )
        for row in rows
    )


def checksum(path: Path) -> str:
    """SHA-256 of the file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def frozen_checksum(path: Path) -> str:
    """The SHA-256 that was written down when the questions of `path` were frozen."""
    lines = CHECKSUMS.read_text(encoding="utf-8").splitlines()
    return {name: key for key, name in map(str.split, lines)}[path.name]
