"""bot/server/resident_channel.py over HTTP, on a real Sanic server."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from bot import training
from bot.answers import say
from bot.server.resident_channel import CardOutput, as_text
from bot.text import LONGEST

from .door import DOMAIN, Agent, Door, FailingStore, echo, opened

pytestmark = pytest.mark.slow

PHONE = "044-200-0783"
BUTTON = '/inform{"answer": "document=notice"}'
APOLOGY = re.compile(rf"うまくお答えできませんでした.*{PHONE}.*受付番号 [0-9a-f]{{8}}", re.DOTALL)


@pytest.fixture(scope="module")
def served() -> Iterator[Door]:
    """One server for all tests of this file."""
    with opened() as door:
        yield door


@pytest.fixture
def agent(served: Door) -> Agent:
    """A new agent for each test."""
    return served.renew()


@pytest.fixture
def door(served: Door, agent: Agent) -> Door:
    """The door to that agent."""
    return served


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


def offer(agent: Agent, payload: str, sender: str = "s") -> None:
    """The bot has just offered a button with `payload`."""

    async def work() -> None:
        tracker = await agent.tracker_store.get_or_create_tracker(sender)
        tracker.update(UserUttered("はい", {"name": "affirm"}))
        tracker.update(BotUttered("?", {"buttons": [{"title": "お知らせ", "payload": payload}]}))
        tracker.update(ActionExecuted("action_listen"))
        await agent.tracker_store.save(tracker)

    asyncio.run(work())


def test_speaks_rasas_protocol(door: Door, agent: Agent) -> None:
    """A message gets a list of cards with recipient and text, blank lines kept, and our data."""
    assert door.say("こんにちは", "me") == [
        {"recipient_id": "me", "text": "答え\n\n続き", "answer": {"id": "greet", "kind": "answer"}}
    ]
    assert agent.got == ["こんにちは"]


def test_health(door: Door) -> None:
    """The address of Rasa's channel says that it is there."""
    assert requests.get(f"{door.url}/webhooks/rest/", timeout=10).json() == {"status": "ok"}


@pytest.mark.parametrize(
    "typed",
    [
        "/restart",
        "／restart",
        " /restart",
        "　/restart",
        "//restart",
        "\x00/restart",
        "\u200b/restart",
        "\ufeff/restart",
        "/certificate_expiry",
        '/inform{"answer": "birthday=1955-07-15"}',
        "/",
        "////",
        "/back",
        "/session_start",
    ],
)
def test_typed_commands_are_text(door: Door, agent: Agent, typed: str) -> None:
    """A leading slash from a resident never reaches Rasa as a command."""
    assert door.say(typed)[0]["text"].startswith("答え")
    assert len(agent.got) == 1
    assert not agent.got[0].startswith("/")


def test_a_typed_slash_is_kept_as_text(door: Door, agent: Agent) -> None:
    """What was typed behind the slash is what the model gets to see."""
    door.say("/保険証はどこ")
    assert agent.got == ["／保険証はどこ"]


def test_an_offered_payload_is_a_command(door: Door, agent: Agent) -> None:
    """The payload of a button of ours reaches Rasa as it is."""
    offer(agent, BUTTON)
    door.say(BUTTON)
    assert agent.got == [BUTTON]


@pytest.mark.parametrize(
    "payload",
    [
        BUTTON.replace("notice", "certificate"),
        BUTTON + " ",
        BUTTON.upper(),
        "/inform",
        "/restart",
    ],
)
def test_a_payload_that_was_not_offered_is_text(door: Door, agent: Agent, payload: str) -> None:
    """Only exactly what was offered is a command."""
    offer(agent, BUTTON)
    door.say(payload)
    assert not agent.got[0].startswith("/")


def test_a_button_of_another_talk_is_text(door: Door, agent: Agent) -> None:
    """What was offered to one resident is no command from another."""
    offer(agent, BUTTON, "somebody")
    door.say(BUTTON, "somebody else")
    assert not agent.got[0].startswith("/")


@pytest.mark.parametrize("nothing", ["", " ", "　\t\n", "\x00\x1b", "\u200b\ufeff", "\ue000"])
def test_nothing_typed_is_told(door: Door, agent: Agent, nothing: str) -> None:
    """An empty message is answered in words, and Rasa is not asked."""
    assert [card["text"] for card in door.say(nothing)] == [say("talk", "empty")]
    assert agent.got == []


