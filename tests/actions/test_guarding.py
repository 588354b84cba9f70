"""actions/guarding.py: an action server that `serve` has started answers our Rasa alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from bot import inner
from bot.commands import serve
from bot.settings import Settings
from tests.house.ports import free_port
from tests.house.serving import wait_until

pytestmark = pytest.mark.slow

CALL = {"next_action": "no such action", "sender_id": "s", "tracker": {}, "domain": {}}


@contextmanager
def action_server(environ: dict[str, str]) -> Iterator[str]:
    """Its address; started with the command of `serve`."""
    port = free_port()
    command = serve.commands_of(Settings(actions_port=port), Path("model.tar.gz"))["actions"]
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=serve.ROOT, env=environ, stderr=subprocess.DEVNULL) as run:
        try:
            wait_until(lambda: _lives(url) or run.poll() is not None, 120)
            yield url
        finally:
            run.kill()


def _lives(url: str) -> bool:
    try:
        return requests.get(f"{url}/health", timeout=5).ok
    except requests.RequestException:
        return False


def called(url: str, headers: dict[str, str]) -> int:
    """The status of a call."""
    return requests.post(f"{url}/webhook", json=CALL, headers=headers, timeout=30).status_code


def test_only_our_rasa() -> None:
    """Without the token no action is run or named; with it the server is as any action server."""
    with action_server(serve.environment("actions")) as url:
        for headers in ({}, inner.headers("a guess")):
            assert called(url, headers) == 401
            assert requests.get(f"{url}/actions", headers=headers, timeout=30).status_code == 401
        assert called(url, inner.headers(serve.inner_token())) == 404


def test_by_itself() -> None:
    """Started by hand it has no token, and works with any Rasa."""
    environ = serve.environment("actions")
    del environ[inner.VARIABLE]
    with action_server(environ) as url:
        assert called(url, {}) == 404
