"""A console beside the gateway of the tests, and people who work at it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.console.app import create_console, open_for
from bot.console.shared.accounts import Accounts, Role
from bot.console.shared.audit_log import Audit
from bot.console.shared.console import Console
from bot.console.shared.sessions import Sessions
from bot.storage.memory.failures import MemoryFailures
from bot.storage.memory.sessions import MemorySessions
from bot.storage.ports.accounts import AccountRecord
from bot.storage.stores import Stores
from tests.house.serving import House

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Desk:
    """Somebody at the console, signed in or not."""

    app: FastAPI
    client: TestClient
    csrf: str = ""

    @property
    def console(self) -> Console:
        """The parts of the console."""
        found: Console = self.app.state.console
        return found

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        """The response to the form; afterwards the session's secret is known."""
        form = {"name": name, "password": password}
        answer = self.client.post("/signin", data=form, follow_redirects=False)
        if answer.headers.get("location") == "/desk":
            self.read_csrf()
        return answer

    def read_csrf(self) -> None:
        """From the desk, which must be open."""
        page = self.client.get("/desk").text
        found = re.search(r'name="csrf" content="([^"]+)"', page)
        assert found is not None
        self.csrf = found[1]

    def post(self, path: str, body: Any = None) -> Any:
        """The response to a JSON body."""
        headers = {"x-csrf-token": self.csrf}
        return self.client.post(path, json={} if body is None else body, headers=headers)

    def submit(self, path: str, **form: Any) -> Any:
        """The response to a form of a page."""
        data = {"csrf": self.csrf, **form}
        return self.client.post(path, data=data, follow_redirects=False)

    def get(self, path: str) -> Any:
        """The response to a page or a question."""
        return self.client.get(path, headers={"accept": "text/html"}, follow_redirects=False)


@pytest.fixture(scope="session")
def shared_console(shared_house: House, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """One application for all: a tenth of a second goes into its addresses."""
    data = tmp_path_factory.mktemp("console")
    return create_console(
        Console(
            shared_house.gateway,
            Accounts(Stores.local(data).accounts),
            Audit(Stores.local(data).audit),
            Sessions(MemorySessions()),
        ),
        ["testserver"],
    )


@pytest.fixture(scope="session")
def staff(tmp_path_factory: pytest.TempPathFactory) -> list[AccountRecord]:
    """花子 edits, 太郎 does not, 梅子 manages; their password is judged and hashed once."""
    store = Stores.local(tmp_path_factory.mktemp("staff")).accounts
    accounts = Accounts(store, QUICK)
    accounts.add("hanako", Role.EDITOR, PASSWORD)
    accounts.add("taro", Role.OPERATOR, PASSWORD)
    accounts.add("umeko", Role.ADMINISTRATOR, PASSWORD)
    return list(store.everybody())


@pytest.fixture
def console(
    shared_console: FastAPI, home: House, tmp_path: Path, staff: list[AccountRecord]
) -> FastAPI:
    """The console of the shared gateway, with data of its own and the `staff`."""
    stores = Stores.local(tmp_path)
    for record in staff:
        stores.accounts.add(record)
    accounts, audit = Accounts(stores.accounts, QUICK), Audit(stores.audit)
    home.gateway.stores = replace(
        home.gateway.stores,
        failures=MemoryFailures(),
        factors=stores.factors,
        identities=stores.identities,
        directory=stores.directory,
        announcements=stores.announcements,
        pins=stores.pins,
    )
    open_for(shared_console, Console(home.gateway, accounts, audit, Sessions(MemorySessions())))
    return shared_console


@pytest.fixture
def stranger(console: FastAPI, home: House) -> Desk:
    """Nobody in particular."""
    client = TestClient(console, raise_server_exceptions=False)
    client.portal = home.first.portal  # one event loop for all
    return Desk(console, client)


@pytest.fixture
def operator(stranger: Desk) -> Desk:
    """太郎, signed in."""
    assert stranger.sign_in("taro").status_code == 303
    return stranger


@pytest.fixture
def editor(console: FastAPI, home: House) -> Desk:
    """花子, signed in."""
    client = TestClient(console, raise_server_exceptions=False)
    client.portal = home.first.portal
    found = Desk(console, client)
    assert found.sign_in("hanako").status_code == 303
    return found


@pytest.fixture
def administrator(console: FastAPI, home: House) -> Desk:
    """梅子, signed in."""
    client = TestClient(console, raise_server_exceptions=False)
    client.portal = home.first.portal
    found = Desk(console, client)
    assert found.sign_in("umeko").status_code == 303
    return found
