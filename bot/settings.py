"""Settings: read once from the environment, typed. Nothing else reads them there."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings.sources.utils import parse_env_vars

from bot.errors import SettingsError
from bot.rules import JAPAN

ROOT = Path(__file__).parents[1]
LAST_PORT = 65535
DEFAULT_RASA_SECONDS = 6
DEFAULT_CITY = "kawasaki"
DEFAULT_LINE_API = "https://api.line.me"
_SECRET_SHORTEST = 32
_ANY_HOST = ("0.0.0.0", "::", "")
_PREFIX = "BOT_"
ROLES = ("operator", "editor", "administrator")  # of the console
_SENTENCE = "sentence"  # the type of an error whose text is for people as it stands


def _wrong(sentence: str) -> PydanticCustomError:
    return PydanticCustomError(_SENTENCE, "{sentence}", {"sentence": sentence})


def _digits(value: object) -> object:
    """Plain digits alone: neither signs nor spaces, nor the digits of other scripts."""
    if isinstance(value, str) and not (value.isascii() and value.isdigit()):
        raise ValueError("no number")
    return value


def _zero_or_one(value: object) -> object:
    if isinstance(value, str) and value not in ("0", "1"):
        raise ValueError("no switch")
    return value


def _moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    if len(value) == len("YYYY-MM-DD"):
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value)
    return moment.astimezone(JAPAN) if moment.tzinfo else moment.replace(tzinfo=JAPAN)


def _listed(value: str) -> tuple[str, ...]:
    """What is separated by spaces or commas, each once."""
    return tuple(dict.fromkeys(value.replace(",", " ").split()))


def _origins(value: object) -> object:
    """Origins, separated by spaces or commas."""
    if not isinstance(value, str):
        return value
    found = _listed(value)
    for origin in found:
        if not _is_origin(origin):
            raise _wrong(f"BOT_ORIGINS holds {origin!r}: write origins like https://www.example.jp")
    return found


def _names(value: object) -> object:
    """Host names in small letters, separated by spaces or commas."""
    if not isinstance(value, str):
        return value
    found = _listed(value.lower())
    for name in found:
        if not re.fullmatch(r"[a-z0-9.-]+", name):
            raise _wrong(f"BOT_HOSTS holds {name!r}: write names like kokuho.example.jp")
    return found


def _roles(value: object) -> object:
    """Names of roles, separated by spaces or commas."""
    if not isinstance(value, str):
        return value
    found = _listed(value)
    for role in found:
        if role not in ROLES:
            raise _wrong(f"BOT_SECOND_FACTOR holds {role!r}: write roles of {', '.join(ROLES)}")
    return found


def _role_map(value: object) -> object:
    """Pairs of a claim's value and a role, separated by commas: a value may hold spaces."""
    if not isinstance(value, str):
        return value
    found = []
    for pair in filter(None, (part.strip() for part in value.split(","))):
        given, _, role = (part.strip() for part in pair.rpartition("="))
        if not given or role not in ROLES:
            raise _wrong(f"BOT_OIDC_ROLES holds {pair!r}: write kokuho-editors=editor")
        found.append((given, role))
    return tuple(found)


def _provider(value: str) -> str:
    """An issuer as it writes itself: TLS, or this machine for a trial."""
    parts = urlsplit(value)
    is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
    if value and (not parts.hostname or not (parts.scheme == "https" or is_here)):
        raise ValueError("no issuer")
    return value


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    known = parts.scheme in ("http", "https") and bool(parts.hostname)
    return known and text == f"{parts.scheme}://{parts.netloc}"


def _hard_to_guess(variable: str) -> AfterValidator:
    """So many characters that nobody tries them all, or none."""

    def checked(value: str) -> str:
        if value and len(value) < _SECRET_SHORTEST:
            raise _wrong(f"{variable} is too short: give it {_SECRET_SHORTEST} characters")
        return value

    return AfterValidator(checked)


def _of_scheme(*schemes: str) -> AfterValidator:
    """An address of one of these kinds, or none."""

    def checked(value: str) -> str:
        if value and urlsplit(value).scheme not in schemes:
            raise ValueError("no address")
        return value

    return AfterValidator(checked)


def _address(value: str) -> str:
    if urlsplit(value).scheme not in ("http", "https"):
        raise ValueError("no address")
    return value.rstrip("/")


