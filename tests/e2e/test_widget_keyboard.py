"""The chat by keyboard and by ear: focus, input methods, live regions."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.watching import BOX, LAUNCHER, MESSAGES, Hold, Visit, Watched, Window

pytestmark = pytest.mark.e2e

QUESTION = "電子証明書を更新するにはどうすればいいですか"

# What the focus shows: width of the outline, its contrast with what is around, is it in view.
FOCUS = """() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const light = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const solid = (node) => {
    const color = getComputedStyle(node).backgroundColor;
    return /, 0\\)$/.test(color) ? solid(node.parentElement) : color;
  };
  const style = getComputedStyle(at);
  const around = solid(at.parentElement ?? document.body);
  const [dark, bright] = [style.outlineColor, around].map(light).sort((a, b) => a - b);
  const { left, top, width, height } = at.getBoundingClientRect();
  const seen = at.getRootNode().elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  return {
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    contrast: (bright + 0.05) / (dark + 0.05),
    inView: at === seen || at.contains(seen) || Boolean(seen?.contains(at)),
  };
}"""


def tab_to(window: Window, name: str, most: int = 40) -> None:
    """Presses Tab until `name` has the focus."""
    for _ in range(most):
        window.page.keyboard.press("Tab")
        if window.focused() == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_from_the_page_to_an_answer_and_back(visit: Visit) -> None:
    """With the keyboard alone: to the launcher, a question, the answer, and back by Esc."""
    window = visit().window()
    keys = window.page.keyboard
    window.page.goto(window.url)
    tab_to(window, LAUNCHER)
    keys.press("Enter")
    expect(window.box).to_be_focused()
    keys.type(QUESTION)
    window.answer(lambda: keys.press("Enter"))
    expect(window.box).to_be_focused()
    expect(window.box).to_have_value("")
    keys.press("Escape")
    expect(window.chat).to_be_hidden()
    expect(window.launcher).to_be_focused()
    keys.press("Space")
    expect(window.box).to_be_focused()
    expect(window.mine).to_have_count(1)


def test_the_close_button_gives_the_focus_back(visit: Visit) -> None:
    """「閉じる」 does what Esc does."""
    window = visit().window().open()
    window.button("閉じる").press("Enter")
    expect(window.launcher).to_be_focused()


def test_order_of_the_focus(visit: Visit) -> None:
    """Tab goes as one reads: head, talk, its choices, box, 「送信」."""
    window = visit().window().open()
    tab_to(window, "Language")
    names = ["Language"]
    while names[-1] != "送信" and len(names) < 20:
        window.page.keyboard.press("Tab")
        names.append(window.focused())
    choices = window.cards.last.get_by_role("button").all_inner_texts()
    card = ["はじめに", *choices]
    head = ["Language", "メニュー", "閉じる"]
    assert names == [*head, "やりとり", *card, "声で入力", BOX, "送信"]


def test_nobody_gets_lost_behind_it_on_a_phone(visit: Visit) -> None:
    """Where the chat covers the page, Tab stays in it."""
    window = visit(viewport={"width": 320, "height": 640}).window().open()
    names = set()
    for _ in range(15):
        window.page.keyboard.press("Tab")
        names.add(window.focused())
    assert "本文へ移る" not in names
    assert {"閉じる", "送信"} <= names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen(visit: Visit, scheme: str) -> None:
    """Wherever Tab leads, a line of 2 px with a contrast of 3:1 shows it, and nothing hides it."""
    window = visit(color_scheme=scheme).window().open()
    window.ask("資格確認書はいつまで使えますか")
    window.button("メニュー").click()
    tab_to(window, "Language")
    bad = {}
    for _ in range(60):
        seen = window.page.evaluate(FOCUS)
        if seen["outline"] < 2 or seen["contrast"] < 3 or not seen["inView"]:
            bad[window.focused()] = seen
        if window.focused() == "送信":
            break
        window.page.keyboard.press("Tab")
    assert bad == {}
    assert window.focused() == "送信"


def test_enter_belongs_to_the_input_method(visit: Visit) -> None:
    """Enter that ends a composition does not send; the next one does."""
    watched = visit()
    window = watched.window().open()
    page = window.page
    ime = watched.context.new_cdp_session(page)
    window.box.focus()
    ime.send("Input.imeSetComposition", {"text": "きげん", "selectionStart": 3, "selectionEnd": 3})
    for key in ("Enter", "Escape", "Escape", "Escape"):
        # 229 is what every key is while an input method takes it.
        pressed = {"key": key, "windowsVirtualKeyCode": 229}
        ime.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **pressed})
        ime.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})
    expect(window.chat).to_be_visible()
    expect(window.box).to_have_value("きげん")
    ime.send("Input.insertText", {"text": "期限"})
    expect(window.box).to_have_value("期限")
    assert watched.sent("POST", "/messages") == []
    window.answer(lambda: page.keyboard.press("Enter"))
    expect(window.mine).to_have_text(re.compile("期限"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ({"isComposing": True}, "あ"),
        ({"keyCode": 229}, "あ"),
        ({"shiftKey": True}, "あ"),
    ],
)
def test_enters_that_do_not_send(visit: Visit, key: dict[str, Any], value: str) -> None:
    """Composing, as Chromium and as Safari tell it, and Shift."""
    watched = visit()
    window = watched.window().open()
    window.box.fill(value)
    window.box.dispatch_event("keydown", {"key": "Enter", "cancelable": True, **key})
    expect(window.box).to_have_value(value)
    expect(window.mine).to_have_count(0)


def test_shift_and_enter_is_a_new_line(visit: Visit) -> None:
    """Two lines go out as one message."""
    watched = visit()
    window = watched.window().open()
    keys = window.page.keyboard
    keys.type("期限を知りたい")
    keys.press("Shift+Enter")
    keys.type("母の分です")
    expect(window.box).to_have_value("期限を知りたい\n母の分です")
    window.answer(lambda: keys.press("Enter"))
    [request] = watched.sent("POST", "/messages")
    assert request.post_data_json["text"] == "期限を知りたい\n母の分です"


def test_a_choice_by_keyboard(visit: Visit) -> None:
    """A choice is a button: Space presses it, it shows as said, the focus is not lost."""
    watched = visit()
    window = watched.window().open()
    label = "病院に持って行く物"
    window.button(label).focus()
    window.answer(lambda: window.page.keyboard.press("Space"))
    expect(window.mine).to_have_text(re.compile(label))
    assert window.focused() != ""
    [request] = watched.sent("POST", "/messages")
    assert set(request.post_data_json) == {"id", "press"}


def test_a_date_by_keyboard(visit: Visit) -> None:
    """What is wrong is said in place and gets the focus; what is right is sent in words."""
    window = visit().window().open()
    window.ask("資格確認書はいつまで使えますか")
    keys, form = window.page.keyboard, window.log.get_by_role("group", name="日付を入れる")
    send = window.button("この日付を送る")
    send.press("Enter")
    expect(form.get_by_role("radio").first).to_be_focused()
    keys.press("Space")
    year, month, day = (form.get_by_role("textbox", name=n, exact=True) for n in "年月日")
    send.press("Enter")
    expect(year).to_be_focused()
    expect(year).to_have_attribute("aria-invalid", "true")
    expect(year).to_have_accessible_description(re.compile("「?年」?を数字で書いてください"))
    keys.type("３１")
    keys.press("Tab")
    expect(month).to_be_focused()
    keys.type("13")
    keys.press("Enter")
    expect(month).to_be_focused()
    expect(year).not_to_have_attribute("aria-invalid", "true")
    month.fill("4")
    keys.press("Tab")
    keys.type("31")
    keys.press("Enter")
    expect(day).to_have_accessible_description(re.compile("日はありません|日はない"))
    assert window.focused() in ("年", "月", "日")
    day.fill("5")
    window.answer(lambda: keys.press("Enter"))
    expect(window.mine.last).to_have_text(re.compile("昭和31年4月5日"))
    expect(form).to_have_count(0)
    assert window.focused() != ""


def live(page: Page) -> list[dict[str, str]]:
    """The live regions that a screen reader knows of."""
    found: list[dict[str, str]] = page.evaluate(
        """() => [...document.querySelector("kokuho-chat").shadowRoot
          .querySelectorAll("[role=status], [role=log]")]
          .filter((node) => node.checkVisibility())
          .map(({role, ariaLabel, ariaLive}) => ({role, name: ariaLabel, live: ariaLive}))"""
    )
    return found


def test_live_regions_are_there_before_anything_is_said(visit: Visit) -> None:
    """A region that appears together with its words is not read out: it is there from the start."""
    window = visit().window().open()
    regions = live(window.page)
    assert {"role": "log", "name": "やりとり", "live": "polite"} in regions
    assert [r["role"] for r in regions].count("status") >= 2  # suggestions bring their own


def test_the_answer_is_heard_once(visit: Visit) -> None:
    """Thinking is said in the status, not in the log; the answer is added to the log as a whole."""
    watched: Watched = visit()
    window = watched.window().open()
    hold = Hold()
    window.page.route(MESSAGES, hold)
    window.page.evaluate(
        """() => {
          window.added = [];
          const root = document.querySelector("kokuho-chat").shadowRoot;
          new MutationObserver((changes) => changes.forEach(({addedNodes}) =>
            addedNodes.forEach((node) => window.added.push(node.textContent)))
          ).observe(root.querySelector("[role=log]"), {childList: true});
        }"""
    )
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.status).to_have_text("お答えを考えています…")
    window.answer(hold.release)
    said, answer = window.page.evaluate("window.added")
    assert said.startswith("あなた")
    assert QUESTION in said
    assert answer.startswith("回答")
    assert "電子証明書" in answer


def test_names_for_those_who_do_not_see(visit: Visit) -> None:
    """The dialog, the log, the groups and the menu say what they are and in which state."""
    window = visit().window()
    window.page.goto(window.url)
    expect(window.launcher).to_have_attribute("aria-haspopup", "dialog")
    window.unfold()
    expect(window.chat).to_have_accessible_name(re.compile("国保.*質問|質問.*国保"))
    expect(window.log).to_have_accessible_name("やりとり")
    menu = window.button("メニュー")
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.click()
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(window.page.locator("kokuho-chat")).to_have_attribute("lang", "ja")
    card = window.ask("資格確認書はいつまで使えますか")
    expect(card.get_by_role("radiogroup")).to_have_accessible_name("元号か西暦")
    expect(card.get_by_role("group", name="答えを選ぶ")).to_be_visible()


def test_a_long_text_is_not_cut(visit: Visit) -> None:
    """Beyond 5,000 characters the box says so, keeps all of it, and sends nothing."""
    watched = visit()
    window = watched.window().open()
    text = "𠮷" * 5_001
    window.box.fill(text)
    expect(window.box).to_have_attribute("aria-invalid", "true")
    expect(window.box).to_have_accessible_description(re.compile("5,000文字を超え"))
    window.box.press("Enter")
    expect(window.box).to_have_value(text)
    window.box.fill(text[:-1])
    expect(window.box).not_to_have_attribute("aria-invalid", "true")
    assert watched.sent("POST", "/messages") == []
