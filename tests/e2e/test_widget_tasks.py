"""Five people and what they came for, on a phone: how often each must touch the glass."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.watching import LAUNCHER, Visit, Window

pytestmark = pytest.mark.e2e

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TABLE = Path(__file__).parents[2] / "docs" / "accessibility.md"


@dataclass
class Thumb:
    """A thumb on a phone; letters that are typed are not counted, the tap into the field is."""

    window: Window
    taps: int = 0

    def tap(self, part: Locator) -> None:
        """Touches what can be seen without scrolling."""
        expect(part).to_be_in_viewport()
        part.tap()
        self.taps += 1

    def open(self, name: str | re.Pattern[str] = LAUNCHER) -> Locator:
        """Goes to the page and opens the chat; its first card."""
        self.window.page.goto(self.window.url)
        self.tap(self.window.page.get_by_role("button", name=name))
        expect(self.window.cards.first).to_be_visible()
        return self.window.cards.first

    def topic(self, label: str) -> Locator:
        """Touches what the opening offers; the last card of the answer."""
        return self.window.answer(lambda: self.tap(self.window.button(label)))

    def write(self, text: str, send: str = "送信") -> Locator:
        """Writes a message and sends it; the last card of the answer."""
        self.type(self.window.chat.get_by_role("textbox").last, text)
        return self.window.answer(lambda: self.tap(self.window.button(send)))

    def type(self, field: Locator, text: str) -> None:
        """Touches a field and writes into it."""
        self.tap(field)
        self.window.page.keyboard.insert_text(text)


def seventy_years_old(thumb: Thumb) -> Locator:
    """Born in 昭和30; wants to know until when the paper is good, and does not like to write."""
    thumb.open()
    card = thumb.topic("資格確認書の期限")
    thumb.tap(card.get_by_role("radio", name="昭和"))
    for name, value in {"年": "31", "月": "3", "日": "1"}.items():
        thumb.type(card.get_by_role("textbox", name=name, exact=True), value)
    card = thumb.window.answer(lambda: thumb.tap(thumb.window.button("この日付を送る")))
    expect(card).to_contain_text("令和8年(2026年)2月28日")
    return card


def mother_from_nepal(thumb: Thumb) -> Locator:
    """Her phone speaks Nepali; what must she bring to the doctor?"""
    thumb.open(re.compile("च्याटमा"))
    buttons = thumb.window.cards.first.locator(".choices").get_by_role("button")
    thumb.window.answer(lambda: thumb.tap(buttons.nth(1)))
    card = thumb.window.cards.nth(1)
    expect(card).to_have_attribute("lang", "ne")
    expect(card.locator(".lead")).to_contain_text("マイナ保険証")
    return card


def father_of_a_student(thumb: Thumb) -> Locator:
    """His daughter studies in another town until March: until when is her paper good?"""
    thumb.open()
    card = thumb.write(
        "市外の大学に通う娘の資格確認書の期限はいつですか。令和8年3月20日に卒業します"
    )
    expect(card).to_contain_text("令和8年(2026年)3月20日")
    return card


def without_the_letter(thumb: Thumb) -> Locator:
    """The neighbours have theirs; the title comes up while he types."""
    thumb.open()
    thumb.type(thumb.window.box, "届かない")
    titles = thumb.window.chat.get_by_role("listbox").get_by_role("option")
    card = thumb.window.answer(lambda: thumb.tap(titles.first))
    expect(card).to_contain_text("044-200-0783")
    return card


def in_an_emergency(thumb: Thumb) -> Locator:
    """Her father does not breathe: the next thing to touch rings 119."""
    thumb.open()
    card = thumb.write("父が倒れて息をしていません")
    call = card.get_by_role("link").first
    expect(call).to_have_attribute("href", "tel:119")
    thumb.window.page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    thumb.tap(call)
    return card


Task = Callable[[Thumb], Locator]
TASKS: dict[str, tuple[Task, int, dict[str, Any]]] = {
    "70歳の方": (seventy_years_old, 7, {}),
    "ネパールから来たお母さん": (mother_from_nepal, 2, {"locale": "ne-NP"}),
    "学生のお父さん": (father_of_a_student, 3, {}),
    "紙が届かない方": (without_the_letter, 3, {}),
    "急病人のそばにいる方": (in_an_emergency, 4, {}),
}


@pytest.mark.parametrize("who", TASKS)
def test_taps(visit: Visit, who: str) -> None:
    """Each comes to the answer without scrolling, in so many taps; the table says the same."""
    task, taps, look = TASKS[who]
    thumb = Thumb(visit(**PHONE, **look).window())
    card = task(thumb)
    expect(card.locator(".lead")).to_be_in_viewport()
    assert thumb.taps == taps
    [row] = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if f"| {who}" in line]
    assert row.endswith(f"| {taps} |")
