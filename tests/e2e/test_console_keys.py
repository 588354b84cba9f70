"""Every key of the console, and the same by mouse."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from bot.console.shared.console import FOLDER
from tests.e2e.desk import Desk

pytestmark = pytest.mark.e2e

SURE, SURE_TITLE = "資格確認書はいつまで使えますか", "資格確認書の期限"
CLOSE = "更新したいんですけど"
COPIED = "読み上げる言葉をコピーしました。"

_TABLE = (FOLDER / "desk" / "static" / "keys.js").read_text(encoding="utf-8")
KEYS = dict(re.findall(r'\{ name: "(\w+)", keys: "([^"]+)"', _TABLE))
_NAMES = {"↑": "ArrowUp", "↓": "ArrowDown", "Esc": "Escape"}


def press(desk: Desk, name: str) -> None:
    """The key of the action `name`, wherever the focus is."""
    keys = KEYS[name]
    usual = re.sub(r"(?<=\+)(\d).*", r"Digit\1", re.sub(r"Alt\+(?=[A-Z])", "Alt+Key", keys))
    desk.page.keyboard.press(_NAMES.get(keys, usual))


def script(desk: Desk) -> str:
    """What is to be read aloud of the card, a sentence a line."""
    return "\n".join(desk.card.locator(".script p").all_inner_texts())


def box(desk: Desk) -> None:
    """From anywhere to the box."""
    desk.matter.focus()
    press(desk, "box")
    expect(desk.box).to_be_focused()


def open_(desk: Desk) -> None:
    """Opens what is chosen; the focus stays with the caller's words."""
    desk.hear(SURE)
    press(desk, "open")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(SURE_TITLE)
    expect(desk.box).to_be_focused()


def line(desk: Desk) -> None:
    """A new line in the box."""
    desk.box.fill("資格")
    press(desk, "line")
    expect(desk.box).to_have_value("資格\n")


def next_(desk: Desk) -> None:
    """The next suggestion, and after the last the first."""
    desk.hear(CLOSE)
    expect(desk.suggestions).not_to_have_count(0)
    count = desk.suggestions.count()
    assert count >= 2
    for number in (*range(1, count), 0):
        press(desk, "next")
        expect(desk.suggestions.nth(number)).to_have_attribute("aria-selected", "true")
        expect(desk.chosen).to_have_count(1)


def previous(desk: Desk) -> None:
    """The one before, and before the first the last."""
    desk.hear(CLOSE)
    expect(desk.suggestions).not_to_have_count(0)
    press(desk, "previous")
    expect(desk.suggestions.last).to_have_attribute("aria-selected", "true")


def _scrolled(desk: Desk) -> float:
    return float(desk.card.evaluate("(node) => node.scrollTop"))


def page_down(desk: Desk) -> None:
    """Scrolls the card, not the page."""
    desk.page.set_viewport_size({"width": 1280, "height": 600})
    desk.open(SURE, SURE_TITLE)
    press(desk, "pageDown")
    assert _scrolled(desk) > 0


def test_one_column_scrolls_as_well(desk: Desk) -> None:
    """Zoomed in, the card is as long as its words, and the same keys move the page."""
    desk.page.set_viewport_size({"width": 640, "height": 400})
    desk.open(SURE, SURE_TITLE)
    desk.page.evaluate("scrollTo(0, 0)")
    press(desk, "pageDown")
    assert desk.page.evaluate("scrollY") > 0
    press(desk, "pageUp")
    assert desk.page.evaluate("scrollY") == 0


def test_the_focus_is_never_lost(desk: Desk) -> None:
    """Whoever opens a card from a list that is drawn anew goes on at the card's title."""
    title = desk.card.get_by_role("heading", level=2)
    desk.open(SURE, SURE_TITLE)
    related = desk.card.get_by_role("group", name="関連").get_by_role("button").first
    name = related.inner_text()
    related.press("Enter")
    expect(title).to_have_text(name)
    expect(title).to_be_focused()
    desk.page.locator("#looked").get_by_role("button", name=SURE_TITLE).press("Enter")
    expect(title).to_have_text(SURE_TITLE)
    expect(title).to_be_focused()


