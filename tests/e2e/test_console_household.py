"""Calls about several people at the console, by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.desk import Desk
from tests.e2e.watching import cut_line

pytestmark = pytest.mark.e2e


def tabs(desk: Desk) -> Locator:
    """The people of the call."""
    return desk.page.get_by_role("tablist", name="調べる人").get_by_role("tab")


def whose(desk: Desk) -> Locator:
    """The tab that is open."""
    return tabs(desk).and_(desk.page.locator("[aria-selected=true]"))


def told(desk: Desk, name: str) -> Locator:
    """What is read aloud of one person."""
    return desk.card.locator(".script").get_by_role("group", name=name)


def say(desk: Desk, text: str) -> None:
    """Types over what stands in the box, and takes it in."""
    keys = desk.page.keyboard
    keys.press("Alt+KeyQ")
    keys.press("Control+A")
    keys.type(text)
    keys.press("Enter")


def test_a_household_of_two(desk: Desk) -> None:
    """父と母 are two tabs; each is asked and told apart, and nothing of one is the other's."""
    keys = desk.page.keyboard
    say(desk, "父と母の資格確認書の期限")
    expect(tabs(desk)).to_have_text([re.compile("^お父さま"), re.compile("^お母さま")])
    expect(whose(desk)).to_contain_text("お父さま")
    expect(desk.question).to_contain_text("お父さまの生年月日")

    keys.press("Alt+KeyK")
    keys.type("昭和31年3月1日")
    keys.press("Enter")
    expect(desk.question).to_contain_text("お父さまに当てはまるものはありますか")
    keys.press("0")  # どれもない
    expect(told(desk, "お父さま")).to_contain_text("令和8年2月28日")
    expect(told(desk, "お父さま")).to_contain_text("昭和31年3月1日(ついたち)生まれの方として")

    expect(desk.line).to_have_text("お父さまの結果が出ました。次は、お母さまです。")
    expect(whose(desk)).to_contain_text("お母さま")
    expect(desk.question).to_contain_text("お母さまの生年月日")
    expect(desk.result).to_have_count(0)
    expect(desk.calculator).not_to_contain_text("31年")
    expect(told(desk, "お母さま")).to_have_count(0)

    keys.type("昭和27年6月6日")
    keys.press("Enter")
    expect(desk.question).to_contain_text("お母さまに当てはまるものはありますか")
    keys.press("3")  # 負担割合が変わる
    expect(desk.question).to_contain_text("何月から")
    keys.type("令和7年10月")
    keys.press("Enter")
    expect(whose(desk)).to_contain_text("お母さま")
    expect(told(desk, "お母さま")).to_contain_text("令和7年9月30日")
    expect(told(desk, "お父さま")).to_contain_text("令和8年2月28日")

    keys.press("Alt+KeyC")
    expect(desk.line).to_contain_text("コピーしました")
    father, mother = desk.clipboard().split("\n\n")
    assert father.startswith("お父さま\n")
    assert "令和8年2月28日" in father
    assert mother.startswith("お母さま\n")
    assert "令和7年9月30日" in mother

    keys.press("Alt+KeyP")
    expect(whose(desk)).to_contain_text("お父さま")
    expect(desk.value).to_contain_text("令和8年(2026年)2月28日")
    keys.press("Alt+KeyM")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    note = desk.clipboard()
    assert "計算: お父さま、資格確認書の期限 → 個別の日付(期間中に70歳" in note
    assert "計算: お母さま、資格確認書の期限 → 個別の日付(" in note
    assert not re.search(r"昭和|2月28日|9月30日", note)

    keys.press("Alt+KeyR")
    expect(tabs(desk)).to_have_text([re.compile("^お母さま")])
    keys.press("Alt+KeyM")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    assert "お父さま" not in desk.clipboard()
    keys.press("Alt+KeyX")
    expect(tabs(desk)).to_have_text(["調べたい方"])


def test_a_household_of_three(desk: Desk) -> None:
    """Each is asked in turn, and the last result stays; who is mended is not left."""
    keys = desk.page.keyboard
    say(desk, "父と母と祖母の資格確認書の期限")
    for name, day in (
        ("父", "昭和31年3月1日"),
        ("母", "昭和32年6月6日"),
        ("祖母", "昭和26年4月5日"),
    ):
        expect(whose(desk)).to_contain_text(re.compile(f"お{name}さま|おばあさま"))
        expect(desk.question).to_contain_text("生年月日")
        keys.press("Alt+KeyK")
        keys.type(day)
        keys.press("Enter")
        expect(desk.question).to_contain_text("当てはまるものはありますか")
        keys.press("0")
    expect(desk.question).to_have_count(0)
    expect(whose(desk)).to_contain_text("おばあさま")
    expect(told(desk, "おばあさま")).to_be_in_viewport()
    say(desk, "父は31年ではなく29年の3月1日でした")
    expect(told(desk, "お父さま")).to_contain_text("昭和29年3月1日")
    expect(whose(desk)).to_contain_text("お父さま")


