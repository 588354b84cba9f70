"""口座振替: the first month, and one bank."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.talking import PHONE, Conversation

# 国保だより第179号, 4ページ
# fmt: off
LISTED = (
    "みずほ銀行", "三菱UFJ銀行", "三井住友銀行", "りそな銀行", "群馬銀行", "きらぼし銀行",
    "横浜銀行", "東日本銀行", "神奈川銀行", "静岡中央銀行", "横浜信用金庫", "川崎信用金庫",
    "さわやか信用金庫", "芝信用金庫", "城南信用金庫", "世田谷信用金庫", "みずほ信託銀行",
    "ハナ信用組合", "神奈川県医師信用組合", "横浜幸銀信用組合", "中央労働金庫",
    "セレサ川崎農業協同組合", "ゆうちょ銀行", "PayPay銀行", "楽天銀行", "イオン銀行",
)
# fmt: on


@pytest.mark.parametrize(
    ("way", "day", "month"),
    [
        ("Web(インターネット)", "10月25日", "令和7年(2025年)12月"),
        ("Web(インターネット)", "10月26日", "令和8年(2026年)1月"),
        ("銀行などの窓口", "10月25日", "令和7年(2025年)12月"),
        ("銀行などの窓口", "11月30日", "令和8年(2026年)2月"),
        ("区役所の窓口", "10月31日", "令和7年(2025年)11月"),
        ("区役所の窓口", "12月1日", "令和8年(2026年)1月"),
    ],
)
def test_first_month(talk: Conversation, way: str, day: str, month: str) -> None:
    """翌月 from the ward office, 翌々月 from bank and web up to the 25th, one later after it."""
    talk.say("debit_start", "いつから引き落としになりますか")
    talk.press(way)
    reply = talk.say("inform", f"{day}です")
    assert f"{month}から" in reply
    assert "引き落としの日にちは、国保だよりに書かれていません" in reply


def test_after_the_25th_is_to_be_confirmed(talk: Conversation) -> None:
    """After the 25th the newsletter is silent: 要確認, and whom to call."""
    reply = talk.say("debit_start", "銀行で10月26日に申し込みました。いつからですか")
    assert "要確認" in reply
    assert PHONE in reply


def test_inferred_month_as_an_aside_is_to_be_confirmed(talk: Conversation) -> None:
    """In the middle of another matter too an inferred month says 要確認."""
    talk.say("certificate_expiry", "確認書はいつまでですか")
    reply = talk.say("debit_start", "Webで10月26日に申し込みました。いつからですか")
    assert "要確認" in reply.texts[0]
    assert PHONE in reply.texts[0]


def test_today_button(talk: Conversation) -> None:
    """今日 is the day of the talk, in Japan."""
    talk.say("debit_start", "いつから引き落としになりますか")
    talk.press("区役所の窓口")
    assert "令和7年(2025年)11月" in talk.press("今日")


def test_today_is_the_day_in_japan(begin: Begin) -> None:
    """Half past midnight on 1 November is November, whatever the time elsewhere."""
    reply = begin("2025-11-01T00:30").say("debit_start", "区役所で今日申し込みます。いつからですか")
    assert "令和7年(2025年)12月" in reply


def test_day_is_not_asked_without_a_method(talk: Conversation) -> None:
    """Without a method no day can help, so none is asked for."""
    talk.say("debit_start", "いつから引き落としになりますか")
    assert not talk.say("dont_know", "わかりません").asks


def test_listed_banks(talk: Conversation) -> None:
    """Each of the 26 institutions is found, under its own name."""
    assert len(LISTED) == 26
    for bank in LISTED:
        reply = talk.say("debit_banks", f"{bank}は使えますか")
        assert reply.first == f"{bank}は、口座振替に使える銀行などの一覧にあります。"


def test_no_way_to_apply_is_claimed(talk: Conversation) -> None:
    """Which way a bank takes is not known: it differs, and the call centre knows."""
    reply = talk.say("debit_banks", "横浜銀行はWebで申し込めますか")
    assert "銀行などによって違います" in reply
    assert PHONE in reply


def test_unlisted_bank(talk: Conversation) -> None:
    """A bank that is not on the list is said not to be found there, without a promise."""
    reply = talk.say("debit_banks", "住信SBIネット銀行は使えますか")
    assert "見当たりません" in reply.first
    assert PHONE in reply
    assert "2025年" in reply


def test_list_and_question_without_a_bank(talk: Conversation) -> None:
    """Without a name the whole list comes, then which bank it is about."""
    reply = talk.say("debit_banks", "どの銀行が使えますか")
    assert all(bank in reply.texts[0] for bank in LISTED)
    assert reply.asks


def test_two_banks_one_after_the_other(talk: Conversation) -> None:
    """A second bank is answered as the first was."""
    talk.say("debit_banks", "楽天銀行は使えますか")
    assert "りそな銀行は、" in talk.say("debit_banks", "じゃあ、りそなは?").first


def test_name_that_nobody_knows(talk: Conversation) -> None:
    """A word that is no bank is asked about again, not taken for one."""
    talk.say("debit_banks", "どの銀行が使えますか")
    assert talk.say("inform", "やまだ").asks
