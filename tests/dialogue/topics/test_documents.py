"""What to carry, why a certificate came, what has not arrived, whether the next one comes."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import BEFORE, LONG_AFTER, WITHIN, Begin
from tests.dialogue.matters import BY_ID, ask, do
from tests.dialogue.talking import PHONE, Conversation, Reply


def talk_about(talk: Conversation, matter_id: str, *turns: str | list[str]) -> Reply:
    """The question, then words or [buttons], as long as something is asked."""
    ask(talk, BY_ID[matter_id])
    for turn in turns:
        if talk.reply.asks:
            do(talk, turn)
    return talk.reply


@pytest.mark.parametrize(
    ("answers", "carry", "why"),
    [
        ([["持っている"], ["登録した"]], "マイナンバーカード", "資格情報のお知らせも一緒に"),
        ([["持っている"], ["していない"]], "資格確認書", "利用登録をしていない方"),
        ([["持っていない"]], "資格確認書", "マイナンバーカードがない方"),
        (["はい、持っています", "まだしていません"], "資格確認書", "利用登録をしていない方"),
        (["持っていません"], "資格確認書", "マイナンバーカードがない方"),
        (["ないです"], "資格確認書", "マイナンバーカードがない方"),
        (["あります", "はい"], "マイナンバーカード", "資格情報のお知らせも一緒に"),
    ],
)
def test_what_to_carry(talk: Conversation, answers: list, carry: str, why: str) -> None:
    """The newsletter's table: card and registration decide; the rule is said."""
    reply = talk_about(talk, "what_to_bring", *answers)
    which = "" if carry == "マイナンバーカード" else "期限が過ぎていない"
    assert reply.first == f"{which}{carry}を持って行ってください。"
    assert why in reply


def test_registration_is_not_asked_without_a_card(talk: Conversation) -> None:
    """Who has no card is not asked whether it is registered."""
    assert not talk_about(talk, "what_to_bring", ["持っていない"]).asks


def test_affirm_and_deny_answer_yes_or_no(talk: Conversation) -> None:
    """はい and いいえ, however they are understood, answer a yes-or-no question."""
    ask(talk, BY_ID["what_to_bring"])
    assert talk.say("affirm", "はい").asks
    assert "資格確認書を持って行って" in talk.say("deny", "いいえ")


@pytest.mark.parametrize(
    ("ran_out", "today", "says", "never"),
    [
        ("2025年4月10日", WITHIN, "令和7年(2025年)7月31日", "今も"),
        ("2025年4月10日", BEFORE, "令和7年(2025年)7月31日までは、", "でした"),
        ("2025年9月5日", WITHIN, "令和7年(2025年)12月31日まで", "でした"),
        ("2027年9月5日", WITHIN, "まだ切れていません", "12月31日"),
    ],
)
def test_why_the_certificate_came(
    begin: Begin, ran_out: str, today: str, says: str, never: str
) -> None:
    """Ran out and over, ran out but usable, not run out: each is told as what it is."""
    reply = talk_about(begin(today), "why_certificate", f"{ran_out}です")
    assert says in reply
    assert never not in reply


def test_dv_is_never_asked_or_named(talk: Conversation) -> None:
    """Support measures are hinted at by the contact on the certificate; DV is never named."""
    for reply in (
        talk_about(talk, "why_certificate", "2027年9月5日です"),
        talk.replies[0],
        talk.say("why_certificate", "でも、なぜですか"),
    ):
        assert "DV" not in reply
        assert "虐待" not in reply
    assert "下のほうにある連絡先" in talk.replies[1]


@pytest.mark.parametrize(
    ("birthday", "late"),
    [
        ("昭和30年7月1日", False),
        ("昭和30年7月2日", True),
        ("昭和30年8月1日", True),
        ("昭和30年8月2日", False),
    ],
)
def test_late_posting(begin: Begin, birthday: str, *, late: bool) -> None:
    """Born 昭和30年7月2日 to 8月1日: posted separately in late July."""
    reply = talk_about(begin(BEFORE), "not_arrived", f"{birthday}です")
    assert ("下旬頃" in reply) is late
    assert PHONE in reply


@pytest.mark.parametrize("today", [WITHIN, LONG_AFTER])
def test_after_the_posting_no_birthday_is_asked(begin: Begin, today: str) -> None:
    """Once the posting is over a birthday changes nothing, so none is asked; the phone is named."""
    reply = talk_about(begin(today), "not_arrived")
    assert not reply.asks
    assert PHONE in reply
    assert "お待ちください" not in reply


def test_who_has_not_got_the_paper_hears_of_the_clinic(talk: Conversation) -> None:
    """Behind まだ届かない is the fear of paying in full: how to see a doctor meanwhile is told."""
    reply = talk_about(talk, "not_arrived")
    assert "マイナンバーカードで受診" in reply
    assert reply.text.count(PHONE) < 3


def test_button_for_another_person_where_nothing_is_asked(talk: Conversation) -> None:
    """ほかの家族の分も調べる is answered even where there is nothing to ask for."""
    talk_about(talk, "not_arrived")
    reply = talk.press("ほかの家族の分も調べる")
    assert "うまくお答えできませんでした" not in reply


@pytest.mark.parametrize(
    ("turns", "says", "never"),
    [
        ([["資格確認書"], "昭和60年3月1日です", ["どれもない"]], "自動で届きます", "保管して"),
        ([["資格情報のお知らせ"], "昭和60年3月1日です", ["どれもない"]], "保管", "自動で届きます"),
        ([["資格確認書"], "昭和26年1月20日です", ["どれもない"]], "要確認", "自動で届きます"),
        (
            [["資格確認書"], "昭和60年3月1日です", ["在留期限がある"], "2026年3月31日です",
             ["ほかにはない"]],
            "先に在留期限の更新", "自動で届きます",
        ),
        (
            [["資格確認書"], "昭和60年3月1日です", ["マル学(市外の学生)"], "2026年3月20日です",
             ["ほかにはない"], ["はい"]],
            "先にマル学の延長", "自動で届きます",
        ),
        (
            [["資格確認書"], "昭和60年3月1日です", ["マル学(市外の学生)"], "2026年3月20日です",
             ["ほかにはない"], ["いいえ"]],
            "自動で届きます", "先にマル学の延長",
        ),
        ([["資格情報のお知らせ"], "昭和31年3月1日です", ["どれもない"]], "自動で届きます", "保管"),
    ],
)  # fmt: skip
def test_whether_the_next_comes(talk: Conversation, turns: list, says: str, never: str) -> None:
    """By itself, kept, after 75, after 在留期限, after a graduation that moved."""
    reply = talk_about(talk, "auto_renewal", *turns)
    assert not reply.asks
    assert says in reply
    assert never not in reply
