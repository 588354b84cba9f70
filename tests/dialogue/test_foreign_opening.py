"""Opening hours and banks in other languages, read by the Japanese beside each message."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin


@pytest.mark.parametrize(
    ("language", "asked", "answer"),
    [
        ("en", "Are you open on Sunday?", "いいえ"),
        ("en", "Are you closed on Sunday?", "はい"),
        ("zh", "1月3日开吗？", "いいえ"),
        ("zh", "星期天可以打电话吗？", "いいえ"),
        ("ko", "공휴일에 영업하나요?", "いいえ"),
        ("vi", "Có mở cửa ngày 30/12 không?", "いいえ"),
        ("tl", "Bukas ba sa Linggo?", "いいえ"),
        ("pt", "Abre no feriado?", "いいえ"),
        ("es", "¿Abren el 3 de enero?", "いいえ"),
        ("ne", "आइतबार खुला छ?", "いいえ"),
        ("en", "Can I call on Monday?", "はい"),
        ("es", "¿Puedo llamar mañana?", "はい。令和7年(2025年)10月2日(木曜日)"),
    ],
)
def test_open_on_the_day(begin: Begin, language: str, asked: str, answer: str) -> None:
    """Yes or no about the very day that is asked about, as in Japanese."""
    said = begin().say("call_center", asked, language=language, sure=True).japanese
    assert said.startswith(answer)


@pytest.mark.parametrize(
    ("then", "answer"),
    [("What about Saturday?", "第2・第4土曜日"), ("and 3 January?", "令和8年(2026年)1月3日")],
)
def test_another_day_follows(begin: Begin, then: str, answer: str) -> None:
    """And Saturday?, And 3 January?: the same is asked about another day."""
    talk = begin()
    talk.say("call_center", "Are you open on Sunday?", language="en", sure=True)
    assert talk.say("inform", then, language="en", sure=True).japanese.startswith(answer)


@pytest.mark.parametrize(
    ("language", "said", "bank", "listed"),
    [
        ("en", "Can I use Bank of Yokohama?", "横浜銀行", True),
        ("zh", "横滨银行可以吗？", "横浜銀行", True),
        ("ko", "요코하마은행도 되나요?", "横浜銀行", True),
        ("vi", "Dùng ngân hàng Yokohama được không?", "横浜銀行", True),
        ("tl", "Puwede ba ang MUFG?", "三菱UFJ銀行", True),
        ("pt", "Posso usar o SMBC?", "三井住友銀行", True),
        ("es", "¿Puedo usar Japan Post Bank?", "ゆうちょ銀行", True),
        ("ne", "राकुतेन बैंक चल्छ?", "楽天銀行", True),
        ("en", "Can I use Sony Bank?", "Sony", False),
    ],
)
def test_bank(begin: Begin, language: str, said: str, bank: str, listed: bool) -> None:
    """A bank by its name in any language is on the list or not, as by its Japanese name."""
    text = begin().say("debit_banks", said, language=language, sure=True).japanese
    assert f"{bank})は" in text or f"{bank}は" in text
    assert ("一覧にあります" in text) is listed


def test_bank_is_asked_and_told(begin: Begin) -> None:
    """Without a name, the bank is asked for; its name alone is the answer."""
    talk = begin()
    talk.say("debit_banks", "Which banks can I use?", language="en", sure=True)
    assert (
        "Mizuho (みずほ銀行)は"
        in talk.say("nlu_fallback", "Mizuho", language="en", sure=True).japanese
    )
    assert (
        "Rakuten (楽天銀行)は"
        in talk.say("nlu_fallback", "and Rakuten?", language="en", sure=True).japanese
    )