def page_up(desk: Desk) -> None:
    """And back."""
    page_down(desk)
    press(desk, "pageUp")
    assert _scrolled(desk) == 0


def card(desk: Desk) -> None:
    """To the title of the card."""
    desk.open(SURE, SURE_TITLE)
    press(desk, "card")
    expect(desk.card.get_by_role("heading", level=2)).to_be_focused()


def copy(desk: Desk) -> None:
    """What is read aloud, and nothing else of the card."""
    desk.open(SURE, SURE_TITLE)
    press(desk, "copy")
    expect(desk.line).to_have_text(COPIED)
    assert desk.clipboard() == script(desk)


def right(desk: Desk) -> None:
    """The card was right."""
    desk.open(SURE, SURE_TITLE)
    press(desk, "right")
    expect(desk.card.get_by_role("button", name="正しい")).to_have_attribute("aria-pressed", "true")


def wrong(desk: Desk) -> None:
    """The card was wrong."""
    desk.open(SURE, SURE_TITLE)
    press(desk, "wrong")
    expect(desk.card.get_by_role("button", name="違う")).to_have_attribute("aria-pressed", "true")


def calculator(desk: Desk) -> None:
    """To the calculator's question; without one to the choice of what to work out."""
    press(desk, "calculator")
    expect(desk.matter).to_be_focused()
    desk.work_out("certificate_expiry")
    expect(desk.question).to_be_visible()
    desk.box.focus()
    press(desk, "calculator")
    expect(desk.question.locator("input")).to_be_focused()


def choice(desk: Desk) -> None:
    """A choice by its figure, from wherever; in a field a figure alone is a figure."""
    desk.work_out("what_to_bring")
    expect(desk.question.locator("[data-figure='1']")).to_be_visible()
    desk.box.focus()
    desk.page.keyboard.press("1")
    expect(desk.box).to_have_value("1")
    desk.calculated(lambda: press(desk, "choice"))
    expect(desk.calculator.locator(".facts")).to_contain_text("マイナンバーカード")


def none(desk: Desk) -> None:
    """どれもない by one key."""
    desk.work_out("certificate_expiry")
    desk.answer("昭和60年1月1日")
    expect(desk.question).to_contain_text("当てはまるものはありますか")
    desk.calculated(lambda: press(desk, "none"))
    expect(desk.question).to_have_count(0)
    expect(desk.value).to_have_text("令和8年(2026年)7月31日")


def _people(desk: Desk) -> Locator:
    return desk.page.get_by_role("tablist").get_by_role("tab")


def add(desk: Desk) -> None:
    """One more person, and whose tab it is can be chosen at once."""
    press(desk, "add")
    expect(_people(desk)).to_contain_text(["調べたい方", "お二人目の方"])
    expect(desk.page.get_by_label("この方は")).to_be_focused()
    desk.page.get_by_label("この方は").select_option("お母さま")
    expect(_people(desk)).to_contain_text(["調べたい方", "お母さま"])


def person(desk: Desk) -> None:
    """To the next person; what is known of one stays with them."""
    desk.work_out("certificate_expiry")
    desk.answer("昭和31年3月1日")
    add(desk)
    expect(desk.question).to_have_count(0)
    press(desk, "person")
    expect(_people(desk).first).to_have_attribute("aria-selected", "true")
    expect(desk.value).to_have_text("令和8年(2026年)2月28日")


def rename(desk: Desk) -> None:
    """To the choice of whose tab it is."""
    press(desk, "rename")
    expect(desk.page.get_by_label("この方は")).to_be_focused()


def remove(desk: Desk) -> None:
    """The person goes with all that is known of them."""
    add(desk)
    press(desk, "remove")
    expect(_people(desk)).to_have_text(["調べたい方"])


def skip(desk: Desk) -> None:
    """On without an answer."""
    desk.work_out("certificate_expiry")
    expect(desk.question).to_contain_text("生年月日")
    desk.calculated(lambda: press(desk, "skip"))
    expect(desk.value).to_have_text("一般のご案内になります")
    expect(desk.calculator.locator(".facts")).to_contain_text("わからない")


