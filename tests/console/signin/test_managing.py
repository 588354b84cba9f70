"""bot/console/signin/managing.py: accounts in the browser."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI

from bot.console.shared.accounts import Role
from tests.console.conftest import PASSWORD, Desk
from tests.console.visiting import colleague, noted, visitor
from tests.house.serving import House

MANAGED = ("invite", "role", "reset", "remove", "sign-out", "reset-factor")
NEW = "wound lemon moist ferry"


def shown(page: str) -> str:
    """The password that a page shows."""
    found = re.search(r"<code>([\w-]+)</code>", page)
    assert found is not None
    return found[1]


def test_somebody_is_invited(administrator: Desk, console: FastAPI, home: House) -> None:
    """The password is shown once and opens the account, in the role that was chosen."""
    answer = administrator.submit("/accounts/invite", name="Jiro", role="operator")
    password = shown(answer.text)
    assert password not in administrator.get("/accounts").text
    assert visitor(console, home).sign_in("jiro", password).status_code == 303
    found = administrator.console.accounts.find("jiro")
    assert found is not None
    assert found.role is Role.OPERATOR
    assert ("umeko", "operator_added", "jiro") in noted(administrator)
    assert password not in str(noted(administrator))


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({"name": "taro", "role": "editor"}, "もうある名前"),
        ({"name": "", "role": "editor"}, "その名前では"),
        ({"name": "jiro", "role": "king"}, "役割を選んで"),
        ({"name": "\0", "role": "operator"}, "その名前では"),
    ],
)
def test_who_cannot_be_invited(administrator: Desk, form: dict[str, str], problem: str) -> None:
    """What is wrong is said, and nothing is made."""
    before = administrator.console.accounts.everybody()
    answer = administrator.submit("/accounts/invite", **form)
    assert answer.status_code == 422
    assert problem in answer.text
    assert administrator.console.accounts.everybody() == before


def test_a_forgotten_password(administrator: Desk, console: FastAPI, home: House) -> None:
    """A new one is shown once; what was open with the old one is over, and the old one is."""
    taro = colleague(console, home, "taro")
    password = shown(administrator.submit("/accounts/reset", name="taro").text)
    assert taro.get("/desk").headers["location"] == "/signin"
    assert visitor(console, home).sign_in("taro", PASSWORD).status_code == 401
    assert visitor(console, home).sign_in("taro", password).status_code == 303


def test_a_role_and_an_end(administrator: Desk, console: FastAPI, home: House) -> None:
    """A role holds from the next page on; a removed account is out at once."""
    taro = colleague(console, home, "taro")
    administrator.submit("/accounts/role", name="taro", role="editor")
    assert taro.get("/board").status_code == 200
    administrator.submit("/accounts/remove", name="taro")
    assert taro.get("/desk").headers["location"] == "/signin"
    assert administrator.submit("/accounts/remove", name="taro").status_code == 422
    assert [what for _, what, _ in noted(administrator)][-2:] == ["made_editor", "account_removed"]


@pytest.mark.parametrize("path", ["role", "remove", "reset", "sign-out", "reset-factor"])
def test_there_is_always_an_administrator(administrator: Desk, path: str) -> None:
    """Nobody takes their own role or account away, however the name is written."""
    answer = administrator.submit(f"/accounts/{path}", name=" UMEKO", role="operator")
    assert answer.status_code == 422
    assert "自分の役割" in answer.text
    assert administrator.get("/accounts").status_code == 200


def test_ones_own_password(operator: Desk, console: FastAPI, home: House) -> None:
    """The old one is asked for; then every sign-in ends and the new one opens."""
    changed = operator.submit("/accounts/password", now=PASSWORD, new=NEW, again=NEW)
    assert changed.headers["location"] == "/signin"
    assert operator.get("/desk").headers["location"] == "/signin"
    assert visitor(console, home).sign_in("taro", NEW).status_code == 303


@pytest.mark.parametrize(
    ("now", "new", "again"),
    [(PASSWORD, NEW, "other"), ("wrong", NEW, NEW), (PASSWORD, "short", "short")],
)
def test_a_password_that_stays(operator: Desk, now: str, new: str, again: str) -> None:
    """A slip, a wrong or a weak password changes nothing and ends nothing."""
    assert operator.submit("/accounts/password", now=now, new=new, again=again).status_code == 422
    assert operator.get("/desk").status_code == 200


def test_guessing_at_an_open_desk_is_slowed(operator: Desk) -> None:
    """Who finds a desk open cannot try passwords for long."""
    codes = [
        operator.submit("/accounts/password", now=str(n), new=NEW, again=NEW).status_code
        for n in range(6)
    ]
    assert codes == [422] * 5 + [429]


def test_others_see_only_themselves(operator: Desk, editor: Desk) -> None:
    """Everybody's accounts are the administrators' matter."""
    for desk in (operator, editor):
        assert "umeko" not in desk.get("/accounts").text
        for path in MANAGED:
            assert desk.submit(f"/accounts/{path}", name="umeko").status_code == 403


def test_somebody_is_signed_out(administrator: Desk, console: FastAPI, home: House) -> None:
    """Everything that they have open ends at once; they may sign in again."""
    browsers = [colleague(console, home, "taro", f"10.0.0.{n}") for n in (1, 2)]
    administrator.submit("/accounts/sign-out", name="Taro")
    for desk in browsers:
        assert desk.get("/desk").headers["location"] == "/signin"
    assert visitor(console, home).sign_in("taro").status_code == 303
    assert ("umeko", "sessions_ended", "taro") in noted(administrator)


def test_who_manages_does_not_write(administrator: Desk) -> None:
    """An administrator sees what is to be overseen, and neither writes nor teaches."""
    for path in ("/desk", "/texts", "/figures", "/audit", "/accounts"):
        assert administrator.get(path).status_code == 200, path
    for path in ("/queue", "/board", "/queue/learning"):
        assert administrator.get(path).status_code == 403, path
    assert administrator.submit("/texts/entries/answer:thank").status_code == 403
