"""Each fault that was found in a talk, and others of its kind: fault_talks.yml, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.text import clean, mask_numbers
from tests.dialogue.conftest import Begin
from tests.dialogue.talking import Conversation, Reply
from tests.nlu.conftest import Parse, parse

__all__ = ["parse"]  # the fixture

FRIDAY = "2025-08-01T10:00"
AFTER = "2026-11-28T10:00"  # a Saturday, long after the edition
LEAST = 4  # rows of a kind: the fault itself and three more
KINDS: dict[str, list[list[str]]] = YAML(typ="safe").load(
    Path(__file__).with_name("fault_talks.yml")
)
# What needs no model: the facts decide, whatever the words are taken for.
_BY_FACTS = ("1.", "2.", "3.")
_STAND_IN = (
    (re.compile(r"期限|いつまで"), "certificate_expiry"),
    (re.compile(r"持って行く"), "what_to_bring"),
    (re.compile(r"口座振替"), "debit_start"),
    (re.compile(r"[?？]$"), "whose"),
)


def _rows(*, by_facts: bool) -> list[object]:
    return [
        pytest.param(kind.partition(" ")[0], row, id=f"{kind.partition(' ')[0]} {row[0][:24]}")
        for kind, rows in KINDS.items()
        for row in rows
        if kind.startswith(_BY_FACTS) is by_facts
    ]


def turns(talk: str) -> Iterator[str]:
    """3/1 is a day: only / between spaces parts turns."""
    yield from talk.split(" / ")


def taken_for(words: str) -> str:
    """What such words are taken for, without a model."""
    found = next((intent for pattern, intent in _STAND_IN if pattern.search(words)), "inform")
    return "notice_expiry" if found == "certificate_expiry" and "お知らせ" in words else found


def button(talk: Conversation, words: str) -> str:
    """The button that was offered lately whose title begins so."""
    titles = [title for reply in reversed(talk.replies[-3:]) for title in reply.buttons]
    return next(title for title in titles if title.startswith(words))


def check(reply: Reply, row: list[str]) -> None:
    said = re.sub(r"\(\d{4}年\)", "", reply.text)
    for words in row[1:]:
        lines = words.removeprefix("≠").replace("/", "\n")
        assert (lines in said) is not words.startswith("≠"), f"{row[0]}\n{words}\n{said}"


def test_three_more_of_each() -> None:
    """Each fault stands beside three others of its kind at least, and none twice."""
    assert {kind: len(rows) for kind, rows in KINDS.items() if len(rows) < LEAST} == {}
    talks = [row[0] for rows in KINDS.values() for row in rows]
    assert len({*talks}) == len(talks)


@pytest.mark.parametrize(("kind", "row"), _rows(by_facts=True))
def test_by_the_facts_alone(begin: Begin, kind: str, row: list[str]) -> None:
    """Whose facts they are, and what they decide, hangs on no model."""
    talk = begin(FRIDAY)
    for words in turns(row[0]):
        if words.startswith("［"):
            talk.press(button(talk, words.strip("［］")))
        else:
            talk.say(taken_for(words), words)
    check(talk.reply, row)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "row"), _rows(by_facts=False))
def test_as_understood(begin: Begin, parse: Parse, kind: str, row: list[str]) -> None:
    """What was asked is answered, in its order and first."""
    talk = begin(AFTER if kind.startswith("8.") else FRIDAY)
    for words in turns(row[0]):
        if words.startswith("［"):
            talk.press(button(talk, words.strip("［］")))
        else:
            talk.hear(parse(mask_numbers(clean(words))))
    check(talk.reply, row)