Port = Annotated[
    int,
    BeforeValidator(_digits),
    Field(ge=1024, le=LAST_PORT, description=f"a port number from 1024 to {LAST_PORT}"),
]
PerMinute = Annotated[
    int,
    BeforeValidator(_digits),
    Field(ge=1, le=1_000_000, description="a number from 1 to 1000000"),
]
Seconds = Annotated[
    int, BeforeValidator(_digits), Field(ge=1, le=60, description="a number from 1 to 60")
]
WordsDays = Annotated[
    int, BeforeValidator(_digits), Field(ge=1, le=90, description="a number from 1 to 90")
]
Switch = Annotated[bool, BeforeValidator(_zero_or_one), Field(description="0 or 1")]
Moment = Annotated[
    date | datetime | None,
    PlainValidator(_moment),
    Field(description="a day like 2025-08-01 or a time like 2025-08-01T10:00"),
]
Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_names)]
Origins = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_origins)]
Key = Annotated[str, _hard_to_guess("BOT_SECRET"), Field(repr=False)]
Hidden = Annotated[str, BeforeValidator(lambda value: str(value).strip()), Field(repr=False)]
TranscriptToken = Annotated[str, _hard_to_guess("BOT_TRANSCRIPT_TOKEN"), Field(repr=False)]
InnerToken = Annotated[str, _hard_to_guess("BOT_INNER_TOKEN"), Field(repr=False)]
DatabaseUrl = Annotated[
    str,
    _of_scheme("postgresql", "postgres"),
    Field(repr=False, description="an address like postgresql://user:password@host/kokuho"),
]
RedisUrl = Annotated[
    str,
    _of_scheme("redis", "rediss", "unix"),
    Field(repr=False, description="an address like redis://:password@host:6379/0"),
]
Roles = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_roles)]
RoleMap = Annotated[tuple[tuple[str, str], ...], NoDecode, BeforeValidator(_role_map)]
Issuer = Annotated[
    str,
    AfterValidator(_provider),
    Field(description="an address like https://login.example.lg.jp/realms/city"),
]
Address = Annotated[
    str, BeforeValidator(_address), Field(description=f"an address like {DEFAULT_LINE_API}")
]


