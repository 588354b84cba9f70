"""bot/http/security.py: size, type and origin of each request; the headers of each response."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.channels.web.access import COOKIE
from bot.http.security import BODY_LONGEST
from tests.house.serving import ORIGIN, Body, Browser, House, StandIn, is_error, leads, new_id

JSON = {"content-type": "application/json"}
EVIL = (
    "https://evil.example",
    "null",
    "https://www.example.jp.evil.example",
    "http://www.example.jp",
)


def raw(home: House, data: bytes, headers: Body | None = None, path: str = "/api/dates") -> Any:
    """The response to bytes."""
    return home.client().post(path, content=data, headers=JSON if headers is None else headers)


DATE = {"fact": "birthday", "era": "昭和", "year": "31", "month": "4", "day": "5"}


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"],
)
def test_another_type_is_refused(home: House, kind: str) -> None:
    """Only JSON is read: what a form of another site can send is not."""
    data = json.dumps(DATE).encode()
    assert is_error(raw(home, data, {"content-type": kind}), 415, "unsupported")


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"]
)
def test_json_is_read(home: House, kind: str) -> None:
    """JSON is read under each spelling of its name."""
    assert raw(home, json.dumps(DATE).encode(), {"content-type": kind}).status_code == 200


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "invalid"),
        (b"{", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b"[]", 422, "invalid"),
        (b'"text"', 422, "invalid"),
        (b"{}{}", 422, "invalid"),
        (b"\xff\xfe\xfd", 400, "bad_request"),
        (b'{"fact": "\x83\x4e"}', 400, "bad_request"),
        (b"[" * 60_000, 400, "bad_request"),
        (b'{"a":' * 10_000, 400, "bad_request"),
        (b"[" * 500 + b"]" * 500, 422, "invalid"),
        (b'{"year": NaN}', 422, "invalid"),
    ],
    ids=lambda value: value[:12].hex() if isinstance(value, bytes) else None,
)
def test_what_cannot_be_read_is_refused(home: House, data: bytes, status: int, code: str) -> None:
    """Broken JSON, another encoding, and any depth are refused in the one shape."""
    assert is_error(raw(home, data), status, code)


@pytest.mark.parametrize("digits", [5_000, 60_000])
def test_numbers_without_end_are_refused(home: House, digits: int) -> None:
    """A number of so many digits that reading it takes long is refused."""
    answer = raw(home, b'{"year": ' + b"9" * digits + b"}")
    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_another_encoding_is_no_failure(home: House, encoding: str) -> None:
    """Another encoding of Unicode is read or refused, never a failure of ours."""
    assert raw(home, json.dumps(DATE).encode(encoding)).status_code in (200, 400, 422)


def test_half_a_character(talk: Browser, rasa: StandIn) -> None:
    """Half a character, which JSON can carry, is refused or answered, never our failure."""
    data = b'{"id": "message-1", "text": "\\ud83d\\u78ba"}'
    headers = {**JSON, "authorization": f"Bearer {talk.token}"}
    answer = talk.client.post("/api/messages", content=data, headers=headers)
    assert answer.status_code in (200, 422)
    for field in ("id", "press"):
        data = json.dumps({"id": "message-2", field: "\ud83d" * 8}).encode()
        answer = talk.client.post("/api/messages", content=data, headers=headers)
        assert is_error(answer, 422, "invalid")


@pytest.mark.parametrize("size", [BODY_LONGEST + 1, 10 * BODY_LONGEST])
def test_a_large_body_is_refused(home: House, size: int) -> None:
    """A body beyond the limit is refused, with and without its length said before."""
    assert is_error(raw(home, b" " * size), 413, "too_long")

    def pieces() -> Iterator[bytes]:
        for _ in range(0, size, 1_000):
            yield b" " * 1_000

    answer = home.client().post("/api/dates", content=pieces(), headers=JSON)
    assert is_error(answer, 413, "too_long")


def test_a_large_body_of_a_wipe_is_refused(talk: Browser) -> None:
    """Also where no body is expected, none is read without end."""
    headers = {"authorization": f"Bearer {talk.token}"}
    large = b" " * (BODY_LONGEST + 1)
    answer = talk.client.request("DELETE", "/api/conversation", content=large, headers=headers)
    assert is_error(answer, 413, "too_long")


@pytest.mark.parametrize("character", ["確", "🙂", "a", "\\"])
def test_the_longest_text_fits(talk: Browser, rasa: StandIn, character: str) -> None:
    """5,000 characters of any kind are taken, however JSON spells them; one more is too long."""
    headers = {**JSON, "authorization": f"Bearer {talk.token}"}
    for count, status in ((5_000, 200), (5_001, 413)):
        data = json.dumps({"id": new_id(), "text": character * count}).encode()
        answer = talk.client.post("/api/messages", content=data, headers=headers)
        assert answer.status_code == status
    assert rasa.heard == [character * 5_000]


@pytest.mark.parametrize("origin", EVIL)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/conversations"),
        ("POST", "/api/messages"),
        ("POST", "/api/feedback"),
        ("POST", "/api/dates"),
        ("DELETE", "/api/conversation"),
    ],
)
def test_another_origin_is_refused(home: House, origin: str, method: str, path: str) -> None:
    """A page of a site that is not configured can do nothing, and reads nothing."""
    answer = home.client().request(method, path, json={}, headers={"origin": origin})
    assert is_error(answer, 403, "origin_refused")
    assert "access-control-allow-origin" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("origin", EVIL)
def test_another_origin_is_told_nothing_before(home: House, origin: str) -> None:
    """Neither a preflight nor a mere look gives another site a permission."""
    asked = {"origin": origin, "access-control-request-method": "POST"}
    for answer in (
        home.client().options("/api/messages", headers=asked),
        home.client().get("/api/centre", headers={"origin": origin}),
    ):
        assert "access-control-allow-origin" not in answer.headers
        assert "access-control-allow-credentials" not in answer.headers


def test_a_refused_preflight_has_the_one_shape(home: House) -> None:
    """A preflight of another site is refused like everything else."""
    asked = {"origin": EVIL[0], "access-control-request-method": "POST"}
    answer = home.client().options("/api/messages", headers=asked)
    assert is_error(answer, 403, "origin_refused")


def test_a_configured_origin_may_call(home: House) -> None:
    """A configured origin passes its preflight, talks without cookies, and reads the answers."""
    asked = {
        "origin": ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    before = home.client().options("/api/messages", headers=asked)
    assert before.status_code == 200
    assert before.headers["access-control-allow-origin"] == ORIGIN
    browser = home.browser(origin=ORIGIN)
    begun = browser.post("/api/conversations", {})
    assert begun.headers["access-control-allow-origin"] == ORIGIN
    assert "retry-after" in begun.headers["access-control-expose-headers"].lower()
    assert "access-control-allow-credentials" not in begun.headers
    assert "set-cookie" not in begun.headers
    browser.token = begun.json()["conversation"]
    assert leads(browser.say("はい")) == ["答え: はい"]
    assert browser.wipe().status_code == 204


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b" " * (BODY_LONGEST + 1), "application/json", 413),
        (b"{}", "application/json", 401),
        (b"{", "application/json", 401),
    ],
    ids=["type", "size", "token", "json"],
)
def test_a_configured_origin_reads_refusals_too(
    home: House, data: bytes, kind: str, status: int
) -> None:
    """A refusal that the embedding page cannot read would look to it like a lost connection."""
    headers = {"origin": ORIGIN, "content-type": kind}
    answer = raw(home, data, headers, "/api/messages")
    assert answer.status_code in (status, 422)
    assert answer.headers["access-control-allow-origin"] == ORIGIN


def test_our_own_origin(home: House) -> None:
    """Our own page may call under the name by which it was reached, and no other name is ours."""
    own = {"origin": "http://testserver"}
    assert home.client().post("/api/conversations", json={}, headers=own).status_code == 201
    for other in ("https://testserver", "http://testserver:81", "http://testserver.example"):
        answer = home.client().post("/api/conversations", json={}, headers={"origin": other})
        assert is_error(answer, 403, "origin_refused")


def test_the_cookie(home: House) -> None:
    """No script reads it, no other site sends it, it goes to the API alone, and has an end."""
    answer = home.client().post("/api/conversations", json={})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE)
    for mark in ("httponly", "samesite=strict", "path=/api", "max-age=43200"):
        assert mark in cookie
    assert "secure" not in cookie
    assert "domain" not in cookie
    value = cookie.partition("=")[2].partition(";")[0]
    assert len(value) >= 128 // 6
    assert value not in answer.text.lower()


def test_the_cookie_behind_tls(home: House) -> None:
    """Behind TLS the cookie never goes over an open line."""
    client = home.client(url="https://testserver")
    assert "secure" in client.post("/api/conversations", json={}).headers["set-cookie"].lower()


def test_two_tabs_of_one_browser(home: House) -> None:
    """A second tab of the same browser has a conversation of its own, and the first goes on."""
    one = home.talk()
    two = Browser(one.client)
    two.begin()
    assert leads(one.say("一")) == ["答え: 一"]
    assert leads(two.say("二")) == ["答え: 二"]


def refused_with(browser: Browser, token: str) -> Any:
    """The response to a message with somebody's token."""
    return browser.post("/api/messages", {"id": new_id(), "text": "はい"}, token)


