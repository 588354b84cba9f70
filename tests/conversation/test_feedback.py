"""bot/storage/feedback.py: votes without words, unless the resident agreed, and then masked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.feedback import Feedback
from bot.errors import StorageError
from bot.storage.stores import Stores
from tests.house.serving import (
    NOW,
    Body,
    Browser,
    House,
    StandIn,
    house,
    is_error,
    message,
    settings_for,
)
from tests.house.storing import behind, raw

PRIVATE = "山田花子と申します。電話は090-1234-5678、番号は1234 5678 9012、昭和30年7月15日生まれ"
PIECES = ("090", "1234", "5678", "9012", "昭和30", "7月15日", "山田")


def rows(data: Path) -> list[Any]:
    """What the file holds."""
    query = "select hour, channel, answer_id, kind, helped, reason, question from feedback"
    with raw(data) as base:
        return base.execute(query).fetchall()


def bytes_of(data: Path) -> str:
    """Everything that lies in the folder, as text."""
    return "".join(p.read_bytes().decode(errors="replace") for p in data.iterdir() if p.is_file())


def test_a_vote_is_kept(tmp_path: Path) -> None:
    """A vote is the hour, the channel, the answer, yes or no, and a reason."""
    store = Feedback(Stores.local(tmp_path).votes)
    store.keep(NOW, "web", ("greet", "answer"), helped=True, reason=None, question=None)
    Feedback(Stores.local(tmp_path).votes).keep(
        NOW, "line", ("call_center", "refusal"), helped=False, reason="wrong", question=""
    )
    assert rows(tmp_path) == [
        ("2025-10-01T10", "web", "greet", "answer", 1, None, None),
        ("2025-10-01T10", "line", "call_center", "refusal", 0, "wrong", None),
    ]


def test_words_with_consent_are_masked(tmp_path: Path) -> None:
    """Numbers, dates and names are taken out before anything is written."""
    store = Feedback(Stores.local(tmp_path).votes)
    store.keep(NOW, "web", ("greet", "answer"), helped=False, reason=None, question=PRIVATE)
    kept = bytes_of(tmp_path)
    assert [piece for piece in PIECES if piece in kept] == []
    assert "〔電話〕" in rows(tmp_path)[0][-1]


@pytest.mark.parametrize(
    "words", ["確\ud83d認書", "\x00確認書", "'); drop table feedback; --", "a" * 5000]
)
def test_any_words_can_be_kept(tmp_path: Path, words: str) -> None:
    """Words of any kind are words, and the file stays whole."""
    store = Feedback(Stores.local(tmp_path).votes)
    store.keep(NOW, "web", ("greet", "answer"), helped=False, reason=None, question=words)
    assert len(rows(tmp_path)) == 1


def test_words_go_before_the_votes(tmp_path: Path) -> None:
    """After 40 days the words are gone from the file, after 400 the vote."""
    store = Feedback(Stores.local(tmp_path).votes)
    words = "マル学のことが知りたい"
    store.keep(NOW, "web", ("greet", "answer"), helped=False, reason=None, question=words)
    store.drop_old(NOW + timedelta(days=40))
    assert rows(tmp_path)[0][-1] == words
    store.drop_old(NOW + timedelta(days=40, hours=1))
    assert rows(tmp_path)[0][-1] is None
    store.drop_old(NOW + timedelta(days=400))
    assert len(rows(tmp_path)) == 1
    store.drop_old(NOW + timedelta(days=400, hours=1))
    assert rows(tmp_path) == []
    assert words not in bytes_of(tmp_path)


@pytest.fixture
def place(rasa: StandIn, tmp_path: Path) -> Iterator[House]:
    """A house with a data folder of its own."""
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def card(browser: Browser, text: str = "はい") -> str:
    """The token of a card that can be voted on."""
    return str(browser.say(text)["cards"][0]["feedback"])


def vote(browser: Browser, token: str, **more: Any) -> Any:
    """The response to a vote."""
    body: Body = {"card": token, "helped": False, "reason": "wrong", "question": None, **more}
    return browser.post("/api/feedback", body)


def test_over_http(place: House, tmp_path: Path) -> None:
    """A vote is taken once a card, by its own conversation, and counted."""
    browser, other = place.talk(), place.talk()
    token = card(browser)
    assert is_error(vote(other, token), 422, "invalid")
    assert vote(browser, token, helped=True, reason=None).status_code == 204
    assert is_error(vote(browser, token), 422, "invalid")
    assert rows(tmp_path) == [
        ("2025-10-01T10", "web", "certificate_expiry", "answer", 1, None, None)
    ]
    figures = place.figures()
    assert 'kokuho_feedback_total{helped="true",id="certificate_expiry"} 1.0' in figures


def test_without_consent_no_words(place: House, tmp_path: Path) -> None:
    """Of a talk and its votes nothing that was said reaches the folder without consent."""
    browser = place.talk()
    assert vote(browser, card(browser, PRIVATE)).status_code == 204
    assert len(rows(tmp_path)) == 1
    assert [piece for piece in PIECES if piece in bytes_of(tmp_path)] == []
    assert "生まれ" not in bytes_of(tmp_path)


def test_with_consent_masked_words(place: House, tmp_path: Path) -> None:
    """Who agrees gives the words, without the numbers in them."""
    browser = place.talk()
    assert vote(browser, card(browser), question=PRIVATE).status_code == 204
    kept = bytes_of(tmp_path)
    assert "生まれ" in kept
    assert [piece for piece in PIECES if piece in kept] == []


@pytest.mark.parametrize(
    "more",
    [
        {"reason": "because"},
        {"helped": None},
        {"helped": "maybe"},
        {"question": 3},
        {"extra": 1},
        {"card": ""},
    ],
)
def test_another_vote_is_refused(place: House, tmp_path: Path, more: Body) -> None:
    """Only the reasons that we know are taken, and nothing beyond what is named."""
    browser = place.talk()
    token = card(browser)
    assert is_error(vote(browser, token, **more), 422, "invalid")
    assert rows(tmp_path) == []
    assert vote(browser, token).status_code == 204


def test_words_that_are_too_long(place: House) -> None:
    """More than 5,000 characters are too long here, too."""
    browser = place.talk()
    assert is_error(vote(browser, card(browser), question="確" * 5001), 413, "too_long")


def test_a_card_without_an_id_cannot_be_voted_on(place: House, rasa: StandIn) -> None:
    """Sentences of the talk itself have no vote."""

    async def talks(_: Body) -> Any:
        return {"messages": [message("どうぞ", "talk", None)], "state": {}}

    rasa.work = talks
    assert place.talk().say("はい")["cards"][0]["feedback"] is None


def noted(place: House) -> list[Any]:
    """What the editors will find: words, channel, reason and the id that was shown."""
    place.gateway.unanswered.flush()
    query = "select words, channel, why, shown from unanswered join heard on line = id"
    with behind(place.gateway.unanswered) as base:
        return [tuple(row) for row in base.execute(query)]


QUESTION = "入院代を安くする紙がほしい"


def test_what_was_wrong_reaches_the_editors(place: House) -> None:
    """Who says with consent that an answer was wrong tells the editors for which words."""
    browser = place.talk()
    assert vote(browser, card(browser), question=QUESTION).status_code == 204
    assert noted(place) == [(QUESTION, "web", "wrong", "certificate_expiry")]


@pytest.mark.parametrize(
    "more",
    [
        {"question": None},
        {"question": ""},
        {"helped": True, "reason": None, "question": QUESTION},
    ],
)
def test_what_does_not_reach_the_editors(place: House, more: Body) -> None:
    """Without consent no word does, nor do the words of who was helped."""
    browser = place.talk()
    assert vote(browser, card(browser, QUESTION), **more).status_code == 204
    assert noted(place) == []


def test_editors_find_nothing_private(place: House, tmp_path: Path) -> None:
    """Words with consent are masked for the editors, too."""
    browser = place.talk()
    assert vote(browser, card(browser), question=f"{QUESTION}。{PRIVATE}").status_code == 204
    ((words, *_),) = noted(place)
    assert QUESTION in words
    assert [piece for piece in PIECES if piece in bytes_of(tmp_path)] == []


def test_a_vote_is_counted_although_nothing_can_be_noted(
    place: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection that cannot be written costs a resident's vote nothing."""

    def gone(*_: object) -> Any:
        raise StorageError("disk I/O error")

    monkeypatch.setattr(place.gateway.unanswered, "_keep_all", gone)
    browser = place.talk()
    assert vote(browser, card(browser), question=QUESTION).status_code == 204
    place.gateway.unanswered.flush()
    assert len(rows(tmp_path)) == 1