def test_control_characters_are_cleaned(door: Door, agent: Agent) -> None:
    """Rasa sees the words without control characters and with single spaces."""
    door.say("確認書\x00は\r\n\r\nいつ\u200bまで")
    assert agent.got == ["確認書 は いつ まで"]


def test_a_long_message_is_cut_and_told(door: Door, agent: Agent) -> None:
    """Of 5,000 characters the first are read, and the resident is told so."""
    cards = door.say("確" * 5000)
    assert len(agent.got[0]) <= LONGEST
    assert cards[-1]["text"] == say("talk", "long")


def test_a_message_of_the_longest_length_is_whole(door: Door, agent: Agent) -> None:
    """A message that is just short enough is not said to be cut."""
    cards = door.say("確" * LONGEST)
    assert agent.got == ["確" * LONGEST]
    assert len(cards) == 1


@pytest.mark.parametrize(
    ("typed", "private"),
    [
        ("番号は1234 5678 9012です", "1234"),
        ("番号は１２３４５６７８９０１２です", "１２３４"),
        ("電話は090-1234-5678です", "090"),
        ("メールはa.b@example.jpです", "example"),
    ],
)
def test_numbers_are_masked_before_rasa(door: Door, agent: Agent, typed: str, private: str) -> None:
    """Numbers and mail never reach Rasa, and the resident is told not to write them."""
    cards = door.say(typed)
    assert private not in agent.got[0]
    assert cards[-1]["text"] == say("talk", "numbers")


@pytest.mark.parametrize("typed", [f"{PHONE}ですか", "昭和30年7月15日です", "2026/03/31まで"])
def test_dates_and_the_citys_number_are_not_masked(door: Door, agent: Agent, typed: str) -> None:
    """What an answer needs is left in the words."""
    assert len(door.say(typed)) == 1
    assert agent.got == [typed]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"3",
        b"\xff\xfe",
        {"sender": "s"},
        {"sender": "s", "message": None},
        {"sender": "s", "message": 3},
        {"sender": "s", "message": ["a"]},
        {"sender": "s", "message": {"a": 1}},
        {"sender": "s", "message": True},
        {"sender": "", "message": "a"},
        {"sender": 3, "message": "a"},
        {"sender": None, "message": "a"},
        {"sender": "s" * 129, "message": "a"},
    ],
)
def test_a_bad_request_says_what_is_wrong(door: Door, agent: Agent, body: Any) -> None:
    """What is not of the protocol gets 400 and the one shape of an error; Rasa is not asked."""
    answer = door.post(body)
    assert answer.status_code == 400
    assert set(answer.json()) == {"error"}
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "id"}
    assert error["code"] == "bad_request"
    assert error["message"]
    assert re.fullmatch("[0-9a-f]{8}", error["id"])
    assert agent.got == []


def test_words_of_lone_surrogates_are_answered(door: Door, agent: Agent) -> None:
    """Half a character, which JSON can carry, breaks nothing."""
    assert door.post(b'{"sender": "s", "message": "\\ud83d\\u78ba"}').status_code == 200
    assert agent.got == ["確"]


def test_without_a_sender_rasas_default_is_used(door: Door, agent: Agent) -> None:
    """A request without a sender is answered, as Rasa's own channel does."""
    assert door.post({"message": "a"}).json()[0]["recipient_id"] == "default"


def apologised(cards: list[dict[str, Any]], caplog: pytest.LogCaptureFixture) -> str:
    """The log id of the one apology, which the log holds, too."""
    (card,) = cards
    assert APOLOGY.search(card["text"])
    log_id = re.findall("受付番号 ([0-9a-f]{8})", card["text"])[0]
    assert log_id in caplog.text
    return str(log_id)


