"""The city's own accounts in a real browser: the provider is another site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, expect

from bot.settings import ROOT
from tests.house.ports import free_port
from tests.house.serving import wait_until
from tests.oidc_provider import CLIENT, CLIENT_SECRET, OidcProvider

pytestmark = pytest.mark.e2e

USER = {"sub": "7", "preferred_username": "city-jiro", "roles": ["kokuho"]}


@pytest.fixture
def city(tmp_path: Path) -> Iterator[str]:
    """A console whose people the provider signs in; the console's address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    provider = OidcProvider(f"{url}/signin/city/back", dict(USER), host="localhost", asks=True)
    with provider.listening():
        told = {
            "BOT_RASA_PORT": free_port(),
            "BOT_GATEWAY_PORT": free_port(),
            "BOT_CONSOLE_PORT": port,
            "BOT_DATA": tmp_path,
            "BOT_OIDC_ISSUER": provider.issuer,
            "BOT_OIDC_CLIENT": CLIENT,
            "BOT_OIDC_SECRET": CLIENT_SECRET,
            "BOT_OIDC_ROLES": "kokuho=operator",
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "bot", "gateway"],
            cwd=ROOT,
            env={**os.environ, **{name: str(value) for name, value in told.items()}},
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until(lambda: _lives(url), 60)
            yield url
        finally:
            process.kill()
            process.wait()


def _lives(url: str) -> bool:
    try:
        return requests.get(f"{url}/signin", timeout=5).ok
    except requests.RequestException:
        return False


def test_from_the_city_to_the_desk(browser: Browser, city: str) -> None:
    """One link there, one back, and the desk is open, though strict cookies do not cross sites."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{city}/desk")
    expect(page).to_have_url(f"{city}/signin")
    page.get_by_role("link", name="市のアカウントでサインイン").press("Enter")
    expect(page).to_have_url(re.compile("^http://localhost:"))
    page.get_by_role("link", name="Sign in").press("Enter")
    expect(page).to_have_url(f"{city}/desk")
    expect(page.get_by_role("link", name="city-jiro")).to_be_visible()
    page.goto(f"{city}/accounts")
    expect(page.get_by_text("市のアカウントの側で変えます")).to_be_visible()
    context.close()
