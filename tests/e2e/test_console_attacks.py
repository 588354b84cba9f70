"""The console in a browser, in the hands of people who should not be there."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import expect

from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.e2e.desk import OPERATOR, PASSWORD, Desk, Office
from tests.e2e.running import Servers
from tests.e2e.watching import Elsewhere

pytestmark = pytest.mark.e2e

ADDRESSES = ("/desk", "/queue", "/queue/review", "/queue/learning", "/figures", "/audit")


def add(bot: Servers, name: str, role: Role = Role.OPERATOR) -> Accounts:
    """An account for one test alone."""
    accounts = Accounts(Stores.local(bot.folder / ".data").accounts)
    accounts.add(name, role, PASSWORD)
    return accounts


def test_a_stranger_sees_the_sign_in_alone(office: Callable[..., Office]) -> None:
    """Every page leads to the form, and shows nothing else."""
    desk = office().desk()
    for address in ADDRESSES:
        desk.page.goto(desk.url + address)
        assert desk.page.url == f"{desk.url}/signin"
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("サインイン")
        expect(desk.page.get_by_role("navigation")).to_have_count(0)


def test_an_operator_has_the_desk_alone(desk: Desk) -> None:
    """The editors' pages are neither shown nor given to an operator."""
    links = desk.page.get_by_role("navigation", name="画面").get_by_role("link")
    assert links.all_inner_texts() == ["応対"]
    for address in ADDRESSES[1:]:
        answer = desk.page.goto(desk.url + address)
        assert answer is not None
        assert answer.status == 403
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("うまくいきませんでした")


def test_guessing_gets_slow(office: Callable[..., Office], staffed: Servers) -> None:
    """After five wrong passwords one waits, also with the right one; nothing tells which was it."""
    add(staffed, "guessed")
    desk = office().desk()
    page = desk.page
    page.goto(f"{desk.url}/signin")
    for number in range(5):
        page.get_by_label("名前").fill("guessed")
        page.get_by_label("パスワード").fill(f"wrong password {number}")
        page.get_by_role("button", name="サインイン").click()
        expect(page.get_by_role("alert")).to_contain_text("名前かパスワードが違います")
        expect(page.get_by_label("パスワード")).to_have_value("")
    expect(page.get_by_role("alert")).to_contain_text("あと1分お待ちください")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    expect(page.get_by_role("alert")).to_contain_text("正しいパスワードでもサインインできません")
    expect(desk.box).to_have_count(0)


def test_another_site_can_do_nothing(office: Callable[..., Office], stranger: Elsewhere) -> None:
    """A page of another site that an operator visits can neither sign him out nor read a card."""
    desk = office().desk(foreign=True).sign_in()
    stranger.page(
        f"""<form id="out" method="post" action="{desk.url}/signout"><input name="csrf"></form>
        <script>
          fetch("{desk.url}/desk/cards/certificate_expiry", {{credentials: "include"}})
            .then((answer) => answer.text())
            .then((text) => document.title = "read " + text, () => document.title = "refused");
        </script>""",
        "",
    )
    page = desk.page.context.new_page()
    page.goto(stranger.url)
    expect(page).to_have_title("refused")
    with page.expect_response("**/signout") as answered:
        page.evaluate("document.querySelector('#out').submit()")
    page.wait_for_url("**/signout")
    assert answered.value.status in (401, 403, 303)
    assert answered.value.headers.get("set-cookie") is None
    page.goto(f"{desk.url}/desk")
    expect(page.locator("#box")).to_be_visible()


def test_no_page_can_frame_it(office: Callable[..., Office], stranger: Elsewhere) -> None:
    """The console cannot be put under another page's buttons."""
    desk = office().desk(foreign=True).sign_in()
    stranger.page(f'<iframe src="{desk.url}/desk" title="framed"></iframe>', "")
    page = desk.page.context.new_page()
    page.goto(stranger.url)
    framed = page.frame_locator("iframe")
    expect(framed.locator("#box")).to_have_count(0)


def test_a_stolen_secret_is_worth_nothing_elsewhere(desk: Desk, staffed: Servers) -> None:
    """The page's own secret without the cookie opens nothing, nor does the cookie without it."""
    secret = desk.page.locator("meta[name=csrf]").get_attribute("content")
    (cookie,) = desk.page.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    body, url = {"text": "資格確認書"}, f"{desk.url}/desk/suggest"
    alone = requests.post(url, json=body, headers={"X-CSRF-Token": secret or ""}, timeout=30)
    assert alone.status_code == 401
    jar = {cookie["name"]: cookie["value"]}
    assert requests.post(url, json=body, cookies=jar, timeout=30).status_code == 403


