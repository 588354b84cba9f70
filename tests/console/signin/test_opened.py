"""bot/console/signin/opened.py: where one is signed in, and how that ends."""

from __future__ import annotations

import re

from fastapi import FastAPI

from tests.console.conftest import Desk
from tests.console.visiting import colleague, noted
from tests.house.serving import House

PATH = "/accounts/sessions"


def test_what_is_open(operator: Desk, console: FastAPI, home: House) -> None:
    """Each browser in a few words, with its address, and nobody else's."""
    colleague(console, home, "taro", "10.0.0.7")
    colleague(console, home, "hanako", "10.0.0.8")
    page = operator.get(PATH).text
    assert page.count('<th scope="row"') == 2
    assert "10.0.0.7" in page
    assert "10.0.0.8" not in page
    assert page.count("この画面") == 1
    assert "Mozilla" not in page


def test_one_is_ended(operator: Desk, console: FastAPI, home: House) -> None:
    """That one is out with its next click, the others are not, and it is noted."""
    one = colleague(console, home, "taro", "10.0.0.7")
    two = colleague(console, home, "taro", "10.0.0.8")
    ids = re.findall(r'name="id" value="(\w+)"', operator.get(PATH).text)
    assert len(ids) == 2
    operator.submit(f"{PATH}/end", id=ids[0])  # the newest first
    assert two.get("/desk").headers["location"] == "/signin"
    assert one.get("/desk").status_code == 200
    assert noted(operator)[-1] == ("taro", "session_ended", "taro")


def test_all_others_are_ended(operator: Desk, console: FastAPI, home: House) -> None:
    """This one goes on."""
    others = [colleague(console, home, "taro", f"10.0.0.{n}") for n in range(3)]
    hers = colleague(console, home, "hanako")
    operator.submit(f"{PATH}/end-others")
    assert [desk.get("/desk").status_code for desk in others] == [303] * 3
    assert operator.get("/desk").status_code == 200
    assert hers.get("/desk").status_code == 200
    assert noted(operator)[-1] == ("taro", "sessions_ended", "taro")


def test_nobody_ends_a_colleagues(operator: Desk, editor: Desk) -> None:
    """The id of another one's session is none of one's own."""
    operator.submit("/accounts/sessions/end-others")
    seen = editor.get(PATH).text
    assert 'name="id"' not in seen
    for strange in ("", "x", "0" * 16, "x" * 5000):
        operator.submit(f"{PATH}/end", id=strange)
    assert editor.get("/desk").status_code == 200
    assert noted(operator)[-1][1] == "sign_in"


def test_looking_keeps_nothing_open(operator: Desk, console: FastAPI, home: House) -> None:
    """To be in a list is no use of a session."""
    colleague(console, home, "taro", "10.0.0.7")
    store = operator.console.sessions._store

    async def lifetimes() -> list[float]:
        found = [await store.peek(key) for key in await store.keys_of("taro")]
        return [left for there in found if there is not None for _, left in [there]]

    portal = home.first.portal
    before = portal.call(lifetimes)
    operator.get(PATH)
    after = portal.call(lifetimes)
    assert after[1] <= before[1]
