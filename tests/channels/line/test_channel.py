"""bot/channels/line/channel.py: a reply as LINE's messages, all of it in one language."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bot.channels.line.channel import LineChannel
from bot.content import current_content, words_today
from bot.messages import Message
from tests.house.serving import NOW

NOBODY: Any = SimpleNamespace(offer_date=str)


@pytest.mark.parametrize("language", current_content().city.languages)
@pytest.mark.parametrize("note", ["birthday", "group", "nameless"])
def test_a_note_is_in_the_language_of_the_answer(language: str, note: str) -> None:
    """What LINE adds to an answer is said as the answer is."""
    channel = LineChannel(NOBODY, lambda: NOW, push=False)
    *_, last = channel.shown([replace(Message.said("…"), language=language)], note)
    assert last.text == words_today(language).say("line", note)


@pytest.mark.parametrize("language", current_content().city.languages)
def test_how_long_a_message_can_be_taken_back(language: str) -> None:
    """Who typed a birthday is told within how many hours it can be unsent: one."""
    told = words_today(language).say("line", "birthday")
    assert "1" in "".join(str(unicodedata.digit(c, "")) for c in told if c.isdigit())
    assert len([c for c in told if c.isdigit()]) == 3  # 30 minutes, 1 hour