def test_an_exception_gets_an_apology(
    door: Door, agent: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails, the resident gets a sentence, the number and a log id; the log no words."""

    async def fails(message: UserMessage) -> None:
        raise ValueError(f"cannot parse {message.text}")

    agent.work = fails
    with caplog.at_level(logging.DEBUG):
        apologised(door.say("山田の昭和30年7月15日"), caplog)
    assert "山田" not in caplog.text
    assert "昭和" not in caplog.text
    assert "ValueError" in caplog.text


def test_an_exception_after_an_answer_gets_an_apology(door: Door, agent: Agent) -> None:
    """Half an answer is not passed off as a whole one."""

    async def fails(message: UserMessage) -> None:
        assert message.output_channel is not None
        await message.output_channel.send_response("s", {"text": "半分"})
        raise RuntimeError

    agent.work = fails
    assert APOLOGY.search(door.say("a")[-1]["text"])


def test_no_answer_gets_an_apology(
    door: Door, agent: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    """An empty answer is not left as silence."""

    async def silent(message: UserMessage) -> None:
        return

    agent.work = silent
    apologised(door.say("山田です"), caplog)
    assert "山田" not in caplog.text


def test_a_failing_store_gets_an_apology(
    door: Door, agent: Agent, caplog: pytest.LogCaptureFixture
) -> None:
    """A store that cannot be read is no reason for silence or for a trace."""
    agent.tracker_store = FailingStore(DOMAIN)
    apologised(door.say("/山田", "talk-of-yamada"), caplog)
    assert "山田" not in caplog.text
    assert "yamada" not in caplog.text


def test_a_cancelled_turn_does_not_stop_the_server(door: Door, agent: Agent) -> None:
    """The next message after a failure is answered."""

    async def fails(message: UserMessage) -> None:
        raise asyncio.CancelledError

    agent.work = fails
    answer = door.post({"sender": "s", "message": "a"})
    assert answer.status_code >= 200
    agent.work = Agent().work
    assert door.say("a")[0]["text"].startswith("答え")


def test_cards_keep_buttons_and_data() -> None:
    """A card is sent whole: text with blank lines, buttons, and which answer it is."""

    async def send() -> list[dict[str, Any]]:
        output = CardOutput()
        button = {"title": "お知らせ", "payload": BUTTON}
        card = {"text": "a\n\nb", "buttons": [button], "answer": {"id": None, "kind": "talk"}}
        await output.send_response("s", card)
        messages: list[dict[str, Any]] = output.messages
        return messages

    (card,) = asyncio.run(send())
    assert card["text"] == "a\n\nb"
    assert card["buttons"] == [{"title": "お知らせ", "payload": BUTTON}]
    assert card["answer"] == {"id": None, "kind": "talk"}


@pytest.mark.parametrize(
    "text", ["", "確認書", "a/b", "1/2", "/a", "///a", "／a", "1234 5678 9012"]
)
def test_as_text_twice_changes_nothing(text: str) -> None:
    """What is text stays text."""
    assert as_text(as_text(text)) == as_text(text)
    assert not as_text(text).startswith("/")


# --- the gateway's door --------------------------------------------------------------------------


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


# --- what words mean, and another model ----------------------------------------------------------


def knock(door: Door, where: str, body: object) -> requests.Response:
    """A request to another of the gateway's doors."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json"}
    return requests.post(f"{door.url}/webhooks/rest/{where}", data, headers=headers, timeout=10)


def understanding(agent: Agent) -> list[str]:
    """From now on all words mean a greeting; returns what the model got to see."""

    async def parse(text: str) -> Any:
        seen.append(text)
        first, second = {"name": "greet", "confidence": 0.9}, {"name": "thank", "confidence": 0.1}
        ranking = [{**first, "id": 1}, second]
        return {"text": text, "intent": {"name": "greet"}, "intent_ranking": ranking}

    seen: list[str] = []
    agent.parse_message = parse  # type: ignore[attr-defined]
    return seen


def test_parse_tells_the_meaning_alone(door: Door, agent: Agent) -> None:
    """The meaning of words is the intent and the ranking: no word, no talk, nothing stored."""
    seen = understanding(agent)
    answer = knock(door, "parse", {"text": "山田です、こんにちは"})
    assert answer.status_code == 200
    assert answer.json() == {
        "intent": "greet",
        "ranking": [{"name": "greet", "confidence": 0.9}, {"name": "thank", "confidence": 0.1}],
    }
    assert seen == ["山田です、こんにちは"]
    assert agent.got == []
    assert list(agent.tracker_store.store) == []


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("/restart", "／restart"),
        ("確認書\x00は\n いつ", "確認書 は いつ"),
        ("番号は1234 5678 9012です", "番号は〔番号〕です"),
    ],
)
def test_parse_gets_text(door: Door, agent: Agent, typed: str, seen: str) -> None:
    """As in a talk the model sees no command, no control character and no number."""
    found = understanding(agent)
    assert knock(door, "parse", {"text": typed}).status_code == 200
    assert found == [seen]


