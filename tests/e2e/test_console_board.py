"""What editors put up, and what an operator has at hand: in a real browser, by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import EDITOR, Desk, Office

pytestmark = pytest.mark.e2e


def test_an_editor_fills_in_what_an_operator_reads(office: Callable[..., Office]) -> None:
    """A number that an editor writes, and an announcement, are there for the next call."""
    desk = office().desk().sign_in(EDITOR)
    page = desk.page
    page.goto(f"{desk.url}/board")
    page.locator("summary", has_text="市税の担当").press("Enter")
    page.locator("#tax-phone").fill("044-000-0000")
    page.get_by_role("button", name="市税の担当を保存する").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("保存しました")
    page.get_by_label("新しいお知らせ").fill("窓口は混み合っています。")
    page.get_by_role("button", name="お知らせを出す").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("出しました")
    page.goto(f"{desk.url}/desk")
    expect(page.get_by_role("region", name="お知らせ")).to_contain_text("混み合っています")
    page.keyboard.press("Alt+KeyT")
    page.get_by_label("名前か用件で絞る").fill("住民税")
    expect(page.locator("#directory li")).to_have_count(1)
    expect(page.locator("#directory li")).to_contain_text("044-000-0000")
    page.goto(f"{desk.url}/board")
    page.get_by_role("button", name="取り下げる").first.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("取り下げました")


def test_the_note_hides_who_it_was_about(desk: Desk) -> None:
    """An operator's own words are in the note without names and days, and go with the call."""
    page = desk.page
    page.keyboard.press("Alt+KeyO")
    page.keyboard.type("川崎太郎さん、昭和25年8月1日生まれ。折り返しは不要")
    with page.expect_response("**/desk/note"):
        page.keyboard.press("Alt+KeyM")
    expect(desk.line).to_contain_text("コピーしました")
    note = desk.clipboard()
    assert "折り返しは不要" in note
    assert "太郎" not in note
    assert "昭和25年" not in note
    page.keyboard.press("Alt+KeyX")
    expect(page.locator("#memo")).to_have_value("")
    page.keyboard.press("Alt+KeyU")
    expect(page.locator("#memo")).to_have_value(
        "川崎太郎さん、昭和25年8月1日生まれ。折り返しは不要"
    )


def test_the_timer_is_of_this_call(desk: Desk) -> None:
    """It begins with the first key and ends with the call."""
    timer = desk.page.get_by_role("timer")
    expect(timer).to_have_text("00:00")
    desk.hear("期限")
    expect(timer).not_to_have_text("00:00")
    desk.page.keyboard.press("Alt+KeyX")
    expect(timer).to_have_text("00:00")


def test_a_pinned_answer_comes_first(desk: Desk) -> None:
    """What is pinned stands before all topics, also at the next call, and opens with Enter."""
    page = desk.page
    page.keyboard.press("Alt+KeyL")
    page.get_by_role("button", name="「マル学とは」をよく使うものに入れる").first.press("Enter")
    first = page.locator("#index section").first
    expect(first.get_by_role("heading")).to_have_text("よく使うもの")
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("Alt+KeyL")
    expect(first.get_by_role("button", name="マル学とは", exact=True)).to_be_visible()
    page.get_by_label("言葉かidで絞る").press("Enter")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("マル学とは")
