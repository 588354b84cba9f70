"""bot/console/signin/second_factor.py: two steps, and what an attacker gets from them."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

import pyotp
import pytest
from fastapi import FastAPI

from bot.console.shared.accounts import Role
from bot.console.signin.opening import HALF_COOKIE
from tests.console.conftest import PASSWORD, Desk
from tests.console.visiting import colleague, noted, visitor
from tests.house.serving import House, is_error


@dataclass
class AuthenticatorApp:
    """An authenticator app: it shows a code that was not shown before."""

    secret: str
    codes: list[str]
    away: int = 0

    def code(self) -> str:
        """A code that the console still takes, each time another one."""
        found = pyotp.TOTP(self.secret).at(int(time.time()) + self.away)
        self.away += 30
        return found


def offered(desk: Desk) -> tuple[str, str]:
    """The secret that the page shows, and its sealed form."""
    page = desk.get("/accounts/factor").text
    secret = re.search(r'class="secret"[^>]*>(\w+)<', page)
    sealed = re.search(r'name="sealed" value="([^"]+)"', page)
    assert secret is not None
    assert sealed is not None
    return secret[1], sealed[1]


def set_up(desk: Desk) -> AuthenticatorApp:
    """Sets one up with the code of half a minute ago, so that the one of now is new."""
    secret, sealed = offered(desk)
    code = pyotp.TOTP(secret).at(int(time.time()) - 30)
    answer = desk.submit("/accounts/factor", sealed=sealed, password=PASSWORD, code=code)
    assert answer.status_code == 200, answer.text
    return AuthenticatorApp(secret, re.findall(r"<li><code>([\w-]+)</code>", answer.text))


def half_in(console: FastAPI, home: House, name: str = "taro", address: str = "10.0.0.1") -> Desk:
    """A browser that has brought the right password."""
    desk = visitor(console, home, address)
    answer = desk.sign_in(name)
    assert answer.headers.get("location") == "/signin/code"
    return desk


def bring(desk: Desk, code: str) -> int:
    """The status of the second step."""
    answer = desk.client.post("/signin/code", data={"code": code}, follow_redirects=False)
    return int(answer.status_code)


def test_in_two_steps(operator: Desk, console: FastAPI, home: House) -> None:
    """After the password the code is asked for, and only then does the desk open."""
    phone = set_up(operator)
    desk = half_in(console, home)
    assert desk.get("/desk").headers["location"] == "/signin"
    assert desk.get("/signin/code").status_code == 200
    assert bring(desk, "000000") == 401
    answer = desk.client.post("/signin/code", data={"code": phone.code()}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert desk.get("/desk").status_code == 200
    assert HALF_COOKIE not in dict(desk.client.cookies)
    assert [what for _, what, _ in noted(desk)][-3:] == ["factor_added", "factor_failed", "sign_in"]


def test_a_lost_phone(operator: Desk, console: FastAPI, home: House) -> None:
    """A recovery code opens once, is noted, and leads to where one sees how many are left."""
    phone = set_up(operator)
    assert len(phone.codes) == 10
    desk = half_in(console, home)
    answer = desk.client.post("/signin/code", data={"code": phone.codes[0]}, follow_redirects=False)
    assert answer.headers["location"] == "/accounts/factor?did=used"
    assert "9個" in desk.get("/accounts/factor?did=used").text
    assert ("taro", "code_used", "") in noted(desk)
    assert bring(half_in(console, home), phone.codes[0]) == 401


def test_nothing_without_the_first_step(operator: Desk, console: FastAPI, home: House) -> None:
    """A code alone, a made-up ticket, or a ticket from before another password opens nothing."""
    phone = set_up(operator)
    stranger = visitor(console, home)
    for cookie in ("", "x", "x" * 5000):
        stranger.client.cookies.set(HALF_COOKIE, cookie)
        answer = stranger.client.post(
            "/signin/code", data={"code": phone.code()}, follow_redirects=False
        )
        assert answer.headers["location"] == "/signin"
        assert stranger.get("/signin/code").headers["location"] == "/signin"
    desk = half_in(console, home)
    operator.console.accounts.change_password("taro", "wound lemon moist ferry")
    answer = desk.client.post("/signin/code", data={"code": phone.code()}, follow_redirects=False)
    assert answer.headers["location"] == "/signin"


def test_guessing_codes(operator: Desk, console: FastAPI, home: House) -> None:
    """Who knows the password gets five codes, and bringing the password again forgives none."""
    phone = set_up(operator)
    statuses = []
    for _ in range(3):
        desk = half_in(console, home, address="203.0.113.9")
        statuses += [bring(desk, "000000"), bring(desk, "111111")]
    assert statuses == [401] * 5 + [429]
    assert bring(desk, phone.code()) == 429
    assert visitor(console, home, "203.0.113.9").sign_in("taro").status_code == 429
    assert bring(half_in(console, home), phone.code()) == 303
    assert "locked_out" in {what for _, what, _ in noted(desk)}


def test_from_a_page_of_another_site(operator: Desk, console: FastAPI, home: House) -> None:
    """The second step comes from our own page, like the first."""
    phone = set_up(operator)
    desk = half_in(console, home)
    answer = desk.client.post(
        "/signin/code", data={"code": phone.code()}, headers={"sec-fetch-site": "cross-site"}
    )
    assert is_error(answer, 403, "forged")


def test_setting_up_ends_what_was_signed_in_without(
    operator: Desk, console: FastAPI, home: House
) -> None:
    """The browser that sets it up goes on; every other one of the account starts anew."""
    other, hers = colleague(console, home, "taro"), colleague(console, home, "hanako")
    set_up(operator)
    assert operator.get("/desk").status_code == 200
    assert other.get("/desk").headers["location"] == "/signin"
    assert hers.get("/desk").status_code == 200


@pytest.mark.parametrize("wrong", ["password", "code", "sealed", "twice"])
def test_what_sets_up_nothing(operator: Desk, wrong: str) -> None:
    """A wrong password or code, a strange secret, or a second set-up changes nothing."""
    if wrong == "twice":
        set_up(operator)
    secret, sealed = (
        (pyotp.random_base32(), "x") if wrong in ("sealed", "twice") else offered(operator)
    )
    code = pyotp.TOTP(secret).now()
    answer = operator.submit(
        "/accounts/factor",
        sealed=sealed,
        password="wrong horse" if wrong == "password" else PASSWORD,
        code="000000" if wrong == "code" else code,
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    has = operator.console.gateway.stores.factors.find("taro") is not None
    assert has is (wrong == "twice")


def test_a_slip_keeps_the_picture(operator: Desk) -> None:
    """Who mistypes the code need not scan anew."""
    secret, sealed = offered(operator)
    answer = operator.submit("/accounts/factor", sealed=sealed, password=PASSWORD, code="000000")
    assert secret in answer.text
    assert sealed in answer.text


def test_codes_anew_and_off(operator: Desk) -> None:
    """Both want a code of now: an open desk that nobody sits at is not enough."""
    phone = set_up(operator)
    for path in ("codes", "off"):
        assert operator.submit(f"/accounts/factor/{path}", code="000000").status_code == 422
    answer = operator.submit("/accounts/factor/codes", code=phone.code())
    other = re.findall(r"<li><code>([\w-]+)</code>", answer.text)
    assert len(other) == 10
    assert not set(other) & set(phone.codes)
    answer = operator.submit("/accounts/factor/off", code=other[0])
    assert answer.headers["location"] == "/accounts/factor?did=off"
    assert operator.console.gateway.stores.factors.find("taro") is None
    assert [what for _, what, _ in noted(operator)][-2:] == ["codes_renewed", "factor_removed"]


def test_an_administrator_resets(
    operator: Desk, administrator: Desk, console: FastAPI, home: House
) -> None:
    """What was open ends, and the password alone opens again, until another one is set up."""
    set_up(operator)
    assert administrator.submit("/accounts/reset-factor", name="hanako").status_code == 422
    administrator.submit("/accounts/reset-factor", name="taro")
    assert operator.get("/desk").headers["location"] == "/signin"
    assert visitor(console, home).sign_in("taro").headers["location"] == "/desk"
    assert ("umeko", "factor_reset", "taro") in noted(administrator)


def test_a_role_that_needs_it(editor: Desk, console: FastAPI, home: House) -> None:
    """Until it is set up, nothing but setting it up and signing out answers."""
    editor.console.two_factor_roles = frozenset({Role.EDITOR})
    assert editor.get("/desk").headers["location"] == "/accounts/factor"
    assert is_error(editor.client.get("/desk/matters"), 403, "factor_needed")
    assert is_error(editor.post("/desk/suggest", {"text": "期限"}), 403, "factor_needed")
    phone = set_up(editor)
    assert editor.get("/queue").status_code == 200
    desk = half_in(console, home, "hanako")
    assert bring(desk, phone.code()) == 303
    assert desk.get("/queue").status_code == 200
    desk.read_csrf()
    assert desk.submit("/accounts/factor/off", code=phone.code()).status_code == 303
    assert desk.get("/queue").headers["location"] == "/accounts/factor"


def test_who_is_given_such_a_role(operator: Desk) -> None:
    """The role holds from the next page on, and so does what it needs."""
    operator.console.two_factor_roles = frozenset({Role.EDITOR})
    assert operator.get("/desk").status_code == 200
    operator.console.accounts.change_role("taro", Role.EDITOR)
    assert operator.get("/desk").headers["location"] == "/accounts/factor"


def test_a_removed_account_takes_it_along(operator: Desk, console: FastAPI, home: House) -> None:
    """Who gets the name later has no second factor of the one before."""
    set_up(operator)
    accounts = operator.console.accounts
    accounts.remove("taro")
    accounts.add("taro", Role.OPERATOR, PASSWORD)
    assert visitor(console, home).sign_in("taro").headers["location"] == "/desk"
