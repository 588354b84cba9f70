"""bot/settings.py: what can be set from outside."""

from __future__ import annotations

import ast
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.console.shared.accounts import Role
from bot.conversation.retention import WORDS_DAYS
from bot.errors import SettingsError
from bot.rules import JAPAN
from bot.settings import ROLES, Settings, read_settings

ROOT = Path(__file__).parents[1]


def test_nothing_set() -> None:
    """Without any variable the usual ports and the real clock are used."""
    chosen = read_settings({})
    assert chosen == Settings(rasa_port=5005, actions_port=5055, today=None)
    before = datetime.now(JAPAN)
    assert before <= chosen.now() <= datetime.now(JAPAN)


VARIABLES = (
    *("BOT_RASA_PORT", "BOT_ACTIONS_PORT", "BOT_GATEWAY_PORT", "BOT_GATEWAY_HOST", "BOT_ORIGINS"),
    *("BOT_SECRET", "BOT_PER_TALK", "BOT_PER_ADDRESS", "BOT_PROXIES", "BOT_DATA", "BOT_TODAY"),
    "BOT_CITY",
)


@pytest.mark.parametrize("name", VARIABLES)
def test_an_empty_variable_is_not_set(name: str) -> None:
    """A variable that is empty counts as not set, as shells and compose files have it."""
    assert read_settings({name: ""}) == Settings()


def test_ports_are_read() -> None:
    """Each port can be chosen, and the addresses follow them on loopback."""
    chosen = read_settings(
        {"BOT_RASA_PORT": "6005", "BOT_ACTIONS_PORT": "6055", "BOT_GATEWAY_PORT": "6080"}
    )
    assert chosen.rasa_url == "http://127.0.0.1:6005"
    assert chosen.actions_url == "http://127.0.0.1:6055"
    assert chosen.gateway_url == "http://127.0.0.1:6080"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://127.0.0.1:8000"),
        ("10.0.0.11", "http://10.0.0.11:8000"),
        ("fd00::11", "http://[fd00::11]:8000"),
    ],
)
def test_where_this_machine_finds_the_gateway(host: str, url: str) -> None:
    """At the address that it is bound to; at its own where it is bound to all."""
    assert read_settings({"BOT_GATEWAY_HOST": host}).gateway_url == url


@pytest.mark.parametrize(
    "text",
    ["80", "1023", "65536", "-5005", "5005.0", "５００５", "five", " 5005", "0x1389", "٥٠٠٥"],
)
@pytest.mark.parametrize("name", ["BOT_RASA_PORT", "BOT_ACTIONS_PORT", "BOT_GATEWAY_PORT"])
def test_a_bad_port_is_refused(name: str, text: str) -> None:
    """What is no port from 1024 to 65535 is refused by the name of its variable."""
    with pytest.raises(SettingsError, match=rf"{name} is .*1024 to 65535"):
        read_settings({name: text})


@pytest.mark.parametrize("text", ["1024", "65535"])
def test_the_outermost_ports_are_taken(text: str) -> None:
    """The first and the last allowed port are allowed."""
    assert read_settings({"BOT_RASA_PORT": text}).rasa_port == int(text)


def test_one_port_for_two_is_refused() -> None:
    """Two servers cannot listen on one port, also when one of them is the usual one."""
    with pytest.raises(SettingsError, match="both 5055"):
        read_settings({"BOT_RASA_PORT": "5055"})
    with pytest.raises(SettingsError, match="BOT_ACTIONS_PORT and BOT_GATEWAY_PORT are both 8000"):
        read_settings({"BOT_ACTIONS_PORT": "8000"})


