"""A platform of LINE, and the settings of an account there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bot.commands import line
from bot.settings import Settings
from tests.line_platform.platform import SECRET, TOKEN, Platform

TODAY = date(2026, 11, 29)


@pytest.fixture
def platform() -> Iterator[Platform]:
    """A new platform."""
    with Platform().listening() as found:
        found.menus.today = TODAY
        yield found


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch, platform: Platform) -> Any:
    """Sets secret and token of the settings that the command reads."""

    def choose(secret: str = SECRET, token: str = TOKEN, api: str = platform.url) -> None:
        chosen = Settings(line_secret=secret, line_token=token, line_api=api, today=TODAY)
        monkeypatch.setattr(line, "settings", lambda: chosen)

    choose()
    return choose
