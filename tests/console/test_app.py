"""The console as a whole: nothing answers without a sign-in, and the public port has none of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from bot.console.app import ROUTES, create_console, open_for
from bot.console.desk.suggesting import Suggestions
from bot.console.shared.accounts import Accounts
from bot.console.shared.audit_log import Audit
from bot.console.shared.console import Console
from bot.console.shared.sessions import Sessions
from bot.console.texts.table_routes import UPLOADS
from bot.http.security import BODY_LONGEST
from bot.storage.memory.failures import MemoryFailures
from bot.storage.memory.sessions import MemorySessions
from bot.storage.ports.accounts import AccountRecord
from bot.storage.stores import Stores
from tests.console.conftest import QUICK, Desk
from tests.console.visiting import FORM, colleague
from tests.house.serving import House, StandIn, house, is_error, settings_for

# Of who is not signed in yet; each is attacked in tests/console/signin and desk.
OPEN = {"/signin", "/signin/code", "/signin/city", "/signin/city/back", "/transcripts"}
MANAGED = tuple(
    f"/accounts/{what}"
    for what in ("invite", "reset", "role", "remove", "sign-out", "reset-factor")
)
ENDLESS = {"/desk/transcript"}  # answers as long as the desk is open
WRITTEN = (
    *("/queue", "/board", "/kept/renew", "/texts/looked"),
    *("/texts/edition/begin", "/texts/edition/compared", "/texts/edition/values"),
)
WRITTEN_BY_POST = ("/texts/entries/entry", "/texts/table/take", "/texts/table")
OF_EDITORS = (*WRITTEN, "/kept", "/texts", "/figures", "/audit", *MANAGED)

# A body of each route that takes JSON, and the fields of each form.
JSON_BODIES: dict[str, dict[str, Any]] = {
    "/desk/suggest": {"text": "期限"},
    "/desk/people": {"text": "母の期限"},
    "/desk/calculate": {
        "matter": "certificate_expiry",
        "facts": {"birthday": "昭和31年3月1日"},
        "skipped": ["residence_status"],
    },
    "/desk/consultations": {"number": "123456"},
    "/desk/pins": {"id": "certificate_expiry", "pinned": True},
    "/desk/follow": {"sentences": ["期限"]},
    "/desk/transcript/token": {},
    "/desk/note": {"text": "折り返しは不要"},
    "/desk/votes": {"id": "certificate_expiry", "right": True, "text": "期限"},
}
FORMS: dict[str, tuple[str, ...]] = {
    "/signout": (),
    "/accounts/password": ("now", "new", "again"),
    "/accounts/invite": ("name", "role"),
    "/accounts/reset": ("name",),
    "/accounts/role": ("name", "role"),
    "/accounts/remove": ("name",),
    "/accounts/sign-out": ("name",),
    "/accounts/reset-factor": ("name",),
    "/accounts/sessions/end": ("id",),
    "/accounts/sessions/end-others": (),
    "/accounts/factor": ("sealed", "password", "code"),
    "/accounts/factor/codes": ("code",),
    "/accounts/factor/off": ("code",),
    "/board/announcements": ("text", "first", "last"),
    "/board/announcements/number/remove": (),
    "/board/desks": ("id", "version", "name", "about", "phone", "place", "hours"),
    "/board/desks/desk/remove": ("version",),
    "/texts/entries/entry": ("language", "text-short", "seen-short"),
    "/texts/looked": ("entry", "language"),
    "/texts/changes/number": ("do", "version", "when", "publish_on"),
    "/texts/table": ("table",),
    "/texts/table/take": ("cells", "take"),
    "/texts/together": ("take", "do", "stage", "when", "publish_on"),
    "/texts/edition/begin": (),
    "/texts/edition/values": (
        *("value:published", "seen:value:published", "done:published", "seen:done:published"),
        *("banks.listed", "seen:banks.listed", "expiry.exceptions", "seen:expiry.exceptions"),
        *("late_posting", "seen:late_posting"),
    ),
    "/texts/edition/compared": ("answer",),
    "/texts/edition/publish": ("take", "do", "publish_on"),
    "/queue/decide": ("line", "what", "answer", "words_1", "seen_1", "group", "note", "back"),
    "/queue/export": ("shown",),
    "/queue/learn": (),
    "/queue/use": ("model",),
    "/queue/discard": ("model",),
    "/queue/take-back": ("export",),
    "/queue/put-back": ("model",),
    "/kept/wipe": ("kind", "sure"),
    "/kept/renew": ("line",),
}
WRONG: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**400, float("nan"), "", "\0", "\ud83d", "x" * 60_000),
    *([], [None], ["x"] * 5000, {}, {"": ""}, {"x": {"x": "x"}}, {"birthday": None}, [[[]]]),
)
TEXTS = ("\0", "１", "9" * 5000, "teach", "x" * 60_000)


def routes() -> Iterator[APIRoute]:
    """Every route of the console."""
    for route in (route for router in ROUTES for route in router.routes):
        assert isinstance(route, APIRoute)
        yield route


def addresses() -> Iterator[tuple[str, str]]:
    """Method and path of each, but the sign-in."""
    for route in routes():
        if route.path not in OPEN:
            for method in sorted(route.methods):
                yield method, route.path.replace("{", "").replace("}", "")


CHANGING = [(method, path) for method, path in addresses() if method != "GET"]


@pytest.fixture(scope="module")
def apart(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A gateway of its own, since what is sent here is counted and kept."""
    with house(settings_for(tmp_path_factory.mktemp("apart"), stand_in.port), up=False) as found:
        yield found


