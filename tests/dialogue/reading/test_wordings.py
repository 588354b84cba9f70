"""Each fact in many wordings, alone and beside other people. The table is wordings.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dialogue.reading import Situation, read_situation
from tests.dialogue.reading.telling import TODAY, fact

TABLE = Path(__file__).with_name("wordings.txt")
FATHER = "birthday=1950-11-03"
# Whose fact it is, and the message around the words for it.
FRAMES = (
    ("unnamed", "{}"),
    ("unnamed", "{}。資格確認書の期限はいつですか。"),
    ("unnamed", "資格確認書の期限はいつですか。{}"),
    ("mother", "母は{}"),
    ("mother", "母のことです。{}"),
    ("mother", "父は昭和25年11月3日生まれです。母は{}"),
    ("mother", "父は昭和25年11月3日生まれで、母は{}"),
    ("mother", "母は{}。父は昭和25年11月3日生まれです。"),
    ("mother", "父 昭和25年11月3日\n母 {}"),
)


def wordings() -> Iterator[tuple[str, str]]:
    """Each fact with each way to say it."""
    stated = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            yield stated, line.strip()
        elif line and not line.startswith("#"):
            stated = line


def facts_of(situation: Situation, key: str) -> list[str]:
    """The facts of one person as text."""
    person = situation.person(key)
    return [fact(stated) for stated in person.facts] if person else []


@pytest.mark.parametrize(("stated", "words"), wordings())
def test_same_in_every_place(stated: str, words: str) -> None:
    """A wording gives its fact to its owner wherever it stands, and to nobody else."""
    for key, frame in FRAMES:
        situation = read_situation(frame.format(words), TODAY)
        assert stated in facts_of(situation, key), frame
        others = {p.key: facts_of(situation, p.key) for p in situation.people if p.key != key}
        assert others in ({}, {"father": [FATHER]}), frame
