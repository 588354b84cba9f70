"""bot/commands/chat.py: numbers press buttons."""

from __future__ import annotations

from typing import Any

import pytest

from bot.__main__ import main
from bot.commands.chat import pressed

BUTTONS: list[dict[str, Any]] = [
    {"title": "お知らせ", "payload": '/inform{"answer": "document=notice"}'},
    {"title": "わからない", "payload": "/dont_know"},
]


@pytest.mark.parametrize(
    ("line", "payload"),
    [
        ("1", BUTTONS[0]["payload"]),
        ("2", "/dont_know"),
        ("２", "/dont_know"),
        ("02", "/dont_know"),
        ("0", None),
        ("3", None),
        ("-1", None),
        ("", None),
        ("1番", None),
        ("1955", None),
        ("一", None),
        ("²", None),
        ("わからない", None),
        ("1.0", None),
        pytest.param("9" * 5000, None, id="5,000 nines"),
    ],
)
def test_pressed(line: str, payload: str | None) -> None:
    """The number of a button, in any width, presses it; everything else is words."""
    assert pressed(line, BUTTONS) == payload


def test_without_buttons_a_number_is_words() -> None:
    """Where no button is offered, a number is what the resident says."""
    assert pressed("1", []) is None


def test_chat_without_a_bot_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`chat` says at once, in one sentence, that the bot is not running."""
    import socket

    from bot.commands import chat
    from bot.settings import Settings

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    monkeypatch.setattr(chat, "settings", lambda: Settings(rasa_port=port))
    assert main(["chat"]) == 1
    assert capsys.readouterr().err.startswith(
        f"bot: the bot does not answer at http://127.0.0.1:{port}"
    )
