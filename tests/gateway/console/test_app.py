"""The console as a whole: nothing answers without a sign-in, and the public door has none of it."""

from __future__ import annotations

import pytest
from fastapi.routing import APIRoute

from bot.gateway.console.app import ROUTES
from tests.gateway.serving import House, is_error

from .conftest import Desk

OPEN = {"/signin"}


def test_nothing_answers_without_a_sign_in(stranger: Desk) -> None:
    """Every address but the sign-in itself and the files of the pages refuses a stranger."""
    asked = 0
    for route in (route for router in ROUTES for route in router.routes):
        assert isinstance(route, APIRoute)
        if route.path in OPEN:
            continue
        path = route.path.replace("{", "").replace("}", "")
        for method in route.methods:
            answer = stranger.client.request(method, path, json={}, follow_redirects=False)
            assert answer.status_code == 401, (method, path, answer.status_code)
            asked += 1
    assert asked >= 3


def test_a_page_sends_a_stranger_to_the_sign_in(stranger: Desk) -> None:
    """A browser that is not signed in gets the form instead of an error."""
    answer = stranger.get("/desk")
    assert (answer.status_code, answer.headers["location"]) == (303, "/signin")


@pytest.mark.parametrize("path", ["/desk", "/signin", "/queue", "/figures", "/audit"])
def test_the_public_door_has_no_console(home: House, path: str) -> None:
    """Residents' port does not know the console's addresses."""
    assert is_error(home.client().get(path), 404, "not_found")


def test_pages_are_kept_by_no_cache_and_run_no_inline_script(operator: Desk) -> None:
    """Strict policy, no store."""
    answer = operator.get("/desk")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
