"""bot/rasa_server/resident_channel.py over HTTP, on a real Sanic server."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import Any

import pytest
import requests
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered

from bot.content import say
from bot.rasa_server.resident_channel import CardOutput
from bot.rasa_server.typed import as_text
from bot.text import LONGEST

from .door import APOLOGY, BUTTON, DOMAIN, Agent, Door, FailingStore

pytestmark = pytest.mark.slow

PHONE = "044-200-0783"


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
