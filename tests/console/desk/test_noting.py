"""bot/console/desk/noting.py: an operator's words for the note of a call."""

from __future__ import annotations

from bot.console.desk.noting import NOTE_LONGEST
from tests.console.conftest import Desk
from tests.console.visiting import noted


def test_nothing_that_tells_who_it_was(operator: Desk) -> None:
    """Names, numbers and days are hidden line by line, the rest stays; nothing is noted."""
    before = noted(operator)
    written = "川崎太郎さん 昭和25年8月1日生まれ\n電話 090-1234-5678\n折り返しは不要"
    text = operator.post("/desk/note", {"text": written}).json()["text"]
    assert all(word not in text for word in ("太郎", "昭和25年", "090-1234"))
    assert text.splitlines()[2] == "折り返しは不要"
    assert noted(operator) == before


def test_too_long(operator: Desk) -> None:
    """A note is short."""
    assert operator.post("/desk/note", {"text": "a" * (NOTE_LONGEST + 1)}).status_code == 413
