"""bot/dialogue/following.py: short questions about the thing last spoken of."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin

FRIDAY = "2025-08-01T10:00"


@pytest.mark.parametrize(
    ("intent", "words", "said"),
    [
        ("inform", "26日だったら？", "7月26日に申し込んだ場合、令和7年(2025年)10月"),
        ("inform", "25日過ぎたら？", "7月26日に申し込んだ場合、令和7年(2025年)10月"),
        ("debit_banks", "じゃあ銀行なら？", "銀行などの窓口で令和7年(2025年)7月25日"),
        (
            "debit_start",
            "じゃあ区役所で7月31日なら？",
            "7月31日に申し込んだ場合、令和7年(2025年)8月",
        ),
        ("debit_start", "Webで8月31日は？", "8月31日に申し込んだ場合、令和7年(2025年)11月"),
        ("out_of_scope", "郵送は？", "口座振替を郵送で申し込めるかは"),
    ],
)
def test_another_day_or_way(begin: Begin, intent: str, words: str, said: str) -> None:
    """Another day, way or bank goes on from the account transfer just reckoned."""
    talk = begin(FRIDAY)
    talk.say("debit_start", "口座振替を銀行で7月25日に申し込んだらいつから")
    assert said in talk.say(intent, words)


@pytest.mark.parametrize("intent", ["out_of_scope", "debit_banks", "inform", "affirm"])
def test_another_bank(begin: Begin, intent: str) -> None:
    """三井住友でもいけるん? after a bank is about the list too, whatever the model thinks."""
    talk = begin(FRIDAY)
    talk.say("debit_banks", "横浜銀行で引き落としできる？")
    assert "三井住友銀行は、口座振替に使える" in talk.say(intent, "三井住友でもいけるん？")


@pytest.mark.parametrize("words", ["じゃあ父は？", "父のは？", "父の分は？"])
def test_another_person(begin: Begin, words: str) -> None:
    """Somebody else is asked about anew: nothing of the first person is theirs."""
    talk = begin(FRIDAY)
    talk.say("certificate_expiry", "母は昭和31年3月1日生まれです。資格確認書の期限は？")
    talk.press("どれもない")
    reply = talk.say("whose", words)
    assert "お父さまの生年月日" in reply
    assert "昭和31年" not in reply


@pytest.mark.parametrize(
    "words", ["お知らせのほうは？", "間違えた、お知らせのほうです", "お知らせの期限"]
)
def test_the_other_paper(begin: Begin, words: str) -> None:
    """The other paper of the same person keeps the facts that were told."""
    talk = begin(FRIDAY)
    talk.say("certificate_expiry", "母は昭和31年3月1日生まれです。資格確認書の期限は？")
    reply = talk.say("notice_expiry", words)
    assert "資格情報のお知らせの有効期限は、令和8年(2026年)2月28日" in reply
