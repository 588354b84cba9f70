"""What residents notice when a real process dies in the middle of their talk: little."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, expect

from tests.e2e.running import Servers, text_of
from tests.e2e.watching import watched
from tests.house.serving import wait_until

pytestmark = pytest.mark.e2e

_PATIENCE = 120  # seconds; Rasa takes twenty to start on an idle machine
QUESTION, GENERAL = "資格確認書はいつまで使えますか", "原則として"
BIRTHDAY, RESULT = "昭和30年12月15日", "令和7年(2025年)12月31日"


@pytest.fixture(scope="module")
def own(bot: Servers) -> Iterator[Servers]:
    """The servers, which may be killed; in the end all of them are there again."""
    yield bot
    wait_until(lambda: rasa_is_up(bot), _PATIENCE)
    wait_until(lambda: GENERAL in text_of(bot.ask(QUESTION)), _PATIENCE)
    assert all(words not in bot.log() for words in (QUESTION, BIRTHDAY))


class Talk:
    """A resident's talk over HTTP."""

    def __init__(self, url: str) -> None:
        self._session = requests.Session()
        self._url = f"{url}/api"
        begun = self._session.post(f"{self._url}/conversations", json={}, timeout=30).json()
        self._session.headers["Authorization"] = f"Bearer {begun['conversation']}"
        self.cards: list[dict[str, Any]] = begun["cards"]

    def say(self, text: str) -> dict[str, Any]:
        """Typed words."""
        return self._send({"text": text})

    def press(self, label: str) -> dict[str, Any]:
        """A choice of the last answer."""
        choices = [choice for card in self.cards for choice in card["choices"]]
        token = next(choice["token"] for choice in choices if choice["label"] == label)
        return self._send({"press": token})

    def _send(self, body: dict[str, str]) -> dict[str, Any]:
        message = {"id": uuid.uuid4().hex, **body}
        answer = self._session.post(f"{self._url}/messages", json=message, timeout=30)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        self.cards = found["cards"]
        return found


def leads(answer: dict[str, Any]) -> str:
    """All conclusions of an answer."""
    return "\n".join(card["lead"] for card in answer["cards"])


def rasa_is_up(servers: Servers) -> bool:
    """Has the gateway's probe got a right answer?"""
    figures = requests.get(f"{servers.url}/metrics", timeout=30).text
    return servers.is_ready() and "kokuho_rasa_up 1.0" in figures


def test_rasa_dies_in_the_middle(own: Servers) -> None:
    """A birthday typed after Rasa's death gets its result; later Rasa goes on with that talk."""
    talk = Talk(own.url)
    assert not talk.say(QUESTION)["reduced"]
    own.kill("bot.rasa_server", "run")
    told = talk.say(BIRTHDAY)
    assert told["reduced"]
    assert "弱くなっています" in leads(told)
    assert RESULT in leads(told)
    assert RESULT in leads(talk.press("どれもない"))
    unsure = Talk(own.url).say("うちの子の紙のことなんですけど、ええと")
    assert unsure["reduced"]
    assert {card["kind"] for card in unsure["cards"][1:]} <= {"options", "refusal"}
    wait_until(lambda: not own.is_ready(), _PATIENCE)
    wait_until(lambda: rasa_is_up(own), _PATIENCE)
    other = talk.say("いや、31年でした")
    assert not other["reduced"]
    assert "令和8年(2026年)7月31日" in leads(other)


def test_the_action_server_dies(own: Servers) -> None:
    """Residents do not notice: Rasa's process runs the action itself (ADR 0032)."""
    wait_until(lambda: rasa_is_up(own), _PATIENCE)
    talk = Talk(own.url)
    own.kill("-m", "rasa_sdk")
    told = talk.say(QUESTION)
    assert not told["reduced"]
    assert GENERAL in leads(told)
    assert own.is_ready()


def test_the_gateway_dies(own: Servers, browser: Browser) -> None:
    """A message written while the gateway is away is kept, sent when it is back, answered once."""
    wait_until(lambda: rasa_is_up(own), _PATIENCE)
    with watched(browser, f"{own.url}/") as visit:
        window = visit.window().open()
        window.lines_break = True
        window.ask("資格情報のお知らせとは何ですか")
        own.kill("-m", "bot", "gateway")
        window.box.fill("電子証明書とは何ですか")
        window.box.press("Enter")
        expect(window.mine).to_have_count(2)
        before = window.cards.count()
        expect(window.cards.nth(before)).to_be_visible(timeout=_PATIENCE * 1000)
        expect(window.status).to_have_text("")
        expect(window.mine).to_have_count(2)
        assert {r.post_data_json["text"] for r in visit.sent("POST", "/api/messages")} == {
            "資格情報のお知らせとは何ですか",
            "電子証明書とは何ですか",
        }
