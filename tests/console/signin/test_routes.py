"""bot/console/signin/routes.py: in and out, and what an attacker gets from it."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape

from bot.console.app import create_console
from bot.console.shared.access import COOKIE
from bot.console.shared.accounts import NAME_LONGEST, UNKNOWN, Role
from bot.console.shared.sessions import Sessions
from bot.errors import StorageError
from bot.http.security import BODY_LONGEST
from bot.storage.memory.sessions import MemorySessions
from tests.console.conftest import PASSWORD, Desk
from tests.console.shared.test_access import SENT
from tests.console.visiting import FORM, colleague, noted, visitor
from tests.house.serving import House, is_error
from tests.house.storing import unwritable

OTHER = "wound lemon moist ferry"


def cookie_of(answer: Any) -> str:
    """The whole Set-Cookie header."""
    return str(answer.headers.get("set-cookie", ""))


def test_in_and_out(stranger: Desk) -> None:
    """Who signs in comes to the desk, and who signs out is nobody again."""
    answer = stranger.sign_in("taro")
    assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
    assert "taro" in stranger.get("/desk").text
    answer = stranger.submit("/signout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")
    assert "Max-Age=0" in cookie_of(answer)
    assert stranger.get("/desk").status_code == 303


def test_the_first_address(stranger: Desk) -> None:
    """The bare address leads to the desk or to the sign-in."""
    assert stranger.get("/").headers["location"] == "/signin"
    stranger.sign_in("taro")
    assert stranger.get("/").headers["location"] == "/desk"


def test_the_cookie(stranger: Desk) -> None:
    """No script reads the cookie, no other site sends it, and it ends with the browser."""
    cookie = cookie_of(stranger.sign_in("taro"))
    assert cookie.startswith(f"{COOKIE}=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert parts == {"httponly", "path=/", "samesite=strict"}


def test_the_cookie_behind_tls(console: FastAPI, home: House) -> None:
    """Behind TLS it is a secure cookie of this host alone, and a plain one is worth nothing."""
    desk = visitor(console, home, url="https://testserver")
    cookie = cookie_of(desk.sign_in("taro"))
    assert cookie.startswith(f"__Host-{COOKIE}=")
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert parts == {"httponly", "path=/", "samesite=strict", "secure"}
    token = cookie.partition("=")[2].partition(";")[0]
    for name, status in ((f"__Host-{COOKIE}", 200), (COOKIE, 401)):
        answer = visitor(console, home, url="https://testserver").client.get(
            "/desk/matters", headers={"cookie": f"{name}={token}"}
        )
        assert answer.status_code == status
    assert cookie_of(desk.submit("/signout")).startswith(f"__Host-{COOKIE}=")
    assert desk.client.get("/desk/matters").status_code == 401


FAILURES = [
    ("taro", "wrong horse battery"),
    ("taro", ""),
    ("taro", "x" * 30_000),
    ("nobody", PASSWORD),
    ("", ""),
    ("x" * 30_000, PASSWORD),
    ("taro' or '1'='1' --", PASSWORD),
    ("taro\x00", PASSWORD),
    ("taro\r\nSet-Cookie: a=b", PASSWORD),
    ("<script>alert(1)</script>", PASSWORD),
    ('"><img src=x onerror=alert(1)>', PASSWORD),
    ("{{ 7*7 }}", PASSWORD),
    (UNKNOWN, PASSWORD),
    ("(command line)", PASSWORD),
]


def test_one_sentence_for_every_failure(stranger: Desk) -> None:
    """Whatever is wrong, the page says one and the same, and shows the name as mere text."""
    usual, typed = stranger.sign_in("somebody", "something else"), re.compile(r' value="[^"]*"')
    for name, password in FAILURES:
        answer = stranger.sign_in(name, password)
        assert answer.status_code == 401, name
        assert typed.sub("", answer.text) == typed.sub("", usual.text)
        assert f'value="{escape(name[:NAME_LONGEST])}"' in answer.text
        assert cookie_of(answer) == ""
        assert answer.headers.keys() == usual.headers.keys()


def test_a_name_in_full_width(stranger: Desk) -> None:
    """Who forgot to turn the input method off signs in all the same, under the one name."""
    assert stranger.sign_in("Ｔａｒｏ\u3000").status_code == 303
    assert noted(stranger)[-1][:2] == ("taro", "sign_in")
    assert ">taro</a>" in stranger.get("/desk").text


def test_names_are_shown_as_text(console: FastAPI, home: House, stranger: Desk) -> None:
    """A name that looks like a program is a name."""
    name = "<b>o'neil</b>"
    stranger.console.accounts.add(name, Role.EDITOR, PASSWORD)
    desk = colleague(console, home, name)
    for path in ("/desk", "/audit"):
        page = desk.get(path).text
        assert "<b>" not in page
        assert "&lt;b&gt;" in page


def test_what_the_audit_says(console: FastAPI, home: House, stranger: Desk) -> None:
    """Who, and from which machine; a name that nobody has may be a password and is not written."""
    stranger.sign_in("taro", "wrong horse battery")
    stranger.sign_in(PASSWORD, "taro")
    stranger.sign_in("ＴＡＲＯ")
    stranger.submit("/signout")
    visitor(console, home, "2001:db8:1:2:3::4").sign_in("taro")
    assert noted(stranger) == [
        ("taro", "sign_in_failed", "testclient"),
        (UNKNOWN, "sign_in_failed", "testclient"),
        ("taro", "sign_in", "testclient"),
        ("taro", "sign_out", ""),
        ("taro", "sign_in", "2001:db8:1:2::/64"),
    ]


def test_no_password_is_written(stranger: Desk, tmp_path: Any, caplog: Any) -> None:
    """Wherever a password is typed, and right or wrong, no file and no log line has it."""
    secret = "moist ferry wound lemon"
    for name, password in ((secret, secret), ("taro", secret), (secret, PASSWORD)):
        assert stranger.sign_in(name, password).status_code == 401
    stranger.sign_in("taro")
    for path in tmp_path.rglob("*"):
        data = path.read_bytes()
        assert secret.encode() not in data, path
        assert PASSWORD.encode() not in data, path
    assert secret not in caplog.text


def test_no_fixation(console: FastAPI, home: House) -> None:
    """A token that an attacker has put into the browser before becomes nobody's by the sign-in."""
    evil = colleague(console, home, "hanako", "203.0.113.9")
    (planted,) = dict(evil.client.cookies).values()
    victim = visitor(console, home)
    for token in ("made-up", planted):
        answer = victim.client.post(
            "/signin",
            data={"name": "taro", "password": PASSWORD},
            headers={"cookie": f"{COOKIE}={token}"},
            follow_redirects=False,
        )
        assert answer.status_code == 303
        assert token not in cookie_of(answer)
        thief = visitor(console, home)
        thief.client.cookies.set(COOKIE, token)
        assert thief.client.get("/desk/matters").status_code == 401