def copy_result(desk: Desk) -> None:
    """What is read aloud of the result."""
    desk.work_out("what_to_bring")
    desk.calculated(lambda: desk.question.get_by_role("button", name="持っていない").click())
    expect(desk.value).to_be_visible()
    press(desk, "copyResult")
    expect(desk.line).to_have_text("計算の案内をコピーしました。")
    assert "資格確認書" in desk.clipboard()


def language(desk: Desk) -> None:
    """To the choice of the caller's language."""
    press(desk, "language")
    expect(desk.page.get_by_label("お客様の言語")).to_be_focused()


def show(desk: Desk) -> None:
    """The caller's text, large; without another language there is none."""
    desk.open(SURE, SURE_TITLE)
    press(desk, "show")
    expect(desk.page.locator("#showing")).to_be_hidden()
    desk.page.get_by_label("お客様の言語").select_option("en")
    expect(desk.card.locator(".foreign")).to_be_visible()
    desk.box.focus()
    press(desk, "show")
    expect(desk.page.locator("#showing")).to_contain_text("31 July 2026")


def number(desk: Desk) -> None:
    """To the field of the consultation number."""
    press(desk, "number")
    expect(desk.page.get_by_label("相談番号")).to_be_focused()


def note(desk: Desk) -> None:
    """The note of the call."""
    press(desk, "note")
    expect(desk.line).to_have_text("まだメモに書くことがありません。")
    desk.open(SURE, SURE_TITLE)
    press(desk, "note")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    assert f"照会: {SURE_TITLE}(certificate_expiry)" in desk.clipboard()


def browse(desk: Desk) -> None:
    """All answers, by topic, id and word; Enter opens the first that is left."""
    press(desk, "browse")
    listed = desk.page.get_by_role("dialog", name="すべてのご案内")
    expect(listed.get_by_role("button", name=SURE_TITLE, exact=True).last).to_be_visible()
    desk.page.keyboard.type("年の途中 マル学")
    expect(listed).to_contain_text("その言葉のご案内はありません")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.type("certificate_expiry")
    desk.page.keyboard.press("Enter")
    expect(listed).to_be_hidden()
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(SURE_TITLE)


def desks(desk: Desk) -> None:
    """Whom to send the caller to, by name and matter; cards without source lead there too."""
    press(desk, "desks")
    listed = desk.page.get_by_role("dialog", name="担当の一覧")
    expect(listed.get_by_role("listitem")).not_to_have_count(0)
    desk.page.keyboard.type("返却 郵送")
    expect(listed.get_by_role("listitem")).to_have_count(1)
    desk.page.keyboard.press("Escape")
    expect(listed).to_be_hidden()


def live(desk: Desk) -> None:
    """The card that the talk surely is about, without a word typed."""
    say = desk.transcript()
    assert say(SURE) == 202
    cards = desk.page.locator("#live-cards").get_by_role("button")
    expect(cards.first).to_have_text(SURE_TITLE)
    press(desk, "live")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(SURE_TITLE)


def memo(desk: Desk) -> None:
    """To the operator's own words."""
    press(desk, "memo")
    expect(desk.page.get_by_label("覚え書き")).to_be_focused()


def clear(desk: Desk) -> None:
    """Everything of the call goes, and the next caller may speak."""
    desk.open(SURE, SURE_TITLE)
    expect(desk.question).to_be_visible()
    press(desk, "clear")
    expect(desk.box).to_have_value("")
    expect(desk.box).to_be_focused()
    expect(desk.suggestions).to_have_count(0)
    expect(desk.card).to_contain_text("候補を選ぶと")
    expect(desk.question).to_have_count(0)


def undo(desk: Desk) -> None:
    """A slip of the finger costs no call."""
    desk.open(SURE, SURE_TITLE)
    desk.answer("昭和31年3月1日")
    expect(desk.value).to_have_text("令和8年(2026年)2月28日")
    press(desk, "clear")
    expect(desk.result).to_have_count(0)
    press(desk, "undo")
    expect(desk.box).to_have_value(SURE)
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(SURE_TITLE)
    expect(desk.value).to_have_text("令和8年(2026年)2月28日")


