"""bot/rasa_server/talking.py: how two messages share one process."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.messages import Message
from bot.rasa_server import talking
from bot.rasa_server.talking import answer_talk

from .door import Agent

pytestmark = pytest.mark.slow


def test_others_come_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between understanding a message and answering it, another one has its turn."""
    done: list[str] = []

    def answer(heard: Any, _: Any) -> Any:
        done.append(f"answered {heard['text']}")
        return [Message.said("答え")], {}

    class Noting(Agent):
        async def parse_message(self, message: Any) -> dict[str, Any]:
            done.append(f"understood {message.text}")
            return {"text": message.text}

    monkeypatch.setattr(talking, "answer", answer)

    async def both() -> None:
        asked = (answer_talk(Noting(), "s", words, {}, pressed=False) for words in ("長い", "短い"))
        await asyncio.gather(*asked)

    asyncio.run(both())
    assert done == ["understood 長い", "understood 短い", "answered 長い", "answered 短い"]