@pytest.fixture(scope="module")
def attacked(apart: House, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Its console."""
    return create_console(_console(apart, tmp_path_factory.mktemp("attacked")), ["testserver"])


def _console(apart: House, data: Path) -> Console:
    """The parts of a console with accounts of its own, of whom nobody has guessed a password."""
    stores = Stores.local(data)
    apart.gateway.stores = replace(
        apart.gateway.stores,
        failures=MemoryFailures(),
        factors=stores.factors,
        identities=stores.identities,
    )
    accounts, sessions = Accounts(stores.accounts, QUICK), Sessions(MemorySessions())
    return Console(apart.gateway, accounts, Audit(stores.audit), sessions)


@pytest.fixture
def both(
    apart: House,
    attacked: FastAPI,
    rasa: StandIn,
    tmp_path: Path,
    staff: list[AccountRecord],
    monkeypatch: pytest.MonkeyPatch,
) -> list[Desk]:
    """An editor and an operator at a console that neither learns nor writes training data."""
    app, parts = attacked, _console(apart, tmp_path)
    for record in staff:
        Stores.local(tmp_path).accounts.add(record)
    open_for(app, parts)

    async def silent(_: str) -> Suggestions:
        return Suggestions(kind="none")

    learning = app.state.learning
    for owner, name, result in (
        (learning, "begin", False),
        (learning, "put_back", False),
        (learning.exports, "export", 0),
        (learning.exports, "take_back", False),
    ):
        assert hasattr(owner, name)
        monkeypatch.setattr(owner, name, lambda *_, result=result: result)
    monkeypatch.setattr(app.state.suggester, "suggest", silent)
    return [colleague(app, apart, name) for name in ("hanako", "taro")]


def test_nothing_answers_without_a_sign_in(stranger: Desk) -> None:
    """Every address but the sign-in itself and the files of the pages refuses a stranger."""
    asked = 0
    for method, path in addresses():
        answer = stranger.client.request(method, path, json={}, follow_redirects=False)
        assert answer.status_code == 401, (method, path, answer.status_code)
        asked += 1
    assert asked >= 20


def test_nothing_answers_to_what_cannot_be_read(stranger: Desk) -> None:
    """Nor does a stranger get more with a body that is broken, a wrong query, or a long one."""
    for method, path in addresses():
        for query, data in (("?page=x&before=x&from=x", b"{}"), ("", b"{"), ("", b"[" * 60_000)):
            answer = stranger.client.request(
                method,
                path + query,
                content=data,
                headers={"content-type": "application/json"},
                follow_redirects=False,
            )
            assert answer.status_code in (400, 401, 422), (method, path, answer.status_code)
            assert set(answer.json()) == {"error"}


def test_a_page_sends_a_stranger_to_the_sign_in(stranger: Desk) -> None:
    """A browser that is not signed in gets the form instead of an error."""
    answer = stranger.get("/desk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


@pytest.mark.parametrize("path", ["/desk", "/signin", "/queue", "/figures", "/audit"])
def test_the_public_door_has_no_console(home: House, path: str) -> None:
    """Residents' port does not know the console's addresses."""
    assert is_error(home.client().get(path), 404, "not_found")


def test_no_address_of_the_console_is_public(home: House) -> None:
    """Not one of all the addresses answers at the residents' port."""
    for method, path in addresses():
        if path != "/":
            answer = home.client().request(method, path, json={})
            assert answer.status_code in (404, 405), (method, path, answer.status_code)


def test_pages_are_kept_by_no_cache_and_run_no_inline_script(operator: Desk) -> None:
    """Strict policy, no store."""
    answer = operator.get("/desk")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_scripts_are_never_of_two_releases(stranger: Desk) -> None:
    """A browser asks for each script anew, and gets it only if it has changed."""
    path = "/static/desk.js"
    first = stranger.client.get(path)
    assert first.headers["cache-control"] == "no-cache"
    again = stranger.client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../templates/desk.html",
        "/static/%2e%2e/templates/desk.html",
        "/static/..%2ftemplates/desk.html",
        "/static//etc/passwd",
        "/static/",
        "/templates/desk.html",
        "/.data/console.sqlite",
    ],
)
def test_only_the_files_of_the_pages_are_served(stranger: Desk, path: str) -> None:
    """No file beside them can be fetched, however the path is written."""
    assert stranger.client.get(path).status_code == 404


