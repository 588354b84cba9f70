"""`python -m bot line`: makes the menu, and says in clear sentences what is not right."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import pytest

from bot.__main__ import main
from bot.channels.line.menu import HEIGHT, WIDTH, language_named, languages, picture, rich_menu
from bot.content import words_today
from tests.house.other_city import city_of, folder_of_other_city
from tests.line_platform.menus import check_menu
from tests.line_platform.platform import SECRET, TOKEN, Platform


def test_setup_makes_links_and_replaces(
    account: Any, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    """A menu a language is made with its picture, the first one is shown to all; done again, one
    of each is left, also where one of before stood there."""
    menus = platform.menus
    first = rich_menu(words_today()).to_dict()
    menus.made |= {"other": {**first, "name": "somebody else's"}}
    menus.made |= {"old": {**first, "name": "kokuho-faq"}}
    for earlier in (1, len(languages())):
        assert main(["line", "setup"]) == 0
        assert f"{earlier} earlier removed" in capsys.readouterr().out
    ours = {name: language_named(menu["name"]) for name, menu in menus.made.items()}
    assert ours.pop("other") is None
    assert list(ours.values()) == list(languages())
    assert ours[menus.default] == languages()[0]
    assert set(ours) <= menus.pictures


def test_setup_sets_the_webhook(account: Any, platform: Platform) -> None:
    """With --webhook the address is set; one that LINE cannot use is refused."""
    assert main(["line", "setup", "--webhook", "https://a.example/line/webhook"]) == 0
    assert platform.webhook == "https://a.example/line/webhook"
    assert main(["line", "setup", "--webhook", "http://a.example/line/webhook"]) == 1


@pytest.mark.parametrize(
    ("secret", "token", "webhook", "sentence"),
    [
        ("short", TOKEN, "http://127.0.0.1:1/line/webhook", "does not look like a channel secret"),
        (SECRET, "wrong", "", "LINE does not know the token"),
        (SECRET, TOKEN, "", "no webhook is set"),
        (SECRET, TOKEN, "https://a.example/callback", "must end with /line/webhook"),
        (SECRET, TOKEN, "http://127.0.0.1:1/line/webhook", "LINE cannot reach"),
    ],
)
def test_check_names_the_problem(
    account: Any,
    platform: Platform,
    capsys: pytest.CaptureFixture[str],
    secret: str,
    token: str,
    webhook: str,
    sentence: str,
) -> None:
    """Each failure has its own sentence and makes the command fail; no secret is printed."""
    account(secret, token)
    platform.webhook = webhook
    assert main(["line", "check"]) == 1
    printed = capsys.readouterr()
    assert sentence in printed.out
    assert TOKEN not in printed.out + printed.err
    assert SECRET not in printed.out + printed.err


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (200, "all is well"),
        (401, "another secret"),
        (404, "without BOT_LINE_SECRET"),
        (421, "BOT_HOSTS"),
    ],
)
def test_check_tries_the_webhook(
    account: Any,
    platform: Platform,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    sentence: str,
) -> None:
    """LINE itself calls the webhook; what it is answered tells what is wrong."""
    platform.webhook = "https://a.example/line/webhook"

    async def tried(self: Platform) -> Any:
        now = "2026-11-24T00:00:00Z"
        good = status == 200
        return {
            "success": good, "timestamp": now, "statusCode": status, "reason": "-", "detail": "-"
        }  # fmt: skip

    monkeypatch.setattr(Platform, "_try_webhook", tried)
    assert main(["line", "check"]) == int(status != 200)
    assert sentence in capsys.readouterr().out


def test_nothing_set_and_nobody_there(account: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Without settings, or without a network, one sentence says so."""
    account("", "")
    assert main(["line", "check"]) == 1
    assert "BOT_LINE_SECRET and BOT_LINE_TOKEN" in capsys.readouterr().err
    account(api="http://127.0.0.1:1")
    assert main(["line", "setup"]) == 1
    assert "LINE cannot be reached" in capsys.readouterr().err


def test_a_picture_is_missing(
    account: Any, platform: Platform, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A city without a picture is told how to draw it, and the menu of before stays."""
    with city_of(folder_of_other_city(tmp_path / "city")):
        assert main(["line", "setup"]) == 1
    assert "tools/rich_menu.py" in capsys.readouterr().err
    assert platform.menus.changes == 0


@pytest.mark.parametrize("language", languages())
def test_the_menu_is_what_line_takes(language: str) -> None:
    """Definition and picture keep LINE's limits, and the picture has the definition's size."""
    check_menu(rich_menu(words_today(language)).to_dict())
    assert picture(language).stat().st_size <= 1_000_000
    assert struct.unpack(">II", picture(language).read_bytes()[16:24]) == (WIDTH, HEIGHT)