def help_(desk: Desk) -> None:
    """Shows every key with what it does; the same key puts it away."""
    press(desk, "help")
    listed = desk.page.get_by_role("dialog", name="キー操作")
    expect(listed).to_be_visible()
    assert listed.locator("dt").all_inner_texts() == list(KEYS.values())
    assert all(listed.locator("dd").all_inner_texts())
    press(desk, "help")
    expect(listed).to_be_hidden()


def escape(desk: Desk) -> None:
    """Empties the box, which can be taken back; from elsewhere it leads to the box."""
    desk.hear(SURE)
    press(desk, "escape")
    expect(desk.box).to_have_value("")
    expect(desk.suggestions).to_have_count(0)
    press(desk, "undo")
    expect(desk.box).to_have_value(SURE)
    desk.matter.focus()
    press(desk, "escape")
    expect(desk.box).to_be_focused()


CASES: dict[str, Callable[[Desk], None]] = {
    "box": box, "open": open_, "line": line, "next": next_, "previous": previous,
    "pageDown": page_down, "pageUp": page_up, "card": card, "copy": copy, "right": right,
    "wrong": wrong, "calculator": calculator, "skip": skip, "choice": choice,
    "none": none, "person": person, "add": add, "rename": rename, "remove": remove,
    "copyResult": copy_result, "language": language, "show": show,
    "number": number, "note": note, "clear": clear,
    "browse": browse, "desks": desks, "memo": memo, "live": live,
    "undo": undo, "help": help_, "escape": escape,
}  # fmt: skip


@pytest.mark.parametrize("name", KEYS)
def test_every_key_does_what_the_list_says(desk: Desk, name: str) -> None:
    """Each key of the table does its work."""
    CASES[name](desk)


def test_letters_that_are_typed_are_letters(desk: Desk) -> None:
    """No shortcut is a letter alone, so that a recognised or pasted sentence starts nothing."""
    assert all("+" in keys or len(keys) > 1 or keys in "↑↓" for keys in KEYS.values())
    desk.box.press_sequentially("qcynkgbmxuh")
    expect(desk.box).to_have_value("qcynkgbmxuh")


def test_keys_of_an_input_method_are_its_own(desk: Desk) -> None:
    """While kana are converted, Enter and arrows choose a kanji and open no card."""
    desk.hear(SURE)
    expect(desk.suggestions).not_to_have_count(0)
    for key in ("Enter", "ArrowDown", "Escape"):
        desk.box.evaluate(
            "(node, key) => node.dispatchEvent(new KeyboardEvent('keydown',"
            " {key, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )
    expect(desk.card).to_contain_text("候補を選ぶと")
    expect(desk.box).to_have_value(SURE)
    expect(desk.chosen).to_have_count(1)


def test_the_same_by_mouse(desk: Desk) -> None:
    """Whoever prefers the mouse needs no key: open, copy, vote, skip, note, clear, take back."""
    page = desk.page
    desk.hear(SURE)
    desk.suggestions.first.click()
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(SURE_TITLE)
    desk.card.locator(".script").get_by_role("button", name="コピー").click()
    expect(desk.line).to_have_text(COPIED)
    desk.card.get_by_role("button", name="正しい").click()
    expect(desk.card.get_by_role("button", name="正しい")).to_have_attribute("aria-pressed", "true")
    desk.calculated(lambda: desk.question.get_by_role("button", name="わからない").click())
    page.get_by_role("button", name="メモをコピー").click()
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    page.get_by_role("button", name="通話終了").click()
    expect(desk.card).to_contain_text("候補を選ぶと")
    page.get_by_role("button", name="元に戻す").click()
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(SURE_TITLE)
    page.get_by_role("button", name="キー操作").click()
    listed = page.get_by_role("dialog", name="キー操作")
    listed.get_by_role("button", name="閉じる").click()
    expect(listed).to_be_hidden()
