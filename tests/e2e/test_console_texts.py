"""An editor's day in a real browser: a text goes from a draft to residents, and back."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
import requests
from playwright.sync_api import Page, expect

from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.e2e.desk import EDITOR, PASSWORD, Desk, Office
from tests.e2e.running import Servers
from tests.house.serving import wait_until

pytestmark = pytest.mark.e2e

CHIEF = "sachiko"
OLD, NEW = "どういたしまして", "お役に立ててうれしいです"
ENTRY = "texts/entries/answer:thank"


@pytest.fixture
def chief(staffed: Servers) -> str:
    """A second editor."""
    accounts = Accounts(Stores.local(staffed.folder / ".data").accounts)
    if accounts.find(CHIEF) is None:
        accounts.add(CHIEF, Role.EDITOR, PASSWORD)
    return CHIEF


def told(servers: Servers) -> str:
    """What a resident who thanks is answered, in a talk of their own."""
    with requests.Session() as session:
        begun = session.post(f"{servers.url}/api/conversations", json={}, timeout=30).json()
        answer = session.post(
            f"{servers.url}/api/messages",
            json={"id": uuid.uuid4().hex, "text": "ありがとうございました"},
            headers={"Authorization": f"Bearer {begun['conversation']}"},
            timeout=60,
        )
    return str(answer.json()["cards"][0]["lead"])


def press(page: Page, name: str) -> None:
    """A button, by keyboard alone."""
    page.get_by_role("button", name=name).press("Enter")


def write(desk: Desk, short: str) -> None:
    """Writes the conclusion of the answer, and saves it."""
    desk.page.get_by_label("結論", exact=True).fill(short)
    press(desk.page, "下書きを保存して確かめる")


def test_an_editors_day(office: Callable[..., Office], staffed: Servers, chief: str) -> None:
    """Found, refused by a check, mended, seen on a day, approved by another, told, taken back."""
    desk, other = office().desk().sign_in(EDITOR), office().desk().sign_in(chief)
    page, second = desk.page, other.page
    assert OLD in told(staffed)
    page.goto(f"{desk.url}/texts")
    page.get_by_label("言葉か id").fill(OLD)
    page.get_by_label("言葉か id").press("Enter")
    page.get_by_role("link", name="(thank)").press("Enter")
    second.goto(f"{other.url}/{ENTRY}")  # both have it before them

    write(desk, f"{NEW}。{{fone}}")
    expect(page.locator("#complaints")).to_contain_text("{fone} という印はありません")
    press(page, "承認に回す")
    expect(page.get_by_role("alert")).to_contain_text("送れません")
    page.get_by_role("link", name="文を直す").press("Enter")
    write(desk, f"{NEW}。")
    expect(page.locator(".difference ins").first).to_contain_text("お")
    page.get_by_label("いつの").fill("2026-08-01")
    press(page, "見る")
    expect(page.get_by_role("region", name="変更後")).to_contain_text(NEW)
    press(page, "承認に回す")
    expect(page.get_by_role("status")).to_contain_text("承認待ち")
    expect(page.get_by_role("button", name="承認する")).to_have_count(0)

    write(other, "別の人の文です。")
    expect(second.get_by_role("alert")).to_contain_text("何も失われていません")
    expect(second.locator("form").filter(has_text="ほかの人の文")).to_contain_text(NEW)
    expect(second.get_by_label("結論", exact=True)).to_have_value("別の人の文です。")

    second.goto(f"{other.url}/texts")
    second.get_by_role("region", name="公開を待っている変更").get_by_role("link").press("Enter")
    second.get_by_label("日を決める").press("Space")
    second.get_by_label("公開する日").fill("2025-10-03")
    press(second, "承認する")
    expect(second.get_by_role("status")).to_contain_text("承認しました。2025-10-03 に公開します。")
    assert OLD in told(staffed)  # it is the first of October
    press(second, "下書きに戻す")
    press(second, "承認に回す")
    page.reload()
    expect(page.get_by_role("button", name="承認する")).to_have_count(0)  # by who wrote it
    press(second, "承認する")
    expect(second.get_by_role("status")).to_contain_text("公開しました")
    wait_until(lambda: NEW in told(staffed), 30)

    second.goto(f"{other.url}/texts")
    expect(second.get_by_role("region", name="訳を見直す")).to_contain_text("ネパール語")
    second.get_by_role("link", name="公開した変更の記録").press("Enter")
    second.get_by_role("link", name="(thank)").first.press("Enter")
    press(second, "前の文に戻す")
    expect(second.get_by_role("status")).to_contain_text("前の文に戻しました")
    wait_until(lambda: OLD in told(staffed), 30)
    second.goto(f"{other.url}/texts")
    expect(second.get_by_role("region", name="訳を見直す")).to_have_count(0)


def test_the_branches_of_a_script(office: Callable[..., Office]) -> None:
    """Of a script by what was said an editor reads each part, before and after, on any day."""
    desk = office().desk().enter(EDITOR)
    page, name = desk.page, "電話で読み上げる文"
    page.goto(f"{desk.url}/texts/entries/answer:lost_reissue")
    script = page.get_by_label(name, exact=True)
    expect(page.locator("form.stack")).to_contain_text("{if_certificate} 資格確認書")
    usual = script.input_value()
    script.fill(usual.replace("{if_certificate}", "{if_notice}"))
    press(page, "下書きを保存して確かめる")
    expect(page.locator("#complaints")).to_contain_text(
        "{if_certificate} と答えた方に読む文がありません。"
    )
    page.get_by_role("link", name="文を直す").press("Enter")
    page.get_by_label(name, exact=True).fill(
        usual.replace("{if_certificate}資格確認書の", "{if_certificate}{ends}までの確認書の")
    )
    press(page, "下書きを保存して確かめる")
    after = page.get_by_role("region", name="変更後")
    expect(after).to_contain_text("「資格情報のお知らせ」と聞いたとき")
    told = after.locator("h5").filter(has_text="「資格確認書」と聞いたとき").locator("+ p")
    expect(told).to_contain_text("令和8年7月31日までの確認書の")
    expect(told).to_be_visible()
    expect(page.get_by_role("region", name="今", exact=True)).not_to_contain_text("までの確認書の")
    press(page, "取りやめる")
    expect(page.get_by_role("status")).to_contain_text("取りやめました")