def test_only_two_methods() -> None:
    """What only looks is GET and what does something is POST, so that the rules below hold."""
    assert {method for route in routes() for method in route.methods} == {"GET", "POST"}


def test_every_change_is_in_this_file() -> None:
    """A route that takes a body is attacked below."""
    assert {path for _, path in CHANGING} == {*JSON_BODIES, *FORMS}


def test_nothing_changes_without_the_secret(both: list[Desk]) -> None:
    """Each route that changes something refuses who is signed in but brings no secret."""
    for desk in both:
        for method, path in CHANGING:
            bodies: tuple[dict[str, Any], ...] = (
                {"json": JSON_BODIES.get(path, {})},
                {"data": {"csrf": "", **dict.fromkeys(FORMS.get(path, ()), "1")}},
                {"json": {"csrf": desk.csrf}},
            )
            for body in bodies:
                answer = desk.client.request(method, path, **body, follow_redirects=False)
                assert is_error(answer, 403, "forged"), (method, path)
            known = {"origin": "https://evil.example", "x-csrf-token": desk.csrf}
            answer = desk.client.request(method, path, json={}, headers=known)
            assert answer.status_code == 403, (method, path)
        assert desk.get("/desk").status_code == 200


def test_an_operator_does_not_edit(both: list[Desk]) -> None:
    """Every address of the editors refuses an operator, whatever is sent, and no other one does."""
    _, operator = both
    refused = 0
    for method, path in addresses():
        if path == "/signout" or path in ENDLESS:
            continue
        answer = operator.client.request(
            method,
            path,
            json=JSON_BODIES.get(path, {}),
            headers={"x-csrf-token": operator.csrf},
            follow_redirects=False,
        )
        if path.startswith(OF_EDITORS):
            assert is_error(answer, 403, "not_yours"), (method, path)
            refused += 1
        else:
            assert answer.status_code != 403, (method, path)
        form = operator.submit(path, line="1", what="drop") if method == "POST" else None
        if form is not None and path.startswith(OF_EDITORS):
            assert is_error(form, 403, "not_yours"), (method, path)
    assert refused >= 14


def test_each_role_has_its_own(both: list[Desk], apart: House) -> None:
    """What an editor writes an administrator does not, nor an editor what that one manages."""
    editor = both[0]
    administrator = colleague(editor.app, apart, "umeko")
    for desk, closed in ((editor, MANAGED), (administrator, WRITTEN)):
        for method, path in addresses():
            if path in ("/signout", "/accounts/sessions/end-others", *ENDLESS):
                continue
            answer = desk.client.request(
                method,
                path,
                json=JSON_BODIES.get(path, {}),
                headers={"x-csrf-token": desk.csrf},
                follow_redirects=False,
            )
            is_closed = path.startswith(closed) or (
                desk is administrator
                and ((path in WRITTEN_BY_POST and method == "POST") or path == "/texts/table")
            )
            assert (answer.status_code == 403) is is_closed, (method, path)


