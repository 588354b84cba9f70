"""Stored scripts: markup in every field of the console, on every page that shows it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from fastapi.routing import APIRoute
from playwright.sync_api import Page, expect

from bot.console.app import ROUTES
from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.e2e.desk import EDITOR, OPERATOR, PASSWORD, Desk, Office
from tests.e2e.editing import Editor
from tests.e2e.planting import Planting
from tests.e2e.running import Servers
from tests.e2e.watching import Visit

pytestmark = pytest.mark.e2e

_PATIENCE = 120_000  # milliseconds: all languages are read for each check
CHIEF, MANAGER = "sachiko", "<b class=planted>umeko"
SLOW = ("/texts/edition/preview?every=1", "/texts/edition/questions")
PAGES = (
    *("/desk", "/board", "/kept", "/audit", "/figures", "/figures/month"),
    *("/accounts", "/accounts/sessions", "/accounts/factor"),
    *("/queue", "/queue?state=chosen", "/queue?state=new", "/queue?state=done"),
    *("/queue/review", "/queue/learning"),
    *("/texts", "/texts?q=planted", "/texts/history", "/texts/together", "/texts/table"),
    *("/texts/edition", "/texts/edition/values"),
)
# With the number or the name of what was planted.
OF_ONE = ("/queue/groups/{line}", "/texts/changes/{number}", "/texts/entries/{entry}")
# Before anybody is signed in, and what is no page: files, and answers to a page's own script.
NO_PAGES = {
    *("/", "/signin", "/signin/code", "/signin/city", "/signin/city/back"),
    *("/audit.csv", "/figures.csv", "/figures.svg", "/figures/menu.csv", "/figures/month.csv"),
    *("/texts/table.csv", "/texts/table.xlsx"),
    *("/desk/board", "/desk/practice", "/desk/shelf", "/desk/answers", "/desk/cards/{name}"),
    *(
        "/desk/cards/{name}/in/{language}",
        "/desk/matters",
        "/desk/transcript",
        "/queue/learning/state",
    ),
}
WHOLE, PHRASE, AT_CHAT = "answer:lost_reissue", "phrase:desk.document", "widget:title"
DRAFTS = (
    *("answer:apply_certificate_docs", "phrase:talk.back", "widget:send"),
    *("value:2025.call_centre", "value:city.names"),
)


def test_no_page_is_forgotten() -> None:
    """Each address of the console is a page that the tests below look at, or is known as none."""
    paths = {
        route.path
        for router in ROUTES
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods
    }
    looked_at = {address.partition("?")[0] for address in (*PAGES, *SLOW)}
    assert paths == looked_at | set(OF_ONE) | NO_PAGES


@pytest.fixture(scope="module")
def others(staffed: Servers) -> None:
    """A second editor, and a manager who is called as nobody is."""
    accounts = Accounts(Stores.local(staffed.folder / ".data").accounts)
    for name, role in {CHIEF: Role.EDITOR, MANAGER: Role.ADMINISTRATOR}.items():
        if accounts.find(name) is None:
            accounts.add(name, role, PASSWORD)


@pytest.fixture
def editor(office: Callable[..., Office], others: None) -> Desk:
    """An editor at the console."""
    desk = office().desk().enter(EDITOR)
    desk.page.set_default_timeout(_PATIENCE)
    return desk


def sweep(planting: Planting, desk: Desk, *more: str) -> None:
    """Looks at every page, and at `more`."""
    for address in (*PAGES, *more):
        desk.page.goto(desk.url + address)
        planting.look(desk.page)


def press(page: Page, name: str) -> None:
    """The first button of this name."""
    page.get_by_role("button", name=name).first.click()


def test_drafts(editor: Desk) -> None:
    """Texts, values and the next edition, as drafts, as changes, in the lists and the history."""
    planting, page, left = Planting(), editor.page, []
    for entry in DRAFTS:
        page.goto(f"{editor.url}/texts/entries/{entry}")
        planting.fill(page.locator("form").filter(has_text="下書きを保存"))
        planting.look(page)
        press(page, "下書きを保存して確かめる")
        page.wait_for_url("**/texts/changes/**")
        left.append(page.url)
        planting.look(page)
        page.goto(f"{editor.url}/texts/entries/{entry}")
        planting.look(page)
    page.goto(f"{editor.url}/texts/edition")
    page.get_by_role("button", name=re.compile("号を始める")).click()
    page.wait_for_url("**/texts/edition/values")
    lines = page.locator("[name='expiry.exceptions']")
    usual = lines.input_value()
    planting.fill(page.locator("form").filter(has_text="保存する"))
    press(page, "保存する")
    expect(page.get_by_role("alert")).to_contain_text("読み取れない行があります")
    planting.look(page)
    lines.fill(usual)
    press(page, "保存する")
    page.wait_for_url("**/texts/edition/values?did=kept")
    planting.look(page)
    sweep(planting, editor, *SLOW)
    page.goto(f"{editor.url}/texts")
    own = page.get_by_role("region", name="公開を待っている変更").get_by_role("link")
    left += [f"{editor.url}{one.get_attribute('href')}" for one in own.all()]
    for address in dict.fromkeys(left):
        page.goto(address)
        planting.look(page)
        press(page, "取りやめる")
        planting.look(page)
    sweep(planting, editor)
    planting.check_all_shown()


@contextmanager
def published(servers: Servers, planting: Planting) -> Iterator[None]:
    """Markup in an answer, a question of the desk and a line of the chat, told for a while."""
    first, second = (Editor(servers.console_url, name) for name in (EDITOR, CHIEF))
    changes = []
    try:
        for entry in (WHOLE, PHRASE, AT_CHAT):
            texts = {
                name: planting.mark(name, 20) if name == "title" else text + planting.mark(name)
                for name, text in first.texts(entry).items()
                if text and name != "checked"
            }
            changes.append(first.write(entry, **texts))
            second.approve(changes[-1])
        yield
    finally:
        for change in changes:
            second.take_back(change)


def test_published_words(editor: Desk, staffed: Servers, visit: Visit) -> None:
    """An answer as the desk finds, shows and asks it, and as the chat tells it."""
    planting, page = Planting(), editor.page
    with published(staffed, planting):
        page.goto(f"{editor.url}/desk")
        expect(page.locator("#matter option").nth(1)).to_be_attached()
        editor.hear("資格確認書をなくした")
        planting.look(page)
        editor.box.press("Enter")
        expect(editor.card.locator(".words")).to_be_visible()
        expect(editor.question.or_(editor.result).first).to_be_visible()
        planting.look(page)
        press(page, "一覧")
        expect(page.locator("#index-list button").first).to_be_visible()
        planting.look(page)
        page.keyboard.press("Escape")
        sweep(planting, editor, *(f"/texts/entries/{entry}" for entry in (WHOLE, PHRASE, AT_CHAT)))
        window = visit().window().open()
        window.ask("お知らせをなくしました")
        planting.look(window.page)
        assert "<b class=planted>" in window.log.inner_text()
    planting.check_all_shown()


def ask(servers: Servers, text: str) -> None:
    """A resident says it in a talk of their own."""
    with requests.Session() as session:
        begun = session.post(f"{servers.url}/api/conversations", json={}, timeout=30).json()
        session.post(
            f"{servers.url}/api/messages",
            json={"id": uuid.uuid4().hex, "text": text},
            headers={"Authorization": f"Bearer {begun['conversation']}"},
            timeout=60,
        ).raise_for_status()


def test_what_people_say(editor: Desk, staffed: Servers) -> None:
    """A resident's question, a caller's words, a date, a transcript, what editors decide."""
    planting, page = Planting(), editor.page
    ask(staffed, f"犬の登録はどこでしますか{planting.mark('a question in the chat')}")
    say = editor.transcript()
    say(f"もしもし{planting.mark('a transcript')}")
    expect(page.locator("#live-said li")).to_have_count(1)
    planting.look(page)
    editor.hear(f"水道料金の支払い方を教えて{planting.mark('words that nobody knows', 30)}")
    planting.look(page)
    page.keyboard.press("Alt+KeyN")
    expect(editor.line).to_contain_text("記録しました")
    page.keyboard.press("Alt+KeyX")
    editor.hear("父の資格確認書の期限")
    editor.box.press("Enter")
    expect(editor.question).to_be_visible()
    editor.answer(planting.mark("a birthday", 150))
    planting.look(page)
    planting.fill(page.locator("#memo").locator(".."))
    page.keyboard.press("Alt+KeyM")
    expect(editor.line).to_contain_text("コピーしました")
    assert "<b class=planted>" in editor.clipboard()
    planting.look(page)
    page.keyboard.press("Alt+KeyX")

    sweep(planting, editor)
    for words, button in (("犬の登録", "新しい用件として残す"), ("水道料金", "この用件に加える")):
        page.goto(f"{editor.url}/queue")
        page.get_by_role("link", name=re.compile(words)).first.click()
        planting.look(page)
        form = page.locator("#decide")
        planting.fill(form, room={"answer": 0})
        planting.look(page)
        form.get_by_label("用件(題名かidで探す)").fill("call_center")
        press(page, button)
        expect(page.get_by_role("status").or_(page.get_by_role("alert"))).to_be_visible()
        planting.look(page)
    sweep(planting, editor)
    planting.check_all_shown()


def test_board_and_accounts(editor: Desk, office: Callable[..., Office]) -> None:
    """Announcements, desks and names of accounts, for editors, operators and managers."""
    planting, page = Planting(), editor.page
    page.goto(f"{editor.url}/board")
    planting.fill(page.locator("form").filter(has_text="お知らせを出す"))
    press(page, "お知らせを出す")
    expect(page.get_by_role("status")).to_be_visible()
    page.get_by_text("担当を足す").first.click()
    planting.fill(page.locator("form").filter(has=page.locator("#new-name")))
    page.locator("form").filter(has=page.locator("#new-name")).get_by_role("button").click()
    expect(page.get_by_role("status")).to_be_visible()
    planting.look(page)
    sweep(planting, editor)

    manager = office().desk().sign_in(MANAGER)
    manager.page.goto(f"{manager.url}/accounts")
    planting.fill(manager.page.locator("form").filter(has_text="アカウントを作る"))
    press(manager.page, "アカウントを作る")
    expect(manager.page.get_by_role("status")).to_be_visible()
    planting.look(manager.page)
    sweep(planting, manager)
    planting.check_all_shown()

    operator = office().desk().enter(OPERATOR)
    expect(operator.page.locator("#news")).to_contain_text("class=planted")
    operator.page.keyboard.press("Alt+KeyT")
    expect(operator.page.locator("#directory-list")).to_contain_text("class=planted")
    planting.look(operator.page)
    page.goto(f"{editor.url}/board")
    press(page, "取り下げる")
    expect(page.get_by_role("status")).to_be_visible()


def test_the_sign_in_and_addresses(office: Callable[..., Office], editor: Desk) -> None:
    """A name that is typed wrong, and what an address asks for, are words and nothing else."""
    planting, page = Planting(), office().desk().page
    page.goto(f"{editor.url}/signin")
    page.get_by_label("名前").fill(planting.mark("a name", 40))
    page.get_by_label("パスワード").fill("wrong password")
    press(page, "サインイン")
    expect(page.get_by_role("alert")).to_be_visible()
    planting.look(page)
    for address in ("/texts?q={}", "/audit?operator={}", "/figures?first={}", "/nowhere/{}"):
        words = requests.utils.quote(planting.mark(address, 60))
        editor.page.goto(f"{editor.url}{address.format(words)}")
        planting.look(editor.page)
