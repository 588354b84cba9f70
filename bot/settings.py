"""Settings: read once from the environment, typed. Nothing else reads `os.environ`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from bot.errors import SettingsError
from bot.rules import JAPAN

FIRST_PORT, LAST_PORT = 1024, 65535
DEFAULT_RASA_PORT = 5005
DEFAULT_ACTIONS_PORT = 5055


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside.

    `rasa_port`, `actions_port`  BOT_RASA_PORT, BOT_ACTIONS_PORT: 1024..65535, loopback only.
    `today`  BOT_TODAY: a day, or a moment in Japan time, that the whole system takes for now.
    """

    rasa_port: int = DEFAULT_RASA_PORT
    actions_port: int = DEFAULT_ACTIONS_PORT
    today: date | datetime | None = None

    def now(self) -> datetime:
        """This moment in Japan time; with BOT_TODAY as a mere day, that day at this time of day."""
        clock = datetime.now(JAPAN)
        if self.today is None:
            return clock
        if isinstance(self.today, datetime):
            return self.today
        return datetime.combine(self.today, clock.timetz())

    @property
    def rasa_url(self) -> str:
        """Where the Rasa server listens."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """Where the action server listens."""
        return f"http://127.0.0.1:{self.actions_port}"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`. Raises SettingsError with the variable and what it should be."""
    rasa = _port(environ, "BOT_RASA_PORT", DEFAULT_RASA_PORT)
    actions = _port(environ, "BOT_ACTIONS_PORT", DEFAULT_ACTIONS_PORT)
    if rasa == actions:
        raise SettingsError(f"BOT_RASA_PORT and BOT_ACTIONS_PORT are both {rasa}: choose two ports")
    return Settings(rasa, actions, _today(environ.get("BOT_TODAY", "")))


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)


def _port(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "") or str(default)
    if (
        not text.isascii()
        or not text.isdigit()
        or len(text) > 5
        or not FIRST_PORT <= int(text) <= LAST_PORT
    ):
        wanted = f"a port number from {FIRST_PORT} to {LAST_PORT}"
        raise SettingsError(f"{name} is {text!r}: it must be {wanted}")
    return int(text)


def _today(text: str) -> date | datetime | None:
    if not text:
        return None
    try:
        if len(text) == len("2025-08-01"):
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(
            f"BOT_TODAY is {text!r}: write a day like 2025-08-01 or a time like 2025-08-01T10:00"
        ) from None
    return moment.astimezone(JAPAN) if moment.tzinfo else moment.replace(tzinfo=JAPAN)
