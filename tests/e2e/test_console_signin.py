"""Signing in at the desk in a browser: in two steps, by keyboard, for everybody."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import pyotp
import pytest
from playwright.sync_api import Page, expect

from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.e2e.desk import PASSWORD, Desk, Office
from tests.e2e.looks import use_by_everyone
from tests.e2e.running import Servers
from tests.e2e.test_console_access import LOOKS

pytestmark = pytest.mark.e2e


@pytest.fixture
def newcomer(staffed: Servers) -> Iterator[str]:
    """Somebody who has just been invited, and who is gone afterwards."""
    accounts = Accounts(Stores.local(staffed.folder / ".data").accounts)
    accounts.add("shinjin", Role.ADMINISTRATOR, PASSWORD)
    yield "shinjin"
    accounts.remove("shinjin")


def secret_of(page: Page) -> str:
    """The key that the page shows for fingers."""
    return page.locator(".secret").inner_text()


def next_code(secret: str) -> str:
    """A code that was not used yet, whenever the one before was: each is good once."""
    return pyotp.TOTP(secret).at(int(time.time()) + 30)


def set_up(desk: Desk) -> str:
    """Sets up the second factor from the keyboard; the secret."""
    page = desk.page
    page.goto(f"{desk.url}/accounts/factor")
    secret = secret_of(page)
    code = page.get_by_label("アプリに出ている6けたの番号")
    code.fill(pyotp.TOTP(secret).now())
    code.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="控えの番号")).to_be_visible()
    return secret


def test_two_steps_by_keyboard(office: Callable[..., Office], newcomer: str) -> None:
    """Password, Enter, code, Enter: the desk; a slip is said and keeps the focus in the field."""
    secret = set_up(office().desk().sign_in(newcomer))
    page = (desk := office().desk()).page
    page.goto(f"{desk.url}/signin")
    expect(page.get_by_label("名前")).to_be_focused()
    page.keyboard.type(newcomer)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    field = page.get_by_label("アプリに出ている6けたの番号")
    expect(field).to_be_focused()
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("番号が違います")
    expect(field).to_be_focused()
    page.keyboard.type(next_code(secret))
    page.keyboard.press("Enter")
    expect(desk.box).to_be_focused()


def test_a_stolen_desk_is_ended_from_another(office: Callable[..., Office], newcomer: str) -> None:
    """What is open is seen in words, and ended with one press; that screen asks to sign in."""
    here, there = office().desk().sign_in(newcomer), office().desk().sign_in(newcomer)
    page = here.page
    page.goto(f"{here.url}/accounts/sessions")
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("row").nth(1)).to_contain_text("Linux")
    page.get_by_role("button", name="ほかをすべて終わらせる").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("終わらせました")
    there.page.goto(f"{there.url}/desk")
    expect(there.page).to_have_url(re.compile("/signin$"))


def states(desk: Desk, name: str) -> Iterator[str]:
    """Each page that signing in has."""
    page = desk.page
    desk.sign_in(name)
    page.goto(f"{desk.url}/accounts")
    yield "accounts of an administrator"
    page.goto(f"{desk.url}/accounts/sessions")
    yield "sessions"
    page.goto(f"{desk.url}/accounts/factor")
    yield "second factor to set up"
    secret = set_up(desk)
    yield "recovery codes"
    page.goto(f"{desk.url}/accounts/factor")
    yield "second factor"
    page.get_by_label("アプリの番号か、控えの番号").fill("000000")
    page.get_by_role("button", name="控えの番号を作り直す").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "second factor with a wrong code"
    page.get_by_role("button", name="サインアウト").click()
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_label("パスワード").press("Enter")
    expect(page.get_by_label("アプリに出ている6けたの番号")).to_be_focused()
    yield "second step"
    page.get_by_label("アプリに出ている6けたの番号").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "second step refused"
    page.get_by_label("アプリに出ている6けたの番号").fill(next_code(secret))
    page.keyboard.press("Enter")
    expect(desk.box).to_be_focused()
    expect(desk.matter.locator("option").nth(1)).to_be_attached()  # all scripts run
    page.get_by_role("button", name="聞き取り・練習").click()
    page.get_by_label("練習の電話").select_option(label="お母さまの期限")
    expect(page.locator("#live-said li")).to_have_count(1)
    yield "practice"


def test_for_everybody(office: Callable[..., Office], newcomer: str) -> None:
    """In every state and look: no axe violation, contrast AA, targets, no sideways scrolling."""
    desk = office(**LOOKS["320"].context()).desk()
    use_by_everyone(desk.page, states(desk, newcomer), LOOKS, "signin")
