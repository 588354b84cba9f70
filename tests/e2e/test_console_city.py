"""The city's own accounts in a real browser: the provider is another site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.app.wiring import console_of, gateway_of
from bot.console.app import create_console
from tests.house.ports import free_port
from tests.house.serving import served, settings_for
from tests.oidc_provider import CLIENT, CLIENT_SECRET, OidcProvider

pytestmark = pytest.mark.e2e

NOBODY = 1024  # a port at which no Rasa listens
USER = {"sub": "7", "preferred_username": "city-jiro", "roles": ["kokuho"]}


@pytest.fixture
def city(tmp_path: Path) -> Iterator[str]:
    """A console whose people the provider signs in; the console's address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    provider = OidcProvider(f"{url}/signin/city/back", dict(USER), host="localhost", asks=True)
    with provider.listening():
        settings = settings_for(
            tmp_path,
            NOBODY,
            oidc_issuer=provider.issuer,
            oidc_client=CLIENT,
            oidc_secret=CLIENT_SECRET,
            oidc_roles="kokuho=operator",
        )
        console = create_console(console_of(settings, gateway_of(settings)), settings.hosts)
        with served(console, port):
            yield url


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
