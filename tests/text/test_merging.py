"""bot/text/merging.py: partial corrections and missing years."""

from __future__ import annotations

import pytest

from bot.text.dates import find_dates, read_date
from bot.text.merging import complete, nearest

from . import TODAY, day


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("いや、31年でした", "1956-07-15"),
        ("31年です", "1956-07-15"),
        ("昭和31年", "1956-07-15"),
        ("1956年です", "1956-07-15"),
        ("7月じゃなくて8月です", "1955-08-15"),
        ("8月です", "1955-08-15"),
        ("8月16日です", "1955-08-16"),
        ("16日でした", "1955-07-16"),
        ("ついたちです", "1955-07-01"),
        ("31年8月", "1956-08-15"),
        ("平成です", "2018-07-15"),
        ("7月末です", "1955-07-31"),
        ("平成3年5月1日です", "1991-05-01"),
        ("今日です", "2025-08-01"),
        ("6月31日です", None),
        ("昭和65年です", None),
        ("8月頃です", None),
        ("70歳です", None),
        ("わかりません", None),
        ("2月です", "1955-02-15"),
    ],
)
def test_completes_a_correction(words: str, expected: str | None) -> None:
    """What is named replaces its part of the earlier date; what cannot exist gives nothing."""
    whole = complete(read_date(words, TODAY), day("1955-07-15"))
    assert whole == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("earlier", "words", "expected"),
    [
        ("1991-05-31", "6月です", None),
        ("1991-05-31", "4年です", "1992-05-31"),
        ("2019-05-01", "2年です", "2020-05-01"),
        ("2024-02-29", "2023年です", None),
        ("1989-01-08", "7日です", None),  # 平成元年1月7日 does not exist
    ],
)
def test_a_bare_year_is_of_the_same_era(earlier: str, words: str, expected: str | None) -> None:
    """A year without an era counts in the era of the earlier date."""
    whole = complete(read_date(words, TODAY), day(earlier))
    assert whole == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("words", "past", "future"),
    [
        ("7月20日", "2025-07-20", "2026-07-20"),
        ("8月1日", "2025-08-01", "2025-08-01"),
        ("8月2日", "2024-08-02", "2025-08-02"),
        ("12月31日", "2024-12-31", "2025-12-31"),
        ("2月29日", "2024-02-29", "2028-02-29"),
        ("3月末", "2025-03-31", "2026-03-31"),
        ("2月末", "2025-02-28", "2026-02-28"),
        ("20日", "2025-07-20", "2025-08-20"),
        ("31日", "2025-07-31", "2025-08-31"),
        ("月末", "2025-07-31", "2025-08-31"),
        ("昨日", "2025-07-31", "2025-07-31"),
        ("2月30日", None, None),
        ("7月", None, None),
        ("7月20日頃", None, None),
        ("55年7月20日", None, None),
        ("来月", None, None),
    ],
)
def test_finds_the_nearest_year(words: str, past: str | None, future: str | None) -> None:
    """A day without its year is the last one that was, or the first that will be; today is both."""
    (found,) = find_dates(words, TODAY)
    assert nearest(found, TODAY, past=True) == (day(past) if past else None)
    assert nearest(found, TODAY, past=False) == (day(future) if future else None)
