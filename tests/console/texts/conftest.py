"""A console whose editors change the texts of a small city."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from bot.console.shared.accounts import Accounts, Role
from bot.content import Content
from bot.storage.stores import Stores
from tests.console.conftest import PASSWORD, QUICK, Desk
from tests.console.texts.city import EditedCity, edited_city
from tests.console.visiting import colleague
from tests.house.serving import House


@pytest.fixture
def edited(
    console: FastAPI, home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> EditedCity:
    """The city, in place of the gateway's own."""
    found = edited_city(tmp_path, Stores.local(tmp_path), home.gateway.now)
    monkeypatch.setattr(home.gateway, "publisher", found.publisher)
    monkeypatch.setattr(home.gateway, "content", Content(found.files.folder, published=found.room))
    return found


@pytest.fixture
def second(edited: EditedCity, console: FastAPI, home: House, tmp_path: Path) -> Desk:
    """次郎, an editor too."""
    Accounts(Stores.local(tmp_path).accounts, QUICK).add("jiro", Role.EDITOR, PASSWORD)
    return colleague(console, home, "jiro")
