"""bot/console/shared/access.py: who is calling, and is it from a page of ours?"""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from bot.console.shared.access import COOKIE
from tests.console.conftest import Desk
from tests.console.visiting import FORM, colleague, noted, visitor
from tests.house.serving import House, is_error

OURS = "http://testserver"
CALCULATE, BODY = "/desk/calculate", {"matter": "certificate_expiry"}

# Headers that a browser adds by itself, and whether what it sends may come through.
SENT: list[tuple[dict[str, str], bool]] = [
    ({}, True),  # an old browser on plain http, which says neither
    ({"origin": OURS}, True),
    ({"origin": OURS, "sec-fetch-site": "same-origin"}, True),
    ({"sec-fetch-site": "same-origin"}, True),
    ({"origin": "https://evil.example"}, False),
    ({"origin": "https://testserver"}, False),
    ({"origin": "http://testserver:8000"}, False),
    ({"origin": "http://testserver.evil.example"}, False),
    ({"origin": "http://evil.example/testserver"}, False),
    ({"origin": "http://TESTSERVER"}, False),
    ({"origin": "null"}, False),
    ({"origin": ""}, False),
    ({"origin": "http://"}, False),
    ({"sec-fetch-site": "cross-site"}, False),
    ({"sec-fetch-site": "same-site"}, False),
    ({"sec-fetch-site": "none"}, False),
    ({"sec-fetch-site": ""}, False),
    ({"origin": OURS, "sec-fetch-site": "cross-site"}, False),
    ({"origin": "https://evil.example", "sec-fetch-site": "same-origin"}, False),
]


def test_where_it_comes_from(operator: Desk) -> None:
    """With the right secret it comes through from a page of ours alone."""
    for headers, comes_through in SENT:
        known = {**headers, "x-csrf-token": operator.csrf}
        answer = operator.client.post(CALCULATE, json=BODY, headers=known)
        assert answer.status_code == (200 if comes_through else 403), headers
        form = {"csrf": operator.csrf}
        answer = operator.client.post(
            "/signout", data=form, headers=headers, follow_redirects=False
        )
        assert answer.status_code == (303 if comes_through else 403), headers
        assert operator.get("/desk").status_code == (303 if comes_through else 200), headers
        operator.sign_in("taro")


def test_without_the_secret(operator: Desk) -> None:
    """Without the secret nothing comes through, wherever it comes from, and nothing changes."""
    for headers, _ in SENT:
        answer = operator.client.post(CALCULATE, json=BODY, headers=headers)
        assert answer.status_code == 403, headers
        answer = operator.client.post("/signout", data={"a": "b"}, headers=headers)
        assert answer.status_code == 403, headers
    assert operator.get("/desk").status_code == 200


def test_a_wrong_secret(operator: Desk) -> None:
    """Another secret, in the header or in a form, is none."""
    for given in ("", " ", "x", "null", "undefined", "x" * 43, "ä", "\xff" * 50):
        headers = {"x-csrf-token": given.encode("latin-1")}
        answer = operator.client.post(CALCULATE, json=BODY, headers=headers)
        assert is_error(answer, 403, "forged")
        assert is_error(operator.client.post("/signout", data={"csrf": given}), 403, "forged")
    assert operator.get("/desk").status_code == 200


def test_the_secret_of_another(console: FastAPI, home: House) -> None:
    """The secret of a colleague, or of the same person's other browser, is none here."""
    mine = colleague(console, home, "taro")
    for name in ("hanako", "taro"):
        other = colleague(console, home, name)
        headers = {"x-csrf-token": other.csrf}
        assert is_error(mine.client.post(CALCULATE, json=BODY, headers=headers), 403, "forged")


def test_the_secret_in_other_places(operator: Desk) -> None:
    """In the address, in a cookie or in JSON the secret counts for nothing."""
    operator.client.cookies.set("csrf", operator.csrf)
    operator.client.cookies.set("x-csrf-token", operator.csrf)
    path = f"{CALCULATE}?csrf={operator.csrf}&x-csrf-token={operator.csrf}"
    answer = operator.client.post(path, json={**BODY, "csrf": operator.csrf})
    assert is_error(answer, 403, "forged")


def test_the_secret_in_a_form_of_many(operator: Desk) -> None:
    """Where a form says it twice, the last one counts."""
    data = f"csrf={operator.csrf}&csrf=x"
    answer = operator.client.post("/signout", content=data, headers={"content-type": FORM})
    assert is_error(answer, 403, "forged")
    data = f"csrf=x&csrf={operator.csrf}"
    answer = operator.client.post(
        "/signout", content=data, headers={"content-type": FORM}, follow_redirects=False
    )
    assert answer.status_code == 303