def test_what_was_heard_of_all_at_once(desk: Desk) -> None:
    """Whose result is there by what was said is passed over: the next who is asked is open."""
    say(desk, "主人と私の資格確認書の期限はいつですか")
    expect(whose(desk)).to_contain_text("ご主人")
    say(desk, "主人は昭和25年9月9日、私は昭和40年1月1日生まれです")
    expect(told(desk, "ご主人")).to_contain_text("令和7年9月8日")
    expect(whose(desk)).to_contain_text("お客様")
    expect(desk.question).to_contain_text("お客様に当てはまるものはありますか")
    expect(desk.box).to_be_focused()


def test_a_correction(desk: Desk) -> None:
    """A slip about one person is mended by one sentence, and the other's result stays."""
    say(desk, "父と母の資格確認書の期限")
    expect(desk.question).to_contain_text("お父さまの生年月日")
    say(desk, "父は昭和27年6月6日、母は昭和31年2月11日生まれです")
    expect(tabs(desk)).to_have_count(2)
    expect(told(desk, "お父さま")).to_contain_text("令和8年7月31日")
    expect(told(desk, "お母さま")).to_contain_text("令和8年2月28日")
    say(desk, "母は31年ではなく29年の2月11日でした")
    expect(whose(desk)).to_contain_text("お母さま")
    expect(told(desk, "お母さま")).to_contain_text("昭和29年2月11日生まれの方として")
    expect(told(desk, "お母さま")).to_contain_text("令和8年7月31日")
    expect(told(desk, "お父さま")).to_contain_text("昭和27年6月6日生まれの方として")


def test_a_result_of_another_matter_is_past(desk: Desk) -> None:
    """Once another card is open, the result says of which matter it is."""
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    desk.answer("昭和31年3月1日")
    expect(desk.value).to_be_visible()
    desk.open("マル学って何ですか", "マル学とは")
    expect(desk.calculator.locator(".past")).to_contain_text("別の件(資格確認書の期限)")
    expect(desk.card).not_to_contain_text("2月28日")


def test_zoomed_in_the_card_comes_into_view(desk: Desk) -> None:
    """At 200 % what is read aloud is seen as soon as it is opened, and once it is computed."""
    desk.page.set_viewport_size({"width": 640, "height": 400})
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    expect(desk.card.locator(".script")).to_be_in_viewport()
    desk.page.keyboard.press("Alt+KeyK")
    desk.page.keyboard.type("昭和31年3月1日")
    desk.page.keyboard.press("Enter")
    expect(desk.question).to_contain_text("当てはまるものはありますか")
    expect(desk.question.locator("input, button").first).to_be_focused()
    desk.page.keyboard.press("0")
    expect(desk.card.locator(".told")).to_be_in_viewport()


def test_zoomed_in_the_result_is_read_first(desk: Desk) -> None:
    """At 200 % the next person's question has the focus, and the result stays in view."""
    desk.page.set_viewport_size({"width": 640, "height": 400})
    desk.open("父と母の資格確認書はいつまで使えますか", "資格確認書の期限")
    expect(desk.question).to_contain_text("お父さまの生年月日")
    desk.page.keyboard.press("Alt+KeyK")
    desk.page.keyboard.type("昭和31年3月1日")
    desk.page.keyboard.press("Enter")
    expect(desk.question).to_contain_text("お父さまに当てはまるものはありますか")
    desk.page.keyboard.press("0")
    expect(desk.question).to_contain_text("お母さまの生年月日")
    expect(desk.question.locator("input")).to_be_focused()
    expect(told(desk, "お父さま")).to_be_in_viewport()


def test_what_went_wrong_goes_with_the_call(desk: Desk) -> None:
    """The next call begins without the last one's trouble."""
    cut_line(desk.page)
    desk.page.keyboard.press("Alt+KeyB")
    desk.page.keyboard.type("12")
    desk.page.keyboard.press("Enter")
    expect(desk.line).to_contain_text("6桁")
    desk.page.keyboard.press("Control+A")
    desk.page.keyboard.press("Backspace")
    desk.page.keyboard.press("Alt+KeyX")
    expect(desk.line).to_have_text("")
    desk.page.context.set_offline(False)
