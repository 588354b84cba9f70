"""bot/conversation/calling.py: the call centre at a moment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from bot.conversation.calling import centre_now
from bot.rules import JAPAN


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2025-10-01T10:00", True),
        ("2025-10-01T08:29", False),
        ("2025-10-01T17:14", True),
        ("2025-10-01T17:15", False),
        ("2025-10-04T10:00", False),  # a Saturday
        ("2025-10-13T10:00", False),  # a holiday
        ("2026-01-01T10:00", False),
    ],
)
def test_open_or_when(moment: str, is_open: bool) -> None:
    """Number, link and sentence, and whether somebody answers at that moment."""
    centre = centre_now(datetime.fromisoformat(moment).replace(tzinfo=JAPAN))
    assert centre.phone == "044-200-0783"
    assert centre.tel == "tel:0442000783"
    assert centre.open is is_open
    assert ("受付時間内" in centre.sentence) is is_open


def test_it_is_known_on_every_day() -> None:
    """Within the edition and long after it the number and a sentence are there."""
    for days in range(0, 1200, 13):
        day = date(2025, 8, 1) + timedelta(days)
        centre = centre_now(datetime.combine(day, time(10), JAPAN))
        assert centre.sentence