def test_the_gateway_is_the_only_door_to_the_outside() -> None:
    """The gateway's host can be chosen, no other; by itself it is this machine alone."""
    assert Settings().gateway_host == "127.0.0.1"
    chosen = read_settings({"BOT_GATEWAY_HOST": "0.0.0.0"})
    assert chosen.gateway_host == "0.0.0.0"
    assert "0.0.0.0" not in chosen.rasa_url + chosen.actions_url + chosen.gateway_url


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("https://www.example.jp", ("https://www.example.jp",)),
        ("https://a.example,https://b.example", ("https://a.example", "https://b.example")),
        (" https://a.example , https://a.example ", ("https://a.example",)),
        ("http://localhost:8080", ("http://localhost:8080",)),
        ("https://[2001:db8::1]:8443", ("https://[2001:db8::1]:8443",)),
    ],
)
def test_origins_are_read(text: str, origins: tuple[str, ...]) -> None:
    """Origins stand apart by commas or spaces, each once."""
    assert read_settings({"BOT_ORIGINS": text}).origins == origins


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "null",
        "www.example.jp",
        "https://",
        "https://www.example.jp/",
        "https://www.example.jp/page",
        "https://www.example.jp?a",
        "ftp://www.example.jp",
        "javascript:alert(1)",
        "http://[::1",
        "https://a.example https://b.example/",
    ],
)
def test_what_is_no_origin_is_refused(text: str) -> None:
    """What a browser would never send as an origin is refused with an example of one."""
    with pytest.raises(SettingsError, match=r"BOT_ORIGINS holds .*https://www\.example\.jp"):
        read_settings({"BOT_ORIGINS": text})


def test_the_secret_is_not_printed() -> None:
    """The secret is read, and stands in no text of the settings."""
    secret = "only we know this secret of ours"
    chosen = read_settings({"BOT_SECRET": secret})
    assert chosen.secret == secret
    assert secret not in f"{chosen} {chosen!r}"


def test_a_short_secret_is_refused() -> None:
    """A secret that can be guessed is refused, and the refusal does not repeat it."""
    with pytest.raises(SettingsError, match=r"BOT_SECRET is too short.*32") as caught:
        read_settings({"BOT_SECRET": "hush-hush"})
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize("name", ["BOT_PER_TALK", "BOT_PER_ADDRESS"])
def test_limits_are_read(name: str) -> None:
    """Each limit is a number of messages a minute, one or more."""
    for text in ("1", "1000000"):
        chosen = read_settings({name: text})
        found = chosen.per_talk if name == "BOT_PER_TALK" else chosen.per_address
        assert found == int(text)
    for text in ("0", "-1", "1000001", "1.5", "１０", "many", "1e3"):
        with pytest.raises(SettingsError, match=f"{name} is .*a number from 1 to 1000000"):
            read_settings({name: text})


def test_patience_is_read() -> None:
    """How long a resident waits for Rasa is a whole number of seconds from 1 to 60."""
    found = [read_settings({"BOT_RASA_SECONDS": t}).rasa_seconds for t in ("", "1", "60")]
    assert found == [6, 1, 60]
    for text in ("0", "61", "1.5", "soon"):
        with pytest.raises(SettingsError, match=r"BOT_RASA_SECONDS is .*a number from 1 to 60"):
            read_settings({"BOT_RASA_SECONDS": text})


def test_proxies_and_data() -> None:
    """The proxies that are believed, and the folder in which feedback is kept, can be chosen."""
    chosen = read_settings({"BOT_PROXIES": "10.0.0.1,10.0.0.2", "BOT_DATA": "/var/lib/kokuho"})
    assert (chosen.proxies, chosen.data) == ("10.0.0.1,10.0.0.2", Path("/var/lib/kokuho"))
    assert (Settings().proxies, Settings().data) == ("127.0.0.1", ROOT / ".data")


@pytest.mark.parametrize(
    ("text", "today"),
    [
        ("2025-08-01", date(2025, 8, 1)),
        ("2025-08-01T10:00", datetime(2025, 8, 1, 10, tzinfo=JAPAN)),
        ("2025-08-01 10:00:30", datetime(2025, 8, 1, 10, 0, 30, tzinfo=JAPAN)),
        ("2025-08-01T01:00+00:00", datetime(2025, 8, 1, 10, tzinfo=JAPAN)),
    ],
)
def test_today_is_a_day_or_a_moment(text: str, today: date) -> None:
    """BOT_TODAY is a day, or a moment: in Japan time where it names no other."""
    assert read_settings({"BOT_TODAY": text}).today == today


@pytest.mark.parametrize(
    "text", ["2025-02-30", "令和7年8月1日", "20250801", "tomorrow", "2025/08/01"]
)
def test_a_bad_today_is_refused(text: str) -> None:
    """What is no day is refused with an example of one."""
    with pytest.raises(SettingsError, match=r"BOT_TODAY is .*2025-08-01"):
        read_settings({"BOT_TODAY": text})