def test_the_session_ends_on_both_sides(desk: Desk) -> None:
    """After 「サインアウト」 the cookie that was stolen before is worth nothing."""
    (cookie,) = desk.page.context.cookies()
    desk.page.get_by_role("button", name="サインアウト").click()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("サインイン")
    assert desk.page.context.cookies() == []
    answer = requests.get(
        f"{desk.url}/desk/cards/greet", cookies={cookie["name"]: cookie["value"]}, timeout=30
    )
    assert answer.status_code == 401
    desk.page.go_back()
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("サインイン")


def test_a_session_that_ended_in_a_call(office: Callable[..., Office], staffed: Servers) -> None:
    """The screen keeps the call; after a sign-in in another tab it goes on where it was."""
    accounts = add(staffed, "saburo")
    desk = office().desk().sign_in("saburo")
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    accounts.change_password("saburo", PASSWORD + " anew")
    desk.box.fill("マル学って何ですか")
    ended = desk.page.get_by_role("dialog", name="サインインの時間が切れました")
    expect(ended).to_be_visible()
    with desk.page.context.expect_page() as opened:
        ended.get_by_role("link", name="新しいタブでサインイン").click()
    tab = opened.value
    tab.get_by_label("名前").fill("saburo")
    tab.get_by_label("パスワード").fill(PASSWORD + " anew")
    tab.get_by_label("パスワード").press("Enter")
    expect(tab.locator("#box")).to_be_visible()
    desk.page.bring_to_front()
    ended.get_by_role("button", name="サインインしました").click()
    expect(ended).to_be_hidden()
    expect(desk.suggestions.first).to_contain_text("マル学")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("資格確認書の期限")


def test_a_session_that_ended_over_the_queue(
    office: Callable[..., Office], staffed: Servers
) -> None:
    """What an editor has typed is not thrown away, nor taught by an Enter in the note."""
    accounts = add(staffed, "rokuro", Role.EDITOR)
    desk = office().desk().sign_in("rokuro")
    page = desk.page
    desk.hear("国保の保険料を安くする方法を教えて")
    page.keyboard.press("Alt+KeyN")
    expect(desk.line).to_contain_text("記録しました")
    page.keyboard.press("Alt+KeyX")
    page.goto(f"{desk.url}/queue")
    page.get_by_role("link", name="保険料を安くする").first.click()
    note = page.get_by_label("文章を書く人への伝言")
    note.fill("減額の案内がほしい")
    note.press("Enter")
    accounts.change_password("rokuro", PASSWORD + " anew")
    page.get_by_role("button", name="新しい用件として残す").click()
    unsent = page.get_by_role("dialog", name="まだ送っていません")
    expect(unsent).to_be_visible()
    with page.context.expect_page() as opened:
        unsent.get_by_role("link", name="新しいタブでサインイン").click()
    tab = opened.value
    tab.get_by_label("名前").fill("rokuro")
    tab.get_by_label("パスワード").fill(PASSWORD + " anew")
    tab.get_by_label("パスワード").press("Enter")
    expect(tab.locator("#box")).to_be_visible()
    page.bring_to_front()
    unsent.get_by_role("button", name="閉じる").click()
    expect(note).to_have_value("減額の案内がほしい\n")
    page.get_by_role("button", name="新しい用件として残す").click()
    expect(page.get_by_role("status")).to_contain_text("「新しい用件」に入れました")


def test_an_account_that_is_removed_is_out_at_once(
    office: Callable[..., Office], staffed: Servers
) -> None:
    """Who no longer works here sees the sign-in with the next click."""
    accounts = add(staffed, "shiro")
    desk = office().desk().sign_in("shiro")
    accounts.remove("shiro")
    desk.page.goto(f"{desk.url}/desk")
    assert desk.page.url.endswith("/signin")


def test_the_audit_knows_who_looked_up_what(office: Callable[..., Office]) -> None:
    """An editor sees sign-ins and ids; of the callers' words and dates there is nothing."""
    desk = office().desk().sign_in(OPERATOR)
    desk.open("山田花子ですが資格確認書はいつまで使えますか", "資格確認書の期限")
    desk.answer("昭和31年3月1日")
    editor = office().desk().sign_in("hanako")
    editor.page.get_by_role("link", name="記録").click()
    table = editor.page.get_by_role("table")
    expect(table).to_contain_text("certificate_expiry")
    expect(table).to_contain_text(OPERATOR)
    text = editor.page.content()
    for private in ("山田", "花子ですが", "1956", "昭和31"):
        assert private not in text
    assert re.search("カード", text)
