"""The door of LINE while what gateways share is out of its reach, and perhaps of its alone."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.line import webhook
from bot.errors import StorageError
from bot.storage.ports.webhooks import Standing
from tests.line_platform import events

from .conftest import Line, told

pytestmark = pytest.mark.e2e

WORDS = "資格確認書の期限いつ?"
APOLOGY = "受付番号"


@pytest.fixture
def cut_off(line: Line, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Empty it, and all is within reach again; nobody waits for long here."""
    found, answer = [True], line.door._answering.answer

    async def reached(event: Any) -> Any:
        if found:
            raise StorageError("away", passing=True)
        return await answer(event)

    monkeypatch.setattr(webhook, "_AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(line.door._answering, "answer", reached)
    return found


def test_for_a_moment(line: Line, cut_off: list[bool]) -> None:
    """The answer comes a moment later, in place of an apology."""
    phone = line.phone()
    assert phone.send(events.text(phone.user, WORDS)) == 200
    assert phone.got() == []
    cut_off.clear()
    line.settle()
    assert APOLOGY not in told(phone.got()[-1])


def test_for_long(line: Line, cut_off: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits gets a sentence while the reply token is good."""
    monkeypatch.setattr(webhook, "_UNTIL_APOLOGY", 0.05)
    phone = line.phone()
    assert APOLOGY in told(line.ask(phone, events.text(phone.user, WORDS)))


def test_until_another_has_taken_over(
    line: Line, cut_off: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whose event is answered by another gateway says nothing more to it."""

    async def gone(_: str) -> Standing:
        return Standing.GONE

    phone = line.phone()
    assert phone.send(events.text(phone.user, WORDS)) == 200
    monkeypatch.setattr(line.door._seen, "standing", gone)
    line.settle()
    assert phone.got() == []