def test_a_set_day_has_this_time_of_day() -> None:
    """A mere day leaves the time of day to the clock, in Japan time."""
    now = read_settings({"BOT_TODAY": "2025-08-01"}).now()
    assert now.date() == date(2025, 8, 1)
    assert now.utcoffset() == timedelta(hours=9)


def test_a_set_moment_stands_still() -> None:
    """A moment is taken as it is."""
    moment = datetime(2025, 8, 1, 17, 14, 59, tzinfo=JAPAN)
    assert Settings(today=moment).now() == moment


def test_a_moment_elsewhere_is_told_in_japan_time() -> None:
    """A moment with another offset is the same moment on the clocks of Japan, day included."""
    moment = datetime(2025, 7, 31, 16, tzinfo=timezone.utc)
    now = read_settings({"BOT_TODAY": moment.isoformat()}).now()
    assert now.date() == date(2025, 8, 1)


def test_settings_do_not_change() -> None:
    """The settings are read once and stay as they are."""
    with pytest.raises(ValidationError):
        Settings().rasa_port = 1  # type: ignore[misc]


def test_nobody_else_reads_the_environment() -> None:
    """Only the settings read variables, and hand them on to our processes."""
    readers = set()
    for folder in ("bot", "actions"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                    readers.add(path.relative_to(ROOT).as_posix())
    # The supervisor answers systemd; linear algebra is told of the processor before all else.
    own = {"settings.py", "environment.py", "processor.py", "commands/supervising.py"}
    assert readers == {f"bot/{name}" for name in own}


def test_unanswered_questions_are_kept_unless_told_not_to() -> None:
    """The switch is 0 or 1, on by itself, and nothing else is taken for either."""
    assert read_settings({}).keep_unanswered
    assert read_settings({}).words_days == WORDS_DAYS
    assert read_settings({"BOT_WORDS_DAYS": "7"}).words_days == 7
    for text in ("0", "91", "always"):
        with pytest.raises(SettingsError, match=r"BOT_WORDS_DAYS is .*1 to 90"):
            read_settings({"BOT_WORDS_DAYS": text})
    assert read_settings({"BOT_KEEP_UNANSWERED": "1"}).keep_unanswered
    assert not read_settings({"BOT_KEEP_UNANSWERED": "0"}).keep_unanswered
    for text in ("no", "false", "2", "01", "０"):
        with pytest.raises(SettingsError, match=r"BOT_KEEP_UNANSWERED is .*0 or 1"):
            read_settings({"BOT_KEEP_UNANSWERED": text})


SHARED = {
    "BOT_DATABASE": "postgresql://bot:password@db.example.jp/kokuho",
    "BOT_REDIS": "redis://:password@redis.example.jp:6379/0",
    "BOT_SECRET": "s" * 32,
}


def test_shared_engines_are_read_and_do_not_print() -> None:
    """Both addresses are taken as they are; each may be used alone; neither is ever printed."""
    chosen = read_settings(SHARED)
    assert (chosen.database, chosen.redis) == (SHARED["BOT_DATABASE"], SHARED["BOT_REDIS"])
    assert "password" not in repr(chosen)
    assert read_settings({"BOT_DATABASE": SHARED["BOT_DATABASE"]}).redis == ""
    assert read_settings({**SHARED, "BOT_DATABASE": ""}).database == ""


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"BOT_DATABASE": "mysql://password@host/x"}, "BOT_DATABASE is wrong.*postgresql://"),
        ({**SHARED, "BOT_REDIS": "http://:password@host"}, "BOT_REDIS is wrong.*redis://"),
        ({"BOT_REDIS": SHARED["BOT_REDIS"]}, "BOT_SECRET is not set: with BOT_REDIS all gateways"),
    ],
)
def test_wrong_shared_engines(environ: dict[str, str], sentence: str) -> None:
    """A wrong address is named with what it should be and without its password; what one gateway
    has sealed needs the secret that all have."""
    with pytest.raises(SettingsError, match=sentence) as caught:
        read_settings(environ)
    assert "password@" not in str(caught.value).replace("user:password@host", "").replace(
        ":password@host:6379", ""
    )


LINE = {"BOT_LINE_SECRET": "s" * 32, "BOT_LINE_TOKEN": "t" * 40}


