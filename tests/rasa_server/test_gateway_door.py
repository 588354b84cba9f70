"""bot/rasa_server/resident_channel.py: the gateway's door, with the state of a talk in and out."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage

from bot import inner
from bot.content import say
from tests.dialogue.conftest import WITHIN, SetToday, set_today

from .door import APOLOGY, BUTTON, TOKEN, Agent, Door, meaning

pytestmark = pytest.mark.slow

QUESTION = "資格確認書はいつまで使えますか"
__all__ = ["set_today"]  # the fixture


@pytest.fixture(autouse=True)
def within(set_today: SetToday) -> None:
    """A day within the edition."""
    set_today(WITHIN)


def talk(door: Door, body: object) -> requests.Response:
    """The gateway's request: bytes as they are, anything else as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **inner.headers(TOKEN)}
    url = f"{door.url}/webhooks/rest/talk"
    return requests.post(url, data=data, headers=headers, timeout=10)


def told(door: Door, message: str, **more: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The messages and the state that the gateway gets."""
    answer = talk(door, {"sender": "s", "message": message, **more})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert set(body) == {"messages", "state"}
    return body["messages"], body["state"]


def test_the_gateway_gets_messages_and_state(door: Door, agent: Agent) -> None:
    """With each answer the state of the talk goes out, filled slots alone."""
    agent.understands = meaning("certificate_expiry")
    messages, state = told(door, QUESTION)
    assert {m["answer"]["id"] for m in messages} == {"certificate_expiry"}
    assert messages[-1]["answer"]["asks"] == "birthday"
    assert set(state) == {"talk"}
    assert state["talk"]["asked"] == "birthday"
    assert agent.got == [QUESTION]


def test_a_talk_goes_on_with_its_state(door: Door, agent: Agent) -> None:
    """Whatever process it is, a talk goes on from the state that comes with the message."""
    agent.understands = meaning("certificate_expiry")
    _, state = told(door, QUESTION)
    agent.understands = meaning("inform")
    for _ in range(2):  # nothing is kept between two messages: the same again is the same
        messages, after = told(door, "昭和31年4月5日", state=state)
        assert "令和8年(2026年)4月30日" in messages[0]["text"]
        (person,) = after["talk"]["people"]
        assert person["facts"]["birthday"] == "1956-04-05"
    assert agent.tracker_store.store == {}


def test_in_which_language_it_is_said(door: Door, agent: Agent) -> None:
    """Rasa is told the language of the channel, and that of the talk once it has begun."""
    heard: list[object] = []

    def understood(message: UserMessage) -> dict[str, Any]:
        heard.append(message.metadata)
        return meaning("call_center")(message)

    agent.understands = understood
    for state in ({}, {"talk": {"misses": 1}}, {"talk": {"language": "ne"}}):
        told(door, "12", language="en", state=state)
    talks = ["", "en", "ne"]
    assert heard == [{"language": "en", "talk": talk} for talk in talks]


def test_cards_that_hold_the_words(door: Door, agent: Agent) -> None:
    """What the gateway has found by words is there to choose from; it leaves nothing in the talk
    but what was shown."""
    agent.understands = meaning("nlu_fallback")
    near = ["lost_reissue", "debit_docs"]
    (message,), _ = told(door, "ふがふが", near=near)
    offered = [button["payload"] for button in message["buttons"]]
    assert offered == ["/lost_reissue", "/debit_docs", "/deny"]


@pytest.mark.parametrize("near", ["lost_reissue", [1], ["a"] * 9, {}])
def test_near_that_is_none(door: Door, near: object) -> None:
    """Anything but a few ids is refused."""
    assert talk(door, {"sender": "s", "message": "はい", "near": near}).status_code == 400


def test_a_press_needs_no_understanding(door: Door, agent: Agent) -> None:
    """A payload of the gateway is read as it is: an intent, and the fact that it gives."""
    messages, state = told(door, "/certificate_expiry", pressed=True)
    assert messages[0]["answer"]["id"] == "certificate_expiry"
    fact = '/inform{"answer": "birthday=1956-04-05"}'
    messages, _ = told(door, fact, pressed=True, state=state)
    assert "令和8年(2026年)4月30日" in messages[0]["text"]
    assert agent.got == []


@pytest.mark.parametrize("payload", ["/no_such_id", '/inform{"answer": ', "/inform{}", ""])
def test_a_payload_that_was_never_ours(door: Door, agent: Agent, payload: str) -> None:
    """It is an apology, and the talk stays as it was."""
    state = {"talk": {"misses": 1}}
    (message,), after = told(door, payload, pressed=True, state=state)
    assert message["answer"]["kind"] == "apology"
    assert after == state


@pytest.mark.parametrize("more", [{}, {"pressed": False}, {"pressed": False, "state": {}}])
@pytest.mark.parametrize("typed", ["/restart", "／restart", BUTTON, "//", " /back"])
def test_typed_to_the_gateway_is_text(
    door: Door, agent: Agent, typed: str, more: dict[str, Any]
) -> None:
    """Without that word a leading slash is text here, too."""
    told(door, typed, **more)
    assert not agent.got[0].startswith("/")


def test_numbers_are_masked_here_too(door: Door, agent: Agent) -> None:
    """The same care is taken of words that come through the gateway."""
    messages, _ = told(door, "番号は1234 5678 9012です")
    assert "1234" not in agent.got[0]
    assert messages[-1]["text"] == say("talk", "numbers")


def test_our_own_sentences_have_parts(door: Door, agent: Agent) -> None:
    """What the channel says itself has the shape of every other message."""
    (message,), _ = told(door, "　")
    answer = message["answer"]
    assert (answer["id"], answer["kind"], answer["asks"]) == (None, "talk", None)
    assert answer["parts"]["lead"] == message["text"] == say("talk", "empty")


def test_an_apology_is_known_as_one(
    door: Door, agent: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    """The gateway sees by its kind that no answer came; no words are in the log."""

    def fails(message: UserMessage) -> dict[str, Any]:
        raise ValueError(message.text)

    agent.understands = fails
    state = {"talk": {"misses": 1}}
    (message,), after = told(door, "山田です", state=state)
    assert message["answer"]["kind"] == "apology"
    assert APOLOGY.search(message["answer"]["parts"]["lead"])
    assert after == state
    assert "山田" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"null",
        b"[]",
        {"sender": "s"},
        {"sender": "s", "message": 3},
        {"sender": "", "message": "a"},
        {"sender": "s", "message": "a", "pressed": 1},
        {"sender": "s", "message": "a", "pressed": "true"},
        {"sender": "s", "message": "a", "pressed": None},
        {"sender": "s", "message": "a", "state": []},
        {"sender": "s", "message": "a", "state": None},
        {"sender": "s", "message": "a", "state": "topic"},
    ],
)
def test_a_bad_request_of_the_gateway(door: Door, agent: Agent, body: Any) -> None:
    """What is not of the protocol gets 400 and the one shape of an error; Rasa is not asked."""
    answer = talk(door, body)
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"code", "message", "id"}
    assert answer.json()["error"]["code"] == "bad_request"
    assert agent.got == []