def test_signing_in_over_another(console: FastAPI, home: House) -> None:
    """Who signs in where somebody is signed in ends that session; a copy of its cookie is dead."""
    desk = colleague(console, home, "taro")
    before, csrf = dict(desk.client.cookies), desk.csrf
    assert desk.sign_in("hanako").status_code == 303
    assert desk.csrf != csrf
    copy = visitor(console, home)
    copy.client.cookies.update(before)
    assert copy.client.get("/desk/matters").status_code == 401
    assert desk.get("/audit").status_code == 200


def copied(console: FastAPI, home: House, desk: Desk) -> Desk:
    """A thief who has the cookie and the page of `desk`."""
    thief = visitor(console, home, "203.0.113.9")
    thief.client.cookies.update(dict(desk.client.cookies))
    thief.csrf = desk.csrf
    return thief


@pytest.mark.parametrize("how", ["signout", "password", "removed", "made again", "restart"])
def test_a_stolen_cookie_ends(console: FastAPI, home: House, how: str) -> None:
    """After sign-out, another password, removal, and a restart, a copy of the cookie is dead."""
    desk = colleague(console, home, "hanako")
    thief = copied(console, home, desk)
    assert thief.get("/audit").status_code == 200
    accounts = desk.console.accounts
    if how == "signout":
        desk.submit("/signout")
    elif how == "password":
        accounts.change_password("hanako", OTHER)
    elif how == "removed":
        accounts.remove("hanako")
    elif how == "made again":
        accounts.remove("hanako")
        accounts.add("hanako", Role.EDITOR, PASSWORD)
    else:
        again = create_console(
            replace(desk.console, sessions=Sessions(MemorySessions())), ["testserver"]
        )
        thief, desk = copied(again, home, desk), copied(again, home, desk)
    for browser in (thief, desk):
        assert browser.get("/audit").headers["location"] == "/signin"
        assert is_error(browser.client.get("/desk/matters"), 401, "signed_out")
        assert is_error(
            browser.post("/desk/calculate", {"matter": "certificate_expiry"}), 401, "signed_out"
        )


