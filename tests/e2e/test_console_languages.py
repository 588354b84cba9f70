"""A caller who reads another language: what the operator sees, shows and copies."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk
from tests.e2e.test_console_handover import take_up
from tests.e2e.watching import Visit, Window

pytestmark = pytest.mark.e2e

SURE, SURE_TITLE = "資格確認書はいつまで使えますか", "資格確認書の期限"


def foreign(desk: Desk) -> Locator:
    """The caller's text beside the card."""
    return desk.card.locator(".foreign")


def language(desk: Desk) -> Locator:
    """The choice of the caller's language."""
    return desk.page.get_by_label("お客様の言語")


def number_of(window: Window) -> str:
    """The consultation number of an English chat."""
    window.ask("consultation number")
    window.answer(lambda: window.cards.last.get_by_role("button", name="Yes", exact=True).click())
    found = re.search(r"is (\d{3}) (\d{3})", window.cards.last.inner_text())
    assert found is not None
    return found[1] + found[2]


def test_a_language_is_chosen_by_hand(desk: Desk) -> None:
    """The text stands beside the Japanese card with `lang`, is shown large, and is copied whole."""
    desk.open(SURE, SURE_TITLE)
    expect(foreign(desk)).to_have_count(0)
    language(desk).select_option("vi")
    text = foreign(desk).locator("[lang=vi].stack")
    expect(text).to_contain_text("31 tháng 7 năm 2026")
    expect(desk.card.locator(".script")).to_be_visible()
    foreign(desk).get_by_role("button", name="大きく見せる").click()
    shown = desk.page.locator("#showing")
    expect(shown.locator("[lang=vi]")).to_contain_text("31 tháng 7 năm 2026")
    shown.get_by_role("button", name="閉じる").click()
    foreign(desk).get_by_role("button", name="コピー").click()
    expect(desk.line).to_have_text("Tiếng Việtの案内をコピーしました。")
    assert "31 tháng 7 năm 2026" in desk.clipboard()
    language(desk).select_option("")
    expect(foreign(desk)).to_have_count(0)


def test_a_result_stands_in_both_languages(desk: Desk) -> None:
    """What is worked out for the caller is told beside it in their language as well."""
    desk.open(SURE, SURE_TITLE)
    desk.answer("昭和31年3月1日")
    desk.calculated(lambda: desk.question.get_by_role("button", name="どれもない").click())
    language(desk).select_option("en")
    expect(foreign(desk).locator(".foreign-told")).to_contain_text("28 February 2026")
    language(desk).select_option("ko")
    expect(foreign(desk).locator(".foreign-told")).to_contain_text("2026년 2월 28일")


def test_the_language_comes_with_the_number_and_goes_with_the_call(
    visit: Visit, desk: Desk
) -> None:
    """A number of an English chat chooses English; the next caller is Japanese again."""
    window = visit().window().open()
    window.ask("How long is my Eligibility Certificate valid?")
    window.ask("I was born on 1 March 1956")
    number = number_of(window)
    take_up(desk, number)
    expect(language(desk)).to_have_value("en")
    asked = desk.page.locator("#asked li p").first
    expect(asked).to_have_attribute("lang", "en")
    desk.page.locator("#asked").get_by_role("button", name=SURE_TITLE).first.click()
    expect(foreign(desk)).to_contain_text("31 July 2026")
    desk.page.keyboard.press("Alt+KeyX")
    expect(language(desk)).to_have_value("")
    desk.page.keyboard.press("Alt+KeyU")
    expect(language(desk)).to_have_value("en")
    expect(foreign(desk)).to_contain_text("31 July 2026")
