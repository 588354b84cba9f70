"""bot/console/desk/suggestions.py: the screen's suggestions, cards and votes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.console.desk.suggestions import TEXT_LONGEST
from bot.conversation.statistics import PHONE
from bot.storage.ports.statistics import Tally
from tests.console.conftest import Desk
from tests.house.serving import NOW, QUESTION, StandIn, is_error
from tests.house.storing import behind

CARD = "certificate_expiry"


def counted(desk: Desk) -> Tally:
    """All that was counted at the phone."""
    rows = desk.console.gateway.statistics.read(NOW.date(), NOW.date())
    return sum((tally for key, tally in rows if key.channel == PHONE), Tally())


def gained(desk: Desk, work: Callable[[], Any]) -> dict[str, int]:
    """What `work` adds to the counts."""
    before = counted(desk)
    work()
    after = counted(desk)
    names = ("answered", "votes", "helped", "wrong")
    found = {name: getattr(after, name) - getattr(before, name) for name in names}
    return {name: number for name, number in found.items() if number}


def queued(desk: Desk, words: str) -> list[tuple[str, str, str]]:
    """Channel, reason and id under which `words` wait for the editors."""
    unanswered = desk.console.gateway.unanswered
    unanswered.flush()
    with behind(unanswered) as base:
        rows = base.execute(
            "select channel, why, shown from heard join unanswered on id = line where words = ?",
            (words,),
        ).fetchall()
    return [tuple(row) for row in rows]


def noted(desk: Desk) -> list[tuple[str, str]]:
    """What the operator did, the newest first, without the sign-in."""
    found = [(e.what, e.which) for e in desk.console.audit.latest()]
    return [entry for entry in found if not entry[0].startswith("sign")]


def all_noted(desk: Desk) -> str:
    """The whole audit as text."""
    return repr(desk.console.audit.latest())


def test_suggestions(operator: Desk, rasa: StandIn) -> None:
    """What Rasa understands comes back as cards; nothing is counted, noted or kept of the words."""
    rasa.meanings[QUESTION] = [(CARD, 0.93), ("notice_expiry", 0.07)]
    found = operator.post("/desk/suggest", {"text": QUESTION}).json()
    assert found["kind"] == "cards"
    assert [(i["id"], i["confidence"]) for i in found["items"]] == [
        (CARD, 93),
        ("notice_expiry", 7),
    ]
    assert noted(operator) == []
    assert queued(operator, QUESTION) == []


def test_words_are_known_to_nobody_else(operator: Desk, rasa: StandIn) -> None:
    """Only the end of a long talk leaves the console, and nothing goes into a talk of Rasa."""
    operator.post("/desk/suggest", {"text": "あ" * 3_000 + QUESTION})
    assert [len(text) <= 160 and text.endswith(QUESTION) for text in rasa.parsed] == [True]
    assert rasa.heard == []


def test_rasa_that_does_not_understand(operator: Desk, rasa: StandIn) -> None:
    """An error of Rasa is no error of the screen."""
    rasa.meanings[QUESTION] = None
    answer = operator.post("/desk/suggest", {"text": QUESTION})
    assert (answer.status_code, answer.json()["reduced"]) == (200, True)


@pytest.mark.parametrize("body", [{}, {"text": None}, {"text": "あ" * (TEXT_LONGEST + 1)}, []])
def test_bad_bodies(operator: Desk, body: Any) -> None:
    """Refused in the one shape of an error, and not asked of Rasa."""
    for path in ("/desk/suggest", "/desk/votes"):
        assert operator.post(path, body).status_code in (400, 413, 422)


def test_a_form_of_another_page(operator: Desk) -> None:
    """Without the session's secret nothing is understood and no vote counts."""
    operator.csrf = "x"
    assert is_error(operator.post("/desk/suggest", {"text": QUESTION}), 403, "forged")
    vote = {"id": CARD, "right": True}
    assert gained(operator, lambda: operator.post("/desk/votes", vote)) == {}


def test_a_card_that_is_opened(operator: Desk) -> None:
    """It is counted and noted, by its id."""
    assert gained(operator, lambda: operator.get(f"/desk/cards/{CARD}")) == {"answered": 1}
    assert noted(operator) == [("card", CARD)]
    assert operator.get(f"/desk/cards/{CARD}").json()["script"]


@pytest.mark.parametrize("name", ["nothing", "nlu_fallback", "..%2Faudit", "a' or 1=1"])
def test_a_card_that_is_not_there(operator: Desk, name: str) -> None:
    """No other id is counted or noted, whatever it holds."""
    answer = operator.client.get(f"/desk/cards/{name}")
    assert answer.status_code == 404
    assert noted(operator) == []


