"""The call centre: open now, and when next, in Japan time."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.talking import PHONE

OPEN, CLOSED = "今は受付時間内", "今は受付時間外"


@pytest.mark.parametrize(
    ("now", "says", "until_or_next"),
    [
        ("2025-10-01T08:30", OPEN, "17時15分"),
        ("2025-10-01T17:14", OPEN, "17時15分"),
        ("2025-10-01T17:15", CLOSED, "10月2日(木曜日)の8時30分"),
        ("2025-10-01T08:29", CLOSED, "10月1日(水曜日)の8時30分"),
        ("2025-10-04T10:00", CLOSED, "10月6日(月曜日)の8時30分"),
        ("2025-10-11T12:29", OPEN, "12時30分"),
        ("2025-10-11T12:30", CLOSED, "10月14日(火曜日)の8時30分"),
        ("2025-10-25T09:00", OPEN, "12時30分"),
        ("2025-11-03T10:00", "祝日", "11月4日(火曜日)の8時30分"),
        ("2025-12-30T10:00", "年末年始", "1月5日(月曜日)の8時30分"),
        ("2026-11-23T10:00", "祝日", "11月24日(火曜日)の8時30分"),
        ("2025-10-01T00:30+00:00", OPEN, "17時15分"),
        ("2025-10-01T08:30+00:00", CLOSED, "10月2日(木曜日)の8時30分"),
    ],
)
@pytest.mark.parametrize("intent", ["call_center", "operator"])
def test_open_now(begin: Begin, intent: str, now: str, says: str, until_or_next: str) -> None:
    """Number, open or not at this minute, and the closing time or the next opening."""
    reply = begin(now).say(intent, "電話はつながりますか")
    assert PHONE in reply
    assert says in reply
    assert until_or_next in reply.text.split("\n\n")[0]


def test_dates_of_the_year_end_are_to_be_confirmed(begin: Begin) -> None:
    """The newsletter gives no dates for 年末年始: 要確認."""
    assert "要確認" in begin("2025-12-29T10:00").say("call_center", "電話はつながりますか")


def test_calls_are_charged(begin: Begin) -> None:
    """The hours and that calls are charged come with the number."""
    reply = begin().say("call_center", "電話番号を教えてください")
    assert "第2・第4土曜日は8時30分から12時30分まで" in reply
    assert "通話料がかかります" in reply


@pytest.mark.parametrize("intent", ["call_center", "operator"])
def test_asked_again(begin: Begin, intent: str) -> None:
    """Asked a second time the number comes in other words."""
    talk = begin()
    first = talk.say(intent, "電話番号は?")
    second = talk.say(intent, "電話番号は?")
    assert first.text != second.text
    assert PHONE in second
