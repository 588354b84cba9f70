"""Whole talks against the trained model, as residents hold them: heard_talks.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.text import clean, mask_numbers
from tests.dialogue.conftest import Begin
from tests.dialogue.talking import Conversation
from tests.nlu.conftest import Parse, parse

pytestmark = pytest.mark.slow
__all__ = ["parse"]  # the fixture

FRIDAY = "2025-08-01T10:00"
TALKS: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("heard_talks.yml"))


def turns(talk: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield talk
    yield from talk.get("then", ())


def held(talk: Conversation, turn: dict[str, Any], parse: Parse) -> str:
    """What the bot says to one turn, without the years in brackets."""
    reply = talk.hear(parse(mask_numbers(clean(turn["say"]))))
    return re.sub(r"\(\d{4}年\)", "", reply.text)


@pytest.mark.parametrize("row", TALKS, ids=[row["say"][:20] for row in TALKS])
def test_what_is_told(begin: Begin, parse: Parse, row: dict[str, Any]) -> None:
    """Each turn is answered as the newsletter says, and nothing wrong is said beside it."""
    talk = begin(row.get("today", FRIDAY))
    for turn in turns(row):
        said = held(talk, turn, parse)
        for words in turn.get("told", ()):
            assert words in said, f"{turn['say']}\n{said}"
        for words in turn.get("not", ()):
            assert words not in said, f"{turn['say']}\n{said}"
