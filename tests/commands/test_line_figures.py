"""`python -m bot line figures`: how often each field of the menu was pressed, as LINE counts it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.__main__ import main
from bot.channels.line.menu import bounds_of, languages
from bot.text.languages import name_of
from tests.line_platform.platform import Platform


def figures(*more: str) -> int:
    """What the command returns."""
    return main(["line", "figures", *more])


def test_a_table_for_editors(
    account: Any, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    """For each menu the fields by name, the most pressed first, the period and how often seen."""
    assert main(["line", "setup"]) == 0
    platform.menus.people = 40
    for number, count in ((0, 12), (2, 30), (6, 7)):
        platform.menus.pressed[bounds_of(number)[:2]] = count
    assert figures("--from", "2026-10-01", "--to", "2026-10-31") == 0
    printed = capsys.readouterr().out
    assert "2026-10-01〜2026-10-31" in printed
    assert "80(およそ40人)" in printed
    rows = [line for line in printed.splitlines() if line.startswith("| ")][2:]
    assert rows[:3] == ["| 持ち物 | 30 | 30 |", "| 期限 | 12 | 12 |", "| Language | 7 | 7 |"]
    headings = [line for line in printed.splitlines() if line.startswith("## ")]
    assert headings == [f"## {name_of(code)}" for code in languages()]


def test_too_few_people(
    account: Any, platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    """Below twenty people LINE tells nothing, and that is said; the usual period is four weeks."""
    assert main(["line", "setup"]) == 0
    assert figures() == 0
    assert "2026-11-01〜2026-11-28: 使った人が20人より少ない" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (("--from", "2026-11-02", "--to", "2026-11-01"), "in this order"),
        (("--from", "2025-01-01", "--to", "2026-11-01"), "396 days"),
        (("--from", "2020-01-01", "--to", "2020-02-01"), "three years"),
    ],
)
def test_periods_that_line_refuses(
    account: Any, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], sentence: str
) -> None:
    """A period of which LINE tells nothing is refused before LINE is asked."""
    assert figures(*more) == 1
    assert sentence in capsys.readouterr().err


def test_no_menu(account: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a menu of ours the command says how to make one."""
    assert figures() == 1
    assert "line setup" in capsys.readouterr().err


def test_line_refuses(account: Any, platform: Platform, capsys: pytest.CaptureFixture[str]) -> None:
    """Too many looks in an hour, and a wrong token, end with a sentence."""
    assert main(["line", "setup"]) == 0
    platform.menus.looks = 60
    assert figures() == 1
    assert "too many calls" in capsys.readouterr().err
    account(token="wrong")
    assert figures() == 1
    assert "LINE does not know the token" in capsys.readouterr().err
