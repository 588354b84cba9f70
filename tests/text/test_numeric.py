"""bot/text/numeric.py: dates in figures, and figures that are none."""

from __future__ import annotations

import pytest

from bot.text.dates import find_dates
from bot.text.found import Problem

from . import TODAY, day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("S30.7.15", "1955-07-15"),
        ("s30/7/15", "1955-07-15"),
        ("Ｓ３０．７．１５", "1955-07-15"),
        ("S.30.7.15", "1955-07-15"),
        ("S 30 7 15", "1955-07-15"),
        ("S30-7-15", "1955-07-15"),
        ("S30・7・15", "1955-07-15"),
        ("S30 7/15", "1955-07-15"),
        ("昭30.7.15", "1955-07-15"),
        ("昭和30、7、15", "1955-07-15"),
        ("昭和30の7の15", "1955-07-15"),
        ("昭和３０ー０７ー１５", "1955-07-15"),
        ("T15.12.25", "1926-12-25"),
        ("M45.7.30", "1912-07-30"),
        ("H1.1.8", "1989-01-08"),
        ("R07.08.01", "2025-08-01"),
        ("R元.5.1", "2019-05-01"),
        ("1955/7/15", "1955-07-15"),
        ("1955/07/15日", "1955-07-15"),
        ("1955-07-15T00:00:00", "1955-07-15"),
        ("1955.7.15", "1955-07-15"),
        ("1955・7・15", "1955-07-15"),
        ("1955 7 15", "1955-07-15"),
        ("1955、7、15", "1955-07-15"),
        ("1955 7/15", "1955-07-15"),
        ("一九五五・七・一五", "1955-07-15"),
        ("19550715", "1955-07-15"),
        ("生年月日19550715", "1955-07-15"),
        ("西暦19550715", "1955-07-15"),
        ("S300715", "1955-07-15"),
        ("昭和300715", "1955-07-15"),
        ("R080731", "2026-07-31"),
        ("15/07/1955", "1955-07-15"),
        ("7/15/1955", "1955-07-15"),
        ("15.7.1955", "1955-07-15"),
        ("5/5/1955", "1955-05-05"),
        ("昭和30年7/15", "1955-07-15"),
        ("昭和30年 7 15", "1955-07-15"),
        ("1955年7-15", "1955-07-15"),
        ("来年3/31", "2026-03-31"),
    ],
)
def test_reads_figures(text: str, iso: str) -> None:
    """A date in figures is read, whatever stands between them."""
    assert [found.date for found in find_dates(text, TODAY)] == [day(iso)]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("30.7.15", Problem.ERA_MISSING),
        ("55/7/15", Problem.ERA_MISSING),
        ("30-7-15", Problem.ERA_MISSING),
        ("7/15", Problem.YEAR_MISSING),
        ("2026/3", Problem.DAY_MISSING),
        ("R8.3", Problem.DAY_MISSING),
        ("3/4/2026", Problem.MONTH_MISSING),  # 3 April or 4 March
        ("1955/7/32", Problem.NO_SUCH_DAY),
        ("2026/13/1", Problem.NO_SUCH_DAY),
        ("2026-02-30", Problem.NO_SUCH_DAY),
        ("S65.3.3", Problem.NO_SUCH_ERA_YEAR),
    ],
)
def test_says_what_figures_lack(text: str, problem: Problem) -> None:
    """Figures that are not a whole date say why."""
    assert [found.problem for found in find_dates(text, TODAY)] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "044-200-0783",
        "電話は090-1234-5678",
        "09012345678",
        "1234 5678 9012",
        "1234-5678-9012",
        "123456789012",
        "〒210-0890",
        "宮本町1-2-3",
        "宮本町30-7-15",
        "19551332",
        "番号は19550715です",
        "口座番号19550715",
        "電話19550715",
        "19550715番",
        "19550715円",
        "18000101",
        "8:30",
        "17:15まで",
        "192.168.1.1",
        "3,000円",
        "1,955,715円",
        "7.15",
        "2000/3/4/5",
        "1 2 3 4 5",
        "1:2:3",
    ],
)
def test_leaves_other_figures_alone(text: str) -> None:
    """Phone, account and house numbers, times and amounts are no dates."""
    assert find_dates(text, TODAY) == []
