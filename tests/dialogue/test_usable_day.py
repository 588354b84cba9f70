"""bot/dialogue/usable_day.py: may the paper be used on that day."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin

FRIDAY = "2025-08-01T10:00"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (
            "資格確認書の期限が2026年2月28日なんだけど3月5日の診察には使える？",
            "いいえ。期限が令和8年(2026年)2月28日の紙は、令和8年(2026年)3月5日",
        ),
        (
            "資格確認書の期限が2026年2月28日なんだけど2月28日の診察には使える？",
            "はい。期限が令和8年(2026年)2月28日の紙は",
        ),
        (
            "令和7年11月2日までの確認書は11月3日の受診に使えますか",
            "いいえ。期限が令和7年(2025年)11月2日の紙は、令和7年(2025年)11月3日",
        ),
    ],
)
def test_by_the_date_on_the_paper(begin: Begin, words: str, first: str) -> None:
    """The day of use is compared with the day that the paper bears."""
    assert begin(FRIDAY).say("certificate_expiry", words).first.startswith(first)


@pytest.mark.parametrize(
    ("birthday", "visit", "first"),
    [
        ("昭和26年1月15日", "1月14日", "はい。令和8年(2026年)1月14日には、まだ使えます"),
        ("昭和26年1月15日", "1月15日", "いいえ。令和8年(2026年)1月15日には、期限が過ぎて"),
        ("昭和31年3月1日", "2月28日", "はい。令和8年(2026年)2月28日には"),
        ("昭和31年3月1日", "3月1日", "いいえ。令和8年(2026年)3月1日には"),
        ("昭和50年1月1日", "12月3日", "はい。令和7年(2025年)12月3日には"),
    ],
)
def test_by_the_rules(begin: Begin, birthday: str, visit: str, first: str) -> None:
    """Where no date is read out, the rules give it from the birthday of the one person."""
    words = f"父は{birthday}生まれで、{visit}に病院の予約があります。資格確認書は使えますか"
    reply = begin(FRIDAY).say("certificate_expiry", words)
    assert reply.first.startswith(first)
    assert "お父さま" in reply


@pytest.mark.parametrize(
    ("words", "first", "alone"),
    [
        (
            "お知らせの期限が2026年2月28日です。2月20日の診察に使えますか",
            "はい。令和8年(2026年)2月20日は、まだ期限内です",
            True,
        ),
        (
            "紙の期限が2026年2月28日です。2月20日の診察に使えますか",
            "はい。期限が令和8年(2026年)2月28日の紙は",
            True,
        ),
        (
            "確認書の期限が2026年2月28日です。2月20日の診察に使えますか",
            "はい。期限が令和8年(2026年)2月28日の紙は",
            False,
        ),
    ],
)
def test_the_notice_never_alone(begin: Begin, words: str, first: str, *, alone: bool) -> None:
    """1ページ: a notice may be in time and yet gets no insured care without the card."""
    reply = begin(FRIDAY).say("notice_expiry", words)
    assert reply.first.startswith(first)
    assert ("資格情報のお知らせだけでは、保険は使えません" in reply) is alone


def test_a_notice_by_the_rules(begin: Begin) -> None:
    """The same where the day is reckoned."""
    words = "父は昭和26年1月15日生まれで、1月14日に病院の予約があります。お知らせは使えますか"
    reply = begin(FRIDAY).say("notice_expiry", words)
    assert reply.first == "はい。令和8年(2026年)1月14日は、まだ期限内です。"
    assert "資格情報のお知らせだけでは、保険は使えません" in reply


@pytest.mark.parametrize(
    ("born", "told", "never"),
    [
        ("", ["次の紙が自動で届きます", "先に在留期限の更新", "先に延長の手続き"], "別の医療保険"),
        ("昭和26年3月1日生まれです。", ["75歳からは別の医療保険"], "自動で届きます"),
    ],
)
def test_what_follows_a_paper_that_is_over_by_then(
    begin: Begin, born: str, told: list[str], never: str
) -> None:
    """問2 with its two exceptions; no paper is promised to who turns 75."""
    words = f"{born}資格確認書の期限が2026年2月28日なんだけど3月5日の診察には使える？"
    reply = begin(FRIDAY).say("certificate_expiry", words)
    assert reply.first.startswith("いいえ。")
    assert [part for part in told if part not in reply] == []
    assert never not in reply
    assert "受診の日までに" in reply


def test_by_the_result_just_told(begin: Begin) -> None:
    """8月31日まで使えるってこと?, asked of a result while circumstances are open."""
    talk = begin(FRIDAY)
    talk.say("certificate_expiry", "私は昭和30年8月2日生まれです。資格確認書の期限は？")
    reply = talk.say("nlu_fallback", "8月31日の夜まで使えるってこと？")
    assert reply.first.startswith("はい。令和7年(2025年)8月31日には、まだ使えます")
    assert reply.asks
    assert talk.say("nlu_fallback", "9月1日も使えますか？").first.startswith("いいえ。")
