"""Titles that are suggested while one types: by keyboard, ear and hand, and not on slow lines."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.looks import violations
from tests.e2e.watching import Visit, Window

pytestmark = pytest.mark.e2e

TYPED, TITLE = "使える銀行", "口座振替に使える銀行"
SUGGESTIONS = re.compile(r"/api/suggestions$")


def options(window: Window) -> Locator:
    """The titles under 「質問の候補」, the likeliest first."""
    return window.chat.get_by_role("listbox", name="質問の候補").get_by_role("option")


def suggested(window: Window, typed: str = TYPED) -> Locator:
    """The titles for what is typed key by key."""
    window.box.press_sequentially(typed)
    expect(options(window)).not_to_have_count(0)
    return options(window)


def ready(visit: Visit) -> Window:
    """The chat, with the focus in its box and the suggestions loaded."""
    window = visit().window()
    window.page.goto(window.url)
    window.unfold()
    window.box.focus()
    expect(window.box).to_have_attribute("aria-autocomplete", "list")
    return window


def test_with_the_keyboard_alone(visit: Visit) -> None:
    """Arrows choose, and go round by way of the box; Enter sends; the answer is that card."""
    window = ready(visit)
    found = suggested(window)
    expect(found.first).to_have_text(TITLE)
    expect(window.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    window.box.press("ArrowDown")
    expect(found.first).to_have_attribute("aria-selected", "true")
    expect(window.box).to_have_attribute(
        "aria-activedescendant", found.first.get_attribute("id") or ""
    )
    window.box.press("ArrowUp")
    expect(window.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    window.box.press("ArrowUp")
    expect(found.last).to_have_attribute("aria-selected", "true")
    window.box.press("ArrowDown")
    window.box.press("ArrowDown")
    card = window.answer(lambda: window.box.press("Enter"))
    expect(window.mine).to_have_text(re.compile(TITLE))
    expect(card).to_contain_text("銀行")
    expect(options(window)).to_have_count(0)
    expect(window.box).to_be_focused()
    expect(window.box).to_have_value("")


def test_enter_sends_what_was_typed(visit: Visit) -> None:
    """Nothing is chosen for anybody: without an arrow key the words themselves are sent."""
    window = ready(visit)
    suggested(window)
    window.answer(lambda: window.box.press("Enter"))
    expect(window.mine).to_have_text(re.compile(f"{TYPED}$"))
    expect(options(window)).to_have_count(0)


def test_escape_closes_the_list_first(visit: Visit) -> None:
    """Once the list, and the chat stays with what was typed; then the chat."""
    window = ready(visit)
    suggested(window)
    window.box.press("Escape")
    expect(options(window)).to_have_count(0)
    expect(window.box).to_be_focused()
    expect(window.box).to_have_value(TYPED)
    window.box.press("Escape")
    expect(window.chat).to_be_hidden()


def test_by_hand(visit: Visit) -> None:
    """A press on a title sends it."""
    window = ready(visit)
    found = suggested(window)
    window.answer(lambda: found.first.click())
    expect(window.mine).to_have_text(re.compile(TITLE))


def test_by_ear_and_by_axe(visit: Visit) -> None:
    """How many there are, and how to choose, is told politely; axe finds nothing."""
    window = ready(visit)
    found = suggested(window)
    told = window.chat.get_by_role("status").filter(has_text="候補が")
    expect(told).to_have_text(f"候補が{found.count()}件あります。上下の矢印キーで選べます。")
    window.box.press("ArrowDown")
    assert violations(window.page) == []


def test_keys_of_an_input_method_are_its_own(visit: Visit) -> None:
    """While kana are converted, Enter and arrows choose a kanji and send nothing."""
    window = ready(visit)
    suggested(window)
    for key in ("ArrowDown", "Enter"):
        window.box.evaluate(
            "(node, key) => node.dispatchEvent(new KeyboardEvent('keydown',"
            " {key, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )
    expect(window.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(window.box).to_have_value(TYPED)
    expect(window.mine).to_have_count(0)


@pytest.mark.parametrize("line", ["{saveData: true}", "{effectiveType: '2g'}"])
def test_not_on_slow_lines(visit: Visit, line: str) -> None:
    """Who saves data, or has a slow line, loads no more for it and sends nothing while typing."""
    watched = visit()
    window = watched.window()
    window.page.add_init_script(
        f"Object.defineProperty(navigator, 'connection', {{value: {line}}})"
    )
    window.open()
    window.box.press_sequentially(TYPED)
    window.answer(lambda: window.box.press("Enter"))
    assert watched.sent("GET", "/suggest.js") == []
    assert watched.sent("POST", "/api/suggestions") == []


def test_what_answers_a_question_is_no_question(visit: Visit) -> None:
    """While a question of ours is open, nothing is asked for."""
    watched = visit()
    window = watched.window().open()
    window.ask("資格確認書の期限はいつまでですか")
    expect(window.box).to_have_attribute("aria-autocomplete", "list")
    before = len(watched.sent("POST", "/api/suggestions"))
    window.box.press_sequentially("銀行")
    window.answer(lambda: window.box.press("Enter"))
    assert len(watched.sent("POST", "/api/suggestions")) == before


def test_a_refusal_is_silent(visit: Visit) -> None:
    """Where the gateway wants no more of it, the chat works as without."""
    window = ready(visit)
    window.lines_break = True  # the browser notes the refusal by itself
    window.page.route(
        SUGGESTIONS, lambda route: route.fulfill(status=429, headers={"Retry-After": "60"}, json={})
    )
    with window.page.expect_response(SUGGESTIONS):
        window.box.press_sequentially("銀行")
    window.answer(lambda: window.box.press("Enter"))
    expect(options(window)).to_have_count(0)
