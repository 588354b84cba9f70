"""bot/dialogue/at_clinic.py: may somebody see a doctor with this paper."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import LONG_AFTER, WITHIN, Begin

YES = "はい。期限が過ぎていない資格確認書なら、それだけで受診できます。"
NOT_REGISTERED = "マイナ保険証は登録していません"


@pytest.mark.parametrize(
    "words",
    [
        "資格確認書で病院にかかれますか",
        "確認書を持って行けば診てもらえますか",
        "資格確認書で受診できるの?",
        "資格確認書だけで受診できますか",
    ],
)
@pytest.mark.parametrize("understood", ["what_is_certificate", "what_to_bring", "nlu_fallback"])
def test_with_the_certificate(begin: Begin, words: str, understood: str) -> None:
    """1ページ: yes, while its day has not passed."""
    assert begin(WITHIN).say(understood, words).first == YES


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("期限が切れた資格確認書で受診できますか", "certificate_expiry"),
        ("資格確認書のコピーで受診できますか", "out_of_scope"),
        ("お知らせと資格確認書、どちらで病院にかかれますか", "notice_vs_certificate"),
    ],
)
def test_no_yes_to_another_question(begin: Begin, words: str, understood: str) -> None:
    """A paper that is over, a copy or the choice between two gets no yes."""
    assert YES not in begin(WITHIN).say(understood, words)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (WITHIN, "資格確認書の有効期限は、令和8年(2026年)7月31日です"),
        (LONG_AFTER, "令和8年(2026年)7月31日で期限が過ぎています"),
    ],
)
def test_yes_first_then_the_day(begin: Begin, day: str, told: str) -> None:
    """A birthday beside it adds the day, and does not take the place of the yes."""
    words = f"私は平成7年5月5日生まれです。資格確認書で病院にかかれますか。{NOT_REGISTERED}"
    reply = begin(day).say("nlu_fallback", words)
    assert reply.first == YES
    assert "利用登録をしていない方は、資格確認書で受診します" in reply
    assert told in reply


def test_after_the_end(begin: Begin) -> None:
    """After the edition: is there a newer one, and whom to call if not."""
    reply = begin(LONG_AFTER).say("what_is_certificate", "資格確認書だけで受診できますか")
    assert reply.first == YES
    assert "新しい紙が届いていないか" in reply
    assert "新しい紙がないときは" in reply


@pytest.mark.parametrize("birthday", ["", "私は平成7年5月5日生まれです。"])
def test_with_the_notice_and_no_registration(begin: Begin, birthday: str) -> None:
    """1ページの表: who has not registered the card goes with the certificate, not with the card."""
    words = f"{birthday}資格情報のお知らせで病院にかかれますか。{NOT_REGISTERED}"
    reply = begin(WITHIN).say("notice_alone", words, sure=True)
    assert reply.first.startswith("いいえ。利用登録をしていない方は")
    assert "必ずマイナンバーカードを" not in reply


def test_with_the_notice_and_a_registered_card(begin: Begin) -> None:
    """Whoever has registered gets the written answer."""
    words = "マイナ保険証は登録しました。資格情報のお知らせだけで病院にかかれますか"
    reply = begin(WITHIN).say("notice_alone", words, sure=True)
    assert "利用登録をしていない方は、資格情報のお知らせではなく" not in reply
