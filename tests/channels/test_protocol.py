"""bot/channels/protocol.py: what every channel keeps, and a third one that needs only that."""

from __future__ import annotations

import inspect
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.app.public import create_app
from bot.channels.line.channel import LineChannel
from bot.channels.protocol import Abilities, Channel
from bot.channels.web.channel import WebChannel
from bot.content import find_answer
from bot.conversation.service import Reply, offered
from bot.messages import Button, Message
from bot.storage.ports.conversations import ConversationRecord
from tests.channels import sms
from tests.channels.line.conftest import NOBODY
from tests.channels.sms import Sms, SmsChannel, SmsServer
from tests.house.serving import settings_for

ASKED = "資格確認書はいつまで使えますか"


class Phone:
    """Somebody who sends short messages from a number."""

    def __init__(self, address: Any, number: str) -> None:
        self.number, self._count, self.read = number, 0, ""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.settimeout(10)
        self._socket.connect(address)

    def send(self, text: str) -> str:
        """The answer to `text`."""
        self._count += 1
        self._socket.send(f"{self._count}\t{self.number}\t{text}".encode())
        self.read = self._socket.recv(65_536).decode()
        return self.read

    def choose(self, title: str) -> str:
        """The answer to the choice with this title, by its number."""
        found = re.search(rf"^(\d+) {re.escape(title)}$", self.read, re.M)
        assert found is not None, self.read
        return self.send(found[1])


@contextmanager
def listening(app: FastAPI, client: TestClient) -> Iterator[Any]:
    """The loopback address at which the gateway of `app` takes short messages."""
    assert client.portal is not None

    async def opened() -> Any:
        import asyncio

        loop = asyncio.get_running_loop()
        server = SmsServer(app.state.gateway, SmsChannel())
        return (await loop.create_datagram_endpoint(lambda: server, ("127.0.0.1", 0)))[0]

    transport = client.portal.call(opened)
    yield transport.get_extra_info("sockname")
    client.portal.call(transport.close)


@pytest.fixture
def address(tmp_path: Path) -> Iterator[Any]:
    """Where short messages are answered."""
    app = create_app(settings_for(tmp_path, NOBODY))
    with TestClient(app) as client, listening(app, client) as found:
        yield found


def test_a_talk_by_numbers(address: Any) -> None:
    """A matter by its number, a birthday in words: the date comes out, with its source."""
    phone = Phone(address, "090-0000-0001")
    phone.send(ASKED)
    phone.choose(find_answer("certificate_expiry").title)
    told = phone.send("昭和31年3月1日")
    assert "令和8年(2026年)2月28日" in told
    assert "出典: 国保だより" in phone.choose("どれもない")


def test_a_number_that_was_not_offered_is_words(address: Any) -> None:
    """Nobody presses what was not offered to them: each number's choices are its own."""
    one, other = Phone(address, "090-0000-0002"), Phone(address, "090-0000-0003")
    one.send(ASKED)
    other.send("口座振替の申し込み方法を教えてください")
    choices = re.findall(r"^\d+ (.+)$", one.read, re.M)
    assert choices
    assert other.send("99") != one.send("1")


def test_the_third_channel_is_small() -> None:
    """Another channel costs at most a hundred lines."""
    assert len(inspect.getsource(sms).splitlines()) <= 100


def channels() -> list[Channel[Any, Any]]:
    """Every channel that there is; a type checker holds each against the protocol."""
    web: Channel[Any, Any] = WebChannel()
    line: Channel[Any, Any] = LineChannel(None, None, push=False)  # type: ignore[arg-type]
    short: Channel[Any, Any] = SmsChannel()
    return [web, line, short]


def test_each_has_a_name_of_its_own() -> None:
    """Statistics are kept by a channel's name, a short word that no other channel has."""
    names = [channel.name for channel in channels()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch("[a-z]+", name) for name in names)
    assert all(isinstance(channel.abilities, Abilities) for channel in channels())


def test_what_a_button_does_is_known_to_us_alone() -> None:
    """A channel gets tokens of this conversation in place of payloads, whatever it does with them.

    An address that anybody may open stays what it is.
    """
    talk = ConversationRecord("id", "sender")
    buttons = (Button("期限", "/certificate_expiry"), Button("119", url="tel:119"))
    reply: Reply = offered(talk, [Message.said("?", "question", buttons=buttons)])
    token, call = reply.messages[0].buttons
    assert talk.choices == {token.payload: "/certificate_expiry"}
    assert (call.payload, call.url) == ("", "tel:119")
    assert "/certificate_expiry" not in SmsChannel().render("who", reply)


def test_a_token_stays_a_token() -> None:
    """What is read as a choice is the token that was rendered, under the number that it had."""
    talk, channel = ConversationRecord("id", "sender"), SmsChannel()
    title = find_answer("call_center").title
    reply = offered(talk, [Message.said("?", buttons=(Button(title, "/call_center"),))])
    assert channel.render("me", reply).endswith(f"1 {title}")
    pressed = channel.read(Sms("id", "me", " 1 "))
    assert talk.choices[pressed.press] == "/call_center"
    assert channel.read(Sms("id", "somebody else", "1")).press == ""
