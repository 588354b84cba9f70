"""The next edition in a real browser: from its values to the day on which residents are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.console.shared.accounts import Accounts, Role
from bot.content.drafting import write_draft
from bot.storage.stores import Stores
from tests.content.years import fill_in, last_year
from tests.e2e.conftest import CLIPBOARD
from tests.e2e.desk import EDITOR, PASSWORD, Desk, Office
from tests.e2e.running import CITY, Servers, copy_project, text_of
from tests.e2e.watching import watched
from tests.house.serving import wait_until

pytestmark = pytest.mark.e2e

CHIEF = "sachiko"
QUESTION = "資格確認書の有効期限はいつまでですか"
_PATIENCE = 120_000  # milliseconds
NUMBER = "第201号(令和9年7月)"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in July 2027: the edition of 2026 is in force."""
    folder = copy_project(tmp_path_factory.mktemp("next"))
    editions = folder / CITY / "editions"
    path, _ = write_draft(editions, last_year(folder / CITY) + 1, date(2026, 7, 6))
    fill_in(path)
    (folder / ".data").mkdir(exist_ok=True)
    accounts = Accounts(Stores.local(folder / ".data").accounts)
    for name in (EDITOR, CHIEF):
        accounts.add(name, Role.EDITOR, PASSWORD)
    return folder


@pytest.fixture
def at(project: Path, browser: Browser) -> Iterator[Callable[[str], tuple[Servers, Any]]]:
    """Starts the servers at a moment; and opens their console for somebody."""
    with ExitStack() as stack:

        def start(moment: str) -> tuple[Servers, Any]:
            servers = Servers(project, today=moment)
            stack.callback(servers.stop)
            servers.wait_until_ready()

            def office(name: str) -> Desk:
                look = {"viewport": {"width": 1280, "height": 800}, "permissions": CLIPBOARD}
                context = stack.enter_context(watched(browser, servers.console_url, **look))
                desk = Office(context, servers.console_url).desk().sign_in(name)
                desk.page.set_default_timeout(_PATIENCE)  # all languages are read for each check
                return desk

            return servers, office

        yield start


def told(servers: Servers) -> str:
    """What a resident is answered."""
    return text_of(servers.ask(QUESTION))


def press(page: Page, name: str) -> None:
    """A button, by keyboard alone."""
    page.get_by_role("button", name=name).press("Enter")


def fill_in_values(page: Page) -> None:
    """Each value looked at, the newsletter's number written, and all of it kept."""
    page.get_by_label("号", exact=True).fill(NUMBER)
    for box in page.get_by_role("checkbox", name="見比べた").all():
        box.check()
    press(page, "保存する")


def test_from_file_to_publication(at: Callable[[str], tuple[Servers, Any]]) -> None:
    """Values with their places, texts, questions, two days, sent on, a day, told on that day."""
    servers, office = at("2027-07-05T10:00")
    page, chief = office(EDITOR).page, office(CHIEF).page
    url = servers.console_url
    page.goto(f"{url}/texts")
    page.get_by_role("link", name="次の号を入れる").press("Enter")
    press(page, "2027年の号を始める")
    expect(page.get_by_role("textbox", name="紙の期間の終わりの日")).to_have_value("2028-07-31")
    expect(page.get_by_text("前の号: 2027-07-31").first).to_be_visible()
    press(page, "保存する")
    page.goto(f"{url}/texts/edition")
    expect(page.get_by_role("button", name="承認に回す")).to_be_disabled()
    page.get_by_role("link", name="値を見比べる").press("Enter")
    fill_in_values(page)
    expect(page.get_by_role("status")).to_contain_text("次は文章です")

    for box in page.get_by_role("region", name="紙面と見比べる").get_by_role("checkbox").all():
        box.check()
    press(page, "印を付けた答えは、紙面と見比べた")
    expect(page.get_by_role("status")).to_contain_text("下書きにしました", timeout=_PATIENCE)
    expect(page.get_by_text("年や号をじかに書いた文章は、残っていません")).to_be_visible()

    page.get_by_role("link", name="並べて見る").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2027-07-31 と 2027-08-01 の答え")
    people = page.get_by_role("region", name="見本の方の期限")
    expect(people).to_contain_text("令和9年(2027年)7月31日")
    expect(people).to_contain_text("令和10年(2028年)7月31日")
    page.goto(f"{url}/texts/edition/questions")
    expect(page.get_by_role("heading", level=1)).to_have_text("答えられなかった質問")

    page.goto(f"{url}/texts/edition")
    page.get_by_label("並べて見た").check()
    page.get_by_label("答えられなかった質問を見た").check()
    press(page, "承認に回す")
    expect(page.get_by_role("status")).to_contain_text("承認待ちにしました")
    expect(page.get_by_role("button", name="この日に公開する")).to_have_count(0)

    chief.goto(f"{url}/texts/edition")
    chief.get_by_label("並べて見た").check()
    chief.get_by_label("答えられなかった質問を見た").check()
    chief.get_by_label("公開する日").fill("2027-07-20")
    press(chief, "この日に公開する")
    expect(chief.get_by_role("status")).to_contain_text("決めた日に公開します")
    assert "2028" not in told(servers)
    servers.stop()

    servers, office = at("2027-08-01T09:00")
    wait_until(lambda: "令和10年(2028年)7月31日" in told(servers), 60)
    assert "令和9年(2027年)7月31日" not in told(servers)
    page = office(CHIEF).page
    page.goto(f"{servers.console_url}/texts/history")
    page.get_by_role("link", name="2027年の号").first.press("Enter")
    press(page, "前の文に戻す")
    expect(page.get_by_role("status")).to_contain_text("前の文に戻しました")
