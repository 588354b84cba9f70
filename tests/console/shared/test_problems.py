"""bot/console/shared/problems.py: who looks at a page gets a page, a script gets JSON."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.console.conftest import Desk
from tests.house.serving import is_error

PAGE, DATA = "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"


@pytest.mark.parametrize(
    ("headers", "sees_a_page"),
    [
        ({"accept": PAGE}, True),
        ({"accept": DATA}, False),
        ({"accept": "*/*"}, False),
        ({"accept": PAGE, "sec-fetch-mode": "navigate"}, True),
        ({"accept": "*/*", "sec-fetch-mode": "navigate"}, True),
        ({"accept": PAGE, "sec-fetch-mode": "cors"}, False),
        ({"accept": PAGE, "sec-fetch-mode": "no-cors"}, False),
    ],
)
def test_who_gets_what(stranger: Desk, headers: Any, sees_a_page: bool) -> None:
    """What the browser says of itself decides; where it says nothing, what it can read."""
    answer = stranger.client.get("/desk", headers=headers, follow_redirects=False)
    missing = stranger.client.get("/nothing", headers=headers)
    if sees_a_page:
        assert (answer.status_code, answer.headers["location"]) == (303, "/signin")
        assert missing.status_code == 404
        assert "うまくいきませんでした" in missing.text
    else:
        assert is_error(answer, 401, "signed_out")
        assert is_error(missing, 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/nothing", 404, "そのページは見つかりませんでした"),
        ("GET", "/static/nothing.js", 404, "そのページは見つかりませんでした"),
        ("GET", "/desk/cards/nothing", 404, "そのページは見つかりませんでした"),
        ("GET", "/signout", 405, "その方法では使えません"),
        ("GET", "/audit", 403, "役割が違うため使えません"),
        ("POST", "/signout", 403, "この画面は古くなっています"),
        ("GET", "/<script>alert(1)</script>", 404, "そのページは見つかりませんでした"),
    ],
)
def test_a_problem_as_a_page(
    operator: Desk, method: str, path: str, status: int, sentence: str
) -> None:
    """A page says what is wrong, how to go on, and a number for who mends it."""
    answer = operator.client.request(
        method, path, headers={"accept": PAGE}, data={"a": "b"} if method == "POST" else None
    )
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert sentence in answer.text
    assert 'href="/desk"' in answer.text
    assert "<script>" not in answer.text
    assert ("allow" in answer.headers) is (status == 405)


def test_the_number_is_another_each_time(operator: Desk) -> None:
    """Each problem has a number of its own."""
    pages = {operator.get("/nothing").text for _ in range(3)}
    assert len(pages) == 3


def test_a_form_after_the_end(operator: Desk) -> None:
    """A form that is sent when the session has ended leads to the sign-in."""
    asyncio.run(operator.console.sessions.end(dict(operator.client.cookies)["kokuho_operator"]))
    answer = operator.client.post(
        "/signout", data={"csrf": operator.csrf}, headers={"accept": PAGE}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/docs/oauth2-redirect"])
def test_no_list_of_addresses(operator: Desk, path: str) -> None:
    """The console does not publish what it can do."""
    assert operator.get(path).status_code == 404
