"""Every state of the chat, for every way of looking at it: axe, contrast, targets, reflow."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.watching import MESSAGES, Hold, Visit, Window, cut_line

pytestmark = pytest.mark.e2e

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
# E2E_SCREENSHOTS: a folder in which a picture of every state is kept.
PICTURES = os.environ.get("E2E_SCREENSHOTS")

LOOKS: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 800}},
    "768": {"viewport": {"width": 768, "height": 1024}, "has_touch": True},
    "landscape": {"viewport": {"width": 844, "height": 390}, "has_touch": True},
    "320": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 1280, "height": 800}, "forced_colors": "active"},
    "200 %": {"viewport": {"width": 640, "height": 512}, "device_scale_factor": 2},
    "large, furigana": {"viewport": {"width": 320, "height": 640}, "has_touch": True},
}


@cache
def axe() -> str:
    """The script of axe-core."""
    found = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
    return found.read_text(encoding="utf-8")


def violations(page: Page, rules: Sequence[str] = (), within: str = "html") -> list[str]:
    """What axe finds, each with its first place; `rules`: only these; `within`: only there."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe())
    only = {"runOnly": list(rules)} if rules else {}
    found = page.evaluate(
        "([within, only]) => axe.run(within, {resultTypes: ['violations'], ...only})",
        [within, only],
    )
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


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


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_can_be_used_by_everyone(visit: Visit, look: str) -> None:
    """In every state and look: no axe violation, contrast AA, targets, no sideways scrolling."""
    # axe puts styles in while it measures; the CSP itself is held against all the other tests.
    window = visit(bypass_csp=True, **LOOKS[look]).window()
    if look == "large, furigana":
        window.page.add_init_script(
            """localStorage.setItem("kokuho-chat", '{"large":true,"furigana":true}')"""
        )
    tap = 44 if LOOKS[look].get("has_touch") else 24
    rules = () if look in ("1280", "320") else ("color-contrast",)
    found: dict[str, list[str]] = {}
    for number, state in enumerate(states(window)):
        if PICTURES:
            window.page.screenshot(path=Path(PICTURES) / f"{look} {number:02} {state}.png")
        measured = window.page.evaluate(MEASURE, tap)
        for problem in [*chain(*measured.values()), *violations(window.page, rules)]:
            found.setdefault(problem, []).append(state)
    if found:
        raise AssertionError(
            "\n".join(f"{what} ({', '.join(where)})" for what, where in found.items())
        )
