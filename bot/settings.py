"""Settings: read once from the environment, typed. Nothing else reads `os.environ`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from bot.errors import SettingsError
from bot.rules import JAPAN

ROOT = Path(__file__).parents[1]
FIRST_PORT, LAST_PORT = 1024, 65535
DEFAULT_RASA_PORT = 5005
DEFAULT_ACTIONS_PORT = 5055
DEFAULT_GATEWAY_PORT = 8000
DEFAULT_GATEWAY_HOST = "127.0.0.1"
DEFAULT_CONSOLE_PORT = 8001
DEFAULT_PER_TALK, DEFAULT_PER_ADDRESS = 20, 120  # messages a minute
_MOST_PER_MINUTE = 1_000_000
DEFAULT_RASA_SECONDS, _MOST_RASA_SECONDS = 6, 60
_SECRET_SHORTEST = 32
DEFAULT_CITY = "kawasaki"
DEFAULT_LINE_API = "https://api.line.me"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set from outside.

    `rasa_port`, `actions_port`  BOT_RASA_PORT, BOT_ACTIONS_PORT: 1024..65535, loopback only.
    `gateway_host`, `gateway_port`  BOT_GATEWAY_HOST, BOT_GATEWAY_PORT: the only public door.
    `origins`  BOT_ORIGINS: other sites that may embed the chat, like https://www.example.jp.
    `secret`  BOT_SECRET: signs conversations, 32 characters or more; empty: one is made and kept.
    `per_talk`, `per_address`  BOT_PER_TALK, BOT_PER_ADDRESS: messages a minute before 429.
    `proxies`  BOT_PROXIES: addresses of the reverse proxies whose X-Forwarded-* are believed.
    `data`  BOT_DATA: the folder in which feedback is kept.
    `line_secret`, `line_token`  BOT_LINE_SECRET, BOT_LINE_TOKEN: the channel of LINE; both or none.
    `line_push`  BOT_LINE_PUSH: 1 to push (it costs) an answer whose reply token is spent.
    `line_api`  BOT_LINE_API: where the LINE platform is; tests have their own.
    `console_host`, `console_port`  BOT_CONSOLE_HOST, BOT_CONSOLE_PORT: the operators' door.
    `keep_unanswered`  BOT_KEEP_UNANSWERED: 0 to note no unanswered questions for the editors.
    `rasa_seconds`  BOT_RASA_SECONDS: how long a resident waits for Rasa, 1..60, before the last
        resort answers; an operator waits a third of it.
    `city`  BOT_CITY: the folder of bot/content whose city this is, or the path of such a folder.
    `today`  BOT_TODAY: a day, or a moment in Japan time, that the whole system takes for now.
    """

    rasa_port: int = DEFAULT_RASA_PORT
    actions_port: int = DEFAULT_ACTIONS_PORT
    today: date | datetime | None = None
    gateway_host: str = DEFAULT_GATEWAY_HOST
    gateway_port: int = DEFAULT_GATEWAY_PORT
    origins: tuple[str, ...] = ()
    secret: str = field(default="", repr=False)
    per_talk: int = DEFAULT_PER_TALK
    per_address: int = DEFAULT_PER_ADDRESS
    proxies: str = "127.0.0.1"
    data: Path = ROOT / ".data"
    line_secret: str = field(default="", repr=False)
    line_token: str = field(default="", repr=False)
    line_push: bool = False
    line_api: str = DEFAULT_LINE_API
    console_host: str = DEFAULT_GATEWAY_HOST
    console_port: int = DEFAULT_CONSOLE_PORT
    keep_unanswered: bool = True
    rasa_seconds: int = DEFAULT_RASA_SECONDS
    city: str = DEFAULT_CITY

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

    @property
    def console_url(self) -> str:
        """Where a browser on this machine finds the console."""
        return f"http://127.0.0.1:{self.console_port}"

    @property
    def gateway_url(self) -> str:
        """Where a browser on this machine finds the gateway."""
        return f"http://127.0.0.1:{self.gateway_port}"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`. Raises SettingsError with the variable and what it should be."""
    rasa = _number(environ, "BOT_RASA_PORT", DEFAULT_RASA_PORT, FIRST_PORT, LAST_PORT)
    actions = _number(environ, "BOT_ACTIONS_PORT", DEFAULT_ACTIONS_PORT, FIRST_PORT, LAST_PORT)
    gateway = _number(environ, "BOT_GATEWAY_PORT", DEFAULT_GATEWAY_PORT, FIRST_PORT, LAST_PORT)
    console = _number(environ, "BOT_CONSOLE_PORT", DEFAULT_CONSOLE_PORT, FIRST_PORT, LAST_PORT)
    ports = {
        "BOT_RASA_PORT": rasa,
        "BOT_ACTIONS_PORT": actions,
        "BOT_GATEWAY_PORT": gateway,
        "BOT_CONSOLE_PORT": console,
    }
    for one, other in combinations(ports, 2):
        if ports[one] == ports[other]:
            raise SettingsError(f"{one} and {other} are both {ports[one]}: choose two ports")
    return Settings(
        rasa,
        actions,
        _today(environ.get("BOT_TODAY", "")),
        environ.get("BOT_GATEWAY_HOST", "") or DEFAULT_GATEWAY_HOST,
        gateway,
        _origins(environ.get("BOT_ORIGINS", "")),
        _secret(environ.get("BOT_SECRET", "")),
        _number(environ, "BOT_PER_TALK", DEFAULT_PER_TALK, 1, _MOST_PER_MINUTE),
        _number(environ, "BOT_PER_ADDRESS", DEFAULT_PER_ADDRESS, 1, _MOST_PER_MINUTE),
        environ.get("BOT_PROXIES", "") or "127.0.0.1",
        Path(environ.get("BOT_DATA", "") or ROOT / ".data"),
        *_line(environ),
        environ.get("BOT_CONSOLE_HOST", "") or DEFAULT_GATEWAY_HOST,
        console,
        _switch(environ, "BOT_KEEP_UNANSWERED", "1"),
        _number(environ, "BOT_RASA_SECONDS", DEFAULT_RASA_SECONDS, 1, _MOST_RASA_SECONDS),
        environ.get("BOT_CITY", "") or DEFAULT_CITY,
    )


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "") or str(default)
    if (
        not text.isascii()
        or not text.isdigit()
        or len(text) > len(str(most))
        or not least <= int(text) <= most
    ):
        wanted = "a port number" if (least, most) == (FIRST_PORT, LAST_PORT) else "a number"
        raise SettingsError(f"{name} is {text!r}: it must be {wanted} from {least} to {most}")
    return int(text)


def _origins(text: str) -> tuple[str, ...]:
    """Origins, separated by spaces or commas."""
    found = tuple(dict.fromkeys(text.replace(",", " ").split()))
    for origin in found:
        if not _is_origin(origin):
            raise SettingsError(
                f"BOT_ORIGINS holds {origin!r}: write origins like https://www.example.jp"
            )
    return found


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    known = parts.scheme in ("http", "https") and bool(parts.hostname)
    return known and text == f"{parts.scheme}://{parts.netloc}"


def _secret(text: str) -> str:
    if text and len(text) < _SECRET_SHORTEST:
        raise SettingsError(f"BOT_SECRET is too short: give it {_SECRET_SHORTEST} characters")
    return text


def _line(environ: Mapping[str, str]) -> tuple[str, str, bool, str]:
    """Secret, token, push and address of LINE. One of the first two alone is a mistake."""
    secret, token = (environ.get(f"BOT_LINE_{name}", "").strip() for name in ("SECRET", "TOKEN"))
    if bool(secret) != bool(token):
        lacking = "BOT_LINE_TOKEN" if secret else "BOT_LINE_SECRET"
        raise SettingsError(f"{lacking} is not set: LINE needs both the secret and the token")
    push = _switch(environ, "BOT_LINE_PUSH", "0")
    api = (environ.get("BOT_LINE_API", "") or DEFAULT_LINE_API).rstrip("/")
    if urlsplit(api).scheme not in ("http", "https"):
        raise SettingsError(f"BOT_LINE_API is {api!r}: write it like {DEFAULT_LINE_API}")
    return secret, token, push, api


def _switch(environ: Mapping[str, str], name: str, default: str) -> bool:
    text = environ.get(name, "") or default
    if text not in ("0", "1"):
        raise SettingsError(f"{name} is {text!r}: it must be 0 or 1")
    return text == "1"


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
