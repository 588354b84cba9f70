"""What residents notice when a real process dies in the middle of their talk: little."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import Browser, expect

from tests.e2e.running import Servers, Talk, copy_project, leads
from tests.e2e.watching import watched

pytestmark = pytest.mark.e2e

_PATIENCE = 120  # seconds; Rasa takes twenty to start on an idle machine
QUESTION = "資格確認書はいつまで使えますか"
BIRTHDAY, RESULT = "昭和30年12月15日", "令和7年12月31日(2025年)"
CORRECTION, CORRECTED = "いや、31年でした", "令和8年7月31日(2026年)"
NOTICE = "弱くなっています"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Servers that may be killed."""
    servers = Servers(copy_project(tmp_path_factory.mktemp("own")), today="2025-10-01T10:00")
    try:
        servers.wait_until_ready()
        yield servers
    finally:
        servers.stop()
    assert servers.survivors() == []
    assert all(words not in servers.log() for words in (QUESTION, BIRTHDAY))


def wait_for(condition: Callable[[], bool]) -> None:
    """Looks again and again; each look is a request, which takes its own time."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"


def rasa_is_up(servers: Servers) -> bool:
    """Has the gateway's probe got a right answer?"""
    figures = requests.get(f"{servers.url}/metrics", timeout=30).text
    return servers.is_ready() and "kokuho_rasa_up 1.0" in figures


def test_rasa_dies_in_the_middle(own: Servers) -> None:
    """A birthday typed after Rasa's death gets its result; later Rasa goes on with that talk."""
    talk = Talk(own.url)
    assert not talk.say(QUESTION)["reduced"]
    own.kill("rasa", "run", "--interface")
    told = talk.say(BIRTHDAY)
    assert told["reduced"]
    assert NOTICE in leads(told)
    assert RESULT in leads(told)
    assert RESULT in leads(talk.press("どれもない"))
    unsure = Talk(own.url).say("うちの子の紙のことなんですけど、ええと")
    assert unsure["reduced"]
    assert {card["kind"] for card in unsure["cards"][1:]} <= {"options", "refusal"}
    wait_for(lambda: own.readiness() == 503)
    wait_for(lambda: rasa_is_up(own))
    other = talk.say(CORRECTION)
    assert not other["reduced"]
    assert CORRECTED in leads(other)


def test_the_action_server_dies(own: Servers) -> None:
    """An empty answer of Rasa is never what a resident gets, and the talk goes on as it was."""
    wait_for(lambda: rasa_is_up(own))
    talk = Talk(own.url)
    assert not talk.say(QUESTION)["reduced"]
    own.kill("rasa", "run", "actions")
    told = talk.say(BIRTHDAY)
    assert told["reduced"]
    assert NOTICE in leads(told)
    assert RESULT in leads(told)
    fresh = Talk(own.url).say(QUESTION)
    assert fresh["reduced"]
    assert "どのこと" in leads(fresh) or "原則として" in leads(fresh)
    wait_for(lambda: own.readiness() == 503)
    wait_for(lambda: rasa_is_up(own))
    other = talk.say(CORRECTION)
    assert not other["reduced"]
    assert CORRECTED in leads(other)


def test_the_gateway_dies(own: Servers, browser: Browser) -> None:
    """A message written while the gateway is away is kept, sent when it is back, answered once."""
    wait_for(lambda: rasa_is_up(own))
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
