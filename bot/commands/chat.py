"""`chat`: talk with the running bot in the terminal."""

from __future__ import annotations

import argparse
import secrets
from typing import Any

from bot.commands.serve import ask
from bot.settings import settings

_HELP = "聞きたいことを書いてください。番号でも選べます。終わるときは Ctrl-D です。"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `chat` to the command line."""
    command = commands.add_parser("chat", help="talk with the running bot in the terminal")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Reads lines until Ctrl-D; a number presses the button of that number."""
    chosen, sender = settings(), f"chat-{secrets.token_hex(8)}"
    ask(chosen, sender, "こんにちは")  # says at once if the bot is not there
    print(_HELP)
    buttons: list[dict[str, Any]] = []
    while True:
        try:
            line = input("\nあなた> ").strip()
        except EOFError:
            print()
            return 0
        message = pressed(line, buttons) or line
        buttons = []
        for card in ask(chosen, sender, message):
            print(f"\n{card['text']}")
            offered = card.get("buttons") or []
            assert isinstance(offered, list)
            buttons += offered
        for number, button in enumerate(buttons, 1):
            print(f"  [{number}] {button['title']}")


def pressed(line: str, buttons: list[dict[str, Any]]) -> str | None:
    """The payload of the button whose number was typed."""
    if line.isdecimal() and len(line) < 3 and 1 <= int(line) <= len(buttons):
        return str(buttons[int(line) - 1]["payload"])
    return None