def test_nobody_takes_over_a_conversation(home: House, rasa: StandIn) -> None:
    """A token is worth nothing without its browser, on another origin, or with another cookie."""
    mine, embedded = home.talk(), home.browser(origin=ORIGIN)
    embedded.begin()
    without_cookie, with_own = home.browser(), home.talk()
    with_wrong = home.browser()
    with_wrong.client.cookies.set(COOKIE, "guess", path="/api")
    thieves = [without_cookie, with_own, with_wrong, home.browser(origin=ORIGIN)]
    for thief in thieves:
        assert is_error(refused_with(thief, mine.token), 401, "no_conversation")
        assert is_error(thief.wipe(mine.token), 401, "no_conversation")
    for thief in (mine, without_cookie):
        assert is_error(refused_with(thief, embedded.token), 401, "no_conversation")
    assert rasa.heard == []
    assert leads(mine.say("まだ")) == ["答え: まだ"]


def test_a_browser_without_cookies(home: House) -> None:
    """It gets none and its talk goes on at our own pages alone; a talk that has one needs it."""
    begun = home.client().post("/api/conversations", json={"cookies": False})
    assert "set-cookie" not in begun.headers
    mine = home.browser()  # the next request of one that keeps nothing
    mine.token = begun.json()["conversation"]
    assert leads(mine.say("まだ")) == ["答え: まだ"]
    thief = home.browser(origin=ORIGIN)
    assert is_error(refused_with(thief, mine.token), 401, "no_conversation")


