"""Every state of a call at the console, in every look: axe, contrast, targets, reflow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.desk import EDITOR, Desk, Office
from tests.e2e.looks import ALL, COLOURS, NOT_COLOURS, Look, use_by_everyone

pytestmark = pytest.mark.e2e

# The console is gone through in the first, the narrowest: there it is hardest to use.
LOOKS = {
    "320": Look(320, 640, axe=ALL),
    "1280": Look(1280, 800, axe=NOT_COLOURS),
    "1920": Look(1920, 1080),
    "200 %": Look(640, 400, scale=2),
    "dark": Look(1280, 800, colours="dark", axe=COLOURS),
    "forced colours": Look(1280, 800, forced="active", axe=COLOURS),
}


def of_the_desk(desk: Desk) -> Iterator[str]:
    """Goes through a call and stops at each state that an operator can meet."""
    page = desk.page
    page.goto(f"{desk.url}/signin")
    yield "sign-in"
    page.get_by_label("名前").fill("nobody")
    page.get_by_label("パスワード").fill("nothing at all")
    page.get_by_label("パスワード").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "sign-in refused"
    desk.sign_in(EDITOR)
    yield "desk"
    desk.hear("更新したいんですけど")
    expect(desk.count).to_contain_text("お客様に確認")
    yield "ask the caller"
    desk.hear("お世話になっております")
    expect(desk.count).to_contain_text("0件")
    yield "nothing found"
    desk.hear("なくした")
    expect(desk.count).to_contain_text("候補")
    yield "found by words"
    desk.hear("今年の国保の保険料はいくらになりますか")
    expect(desk.count).to_contain_text("答えられない")
    yield "refusal"
    desk.hear("夫が倒れて息をしていません")
    expect(desk.count).to_contain_text("119番")
    yield "help"
    desk.open("資格確認書の申請には何を持って行けばいいですか", "資格確認書の申請の持ち物")
    yield "card with things to bring"
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    expect(desk.question).to_be_visible()
    yield "card and question"
    desk.answer("昭和30年2月30日")
    expect(desk.question.get_by_role("alert")).to_be_visible()
    yield "question with a date that is none"
    desk.answer("昭和31年3月1日")
    expect(desk.question).to_contain_text("当てはまる")
    yield "result so far"
    desk.calculated(lambda: desk.question.get_by_role("button", name="どれもない").click())
    expect(desk.question).to_have_count(0)
    yield "result"
    desk.open("母の資格確認書の期限も", "資格確認書の期限")
    expect(desk.question).to_contain_text("お母さま")
    desk.answer("昭和27年6月6日")
    expect(desk.card.locator(".told")).to_have_count(2)
    yield "two people"
    desk.open("マル学って何ですか", "マル学とは")
    expect(desk.calculator.locator(".past")).to_be_visible()
    yield "result of another matter"
    page.get_by_label("お客様の言語").select_option("ne")
    expect(desk.card.locator(".foreign")).to_be_visible()
    yield "card in the caller's language"
    page.keyboard.press("Alt+KeyS")
    expect(page.locator("#showing")).to_be_visible()
    yield "shown to the caller"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+KeyX")
    expect(page.get_by_role("button", name="元に戻す")).to_be_visible()
    yield "cleared"
    desk.work_out("certificate_expiry")
    desk.answer("昭和25年8月1日")
    expect(desk.result).to_contain_text("要確認")
    yield "result to confirm"
    page.keyboard.press("Alt+KeyL")
    expect(page.locator("#index section")).not_to_have_count(0)
    yield "all answers"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+KeyT")
    expect(page.locator("#directory li")).not_to_have_count(0)
    yield "directory"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+KeyH")
    yield "keys"
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#signed-out').showModal()")
    yield "signed out"
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#copying').showModal()")
    yield "copying by hand"
    page.keyboard.press("Escape")


def test_every_state_can_be_used_by_everyone(office: Callable[..., Office]) -> None:
    """In every state and look: no axe violation, contrast AA, targets, no sideways scrolling."""
    desk = office(**LOOKS["320"].context()).desk()
    use_by_everyone(desk.page, of_the_desk(desk), LOOKS, "console")


def test_everything_of_a_call_is_on_one_screen(desk: Desk) -> None:
    """At 1280×800 the page does not scroll, and words, script, question and keys are in view."""
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    desk.answer("昭和31年3月1日")
    height = "[document.scrollingElement.scrollHeight, innerHeight]"
    whole, shown = desk.page.evaluate(height)
    assert whole <= shown
    for part in (desk.box, desk.card.locator(".script"), desk.question, desk.value):
        expect(part).to_be_in_viewport(ratio=1)
    expect(desk.page.get_by_role("button", name="通話終了")).to_be_in_viewport(ratio=1)


def test_what_a_screen_reader_hears(desk: Desk) -> None:
    """Live regions stay in the page, name the chosen suggestion, and never repeat themselves."""
    page = desk.page
    page.evaluate(
        """() => {
          window.heard = [];
          document.querySelectorAll('[role=status]').forEach((node) =>
            new MutationObserver(() => node.textContent && heard.push(node.textContent))
              .observe(node, {childList: true, characterData: true, subtree: true}));
        }"""
    )
    desk.hear("資格確認書はいつまで使えますか")
    expect(desk.count).to_have_text(re.compile("^候補 [1-3]件$"))
    desk.hear("資格確認書はいつまで使えますか?")
    expect(desk.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    desk.box.press("ArrowDown")
    expect(desk.box).to_have_attribute("aria-activedescendant", re.compile("^suggestion-"))
    desk.box.press("Enter")
    expect(desk.line).to_contain_text("を開きました")
    heard = page.evaluate("heard")
    assert len(heard) == len(set(heard)), heard
    assert "# " not in "\n".join(heard)
    snapshot = page.locator("main").aria_snapshot()
    for name in (
        'textbox "お客様の言葉', 'listbox "候補"', 'region "資格確認書の期限"', 'region "計算',
        'group "この案内は"',
    ):  # fmt: skip
        assert name in snapshot, snapshot
