"""The live transcript and the sample callers at the desk, with the real understanding."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import Desk

pytestmark = pytest.mark.e2e


def opened(desk: Desk) -> None:
    """The part of the desk that listens."""
    desk.page.get_by_role("button", name="聞き取り・練習").click()


def test_a_transcript_leads_to_its_card(desk: Desk) -> None:
    """What a program writes is heard at the desk; a sure card comes up, and one key opens it."""
    page, say = desk.page, desk.transcript()
    said, cards = page.locator("#live-said li"), page.locator("#live-cards")
    assert say("資格確認書は", final=False) == 202
    expect(said).to_contain_text("資格確認書は")
    assert say("もしもし、お世話になっております") == 202
    expect(said).to_contain_text("お世話に")
    assert say("資格確認書はいつまで使えますか") == 202
    expect(cards.get_by_role("button").first).to_have_text("資格確認書の期限")
    assert say("はい、お調べします", speaker="operator") == 202
    expect(said).to_have_count(3)
    expect(cards.get_by_role("button").first).to_have_text("資格確認書の期限")
    page.keyboard.press("Alt+KeyV")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("資格確認書の期限")
    page.keyboard.press("Alt+KeyX")
    expect(said).to_have_count(0)
    expect(cards.get_by_role("button")).to_have_count(0)
    page.get_by_role("button", name="聞き取り中").click()
    expect(page.get_by_role("button", name="聞き取りをつなぐ")).to_be_visible()


def test_a_guided_first_call(desk: Desk) -> None:
    """A sample caller speaks line by line; a wrong card is told, the right one and its date too."""
    page, told = desk.page, desk.page.locator("#practice-told")
    opened(desk)
    page.get_by_label("練習の電話").select_option(label="お母さまの期限")
    expect(page.locator("#live-said")).to_contain_text("母の資格確認書")
    expect(page.locator("#live-cards")).to_be_empty()
    desk.open("マル学って何ですか", "マル学とは")
    expect(told).to_contain_text("そのカードではありません")
    desk.open("母の資格確認書はいつまで使えますか", "資格確認書の期限")
    expect(told).to_contain_text("計算まで")
    desk.answer("昭和31年3月2日")
    expect(told).to_contain_text("その日付ではありません")
    facts = desk.calculator.locator(".facts")
    facts.get_by_role("button", name="生年月日を直す").click()
    facts.get_by_role("textbox", name="生年月日").fill("昭和31年3月1日")
    desk.calculated(lambda: page.keyboard.press("Enter"))
    expect(told).to_contain_text("正解です")
    page.keyboard.press("Alt+KeyY")
    expect(desk.line).to_contain_text("記録しません")
    page.keyboard.press("Alt+KeyX")
    expect(told).to_be_empty()
