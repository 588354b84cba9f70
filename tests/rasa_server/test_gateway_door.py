"""bot/rasa_server/resident_channel.py: the gateway's door, with the state of a talk in and out."""

from __future__ import annotations

import json
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted, SlotSet

from bot.content import say

from .door import APOLOGY, BUTTON, DOMAIN, Agent, Door, FailingStore, echo

pytestmark = pytest.mark.slow


def talk(door: Door, body: object) -> requests.Response:
    """The gateway's request: bytes as they are, anything else as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    url = f"{door.url}/webhooks/rest/talk"
    return requests.post(url, data=data, headers=headers, timeout=10)


def told(door: Door, message: str, **more: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The messages and the state that the gateway gets."""
    answer = talk(door, {"sender": "s", "message": message, **more})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert set(body) == {"messages", "state"}
    return body["messages"], body["state"]


def remembering(agent: Agent, **slots: Any) -> list[dict[str, Any]]:
    """Answers from now on leave `slots` in the talk; returns what they found there before."""

    async def work(message: UserMessage) -> None:
        tracker = await agent.tracker_store.get_or_create_tracker(message.sender_id)
        found.append({name: tracker.get_slot(name) for name in slots})
        for name, value in slots.items():
            tracker.update(SlotSet(name, value))
        tracker.update(ActionExecuted("action_listen"))
        await agent.tracker_store.save(tracker)
        await echo(message)

    found: list[dict[str, Any]] = []
    agent.work = work
    return found


def test_the_gateway_gets_messages_and_state(door: Door, agent: Agent) -> None:
    """With each answer the state of the talk goes out, filled slots alone."""
    remembering(agent, topic="expiry_age70", asked="birthday", person=None)
    messages, state = told(door, "はい")
    assert [message["text"] for message in messages] == ["答え\n\n続き"]
    assert state == {"topic": "expiry_age70", "asked": "birthday"}
    assert agent.got == ["はい"]


def test_a_state_is_taken_up(door: Door, agent: Agent) -> None:
    """A talk that this process does not know goes on with the state that the gateway kept."""
    found = remembering(agent, topic="expiry_age70", facts={"birthday": "1956-04-05"})
    state = {"topic": "certificate_expiry", "facts": {"birthday": "1955-07-15"}}
    told(door, "はい", state=state)
    assert found == [state]


def test_a_known_talk_keeps_its_own_state(door: Door, agent: Agent) -> None:
    """What this process knows itself is newer than what it is given."""
    found = remembering(agent, topic="expiry_age70")
    told(door, "はい")
    told(door, "はい", state={"topic": "certificate_expiry"})
    assert found == [{"topic": None}, {"topic": "expiry_age70"}]


@pytest.mark.parametrize(
    "state", [{}, {"no_such_slot": 1}, {"requested_slot": "x", "session_started_metadata": {}}]
)
def test_slots_that_are_not_ours_are_left_out(door: Door, agent: Agent, state: Any) -> None:
    """Only our own slots are taken up, and handed out."""
    remembering(agent, misses=1)
    _, after = told(door, "はい", state=state)
    assert after == {"misses": 1}


def test_pressed_is_a_command(door: Door, agent: Agent) -> None:
    """The gateway's word that a button was pressed is taken: the payload is a command as it is."""
    told(door, BUTTON, pressed=True)
    told(door, "/certificate_expiry", pressed=True)
    assert agent.got == [BUTTON, "/certificate_expiry"]


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


def test_an_apology_is_known_as_one(door: Door, agent: Agent) -> None:
    """The gateway sees by its kind that an answer is an apology."""

    async def fails(_: UserMessage) -> None:
        raise ValueError

    agent.work = fails
    (message,), state = told(door, "はい")
    assert message["answer"]["kind"] == "apology"
    assert APOLOGY.search(message["answer"]["parts"]["lead"])
    assert state == {}


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


def test_a_talk_is_wiped(door: Door, agent: Agent) -> None:
    """A wiped talk is unknown at once; wiping what is not there is no failure."""
    remembering(agent, topic="expiry_age70")
    told(door, "はい")
    for _ in range(2):
        answer = requests.delete(f"{door.url}/webhooks/rest/talk/s", timeout=10)
        assert answer.status_code == 204
    assert agent.tracker_store.store == {}
    found = remembering(agent, topic=None)
    told(door, "はい")
    assert found == [{"topic": None}]


def test_wiping_one_talk_leaves_the_others(door: Door, agent: Agent) -> None:
    """Only the talk that is named is wiped."""
    remembering(agent, topic="expiry_age70")
    told(door, "はい")
    talk(door, {"sender": "other", "message": "はい"})
    requests.delete(f"{door.url}/webhooks/rest/talk/s", timeout=10)
    assert list(agent.tracker_store.store) == ["other"]


def test_a_failing_store_is_told_to_the_gateway(
    door: Door, agent: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    """A store that cannot be read is an error or an apology, never a trace of words in the log."""
    agent.tracker_store = FailingStore(DOMAIN)
    answer = talk(door, {"sender": "talk-of-yamada", "message": "山田", "state": {"topic": "x"}})
    assert answer.status_code == 500 or answer.json()["messages"][0]["answer"]["kind"] == "apology"
    assert "山田" not in caplog.text
    assert "yamada" not in caplog.text