def test_line_is_read_and_does_not_print() -> None:
    """Secret and token are taken together, pushes are off, and neither value is ever printed."""
    chosen = read_settings({**LINE, "BOT_LINE_API": "http://127.0.0.1:1/"})
    assert (chosen.line_secret, chosen.line_token) == (*LINE.values(),)
    assert chosen.line_api == "http://127.0.0.1:1"
    assert not chosen.line_push
    assert not chosen.line_profile
    assert read_settings({**LINE, "BOT_LINE_PROFILE": "1"}).line_profile
    assert read_settings({**LINE, "BOT_LINE_PUSH": "1"}).line_push
    assert [value for value in LINE.values() if value in repr(chosen)] == []


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"BOT_LINE_SECRET": "s"}, "BOT_LINE_TOKEN is not set"),
        ({"BOT_LINE_TOKEN": "t"}, "BOT_LINE_SECRET is not set"),
        ({**LINE, "BOT_LINE_PUSH": "yes"}, "BOT_LINE_PUSH is 'yes'"),
        ({**LINE, "BOT_LINE_API": "api.line.me"}, "BOT_LINE_API is 'api.line.me'"),
    ],
)
def test_half_a_line_is_refused(environ: dict[str, str], sentence: str) -> None:
    """One of the two alone, or a value that cannot be used, is refused by its name."""
    with pytest.raises(SettingsError, match=sentence):
        read_settings(environ)


PROVIDER = {
    "BOT_OIDC_ISSUER": "https://login.example.lg.jp/realms/city",
    "BOT_OIDC_CLIENT": "kokuho-desk",
    "BOT_OIDC_SECRET": "between the two of them",
    "BOT_OIDC_ROLES": "kokuho kanri=administrator, a=b=editor,kokuho=operator",
}


def test_a_provider_is_read_and_does_not_print() -> None:
    """Its parts come together; values of a claim may hold spaces and signs; the secret is told to
    nobody."""
    chosen = read_settings(PROVIDER)
    assert chosen.oidc_issuer == PROVIDER["BOT_OIDC_ISSUER"]
    assert chosen.oidc_roles == (
        ("kokuho kanri", "administrator"),
        ("a=b", "editor"),
        ("kokuho", "operator"),
    )
    assert (chosen.oidc_role_claim, chosen.oidc_name_claim) == ("roles", "preferred_username")
    assert PROVIDER["BOT_OIDC_SECRET"] not in repr(chosen)
    assert read_settings({**PROVIDER, "BOT_OIDC_ISSUER": "http://127.0.0.1:9/"}).oidc_issuer


@pytest.mark.parametrize("name", PROVIDER)
def test_half_a_provider_is_refused(name: str) -> None:
    """A part alone, or all but one, is a mistake that is named."""
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        read_settings({**PROVIDER, name: ""})


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({**PROVIDER, "BOT_OIDC_ISSUER": "http://login.example.jp"}, "BOT_OIDC_ISSUER is"),
        ({**PROVIDER, "BOT_OIDC_ISSUER": "login.example.jp"}, "BOT_OIDC_ISSUER is"),
        ({**PROVIDER, "BOT_OIDC_ROLES": "kokuho=king"}, "BOT_OIDC_ROLES holds 'kokuho=king'"),
        ({**PROVIDER, "BOT_OIDC_ROLES": "=editor"}, "BOT_OIDC_ROLES holds '=editor'"),
        ({"BOT_SECOND_FACTOR": "editor king"}, "BOT_SECOND_FACTOR holds 'king'"),
        ({"BOT_TRANSCRIPT_TOKEN": "hush"}, "BOT_TRANSCRIPT_TOKEN is too short"),
    ],
)
def test_wrong_ways_of_signing_in(environ: dict[str, str], sentence: str) -> None:
    """What cannot be used is refused by its name, and no secret is printed."""
    with pytest.raises(SettingsError, match=sentence) as caught:
        read_settings(environ)
    assert "hush" not in str(caught.value)


def test_roles_that_need_a_second_factor() -> None:
    """They are named with spaces or commas; none is the usual."""
    assert read_settings({}).second_factor == ()
    chosen = read_settings({"BOT_SECOND_FACTOR": "editor, administrator"})
    assert chosen.second_factor == ("editor", "administrator")


def test_roles_are_those_of_the_console() -> None:
    """The settings know the same roles as the console."""
    assert tuple(role.value for role in Role) == ROLES