def test_parse_of_nothing(door: Door, agent: Agent) -> None:
    """Nothing typed means nothing, and the model is not asked."""
    seen = understanding(agent)
    assert knock(door, "parse", {"text": " \u200b"}).json() == {"intent": None, "ranking": []}
    assert seen == []


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"null", {}, {"text": None}, {"text": 3}, {"text": ["a"]}]
)
def test_parse_says_what_is_wrong(door: Door, agent: Agent, body: Any) -> None:
    """What is not of the protocol gets 400 and the one shape of an error."""
    answer = knock(door, "parse", body)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_request"


def test_parse_that_fails(door: Door, agent: Agent, caplog: pytest.LogCaptureFixture) -> None:
    """A model that fails is an error without a word of what was said, in answer and log."""

    async def fails(text: str) -> Any:
        raise ValueError(f"cannot parse {text}")

    agent.parse_message = fails  # type: ignore[attr-defined]
    with caplog.at_level(logging.DEBUG):
        answer = knock(door, "parse", {"text": "山田の昭和30年7月15日"})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "ValueError" in caplog.text
    assert "山田" not in caplog.text + answer.text


MODEL = "bot-0123456789abcdef.tar.gz"


@pytest.fixture
def loaded(agent: Agent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A folder with one model; what the agent was told to load."""
    found: list[str] = []
    monkeypatch.setattr(training, "MODELS", tmp_path / "models")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / MODEL).touch()
    (tmp_path / "bot-fedcba9876543210.tar.gz").touch()
    agent.load_model = found.append  # type: ignore[attr-defined]
    return found


def test_a_model_is_loaded(door: Door, loaded: list[str], tmp_path: Path) -> None:
    """A model of ours is loaded from its folder, by its name."""
    answer = knock(door, "model", {"name": MODEL})
    assert (answer.status_code, answer.json()) == (200, {"model": MODEL})
    assert loaded == [str(tmp_path / "models" / MODEL)]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        {},
        {"name": None},
        {"name": 3},
        {"name": ""},
        {"name": f"../{MODEL}"},
        {"name": "../bot-fedcba9876543210.tar.gz"},
        {"name": f"/{MODEL}"},
        {"name": f"{MODEL}\n"},
        {"name": "bot-fedcba9876543210.tar.gz"},
        {"name": "bot-0123456789ABCDEF.tar.gz"},
        {"name": "bot-0123456789abcde.tar.gz"},
        {"name": "https://example.jp/bot-0123456789abcdef.tar.gz"},
    ],
)
def test_only_our_models(door: Door, loaded: list[str], body: Any) -> None:
    """Nothing that is no model of ours in the folder is opened."""
    answer = knock(door, "model", body)
    assert answer.status_code == 400
    assert answer.json()["error"]["code"] == "bad_request"
    assert loaded == []


def test_a_model_that_cannot_be_loaded(
    door: Door, agent: Agent, loaded: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A broken model is an error; residents are answered by the model before."""

    def broken(path: str) -> None:
        raise OSError(f"half a file: {path}")

    agent.load_model = broken  # type: ignore[attr-defined]
    answer = knock(door, "model", {"name": MODEL})
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert f"the model {MODEL} was not loaded: OSError" in caplog.text
    assert door.say("こんにちは")[0]["text"].startswith("答え")


def test_answers_go_on_while_a_model_is_loaded(door: Door, agent: Agent, loaded: list[str]) -> None:
    """Loading takes a while; who asks meanwhile is answered."""
    answered, began = threading.Event(), threading.Event()

    def slow(path: str) -> None:
        began.set()
        assert answered.wait(10)

    agent.load_model = slow  # type: ignore[attr-defined]
    found: list[int] = []
    loading = threading.Thread(
        target=lambda: found.append(knock(door, "model", {"name": MODEL}).status_code)
    )
    loading.start()
    assert began.wait(10)
    assert door.say("こんにちは")[0]["text"].startswith("答え")
    answered.set()
    loading.join(10)
    assert found == [200]
