"""bot/channels/line/pieces.py: a question that is written in pieces has one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channels.line import pieces
from bot.channels.line.pieces import asks, joined, together
from bot.channels.line.receiving import Happened
from bot.text import LONGEST
from tests.house.serving import Body, StandIn, message, wait_until
from tests.line_platform import events
from tests.line_platform.platform import Platform

from .conftest import QUICK, Line, running, told

pytestmark = pytest.mark.e2e

ASKED = [
    "資格確認書はいつ届きますか",
    "いつ届きますか。",
    "届かないのかな",
    "期限は?",
    "きげんは?",
    "なくしたので再発行をお願いします",
    "教えてください",
    "引っ越しの手続きをしたいんですが",
    "届くでしょうか",
    "When does it arrive?",
    "متى تصل؟",
    "母のことなのですが、先月の終わりに引っ越して、まだ何も届いていません",
]
PIECES = [
    "母の", "資格確認書は", "76歳です", "こんにちは", "引っ越しました。", "どこか", "何か",
    "紙とか", "それしか", "my mother", "",
]  # fmt: skip


@pytest.mark.parametrize("words", ASKED)
def test_what_asks_is_whole(words: str) -> None:
    """A question, a request, or a long story waits for nothing."""
    assert asks(words)


@pytest.mark.parametrize("words", PIECES)
def test_what_asks_nothing_is_a_piece(words: str) -> None:
    """More may follow after it."""
    assert not asks(words)


def event(words: str, **more: str) -> Happened:
    """Typed words of one person."""
    return Happened(**{"id": words, "kind": "text", "user": "U1", "text": words, **more})


STICKER, ELSEWHERE = event("", kind="sticker"), event("確認書は", place="C1")


@pytest.mark.parametrize(
    ("waiting", "number"),
    [
        ([event("母の"), event("確認書は"), event("いつ届きますか"), event("電話は")], 3),
        ([event("期限は?"), event("電話番号は?")], 1),
        ([event("母の"), STICKER, event("期限は?")], 1),
        ([STICKER, event("期限は?")], 1),
        ([ELSEWHERE, event("期限は?", place="C1")], 1),
        ([event("", user=""), event("期限は?", user="")], 1),
        ([event(f"{n}") for n in range(20)], 8),
        ([event("あ" * 29)] * 8, 8),
    ],
)
def test_what_belongs_together(waiting: list[Happened], number: int) -> None:
    """Pieces up to the words that ask; nothing but words, of somebody who talks with us alone."""
    assert together(waiting) == waiting[:number]


def test_no_longer_than_is_read() -> None:
    """What would be cut off is answered by itself."""
    long = event("い" * (LONGEST - 5))
    assert together([event("母の確認書"), long]) == [event("母の確認書")]
    assert together([long]) == [long]


def test_joined() -> None:
    """All words in their order, and the newest reply token; the others are known."""
    one, two = event("母の", reply_token="r1"), event("期限は?", reply_token="r2")
    found = joined([one, two])
    assert (found.text, found.reply_token, found.before) == ("母の 期限は?", "r2", (one,))
    assert joined([one]) == one


LATER = 30.0  # seconds for which a piece waits here: whatever is answered did not wait so long


@pytest.fixture
def patient(platform: Platform, rasa: StandIn, tmp_path: Path) -> Iterator[Line]:
    """An application in which pieces wait for what follows."""
    with running(platform, tmp_path, rasa.port, replace(QUICK, piece=LATER)) as found:
        yield found


def test_three_pieces_have_one_answer(patient: Line, rasa: StandIn) -> None:
    """They come one after the other; Rasa is asked once, and nothing is left to answer."""
    phone = patient.phone()
    for words in ("母の", "資格確認書は"):
        assert phone.send(events.text(phone.user, words)) == 200
    answer = patient.ask(phone, events.text(phone.user, "いつ届きますか"))
    assert "母の 資格確認書は いつ届きますか" in told(answer)
    patient.settle()
    assert rasa.heard == ["母の 資格確認書は いつ届きますか"]
    assert len(phone.got()) == 1
    assert len(patient.platform.spent) == 1


def test_pieces_of_one_delivery(patient: Line, rasa: StandIn) -> None:
    """LINE may deliver them at once."""
    phone = patient.phone()
    words = ("母の", "資格確認書は", "いつ届きますか")
    patient.ask(phone, *(events.text(phone.user, one) for one in words))
    assert rasa.heard == [" ".join(words)]


def test_two_questions_have_two_answers(patient: Line, rasa: StandIn) -> None:
    """In their order, neither waiting for anything."""
    phone = patient.phone()
    words = ["期限は?", "電話番号は?"]
    assert phone.send(*(events.text(phone.user, one) for one in words)) == 200
    wait_until(lambda: len(phone.got()) == 2, 20)
    assert rasa.heard == words


def test_after_the_last_piece(platform: Platform, rasa: StandIn, tmp_path: Path) -> None:
    """Who goes on with nothing is answered all the same."""
    with running(platform, tmp_path, rasa.port, replace(QUICK, piece=0.05)) as line:
        phone = line.phone()
        assert "資格確認書" in told(line.ask(phone, events.text(phone.user, "資格確認書")))


def test_no_piece_is_awaited_for_ever(
    patient: Line, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long pieces may wait, all of them together wait no longer than a while."""
    monkeypatch.setattr(pieces, "_ALL_SECONDS", 0.05)
    phone = patient.phone()
    patient.ask(phone, events.text(phone.user, "資格確認書"))
    assert rasa.heard == ["資格確認書"]


def test_a_piece_that_is_taken_back(patient: Line, rasa: StandIn) -> None:
    """What was unsent while it waited is in no question."""
    phone = patient.phone()
    piece = events.text(phone.user, "山田花子の")
    assert phone.send(piece) == 200
    assert phone.send(events.unsend(phone.user, piece["message"]["id"])) == 200
    patient.ask(phone, events.text(phone.user, "期限は?"))
    assert rasa.heard == ["期限は?"]


def test_a_piece_that_is_taken_back_later(patient: Line) -> None:
    """Unsent after the answer, any piece of the question wipes the talk."""
    phone = patient.phone()
    piece = events.text(phone.user, "母の")
    assert phone.send(piece) == 200
    patient.ask(phone, events.text(phone.user, "期限は?"))
    assert phone.send(events.unsend(phone.user, piece["message"]["id"])) == 200
    patient.settle()
    assert patient.resident(phone) is None


def test_an_answer_to_our_question_is_whole(patient: Line, rasa: StandIn) -> None:
    """While a question of ours is open, what is typed is taken for its answer at once."""

    async def asks_back(_: Body) -> Body:
        return {"messages": [message("生年月日は?", "question")], "state": {}}

    rasa.work = asks_back
    phone = patient.phone()
    for words in ("期限は?", "昭和31年4月5日"):
        patient.ask(phone, events.text(phone.user, words))
    assert rasa.heard == ["期限は?", "昭和31年4月5日"]
