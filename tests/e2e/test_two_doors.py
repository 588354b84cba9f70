"""The gateway's short door answers as Rasa's own way does: tracker, policy and action server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from ruamel.yaml import YAML

from bot.content import current_content
from tests.e2e.running import Servers

pytestmark = pytest.mark.e2e

_HEARD = Path(__file__).parents[1] / "dialogue" / "heard_talks.yml"
_WITHIN = date(2025, 10, 1)  # the servers' day
_LANGUAGES = ("ja", "ne")


def _talks() -> Iterator[list[str]]:
    """Each answer's title in some languages, and the talks that were heard."""
    for language in _LANGUAGES:
        words = current_content().words(_WITHIN, language)
        titles = [words.title(name) for name in words.book.answers]
        yield from (titles[at : at + 6] for at in range(0, len(titles), 6))
    for row in YAML(typ="safe").load(_HEARD):
        yield [row["say"], *(turn["say"] for turn in row.get("then", ()))]


def _told(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages without the name of the talk, and without what is empty."""
    return [
        {name: value for name, value in m.items() if value and name != "recipient_id"}
        for m in messages
    ]


def test_both_ways_answer_alike(bot: Servers) -> None:
    """Every id and every heard talk gets the same messages at both doors, turn after turn."""
    for talk in _talks():
        sender, state = uuid4().hex, {}
        for said in talk:
            long_way = bot.post("webhook", {"sender": sender, "message": said})
            short = bot.post("talk", {"sender": "short", "message": said, "state": state})
            assert _told(short["messages"]) == _told(long_way), said
            state = short["state"]
            pressed = [b for m in short["messages"] for b in m.get("buttons") or ()]
            if said == talk[-1] and pressed:
                payload = pressed[0]["payload"]
                long_way = bot.post("webhook", {"sender": sender, "message": payload})
                short = bot.post(
                    "talk", {"sender": "short", "message": payload, "state": state, "pressed": True}
                )
                assert _told(short["messages"]) == _told(long_way), payload
