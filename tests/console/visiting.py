"""Other browsers that visit a console, and what they send."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.console.conftest import Desk
from tests.house.serving import House

FORM = "application/x-www-form-urlencoded"


def visitor(
    app: FastAPI, home: House, address: str = "10.0.0.1", url: str = "http://testserver"
) -> Desk:
    """A browser without cookies at `address`."""
    client = TestClient(app, url, raise_server_exceptions=False, client=(address, 1))
    client.portal = home.first.portal  # one event loop for all
    return Desk(app, client)


def colleague(app: FastAPI, home: House, name: str, address: str = "10.0.0.1") -> Desk:
    """Somebody signed in from `address`."""
    found = visitor(app, home, address)
    assert found.sign_in(name).status_code == 303
    return found


def noted(desk: Desk) -> list[tuple[str, str, str]]:
    """What the audit holds, the oldest first: who, what, which."""
    entries = reversed(desk.console.audit.latest(1000))
    return [(entry.operator, entry.what, entry.which) for entry in entries]