def test_my_cookie_does_not_work_from_another_site(home: House) -> None:
    """A configured site in the same browser cannot use the conversation of our own page."""
    mine = home.talk()
    other_site = Browser(mine.client, ORIGIN)
    assert is_error(refused_with(other_site, mine.token), 401, "no_conversation")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "bearer x"]
)
def test_what_is_no_bearer(home: House, header: str) -> None:
    """Another header in place of the token is told as no conversation."""
    browser = home.talk()
    answer = browser.client.post(
        "/api/messages",
        json={"id": new_id(), "text": "はい"},
        headers={"authorization": header},
    )
    assert is_error(answer, 401, "no_conversation")


def test_no_client_chooses_its_conversation(home: House, rasa: StandIn) -> None:
    """Whatever a client adds, id and pseudonym are ours."""
    client = home.client()
    for body in ({"id": "mine"}, {"sender": "mine"}, {"conversation": "mine"}):
        assert is_error(client.post("/api/conversations", json=body), 422, "invalid")
    client.cookies.set(COOKIE, "mine", path="/api")
    browser = Browser(client)
    assert "mine" not in browser.begin()["conversation"]
    browser.say("はい")
    assert rasa.got[-1]["sender"] != "mine"
    assert browser.token not in str(rasa.got)


def test_a_token_tried_elsewhere_is_not_in_the_query(home: House) -> None:
    """A token in the address, where logs would keep it, is not taken."""
    browser = home.talk()
    answer = browser.client.post(
        f"/api/messages?authorization={browser.token}&conversation={browser.token}",
        json={"id": new_id(), "text": "はい"},
    )
    assert is_error(answer, 401, "no_conversation")


RESPONSES = [
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/metrics", 404),
    ("GET", "/openapi.json", 200),
    ("GET", "/api/centre", 200),
    ("GET", "/nothing", 404),
    ("GET", "/widget/nothing.js", 404),
    ("GET", "/api/messages", 405),
    ("POST", "/api/messages", 401),
    ("POST", "/api/dates", 422),
    ("POST", "/api/conversations", 201),
    ("OPTIONS", "/api/messages", 405),
    ("HEAD", "/nothing", 404),
]


@pytest.mark.parametrize(("method", "path", "status"), RESPONSES)
def test_headers_of_every_response(home: House, method: str, path: str, status: int) -> None:
    """Whatever is answered, no page may frame it, guess its type, or learn where one came from."""
    data = {"json": {}} if method == "POST" else {}
    answer = home.client().request(method, path, **data)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    for never in ("unsafe", "*", "http:", "https:", "data:"):
        assert never not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "server" not in answer.headers
    if path.startswith("/api/"):
        assert answer.headers["cache-control"] == "no-store"


def test_our_own_folder_is_not_served(home: House, tmp_path: Path) -> None:
    """Nothing beside the widget can be fetched, however the path is written."""
    for path in (
        "/widget/../gateway/app.py",
        "/widget/%2e%2e/gateway/app.py",
        "/widget/..%2fgateway/app.py",
        "/widget//etc/passwd",
        "/widget/%2fetc/passwd",
        "/widget/.data/signing.key",
        "/.data/signing.key",
    ):
        answer = home.client().get(path)
        assert answer.status_code == 404, path
