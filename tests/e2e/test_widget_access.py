"""Every state of the chat, for every way of looking at it: axe, contrast, targets, reflow."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.looks import ALL, COLOURS, NOT_COLOURS, Look, use_by_everyone
from tests.e2e.watching import MESSAGES, Hold, Visit, Window, cut_line

pytestmark = pytest.mark.e2e

# The chat is gone through in the first, the narrowest: there it is hardest to use.
LOOKS = {
    "320": Look(320, 640, touch=True, axe=ALL),
    "1280": Look(1280, 800, axe=NOT_COLOURS),
    "768": Look(768, 1024, touch=True),
    "landscape": Look(844, 390, touch=True),
    "dark": Look(1280, 800, colours="dark", axe=COLOURS),
    "forced colours": Look(1280, 800, forced="active", axe=COLOURS),
    "200 %": Look(640, 512, scale=2),
}
LARGE = """localStorage.setItem("kokuho-chat", '{"large":true,"furigana":true}')"""


def states(window: Window) -> Iterator[str]:
    """Goes through a talk and stops at each state that a person can meet."""
    page, chat = window.page, window.chat
    page.goto(window.url)
    yield "closed"
    window.unfold()
    yield "open"
    window.button("メニュー").click()
    yield "menu"
    chat.get_by_text("消去", exact=True).click()
    yield "erase confirmation"
    window.button("メニュー").click()
    hold = Hold()
    page.route(MESSAGES, hold)
    window.box.fill("資格確認書はいつまで使えますか")
    window.box.press("Enter")
    expect(window.status).to_have_text(re.compile("考えて"))
    yield "thinking"
    window.answer(hold.release)
    page.unroute(MESSAGES)
    yield "question with date form"
    window.button("この日付を送る").click()
    expect(chat.get_by_text("一つ選んでください")).to_be_visible()
    yield "form with error"
    chat.get_by_role("radio", name="昭和").check()
    for name, value in {"年": "30", "月": "2", "日": "30"}.items():
        chat.get_by_role("textbox", name=name, exact=True).fill(value)
    window.button("この日付を送る").click()
    expect(chat.get_by_text("その日はない")).to_be_visible()
    yield "form with a date that is none"
    window.ask("コールセンターの電話番号と受付時間を教えてください")
    window.log.locator("summary").last.click()
    yield "card with details open"
    card = window.ask("電子証明書を更新するにはどうすればいいですか")
    card.get_by_role("button", name="いいえ", exact=True).click()
    card.get_by_role("button", name="意見を送る").click()
    expect(card.get_by_role("alert")).to_have_text(re.compile("選んで"))
    yield "feedback form"
    window.ask("今年の国保の保険料はいくらになりますか")
    expect(window.log.locator("article.refusal").last).to_be_visible()
    yield "refusal"
    window.lines_break = True
    cut_line(page)
    window.box.fill("つながりますか")
    window.box.press("Enter")
    expect(chat.get_by_text("未送信")).to_be_visible()
    yield "offline"


def test_every_state_can_be_used_by_everyone(visit: Visit) -> None:
    """In every state and look: no axe violation, contrast AA, targets, no sideways scrolling."""
    window = visit(**LOOKS["320"].context()).window()
    use_by_everyone(window.page, states(window), LOOKS, "chat")


def test_with_large_letters_and_furigana(visit: Visit) -> None:
    """The same on the narrowest screen, with all that makes words longer."""
    look = LOOKS["320"]._replace(axe=COLOURS)
    window = visit(**look.context()).window()
    window.page.add_init_script(LARGE)
    use_by_everyone(window.page, states(window), {"large, furigana": look}, "chat")
