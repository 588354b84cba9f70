"""bot/dialogue/opening.py: is the call centre open on the day that is asked about."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin

FRIDAY = "2025-08-01T10:00"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("8月4日は電話つながりますか", "はい。令和7年(2025年)8月4日(月曜日)は、8時30分から"),
        ("8月9日はやってますか", "はい。令和7年(2025年)8月9日(土曜日)は、8時30分から"),
        ("8月11日はあいてますか", "いいえ。令和7年(2025年)8月11日(月曜日)は、祝日なので"),
        ("8月3日は休みですか", "はい。令和7年(2025年)8月3日(日曜日)は、日曜日なのでお休み"),
        ("8月4日はお休みでしょうか", "いいえ。令和7年(2025年)8月4日(月曜日)は、8時30分から"),
        ("今度の土曜は電話できますか", "いいえ。令和7年(2025年)8月2日(土曜日)は、第2・第4ではない"),
        ("12月30日はつながる？", "いいえ。令和7年(2025年)12月30日(火曜日)は、年末年始"),
        ("明日は休業ですか", "はい。令和7年(2025年)8月2日(土曜日)は"),
        ("8月4日はつながらないですか", "令和7年(2025年)8月4日(月曜日)は、8時30分から"),
        ("8月9日は何時までやってますか", "令和7年(2025年)8月9日(土曜日)は、8時30分から12時30分"),
        ("土曜日は休みですか", "いいえ。第2・第4土曜日は"),
        ("祝日は休みですか", "はい。祝日は、何曜日でもお休み"),
        ("祝日も電話はつながりますか", "いいえ。祝日は"),
        ("年末年始は休みですか", "はい。年末年始はお休み"),
        ("日曜はやってますか", "いいえ。日曜日は、お休み"),
        ("お盆はやってますか", "はい。平日は、8時30分から17時15分"),
        ("お盆は休みですか", "いいえ。平日は、8時30分から17時15分"),
        ("平日は開いてますか", "はい。平日は、8時30分から17時15分"),
    ],
)
def test_yes_or_no_as_it_was_asked(begin: Begin, words: str, first: str) -> None:
    """Who asks whether it is closed hears yes for a closed day, whatever day it is."""
    assert begin(FRIDAY).say("call_center", words).first.startswith(first)


def test_several_days(begin: Begin) -> None:
    """Each day that is asked about has its own line."""
    reply = begin(FRIDAY).say("call_center", "12月29日と1月4日は電話つながりますか")
    assert "12月29日(月曜日)は、年末年始" in reply
    assert "1月4日(日曜日)は、日曜日" in reply


@pytest.mark.parametrize("day", range(1, 32))
def test_any_day_of_the_month(begin: Begin, day: int) -> None:
    """3日は休みですか is answered about that very day, for every number."""
    reply = begin(FRIDAY).say("call_center", f"8月{day}日は休みですか")
    assert reply.first.startswith(("はい。", "いいえ。"))
    assert f"8月{day}日(" in reply.first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("10日は？", "8月10日(日曜日)は、日曜日"),
        ("来週の水曜は？", "8月6日(水曜日)は、8時30分から"),
        ("祝日の月曜は？", "祝日は、何曜日でも"),
        ("土日は？", "日曜日は、お休み"),
    ],
)
def test_another_day(begin: Begin, words: str, said: str) -> None:
    """A short question goes on about the call centre; it asks neither yes nor no."""
    talk = begin(FRIDAY)
    talk.say("call_center", "8月9日はつながりますか")
    reply = talk.say("inform", words)
    assert said in reply
    assert not reply.first.startswith(("はい", "いいえ"))


@pytest.mark.parametrize(
    "words",
    ["資格確認書は8月4日に届きますか", "区役所は8月9日やってますか", "銀行は土曜も開いてますか"],
)
def test_days_of_something_else(begin: Begin, words: str) -> None:
    """A day of the post, the ward office or a bank is none of the call centre's."""
    assert "つながります" not in begin(FRIDAY).say("not_arrived", words).first
