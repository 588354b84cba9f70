"""Talks on a chosen day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

import bot.dialogue.steps
from bot.settings import settings
from tests.dialogue.talking import Conversation

BEFORE = "2025-07-10T10:00"  # a Thursday; the letter has come, the papers do not run yet
WITHIN = "2025-10-01T10:00"  # a Wednesday; the papers run, the call centre is open
LAST_DAY = "2026-07-31T10:00"
DAY_AFTER = "2026-08-01T10:00"
LONG_AFTER = "2026-11-23T10:00"

SetToday = Callable[[str], None]
Begin = Callable[..., Conversation]


@pytest.fixture(scope="session", autouse=True)
def reckon_once() -> Iterator[None]:
    """The same facts in many talks: what could still change the result is reckoned once."""
    real = bot.dialogue.steps.missing
    bot.dialogue.steps.missing = cache(real)
    yield
    bot.dialogue.steps.missing = real


@pytest.fixture
def set_today(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetToday]:
    """Set what the whole system takes for now."""

    def set_to(moment: str) -> None:
        monkeypatch.setenv("BOT_TODAY", moment)
        settings.cache_clear()

    yield set_to
    settings.cache_clear()


@pytest.fixture
def begin(set_today: SetToday) -> Begin:
    """Begin a talk, on a Wednesday at ten within the edition if nothing else is said."""

    def on(today: str = WITHIN) -> Conversation:
        set_today(today)
        return Conversation()

    return on


@pytest.fixture
def talk(begin: Begin) -> Conversation:
    """A talk within the edition."""
    return begin()