def test_another_console_has_its_own(console: FastAPI, home: House, tmp_path: Any) -> None:
    """A session of another instance is none here, though the accounts are the same."""
    desk = colleague(console, home, "taro")
    other = create_console(
        replace(desk.console, sessions=Sessions(MemorySessions())), ["testserver"]
    )
    stray = copied(other, home, desk)
    assert stray.get("/desk").status_code == 303
    assert stray.sign_in("taro").status_code == 303


def test_a_role_changes_in_the_middle(console: FastAPI, home: House) -> None:
    """A new role holds from the next request on, and nobody is signed out for it."""
    desk = colleague(console, home, "taro")
    accounts = desk.console.accounts
    assert desk.get("/audit").status_code == 403
    accounts.change_role("taro", Role.EDITOR)
    assert desk.get("/audit").status_code == 200
    assert "/queue" in desk.get("/desk").text
    accounts.change_role("taro", Role.OPERATOR)
    for path in ("/audit", "/audit.csv", "/queue", "/figures"):
        assert desk.get(path).status_code == 403
    assert desk.get("/desk").status_code == 200


def test_two_browsers_of_one_person(console: FastAPI, home: House) -> None:
    """Two browsers are two sessions: each has its own secret, and one out leaves the other in."""
    one, two = colleague(console, home, "taro"), colleague(console, home, "taro", "10.0.0.2")
    assert one.csrf != two.csrf
    mixed = copied(console, home, one)
    mixed.csrf = two.csrf
    assert is_error(mixed.post("/desk/calculate", {"matter": "certificate_expiry"}), 403, "forged")
    one.submit("/signout")
    assert one.get("/desk").status_code == 303
    assert two.get("/desk").status_code == 200


def test_guessing_over_http(stranger: Desk) -> None:
    """The fifth failure says how long to wait, and then even the right password waits."""
    answers = [stranger.sign_in("taro", f"wrong horse {n}") for n in range(5)]
    assert [answer.status_code for answer in answers] == [401] * 5
    assert ["あと1分" in answer.text for answer in answers] == [False] * 4 + [True]
    answer = stranger.sign_in("taro")
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert "正しいパスワードでもサインインできません" in answer.text
    assert "違います" not in answer.text
    assert cookie_of(answer) == ""
    assert stranger.sign_in("hanako").status_code == 303
    assert Counter(what for _, what, _ in noted(stranger)) == {
        "sign_in_failed": 5,
        "locked_out": 1,
        "sign_in": 1,
    }


