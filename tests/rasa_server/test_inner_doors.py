"""bot/rasa_server/resident_channel.py: the gateway's doors want the token, Rasa's own does not."""

from __future__ import annotations

import pytest
import requests

from bot import inner

from .door import TOKEN, Agent, Door

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("headers", [{}, inner.headers("a guess"), inner.headers("")])
@pytest.mark.parametrize("name", ["talk", "parse", "model"])
def test_a_stranger_on_this_machine(
    door: Door, agent: Agent, name: str, headers: dict[str, str]
) -> None:
    """Without the token nothing is read, understood or loaded."""
    body = {"sender": "s", "message": "確認書の期限は?", "text": "確認書", "name": "bot.tar.gz"}
    url = f"{door.url}/webhooks/rest/{name}"
    answer = requests.post(url, json=body, headers=headers, timeout=10)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "unauthorized"
    assert agent.got == []
    assert TOKEN not in answer.text


def test_rasas_own_door_stays_open(door: Door, agent: Agent) -> None:
    """Whoever reaches this machine's Rasa may ask it as any Rasa is asked."""
    door.say("こんにちは")
    assert agent.got == ["こんにちは"]