@pytest.mark.parametrize("path", JSON_BODIES)
def test_wrong_types_in_json(both: list[Desk], path: str) -> None:
    """Whatever stands in place of the body or of a field of it is refused or answered."""
    editor, usual = both[0], JSON_BODIES[path]
    bodies = [*WRONG, *({**usual, name: value} for name in usual for value in WRONG)]
    bodies += [{k: v for k, v in usual.items() if k != name} for name in usual]
    bodies.append({**usual, "more": "x"})
    headers = {"x-csrf-token": editor.csrf, "content-type": "application/json"}
    for body in bodies:
        data = json.dumps(body).encode()[:BODY_LONGEST]
        answer = editor.client.post(path, content=data, headers=headers)
        assert answer.status_code < 500, (data[:80], answer.text)
    assert editor.post(path, usual).status_code < 500


@pytest.mark.parametrize("path", FORMS)
def test_wrong_values_in_forms(both: list[Desk], path: str) -> None:
    """Whatever stands in a field of a form, once or often, is refused or done."""
    editor = both[0]
    for name in (*FORMS[path], "more"):
        for value in TEXTS:
            fields = [("csrf", editor.csrf), *((other, "1") for other in FORMS[path])]
            data = urlencode([*fields, (name, value), (name, value[:9])])
            answer = editor.client.post(
                path, content=data, headers={"content-type": FORM}, follow_redirects=False
            )
            assert answer.status_code < 500, (name, value[:20], answer.text)
    headers = {"x-csrf-token": editor.csrf, "content-type": FORM}
    for raw in (b"", b"%ff=%ff", b"\xff\xfe", b"line=%ed%a0%80", b"&&==&"):
        answer = editor.client.post(path, content=raw, headers=headers, follow_redirects=False)
        assert answer.status_code < 500, raw


def names_of(dependant: Dependant) -> set[str]:
    """What a route reads of an address's query, also by what it depends on."""
    own = {parameter.alias for parameter in dependant.query_params}
    return own.union(*map(names_of, dependant.dependencies))


def test_wrong_values_in_addresses(both: list[Desk]) -> None:
    """Whatever stands in a query or a path is refused or answered."""
    editor, asked = both[0], 0
    for route in routes():
        if "GET" not in route.methods or route.path in ENDLESS:
            continue
        paths = [route.path.replace("{name}", "x").replace("{line}", "1")]
        if paths[0] != route.path:
            wrong = ("-1", "9" * 30, "x" * 5000, "%00", "%ff", "%0d%0aa:b", "..%2f..")
            paths += [route.path.partition("{")[0] + value for value in wrong]
        else:
            names = names_of(route.dependant)
            values = ("-1", "9" * 30, "\0", "2025-13-45")
            paths += [f"{paths[0]}?{urlencode({n: v})}" for n in sorted(names) for v in values]
        for path in paths:
            answer = editor.get(path)
            assert answer.status_code < 500, (path[:80], answer.text)
            asked += 1
    assert asked > 40


def test_long_bodies(both: list[Desk]) -> None:
    """64 KiB are read, or as much as a table has, and more is refused, on every route."""
    editor = both[0]
    for method, path in CHANGING:
        most = UPLOADS.get(path, BODY_LONGEST)
        for size, is_long in ((most, False), (most + 1, True)):
            answer = editor.client.request(
                method,
                path,
                content=b" " * size,
                headers={"content-type": "application/json", "x-csrf-token": "x"},
            )
            assert (answer.status_code == 413) is is_long, (path, answer.status_code)
            assert answer.status_code < 500


def test_a_strange_name(shared_console: FastAPI) -> None:
    """A page of a stranger that points its own name at us gets nothing of the desk."""
    stranger = TestClient(shared_console, "http://rebound.example")
    assert stranger.get("/signin").status_code == 421
