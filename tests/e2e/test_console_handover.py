"""From the chat to the telephone: the number that a resident gets, and what it shows, once."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.desk import COLLEAGUE, Desk, Office
from tests.e2e.running import Servers
from tests.e2e.watching import Visit, Window

pytestmark = pytest.mark.e2e

QUESTION = "わたしは山田花子です。資格確認書はいつまで使えますか"


def asked_and_computed(window: Window) -> None:
    """A resident's talk up to the date that was worked out."""
    window.ask(QUESTION)
    window.ask("昭和31年3月1日")
    window.answer(lambda: window.button("どれもない").click())


def number_of(window: Window) -> str:
    """Asks for a number, agrees, and reads it from the screen."""
    window.answer(lambda: window.button("電話で続きを相談する").click())
    expect(window.cards.last).to_contain_text("計算に使った")
    window.answer(lambda: window.cards.last.get_by_role("button", name="はい").click())
    found = re.search(r"相談番号は、(\d{3}) (\d{3})", window.cards.last.inner_text())
    assert found is not None
    return found[1] + found[2]


def take_up(desk: Desk, number: str) -> None:
    """The operator types the number that the caller says."""
    desk.page.keyboard.press("Alt+KeyB")
    desk.page.keyboard.type(number)
    desk.page.keyboard.press("Enter")


def test_nobody_says_it_twice(visit: Visit, desk: Desk) -> None:
    """What was asked and worked out in the chat stands on the operator's screen, without a name."""
    window = visit().window().open()
    asked_and_computed(window)
    number = number_of(window)
    take_up(desk, f"{number[:3]} {number[3:]}")
    expect(desk.line).to_have_text("相談の内容を呼び出しました。")
    asked = desk.page.locator("#asked")
    expect(asked).to_contain_text("資格確認書はいつまで使えますか")
    expect(asked).to_contain_text("〔名前〕")
    expect(asked).not_to_contain_text("山田")
    expect(desk.value).to_have_text("令和8年(2026年)2月28日")
    expect(desk.calculator.locator(".facts")).to_contain_text("昭和31年(1956年)3月1日")
    asked.get_by_role("button", name="資格確認書の期限").click()
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("資格確認書の期限")
    desk.page.keyboard.press("Alt+KeyX")
    expect(asked).to_be_hidden()
    expect(desk.result).to_have_count(0)


def test_a_household_is_taken_over(visit: Visit, desk: Desk) -> None:
    """Each person of the chat gets a tab, with facts and a result of their own."""
    window = visit().window().open()
    window.ask(
        "資格確認書の期限はいつまでですか。父は昭和25年11月3日生まれ、母は昭和31年3月1日生まれです"
    )
    window.answer(lambda: window.button("どれもない").click())
    take_up(desk, number_of(window))
    tabs = desk.page.locator("#people [role=tab]")
    expect(tabs).to_have_count(2)
    expect(tabs.nth(0)).to_contain_text("お父さま")
    expect(tabs.nth(0)).to_contain_text("令和7年(2025年)11月2日")
    expect(tabs.nth(1)).to_contain_text("お母さま")
    expect(tabs.nth(1)).to_contain_text("令和8年(2026年)2月28日")
    desk.page.keyboard.press("Alt+KeyP")
    expect(desk.calculator.locator(".facts")).to_contain_text("昭和31年(1956年)3月1日")
    expect(desk.calculator.locator(".facts")).not_to_contain_text("昭和25年")


def test_once_and_for_one(visit: Visit, office: Callable[..., Office]) -> None:
    """A number that was used, taken back or never given shows nothing, and says so."""
    window = visit().window().open()
    asked_and_computed(window)
    number = number_of(window)
    first, second = office().desk().sign_in(), office().desk().sign_in(COLLEAGUE)
    take_up(first, number)
    expect(first.value).to_have_text("令和8年(2026年)2月28日")
    take_up(second, number)
    expect(second.line).to_contain_text("番号")
    expect(second.page.locator("#asked")).to_be_hidden()
    window.ask("わたしの資格確認書はいつまで使えますか")
    another = number_of(window)
    assert another != number
    window.answer(lambda: window.button("相談番号を取り消す").click())
    take_up(second, another)
    expect(second.page.locator("#asked")).to_be_hidden()


def test_nothing_without_consent(visit: Visit) -> None:
    """A no makes no number, and the talk goes on."""
    window = visit().window().open()
    asked_and_computed(window)
    window.answer(lambda: window.button("電話で続きを相談する").click())
    window.answer(lambda: window.cards.last.get_by_role("button", name="いいえ").click())
    expect(window.cards.last).to_contain_text("相談番号は作りません")
    assert not re.search(r"\d{3} \d{3}", window.log.inner_text())


def test_numbers_cannot_be_tried(office: Callable[..., Office], staffed: Servers) -> None:
    """Ten wrong numbers, and an operator has to wait; the log holds none of them."""
    from tests.e2e.test_console_attacks import add

    add(staffed, "goro")
    desk = office().desk().sign_in("goro")
    field = desk.page.get_by_label("相談番号")
    for number in range(500_100, 500_112):
        field.fill(str(number))
        with desk.page.expect_response("**/desk/consultations") as answered:
            field.press("Enter")
        expect(desk.page.locator("#consultation")).not_to_have_attribute("aria-busy", "true")
    assert answered.value.status == 429
    expect(desk.line).to_contain_text("少し待って")
    assert "500100" not in staffed.log()
    desk.open("マル学って何ですか", "マル学とは")  # and his work goes on


def test_a_number_is_of_its_call(desk: Desk) -> None:
    """It is sent once, however often Enter is pressed; after the call nothing of it comes."""
    held: list[Route] = []
    desk.page.route("**/desk/consultations", lambda route: held.append(route))
    take_up(desk, "123456")
    desk.page.keyboard.press("Enter")
    desk.hear("マル学って何ですか")  # whatever was sent before is there
    assert len(held) == 1
    desk.page.keyboard.press("Alt+KeyX")
    expect(desk.page.get_by_label("相談番号")).to_have_value("")
    before = {"words": "前の方の質問", "id": None, "title": "", "kind": ""}
    held[0].fulfill(json={"asked": [before], "matter": None, "facts": {}, "minutes": 1})
    desk.hear("資格確認書はいつまで使えますか")
    expect(desk.page.locator("#asked")).to_be_hidden()


def test_a_refused_number_goes_with_its_call(desk: Desk) -> None:
    """A number alone is a call to clear; the next one's number ends the way back to it."""
    field = desk.page.get_by_label("相談番号")
    take_up(desk, "12345")
    desk.page.keyboard.press("Alt+KeyX")
    expect(field).to_have_value("")
    desk.page.keyboard.press("Alt+KeyU")
    expect(field).to_have_value("12345")
    desk.page.keyboard.press("Alt+KeyX")
    desk.page.keyboard.press("Alt+KeyB")
    desk.page.keyboard.type("6")
    expect(desk.page.get_by_role("button", name="元に戻す")).to_be_hidden()
    desk.page.keyboard.press("Alt+KeyU")
    expect(field).to_have_value("6")


def test_a_slip_is_told_before_anything_is_sent(desk: Desk) -> None:
    """Five digits are a slip of the ear, and count for nothing."""
    take_up(desk, "12345")
    expect(desk.line).to_contain_text("6桁")