def test_unknown_names_wait_alike(stranger: Desk) -> None:
    """The wait does not tell whether there is such an account."""
    seen = [
        [(answer.status_code, "あと1分" in answer.text) for answer in answers]
        for answers in (
            [stranger.sign_in(name, "wrong horse") for _ in range(6)] for name in ("taro", "nobody")
        )
    ]
    assert seen[0] == seen[1]


def test_spellings_are_one_name(stranger: Desk) -> None:
    """Writing the name in other widths and cases does not begin the count anew."""
    for name in ("taro", "TARO", "ｔａｒｏ", " Taro ", "ＴＡＲＯ\u3000"):
        assert stranger.sign_in(name, "wrong horse").status_code == 401
    assert stranger.sign_in("tarO").status_code == 429


def test_parallel_guesses(
    console: FastAPI, home: House, stranger: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of thirty guesses at the same moment five are looked at."""
    accounts, looked = stranger.console.accounts, []
    verified = accounts.verified

    def counted(name: str, password: str) -> Any:
        looked.append(password)
        return verified(name, password)

    monkeypatch.setattr(accounts, "verified", counted)
    browsers = [visitor(console, home, "203.0.113.9") for _ in range(30)]

    def guess(number: int) -> int:
        status: int = browsers[number].sign_in("taro", f"wrong horse {number}").status_code
        return status

    with ThreadPoolExecutor(10) as pool:
        found = Counter(pool.map(guess, range(30)))
    assert found == {401: 5, 429: 25}
    assert len(looked) == 5


def test_one_password_over_many_names(console: FastAPI, home: House) -> None:
    """Whoever tries one password on all names from one address gets as far as the thirtieth."""
    guesser = visitor(console, home, "203.0.113.9")
    found = [guesser.sign_in(f"name{n}", "wrong horse").status_code for n in range(32)]
    assert found == [401] * 30 + [429] * 2
    assert guesser.sign_in("taro").status_code == 429
    assert visitor(console, home).sign_in("taro").status_code == 303


def test_nobody_is_locked_out_from_elsewhere(console: FastAPI, home: House) -> None:
    """However many machines try a colleague's name, the usual desk signs in, and is signed in."""
    desk = colleague(console, home, "taro", "10.0.0.1")
    for number in range(31):
        visitor(console, home, f"203.0.113.{number}").sign_in("taro", "wrong horse")
    assert visitor(console, home, "203.0.113.99").sign_in("taro").status_code == 429
    assert desk.get("/desk").status_code == 200
    assert visitor(console, home, "10.0.0.1").sign_in("taro").status_code == 303


def test_too_many_wait(stranger: Desk) -> None:
    """While too many passwords wait to be looked at, the page says so and nothing is counted."""
    stranger.app.state.guessing._waiting = 20
    for _ in range(6):
        answer = stranger.sign_in("taro")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
        assert "混み合って" in answer.text
    stranger.app.state.guessing._waiting = 0
    assert stranger.sign_in("taro").status_code == 303


def test_a_failure_of_ours_is_nobodys(stranger: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the accounts cannot be read nobody comes in, and nobody has to wait for it later."""

    def locked(*_: str) -> None:
        raise StorageError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(stranger.console.accounts, "verified", locked)
        for _ in range(6):
            assert is_error(stranger.sign_in("taro"), 503, "unavailable")
    assert stranger.sign_in("taro").status_code == 303


def test_nobody_comes_in_unnoted(stranger: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the audit cannot be written, a sign-in does not happen."""

    def full(*_: object) -> None:
        raise StorageError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(stranger.console.audit, "note", full)
        answer = stranger.client.post(
            "/signin", data={"name": "taro", "password": PASSWORD}, follow_redirects=False
        )
        assert is_error(answer, 503, "unavailable")
    assert cookie_of(answer) == ""
    assert stranger.get("/desk").status_code == 303


def test_a_full_disk(stranger: Desk) -> None:
    """Who comes to the desk gets in all the same; that he came is noted when there is room."""
    with unwritable(stranger.console.accounts._store._database):  # type: ignore[attr-defined]
        assert stranger.sign_in("taro").status_code == 303
        assert stranger.get("/desk").status_code == 200
    assert noted(stranger) == []
    stranger.sign_in("taro")
    assert len(noted(stranger)) == 2


def test_out_even_if_it_cannot_be_noted(operator: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sign-out ends the session first, whatever fails afterwards."""

    def full(*_: object) -> None:
        raise StorageError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(operator.console.audit, "note", full)
        assert operator.submit("/signout").status_code == 503
    assert operator.get("/desk").status_code == 303


def test_a_sign_in_that_another_site_sends(stranger: Desk) -> None:
    """No other site signs a browser in, as somebody else for instance."""
    form = {"name": "taro", "password": PASSWORD}
    for headers, comes_through in SENT:
        answer = stranger.client.post("/signin", data=form, headers=headers, follow_redirects=False)
        assert answer.status_code == (303 if comes_through else 403), headers
        assert bool(cookie_of(answer)) is comes_through
    assert [what for _, what, _ in noted(stranger)] == ["sign_in"] * 4


BODIES = [
    ("application/json", b'{"name": "taro", "password": "correct horse battery"}', 401),
    ("application/json", b"{", 401),
    ("text/plain", b"name=taro&password=correct+horse+battery", 415),
    ("multipart/form-data; boundary=a", b"--a--", 415),
    ("", b"name=taro&password=correct+horse+battery", 415),
    (FORM, b"", 401),
    (FORM, b"=&=&==&%&%zz&name", 401),
    (FORM, b"\xff\xfe\xfd=\xff", 401),
    (FORM, b"name=%ed%a0%80&password=%00", 401),
    (FORM, b"name[]=taro&password[]=x", 401),
    (FORM, b"name=nobody&name=taro&password=x&password=y", 401),
    (FORM, b"name=" + b"x" * (BODY_LONGEST - 5), 401),
    (FORM, b"name=" + b"%CC%95" * 5400 + b"%CC%80" * 5400, 401),
    (FORM, b"a&" * (BODY_LONGEST // 2), 400),
    (FORM, b"x" * (BODY_LONGEST + 1), 413),
]


def test_bodies_that_are_no_form(console: FastAPI, home: House) -> None:
    """What is no form of ours signs nobody in and breaks nothing."""
    for number, (kind, data, status) in enumerate(BODIES):
        client = visitor(console, home, f"203.0.113.{number}").client
        answer = client.post("/signin", content=data, headers={"content-type": kind})
        assert answer.status_code == status, (kind, data[:40])
        assert cookie_of(answer) == ""


@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes(stranger: Desk, name: bytes, password: bytes) -> None:
    """Whatever bytes are sent as a form, nobody comes in and nothing fails."""
    data = b"name=" + name + b"&password=" + password
    answer = stranger.client.post("/signin", content=data, headers={"content-type": FORM})
    assert answer.status_code in (400, 401, 429)


def test_other_methods(operator: Desk) -> None:
    """Nothing is done, and nothing said, by a method that no page uses."""
    for path in ("/", "/signin", "/signout", "/desk", "/audit"):
        for method in ("HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"):
            answer = operator.client.request(method, path, follow_redirects=False)
            assert answer.status_code == 405, (method, path)
    assert operator.get("/desk").status_code == 200


def test_out_by_a_link(operator: Desk) -> None:
    """A link or picture of another page signs nobody out."""
    assert operator.get("/signout").status_code == 405
    assert operator.get("/desk").status_code == 200


def test_a_console_without_accounts(home: House, stranger: Desk) -> None:
    """Where nobody has an account yet the form says how to make one, and only then."""
    assert "bot operator add" not in stranger.get("/signin").text
    for account in stranger.console.accounts.everybody():
        stranger.console.accounts.remove(account.name)
    assert "bot operator add" in stranger.get("/signin").text
