"""bot/console/desk/shelf.py: pinned and recent answers."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from bot.console.desk.shelf import MOST_PINS, RECENT
from bot.content import library
from tests.console.conftest import Desk
from tests.console.visiting import colleague
from tests.house.serving import House

IDS = list(library().book().answers)


def shelf(desk: Desk) -> Any:
    """What is at hand."""
    return desk.client.get("/desk/shelf").json()


def test_pins_are_each_ones_own(operator: Desk, console: FastAPI, home: House) -> None:
    """What one operator pins, in order and once, the other does not have."""
    for name in (IDS[3], IDS[1], IDS[3]):
        assert operator.post("/desk/pins", {"id": name, "pinned": True}).status_code == 204
    assert shelf(operator)["pinned"] == [IDS[3], IDS[1]]
    operator.post("/desk/pins", {"id": IDS[3], "pinned": False})
    assert shelf(operator)["pinned"] == [IDS[1]]
    assert shelf(colleague(console, home, "hanako"))["pinned"] == []


def test_what_cannot_be_pinned(operator: Desk) -> None:
    """An id without answer is none, and there is an end to pinning."""
    assert operator.post("/desk/pins", {"id": "nowhere", "pinned": True}).status_code == 404
    for name in IDS[:MOST_PINS]:
        operator.post("/desk/pins", {"id": name, "pinned": True})
    assert operator.post("/desk/pins", {"id": IDS[-1], "pinned": True}).status_code == 422
    assert len(shelf(operator)["pinned"]) == MOST_PINS


def test_recent_ones_newest_first(operator: Desk) -> None:
    """Each card that was opened, once, the last one first, and no more than a few."""
    opened = [*IDS[: RECENT + 1], IDS[0]]
    for name in opened:
        operator.client.get(f"/desk/cards/{name}")
    assert shelf(operator)["recent"] == [IDS[0], *reversed(IDS[2 : RECENT + 1])]
