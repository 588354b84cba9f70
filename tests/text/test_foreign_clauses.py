"""bot/text/foreign_clauses.py: the questions of a message in another language, one by one."""

from __future__ import annotations

import pytest

from bot.text.foreign_clauses import foreign_readings


def _questions(text: str) -> list[str]:
    """What is read alone, and asks."""
    return [r.words for r in foreign_readings(text) if r.way == "alone" and r.clause.asks]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1/ làm mất tờ oshirase, xin lại được ko 2/ hokensho cũ vứt được chưa", 2),
        ("a) anong mga dadalhin ko b) kailan ang unang kaltas c) kasali ba ang SMBC", 3),
        ("1) where do I apply 2) what do I bring", 2),
    ],
)
def test_numbered_questions(text: str, number: int) -> None:
    """1/ 2/ 3/, a) b) c): each is a question of its own; the 20/8 of a date is no number."""
    assert len(_questions(text)) == number
    assert not foreign_readings("nộp đơn ngày 20/8 thì tháng mấy bắt đầu trừ tiền")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("can you tell me how long the cancelling takes, and is the phone answered tomorrow",
         "is the phone answered tomorrow"),
        ("quiero anular el registro de mi tarjeta, ¿se puede por correo y cuánto demora",
         "cuánto demora"),
        ("puwede ba ipadala na lang sa koreo yung form tapos ilang buwan bago matapos iyon",
         "ilang buwan bago matapos iyon"),
    ],
)  # fmt: skip
def test_questions_of_one_sentence(text: str, last: str) -> None:
    """Two questions joined by and are two, where both sides ask."""
    assert _questions(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "until when can I use my shikaku kakuninsho",
        "when and where do I apply",
        "I was born on 5 July 1985 and my wife on 3 March 1986, until when are they valid",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    """A short question, and a question behind facts, is not cut."""
    assert not foreign_readings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Con bé chưa làm thẻ lần nào. Đưa nó đi khám thì mang gì?",
        "Em chưa bao giờ làm thẻ. Đi khám mang gì?",
        "२०२६ मार्च १८ मा पढाइ सकिन्छ। कागज कहिलेसम्म?",
    ],
)
def test_what_only_looks_like_a_question_tells(text: str) -> None:
    """Chưa … lần nào is never; सकिन्छ, it ends, holds किन."""
    asks = {reading.clause.sentence for reading in foreign_readings(text) if reading.clause.asks}
    assert asks == {1}
