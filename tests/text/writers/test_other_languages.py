"""bot/text/writers: dates, times and issues in each language that we write."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.eras import FIRST_DAY, LAST_DAY
from bot.text.languages import LANGUAGES
from bot.text.writers import WRITERS

FOREIGN = sorted(LANGUAGES.keys() - {"ja", "ja-easy"})


@pytest.mark.parametrize(
    ("language", "date", "month", "period", "issue"),
    [
        ("ja-easy", "令和8年(2026年)7月31日", "令和8年(2026年)7月",
         "昭和30年(1955年)7月2日から8月1日", "第179号(令和7年7月)"),
        ("en", "31 July 2026 (Reiwa 8)", "July 2026 (Reiwa 8)",
         "2 July to 1 August 1955 (Showa 30)", "No. 179 (July 2025)"),
        ("zh", "2026年7月31日（令和8年）", "2026年7月（令和8年）",
         "1955年7月2日至8月1日（昭和30年）", "第179号（2025年7月）"),
        ("ko", "2026년 7월 31일(레이와 8년)", "2026년 7월(레이와 8년)",
         "1955년 7월 2일~8월 1일(쇼와 30년)", "제179호(2025년 7월)"),
        ("vi", "ngày 31 tháng 7 năm 2026 (Reiwa 8)", "tháng 7 năm 2026 (Reiwa 8)",
         "ngày 2 tháng 7 đến ngày 1 tháng 8 năm 1955 (Showa 30)", "số 179 (tháng 7 năm 2025)"),
        ("tl", "Hulyo 31, 2026 (Reiwa 8)", "Hulyo 2026 (Reiwa 8)",
         "Hulyo 2 hanggang Agosto 1, 1955 (Showa 30)", "Blg. 179 (Hulyo 2025)"),
        ("pt", "31 de julho de 2026 (Reiwa 8)", "julho de 2026 (Reiwa 8)",
         "2 de julho a 1º de agosto de 1955 (Showa 30)", "nº 179 (julho de 2025)"),
        ("es", "31 de julio de 2026 (Reiwa 8)", "julio de 2026 (Reiwa 8)",
         "2 de julio al 1 de agosto de 1955 (Showa 30)", "n.º 179 (julio de 2025)"),
        ("ne", "सन् २०२६ जुलाई ३१ (रेइवा ८)", "सन् २०२६ जुलाई (रेइवा ८)",
         "सन् १९५५ जुलाई २ देखि अगस्ट १ (शोवा ३०)", "अङ्क १७९ (सन् २०२५ जुलाई)"),
    ],
)  # fmt: skip
def test_writes_dates(language: str, date: str, month: str, period: str, issue: str) -> None:
    """The Gregorian year in the language's own order, the Japanese era in brackets."""
    writer = WRITERS[language]
    assert writer.date(datetime.date(2026, 7, 31)) == date
    assert writer.month(datetime.date(2026, 7, 1)) == month
    assert writer.period(datetime.date(1955, 7, 2), datetime.date(1955, 8, 1)) == period
    assert writer.issue(179, datetime.date(2025, 7, 1)) == issue


@pytest.mark.parametrize(
    ("language", "at", "full_hour", "weeks", "next_month", "after_next"),
    [
        ("en", "8:30 am on Monday, 24 November", "5:00 pm", "2nd and 4th",
         "the following month", "the second month after"),
        ("zh", "11月24日（星期一）8:30", "17:00", "第2、第4", "下个月", "下下个月"),
        ("ko", "11월 24일(월요일) 오전 8시 30분", "오후 5시", "둘째·넷째", "다음 달", "다다음 달"),
        ("vi", "8 giờ 30 phút thứ Hai, ngày 24 tháng 11", "17 giờ", "lần thứ 2 và lần thứ 4",
         "tháng kế tiếp", "tháng thứ hai sau đó"),
        ("tl", "Lunes, Nobyembre 24, 8:30 AM", "5:00 PM", "ika-2 at ika-4",
         "susunod na buwan", "ikalawang buwan pagkatapos mag-apply"),
        ("pt", "segunda-feira, 24 de novembro, às 8h30", "17h", "2º e 4º",
         "mês seguinte", "segundo mês após o pedido"),
        ("es", "lunes 24 de noviembre, a las 8:30", "17:00", "2.º y 4.º",
         "mes siguiente", "segundo mes después de la solicitud"),
        ("ne", "नोभेम्बर २४ (सोमबार), ८:३०", "१७:००", "दोस्रो र चौथो",
         "अर्को महिना", "त्यसपछिको दोस्रो महिना"),
    ],
)  # fmt: skip
def test_writes_times(
    language: str, at: str, full_hour: str, weeks: str, next_month: str, after_next: str
) -> None:
    """Moments, hours, weeks of a month and months that follow."""
    writer = WRITERS[language]
    assert writer.moment(datetime.datetime(2025, 11, 24, 8, 30)) == at
    assert writer.time(datetime.time(17)) == full_hour
    assert writer.ordinals((2, 4)) == weeks
    assert (writer.months_later(1), writer.months_later(2)) == (next_month, after_next)
    assert WRITERS["ja-easy"].ordinals((2, 4)) == "第2・第4"


@pytest.mark.parametrize("language", FOREIGN)
@given(day=st.dates(FIRST_DAY, LAST_DAY))
def test_a_day_is_told_by_its_own_numbers(language: str, day: datetime.date) -> None:
    """No other day of the year, and no other year, is written the same."""
    writer = WRITERS[language]
    numbers = [int(number) for number in re.findall(r"\d+", writer.date(day))]
    assert {day.year, day.day} <= set(numbers)
    assert writer.month_name(day.month) in writer.date(day)
    assert len({writer.month_name(number) for number in range(1, 13)}) == 12


@pytest.mark.parametrize("language", FOREIGN)
def test_noon_and_midnight(language: str) -> None:
    """Twelve hours of the two halves of a day are told apart."""
    told = {WRITERS[language].time(datetime.time(hour, 5)) for hour in range(24)}
    assert len(told) == 24
    noon = {"en": "12:05 pm", "tl": "12:05 PM"}
    assert language not in noon or noon[language] in told


@pytest.mark.parametrize("language", FOREIGN)
def test_a_period_over_the_new_year(language: str) -> None:
    """Two days of different years, or eras, are both written in full."""
    first, last = datetime.date(1989, 1, 2), datetime.date(1989, 2, 1)
    assert WRITERS[language].date(first) in WRITERS[language].period(first, last)


def test_the_first_year_of_an_era() -> None:
    """Chinese calls it 元年 as Japanese does; the others count from 1."""
    first = datetime.date(2019, 5, 1)
    assert WRITERS["zh"].month(first) == "2019年5月（令和元年）"
    assert WRITERS["en"].date(first) == "1 May 2019 (Reiwa 1)"


@pytest.mark.parametrize(
    ("language", "year"),
    [
        ("ja", "昭和28年(1953年)"), ("ja-easy", "昭和28年(1953年)"), ("en", "1953 (Showa 28)"),
        ("zh", "1953年（昭和28年）"), ("ko", "1953년(쇼와 28년)"), ("vi", "năm 1953 (Showa 28)"),
        ("tl", "1953 (Showa 28)"), ("pt", "1953 (Showa 28)"), ("es", "año 1953 (Showa 28)"),
        ("ne", "सन् १९५३ (शोवा २८)"),
    ],
)  # fmt: skip
def test_writes_a_year(language: str, year: str) -> None:
    """A bare year is written as it stands in a month or a day."""
    assert WRITERS[language].year(datetime.date(1953, 12, 31)) == year
