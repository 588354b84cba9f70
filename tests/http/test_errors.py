"""bot/http/errors.py: every refusal has one shape and a kind sentence, and repeats nothing."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.app.public import create_app
from bot.content import say
from bot.conversation.refusals import STATUS, refused
from bot.http.errors import response_of
from tests.house.serving import (
    ORIGIN,
    Browser,
    House,
    StandIn,
    house,
    is_error,
    new_id,
    served,
    settings_for,
)

WORDS = "山田花子の電話は090-1234-5678です"


@pytest.mark.parametrize("code", STATUS)
def test_every_code_has_a_sentence(code: str) -> None:
    """Each refusal is a short Japanese sentence for a person, without our own words."""
    sentence = str(refused(code))
    assert sentence == say("refused", code)
    assert re.search("[ぁ-ん]", sentence)
    assert not re.search("[A-Za-z{}_]", sentence)
    assert sentence.endswith("。")


@pytest.mark.parametrize("after", [None, 0, 5])
def test_the_shape(after: int | None) -> None:
    """Code, sentence and a new id; Retry-After only where there is one."""
    response = response_of(refused("too_many", after))
    body = json.loads(bytes(response.body))
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "id"}
    assert response.headers.get("retry-after") == (None if after is None else str(after))
    other = json.loads(bytes(response_of(refused("too_many")).body))
    assert body["error"]["id"] != other["error"]["id"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/nothing", "/api", "/api/", "/widget/nothing.js", "/%00", "/確認書"]
)
def test_not_found(home: House, path: str) -> None:
    """What is not there is told in the one shape."""
    assert is_error(home.client().get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/api/messages", "POST"),
        ("PUT", "/api/messages", "POST"),
        ("DELETE", "/api/messages", "POST"),
        ("PATCH", "/api/conversations", "POST"),
        ("GET", "/api/conversation", "DELETE"),
        ("DELETE", "/api/centre", "GET"),
        ("POST", "/healthz", "GET"),
        ("TRACE", "/api/centre", "GET"),
    ],
)
def test_wrong_method(home: House, method: str, path: str, allowed: str) -> None:
    """Another method is told in the one shape, with the methods that there are."""
    answer = home.client().request(method, path)
    assert is_error(answer, 405, "wrong_method")
    assert allowed in answer.headers["allow"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "message-1"},
        {"text": "a"},
        {"id": "message-1", "text": "a", "press": "b"},
        {"id": "message-1", "text": None, "press": None},
        {"id": "message-1", "text": ""},
        {"id": "message-1", "text": 3},
        {"id": "message-1", "text": ["a"]},
        {"id": "message-1", "text": {"a": 1}},
        {"id": "message-1", "text": True},
        {"id": "short", "text": "a"},
        {"id": "x" * 65, "text": "a"},
        {"id": "message 1", "text": "a"},
        {"id": "message-1\n", "text": "a"},
        {"id": "メッセージ番号一二", "text": "a"},
        {"id": 12345678, "text": "a"},
        {"id": None, "text": "a"},
        {"id": "message-1", "press": ""},
        {"id": "message-1", "text": "a", "sender": "me"},
        {"id": "message-1", "text": "a", "state": {}},
        {"id": "message-1", "text": "a", "pressed": True},
        [],
        "text",
        3,
    ],
)
def test_invalid(talk: Browser, rasa: StandIn, body: Any) -> None:
    """What is not of the contract, or more than it, is refused, and Rasa is not asked."""
    assert is_error(talk.post("/api/messages", body), 422, "invalid")
    assert rasa.heard == []


def test_words_are_not_repeated(talk: Browser, caplog: pytest.LogCaptureFixture) -> None:
    """A refusal holds nothing of what was sent, and neither does the log."""
    with caplog.at_level(logging.DEBUG, "bot"):
        for body in ({"id": WORDS, "text": WORDS}, {WORDS: WORDS}, {"text": [WORDS]}):
            answer = talk.post("/api/messages", body)
            assert is_error(answer, 422, "invalid")
            assert "山田" not in answer.text
        talk.client.get(f"/{WORDS}")
    assert "山田" not in caplog.text
    assert "090-1234" not in caplog.text


def test_without_a_conversation(home: House) -> None:
    """Who has no token is told so, for every address that needs one."""
    browser = home.browser()
    said = {"id": new_id(), "text": "はい"}
    assert is_error(browser.post("/api/messages", said), 401, "no_conversation")
    vote = {"card": "a", "helped": True}
    assert is_error(browser.post("/api/feedback", vote), 401, "no_conversation")
    assert is_error(browser.wipe(), 401, "no_conversation")


@pytest.fixture
def broken(rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A house in which every message fails in a way that nobody foresaw."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr("bot.conversation.service.ConversationService.take", fails)
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def test_an_unforeseen_failure(broken: House, caplog: pytest.LogCaptureFixture) -> None:
    """It is told in the one shape; the log holds its kind, and no words."""
    browser = broken.talk()
    with caplog.at_level(logging.DEBUG):
        answer = browser.post("/api/messages", {"id": new_id(), "text": WORDS})
    assert is_error(answer, 500, "internal")
    assert "044-200-0783" in answer.json()["error"]["message"]
    assert "RuntimeError" in caplog.text
    assert "山田" not in caplog.text


def test_an_unforeseen_failure_can_be_found_in_the_log(
    broken: House, caplog: pytest.LogCaptureFixture
) -> None:
    """The id that the resident is given stands in the log."""
    answer = broken.talk().post("/api/messages", {"id": new_id(), "text": WORDS})
    assert answer.json()["error"]["id"] in caplog.text


def test_an_unforeseen_failure_has_all_headers(broken: House) -> None:
    """It is a response like any other: protected, not kept, readable for a known origin."""
    browser = broken.browser(origin=ORIGIN)
    browser.begin()
    answer = browser.post("/api/messages", {"id": new_id(), "text": WORDS})
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_the_server_does_not_log_words_either(
    rasa: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """uvicorn, which logs what an application raises, gets nothing with a resident's words."""

    def fails(*_: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr("bot.channels.web.chat.centre_now", fails)
    app = create_app(settings_for(tmp_path, rasa.port))
    with caplog.at_level(logging.DEBUG), served(app) as url:
        assert is_error(requests.get(f"{url}/api/centre", timeout=10), 500, "internal")
    assert "山田" not in caplog.text
