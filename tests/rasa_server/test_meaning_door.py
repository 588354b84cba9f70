"""bot/rasa_server/resident_channel.py: what words mean, and another model, for the gateway."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path
from typing import Any

import pytest
import requests

from bot import inner, training

from .door import TOKEN, Agent, Door

pytestmark = pytest.mark.slow


def knock(door: Door, where: str, body: object) -> requests.Response:
    """A request to another of the gateway's doors."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", **inner.headers(TOKEN)}
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