class Settings(BaseSettings):
    """Everything that can be set from outside.

    `rasa_port`, `actions_port`  BOT_RASA_PORT, BOT_ACTIONS_PORT: 1024..65535, loopback only.
    `gateway_host`, `gateway_port`  BOT_GATEWAY_HOST, BOT_GATEWAY_PORT: the only public door.
    `hosts`  BOT_HOSTS: names under which we are reached, besides localhost and addresses in digits.
    `origins`  BOT_ORIGINS: other sites that may embed the chat, like https://www.example.jp.
    `secret`  BOT_SECRET: signs conversations, 32 characters or more; empty: one is made and kept.
    `inner_token`  BOT_INNER_TOKEN: opens the doors between our processes, 32 characters or more;
        empty: one is made and kept.
    `per_talk`, `per_address`  BOT_PER_TALK, BOT_PER_ADDRESS: messages a minute before 429.
    `proxies`  BOT_PROXIES: addresses of the reverse proxies whose X-Forwarded-* are believed.
    `data`  BOT_DATA: the folder in which feedback is kept.
    `database`  BOT_DATABASE: the PostgreSQL that is used instead, by all gateways together.
    `redis`  BOT_REDIS: the Redis for what is short-lived, instead of this process's memory.
    `line_secret`, `line_token`  BOT_LINE_SECRET, BOT_LINE_TOKEN: the channel of LINE; both or none.
    `line_push`  BOT_LINE_PUSH: 1 to push (it costs) an answer whose reply token is spent.
    `line_profile`  BOT_LINE_PROFILE: 1 to ask LINE, once a talk, for the language of the person.
    `line_api`  BOT_LINE_API: where the LINE platform is; tests have their own.
    `console_host`, `console_port`  BOT_CONSOLE_HOST, BOT_CONSOLE_PORT: the operators' door.
    `desk_apart`  BOT_DESK_APART: 1 for a console that is a process of its own.
    `second_factor`  BOT_SECOND_FACTOR: roles that have to sign in with a second factor.
    `oidc_issuer`, `oidc_client`, `oidc_secret`, `oidc_roles`  BOT_OIDC_…: a provider of OpenID
        Connect, how we are known there, and which values of a claim give which role; all or none.
    `oidc_role_claim`, `oidc_name_claim`  BOT_OIDC_ROLE_CLAIM, BOT_OIDC_NAME_CLAIM: claims of it.
    `transcript_token`  BOT_TRANSCRIPT_TOKEN: with which a telephony service writes what is said.
    `keep_unanswered`  BOT_KEEP_UNANSWERED: 0 to note no unanswered questions for the editors.
    `words_days`  BOT_WORDS_DAYS: how long masked words of residents are kept, 1..90.
    `rasa_seconds`  BOT_RASA_SECONDS: how long a resident waits for Rasa, 1..60, before the last
        resort answers; an operator waits a third of it.
    `city`  BOT_CITY: the folder of bot/content whose city this is, or the path of such a folder.
    `today`  BOT_TODAY: a day, or a moment in Japan time, that the whole system takes for now.
    """

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True, extra="forbid")

    rasa_port: Port = 5005
    actions_port: Port = 5055
    today: Moment = None
    gateway_host: str = "127.0.0.1"
    gateway_port: Port = 8000
    hosts: Names = ()
    origins: Origins = ()
    secret: Key = ""
    inner_token: InnerToken = ""
    per_talk: PerMinute = 20
    per_address: PerMinute = 120
    proxies: str = "127.0.0.1"
    data: Path = ROOT / ".data"
    database: DatabaseUrl = ""
    redis: RedisUrl = ""
    line_secret: Hidden = ""
    line_token: Hidden = ""
    line_push: Switch = False
    line_profile: Switch = False
    line_api: Address = DEFAULT_LINE_API
    console_host: str = "127.0.0.1"
    console_port: Port = 8001
    desk_apart: Switch = False
    second_factor: Roles = ()
    oidc_issuer: Issuer = ""
    oidc_client: str = ""
    oidc_secret: Hidden = ""
    oidc_roles: RoleMap = ()
    oidc_role_claim: str = "roles"
    oidc_name_claim: str = "preferred_username"
    transcript_token: TranscriptToken = ""
    keep_unanswered: Switch = True
    words_days: WordsDays = 40
    rasa_seconds: Seconds = DEFAULT_RASA_SECONDS
    city: str = DEFAULT_CITY

    @model_validator(mode="after")
    def _ports_differ(self) -> Settings:
        names = ("rasa_port", "actions_port", "gateway_port", "console_port")
        for one, other in combinations(names, 2):
            if getattr(self, one) == getattr(self, other):
                both = f"{_variable(one)} and {_variable(other)} are both {getattr(self, one)}"
                raise _wrong(f"{both}: choose two ports")
        return self

    @model_validator(mode="after")
    def _line_is_whole(self) -> Settings:
        """Secret or token alone is a mistake."""
        if bool(self.line_secret) != bool(self.line_token):
            lacking = "BOT_LINE_TOKEN" if self.line_secret else "BOT_LINE_SECRET"
            raise _wrong(f"{lacking} is not set: LINE needs both the secret and the token")
        return self

    @model_validator(mode="after")
    def _provider_is_whole(self) -> Settings:
        """A part of it alone is a mistake."""
        names = ("oidc_issuer", "oidc_client", "oidc_secret", "oidc_roles")
        lacking = [name for name in names if not getattr(self, name)]
        if 0 < len(lacking) < len(names):
            raise _wrong(f"{_variable(lacking[0])} is not set: a single sign-on needs it")
        return self

    @model_validator(mode="after")
    def _shared_secret(self) -> Settings:
        """What one gateway has signed and sealed, every other one has to read."""
        if self.redis and not self.secret:
            raise _wrong("BOT_SECRET is not set: with BOT_REDIS all gateways need the same one")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given, and no environment: that is for `read_settings` to read, once."""
        return (init_settings,)

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
        return _here(self.console_host, self.console_port)

    @property
    def gateway_url(self) -> str:
        """Where a browser on this machine finds the gateway."""
        return _here(self.gateway_host, self.gateway_port)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings from `environ`. Raises SettingsError with the variable and what it should be."""
    source = EnvSettingsSource(Settings, env_prefix=_PREFIX)
    source.env_vars = parse_env_vars(environ, case_sensitive=False, ignore_empty=True)
    try:
        return Settings(**source())
    except ValidationError as error:
        raise SettingsError(_sentence(error)) from None


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)


def _here(host: str, port: int) -> str:
    """A server that listens at `host`, as this machine reaches it."""
    host = "127.0.0.1" if host in _ANY_HOST else host
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _sentence(error: ValidationError) -> str:
    """The first mistake in one sentence: the variable, what it is, what it must be."""
    first = error.errors()[0]
    if first["type"] == _SENTENCE:
        return first["msg"]
    name = str(first["loc"][0])
    field = Settings.model_fields[name]
    told = repr(first["input"]) if field.repr else "wrong"  # it may hold a password
    return f"{_variable(name)} is {told}: it must be {field.description}"


def _variable(field: str) -> str:
    return f"{_PREFIX}{field.upper()}"
