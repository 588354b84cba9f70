"""bot/settings.py: what can be set from outside."""

from __future__ import annotations

import ast
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.rules import JAPAN
from bot.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]


def test_nothing_set() -> None:
    """Without any variable the usual ports and the real clock are used."""
    chosen = read_settings({})
    assert chosen == Settings(5005, 5055, None)
    before = datetime.now(JAPAN)
    assert before <= chosen.now() <= datetime.now(JAPAN)


@pytest.mark.parametrize("name", ["BOT_RASA_PORT", "BOT_ACTIONS_PORT", "BOT_TODAY"])
def test_an_empty_variable_is_not_set(name: str) -> None:
    """A variable that is empty counts as not set, as shells and compose files have it."""
    assert read_settings({name: ""}) == Settings()


def test_ports_are_read() -> None:
    """Both ports can be chosen, and both addresses follow them on loopback."""
    chosen = read_settings({"BOT_RASA_PORT": "6005", "BOT_ACTIONS_PORT": "6055"})
    assert chosen.rasa_url == "http://127.0.0.1:6005"
    assert chosen.actions_url == "http://127.0.0.1:6055"


@pytest.mark.parametrize(
    "text",
    ["80", "1023", "65536", "-5005", "5005.0", "５００５", "five", " 5005", "0x1389", "٥٠٠٥"],
)
@pytest.mark.parametrize("name", ["BOT_RASA_PORT", "BOT_ACTIONS_PORT"])
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
    with pytest.raises(AttributeError):
        Settings().rasa_port = 1  # type: ignore[misc]


def test_nobody_else_reads_the_environment() -> None:
    """Only the settings read variables; `serve` hands the environment on to its processes."""
    readers = set()
    for folder in ("bot", "actions"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv"):
                    readers.add(path.relative_to(ROOT).as_posix())
    assert readers == {"bot/settings.py", "bot/commands/serve.py"}


LINE = {"BOT_LINE_SECRET": "s" * 32, "BOT_LINE_TOKEN": "t" * 40}


def test_line_is_read_and_does_not_print() -> None:
    """Secret and token are taken together, pushes are off, and neither value is ever printed."""
    chosen = read_settings({**LINE, "BOT_LINE_API": "http://127.0.0.1:1/"})
    assert (chosen.line_secret, chosen.line_token) == (*LINE.values(),)
    assert chosen.line_api == "http://127.0.0.1:1"
    assert not chosen.line_push
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