def test_a_form_of_another_kind(operator: Desk) -> None:
    """A form that may carry files, or plain text, as another site can send it, is not read."""
    csrf = operator.csrf
    for kind, data in (
        ("text/plain", f"csrf={csrf}"),
        (
            "multipart/form-data; boundary=a",
            f'--a\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{csrf}\r\n--a--\r\n',
        ),
        ("text/plain; application/x-www-form-urlencoded", f"csrf={csrf}"),
    ):
        headers = {"content-type": kind}
        answer = operator.client.post("/signout", content=data, headers=headers)
        assert is_error(answer, 415, "unsupported")
    assert operator.get("/desk").status_code == 200


def test_what_is_no_cookie(console: FastAPI, home: House, operator: Desk) -> None:
    """Only the whole token under its own name is a sign-in."""
    (token,) = dict(operator.client.cookies).values()
    for cookie in (
        "",
        f"{COOKIE}=",
        f"{COOKIE}=x",
        COOKIE,
        f"__Host-{COOKIE}={token}",
        f"{COOKIE.upper()}={token}",
        f"{COOKIE}={token}x",
        f"{COOKIE}={token[:-1]}",
        f"{COOKIE}=" + "x" * 8000,
        f"{COOKIE}=\xff\xfe",
        f"{COOKIE}={token}; {COOKIE}=x",
    ):
        headers = {"cookie": cookie.encode("latin-1")}
        answer = visitor(console, home).client.get("/desk/matters", headers=headers)
        assert is_error(answer, 401, "signed_out"), cookie
    assert operator.client.get("/desk/matters").status_code == 200


def test_nothing_but_the_cookie_signs_in(console: FastAPI, home: House, operator: Desk) -> None:
    """The token in the address, as a bearer, or as the CSRF secret opens nothing."""
    (token,) = dict(operator.client.cookies).values()
    client = visitor(console, home).client
    for headers in (
        {"authorization": f"Bearer {token}"},
        {"x-csrf-token": operator.csrf},
        {COOKIE: token},
    ):
        answer = client.get(f"/desk/matters?{COOKIE}={token}", headers=headers)
        assert is_error(answer, 401, "signed_out")


def test_a_page_of_ours_says_where_it_is_from(operator: Desk) -> None:
    """With the public pages' policy a form's Origin would be "null", which is refused."""
    for page in (operator.get("/desk"), operator.get("/signin"), operator.get("/nothing")):
        assert page.headers["referrer-policy"] == "same-origin"


def test_no_other_site_reads_an_answer(operator: Desk) -> None:
    """No site, the city's own public pages neither, is given leave to read or to send."""
    for origin in ("https://www.example.jp", "https://evil.example", "http://testserver:8000"):
        for answer in (
            operator.client.get("/desk/matters", headers={"origin": origin}),
            operator.client.options(
                CALCULATE, headers={"origin": origin, "access-control-request-method": "POST"}
            ),
        ):
            assert not [name for name in answer.headers if name.startswith("access-control")]


def test_an_operator_is_no_editor(operator: Desk) -> None:
    """What only an editor may is refused with a sentence, on a page and for a script."""
    answer = operator.get("/audit")
    assert answer.status_code == 403
    assert "役割が違う" in answer.text
    assert is_error(operator.client.get("/audit.csv"), 403, "not_yours")
    assert not {"audit", "audit_csv"} & {what for _, what, _ in noted(operator)}


def test_the_menu_of_each(operator: Desk, editor: Desk) -> None:
    """An operator is not shown what would be refused."""
    for desk, edits in ((operator, False), (editor, True)):
        page = desk.get("/desk").text
        for path in ("/queue", "/figures", "/audit"):
            assert (f'href="{path}"' in page) is edits


def test_troubles_are_said_on_each_page(editor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the file's name, for whoever can mend it; without trouble there is no such line."""
    assert "前の文章で答えています" not in editor.get("/queue").text
    monkeypatch.setattr(editor.console.gateway.content, "trouble", "first.yml.a: unknown key <b>")
    for path in ("/desk", "/queue", "/figures", "/audit"):
        page = editor.get(path).text
        assert "前の文章で答えています" in page
        assert "first.yml.a: unknown key &lt;b&gt;" in page