def test_a_wrong_card(operator: Desk) -> None:
    """The words go to the editors, masked, with the card that was wrong; the audit has its id."""
    words = "山田花子です、電話は090-1234-5678、この票の紙切れの話です"
    vote = {"id": CARD, "right": False, "text": words}
    added = gained(operator, lambda: operator.post("/desk/votes", vote))
    assert added == {"votes": 1, "wrong": 1}
    unanswered = operator.console.gateway.unanswered
    unanswered.flush()
    with behind(unanswered) as base:
        kept = [
            row[0] for row in base.execute("select words from unanswered") if "紙切れ" in row[0]
        ]
    assert len(kept) == 1
    assert "1234" not in kept[0]
    assert "花子" not in kept[0]
    assert queued(operator, kept[0]) == [(PHONE, "wrong", CARD)]
    assert noted(operator) == [("vote_wrong", CARD)]
    assert "紙切れ" not in all_noted(operator)


def test_a_cry_for_help_in_a_long_talk(operator: Desk) -> None:
    """Whoever cried for help anywhere in the talk has nothing kept, whatever was asked then."""
    said = "それでですね、" * 100 + "桃色の小冊子の件"
    for words in ("救急車を呼んで。" + said, said):
        vote = {"id": None, "right": False, "text": words}
        assert operator.post("/desk/votes", vote).status_code == 204
    unanswered = operator.console.gateway.unanswered
    unanswered.flush()
    with behind(unanswered) as base:
        kept = [
            row[0] for row in base.execute("select words from unanswered") if "小冊子" in row[0]
        ]
    assert len(queued(operator, kept[0])) == len(kept) == 1


def test_nothing_was_right(operator: Desk) -> None:
    """Where no card was shown, the words alone are what the editors get."""
    words = "この件は候補に何も出ませんでした"
    answer = operator.post("/desk/votes", {"id": None, "right": False, "text": words})
    assert answer.status_code == 204
    assert queued(operator, words) == [(PHONE, "wrong", "")]


def test_a_card_that_was_found_by_hand(operator: Desk, rasa: StandIn) -> None:
    """Right, but it would not have come first: the editors may teach it."""
    words = "市から来た緑色の冊子に挟まっていた件"
    rasa.meanings[words] = [("notice_expiry", 0.9999)]
    vote = {"id": CARD, "right": True, "text": words}
    added = gained(operator, lambda: operator.post("/desk/votes", vote))
    assert added == {"votes": 1, "helped": 1}
    assert queued(operator, words) == [(PHONE, "found", CARD)]
    assert noted(operator) == [("vote_right", CARD)]


def test_a_card_that_came_first(operator: Desk, rasa: StandIn) -> None:
    """What is known already is not taught again."""
    words = "確認書の期限はいつですかと尋ねた人"
    rasa.meanings[words] = [(CARD, 0.9999)]
    vote = {"id": CARD, "right": True, "text": words}
    added = gained(operator, lambda: operator.post("/desk/votes", vote))
    assert added == {"votes": 1, "helped": 1}
    assert queued(operator, words) == []


@pytest.mark.parametrize(
    ("vote", "code", "status"),
    [
        ({"id": None, "right": True, "text": "何か"}, "invalid", 422),
        ({"id": None, "right": False, "text": "  "}, "invalid", 422),
        ({"id": "nothing", "right": True}, "not_found", 404),
        ({"id": "", "right": False, "text": "何か"}, "not_found", 404),
    ],
)
def test_votes_on_nothing(operator: Desk, vote: Any, code: str, status: int) -> None:
    """A vote is on a card that we have, or on words without any; nothing else counts."""
    answers: list[Any] = []
    assert gained(operator, lambda: answers.append(operator.post("/desk/votes", vote))) == {}
    assert is_error(answers[0], status, code)
    assert noted(operator) == []


def test_a_vote_without_words(operator: Desk) -> None:
    """A card that was looked up by hand can be voted on; there is nothing for the editors."""
    vote = {"id": CARD, "right": False}
    added = gained(operator, lambda: operator.post("/desk/votes", vote))
    assert added == {"votes": 1, "wrong": 1}


def test_many_votes_at_once(operator: Desk) -> None:
    """None is lost, none counts twice."""
    vote = {"id": CARD, "right": False, "text": "同時に届いた票の言葉"}

    def work() -> None:
        with ThreadPoolExecutor(8) as pool:
            answers = pool.map(lambda _: operator.post("/desk/votes", vote), range(24))
            assert {answer.status_code for answer in answers} == {204}

    assert gained(operator, work) == {"votes": 24, "wrong": 24}
    assert queued(operator, "同時に届いた票の言葉") == [(PHONE, "wrong", CARD)]
    assert noted(operator) == [("vote_wrong", CARD)] * 24


def test_many_suggestions_at_once(operator: Desk, rasa: StandIn) -> None:
    """Each gets its own answer."""
    suggester = operator.app.state.suggester
    texts = {f"{QUESTION} {number}": number for number in range(20)}
    for text, number in texts.items():
        rasa.meanings[text] = [(CARD if number % 2 else "notice_expiry", 0.99)]

    async def ask() -> list[Any]:
        return list(await asyncio.gather(*map(suggester.suggest, texts)))

    portal = operator.client.portal
    assert portal is not None
    found = portal.call(ask)
    assert [one.items[0].id for one in found] == [
        CARD if number % 2 else "notice_expiry" for number in texts.values()
    ]
