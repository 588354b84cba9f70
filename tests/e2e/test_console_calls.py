"""Twelve whole calls at the desk by keyboard alone, and the way from a keyword to its script."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from benchmarks.console.keywords import TypedKeyword, read_keywords
from bot.content import find_answer
from tests.e2e.desk import Desk

pytestmark = pytest.mark.e2e

EXPIRY = "資格確認書の期限"
MOST_KEYS = 4
CALLS_COUNTED = 30


@dataclass(frozen=True)
class WholeCall:
    """What the caller says and the operator does, in order: the name of a step and its text.

    `noted` is in the note of the call.
    """

    name: str
    steps: tuple[tuple[str, str], ...]
    noted: str


CALLS = (
    WholeCall(
        "one's own paper",
        (
            ("say", "資格確認書はいつまで使えますか"),
            ("card", EXPIRY),
            ("answer", "昭和31年3月1日"),
            ("press", "0"),
            ("hear", "令和8年2月28日"),
            ("press", "y"),
        ),
        "計算: 資格確認書の期限 → 個別の日付",
    ),
    WholeCall(
        "a mother, whose era is not said",
        (
            ("say", "母の資格確認書の期限を知りたいんですが"),
            ("card", EXPIRY),
            ("asked", "お母さまの生年月日"),
            ("answer", "31.3.1"),
            ("asked", "昭和、平成、西暦の、どれでしょうか"),
            ("press", "1"),
            ("press", "0"),
            ("hear", "令和8年2月28日"),
        ),
        "計算: お母さま、資格確認書の期限 → 個別の日付",
    ),
    WholeCall(
        "a household: father and mother",
        (
            ("say", "父と母の資格確認書の期限"),
            ("asked", "お父さまの生年月日"),
            ("answer", "昭和31年3月1日"),
            ("press", "0"),
            ("hear", "令和8年2月28日"),
            ("asked", "お母さまの生年月日"),
            ("answer", "昭和27年6月6日"),
            ("press", "3"),
            ("asked", "何月から"),
            ("answer", "令和7年10月"),
            ("hear", "令和7年9月30日"),
            ("hear", "令和8年2月28日"),
        ),
        "計算: お母さま、資格確認書の期限 → 個別の日付",
    ),
    WholeCall(
        "a household: husband and wife, told in one breath",
        (
            ("say", "主人と私の資格確認書の期限はいつですか"),
            ("card", EXPIRY),
            ("say", "主人は昭和25年9月9日、私は昭和40年1月1日生まれです"),
            ("hear", "令和7年9月8日"),
            ("asked", "お客様に当てはまるものはありますか"),
            ("press", "0"),
            ("hear", "令和7年9月8日"),
            ("hear", "令和8年7月31日"),
        ),
        "計算: ご主人、資格確認書の期限",
    ),
    WholeCall(
        "in another language",
        (
            ("language", "vi"),
            ("say", "資格確認書はいつまで使えますか"),
            ("card", EXPIRY),
            ("foreign", "31 tháng 7 năm 2026"),
            ("answer", "昭和31年3月1日"),
            ("foreign", "28 tháng 2 năm 2026"),
            ("press", "s"),
            ("shown", "28 tháng 2 năm 2026"),
        ),
        "照会: 資格確認書の期限",
    ),
    WholeCall(
        "which paper was lost is said",
        (
            ("say", "資格確認書をなくしてしまいました"),
            ("card", "なくした・破れた"),
            ("hear", "こちらの資料に書かれていません"),
            ("not heard", "お知らせ"),
        ),
        "計算: なくした・破れた → 資格確認書",
    ),
    WholeCall(
        "which paper was lost is asked",
        (
            ("say", "なくした"),
            ("card", "なくした・破れた"),
            ("asked", "なくされたのは"),
            ("press", "1"),
            ("hear", "再発行できます"),
            ("not heard", "資格確認書"),
        ),
        "計算: なくした・破れた → 資格情報のお知らせ",
    ),
    WholeCall(
        "a direct debit at the ward office",
        (
            ("say", "口座振替はいつから始まりますか"),
            ("card", "口座振替が始まる月"),
            ("asked", "お申し込みは"),
            ("press", "3"),
            ("answer", "10月5日"),
            ("hear", "令和7年11月"),
        ),
        "計算: 口座振替が始まる月",
    ),
    WholeCall(
        "what to bring for it, by the way of applying",
        (
            ("say", "口座振替の申し込みには何を持っていけばいいですか"),
            ("card", "口座振替の持ち物"),
            ("asked", "銀行などの窓口"),
            ("press", "1"),
            ("hear", "届出印"),
            ("not heard", "暗証番号"),
        ),
        "→ 銀行などの窓口",
    ),
    WholeCall(
        "no card for the clinic",
        (
            ("say", "病院には何を持って行けばいいですか"),
            ("card", "病院に持って行く物"),
            ("press", "2"),
            ("hear", "資格確認書"),
        ),
        "計算: 病院に持って行く物 → 資格確認書",
    ),
    WholeCall(
        "what the newsletter does not say",
        (
            ("say", "今年の国保の保険料はいくらになりますか"),
            ("card", "答えられないこと"),
            ("press", "t"),
            ("directory", "保険料"),
        ),
        "照会: ",
    ),
    WholeCall(
        "a slip of the ear",
        (
            ("say", "母の資格確認書はいつまでですか"),
            ("answer", "昭和31年2月11日"),
            ("hear", "令和8年2月28日"),
            ("say", "母は31年ではなく29年の2月11日でした"),
            ("hear", "令和8年7月31日"),
            ("not heard", "令和8年2月28日"),
        ),
        "計算: お母さま、資格確認書の期限 → 令和8年(2026年)7月31日",
    ),
)


def take(desk: Desk, step: str, text: str) -> None:
    """One step of a call. No hand leaves the keyboard."""
    keys, told = desk.page.keyboard, desk.card.locator(".words > .script")
    match step:
        case "say":
            keys.press("Alt+KeyQ")
            keys.press("Control+A")
            with desk.page.expect_response("**/desk/suggest"):
                keys.insert_text(text)  # as an input method gives it
            keys.press("Enter")
        case "answer":
            expect(desk.question.locator("input[name=answer]")).to_be_visible()
            keys.press("Alt+KeyK")
            keys.insert_text(text)
            with desk.page.expect_response("**/desk/calculate"):
                keys.press("Enter")
        case "press" if text.isdigit():
            expect(desk.question.locator(f"[data-figure='{text}']")).to_be_visible()
            with desk.page.expect_response("**/desk/calculate"):
                keys.press(f"Alt+Digit{text}")
        case "press":
            keys.press(f"Alt+Key{text.upper()}")
        case "language":
            keys.press("Alt+KeyZ")
            for _ in range(12):
                if desk.page.get_by_label("お客様の言語").input_value() == text:
                    break
                keys.press("ArrowDown")
            keys.press("Alt+KeyQ")
        case "card":
            expect(desk.card.get_by_role("heading", level=2)).to_have_text(text)
        case "asked":
            expect(desk.question).to_contain_text(text)
        case "hear":
            expect(told).to_contain_text(text)
        case "not heard":
            expect(told).not_to_contain_text(text)
        case "foreign":
            expect(desk.card.locator(".foreign")).to_contain_text(text)
        case "shown":
            expect(desk.page.locator("#showing")).to_contain_text(text)
            keys.press("Escape")
        case "directory":
            expect(desk.page.locator("#directory-words")).to_be_focused()
            keys.insert_text(text)
            expect(desk.page.locator("#directory li").first).to_be_visible()
            keys.press("Escape")
        case _:
            raise AssertionError(step)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.name)
def test_a_whole_call(desk: Desk, call: WholeCall) -> None:
    """From the caller's first words to the copied note and an empty screen, by keyboard alone."""
    for step, text in call.steps:
        take(desk, step, text)
    desk.page.keyboard.press("Alt+KeyM")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    note = desk.clipboard()
    assert call.noted in note
    assert not re.search(r"昭和|生年月日", note)
    desk.page.keyboard.press("Alt+KeyX")
    expect(desk.box).to_be_focused()
    expect(desk.box).to_have_value("")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("カード")
    expect(desk.result).to_have_count(0)


def opened_by(desk: Desk, typed: TypedKeyword) -> int | None:
    """How many keys after the word open a right card; None where none is suggested."""
    keys, titles = desk.page.keyboard, [find_answer(name).title for name in typed.ids]
    right = re.compile("|".join(f"^{re.escape(title)}$" for title in titles))
    with desk.page.expect_response("**/desk/suggest"):
        keys.insert_text(typed.typed)
    expect(desk.count).not_to_have_text("")
    places = [
        n
        for n, title in enumerate(desk.suggestions.locator(".title").all_inner_texts(), 1)
        if right.match(title)
    ]
    if not places:
        return None
    for _ in range(places[0] - 1):
        keys.press("ArrowDown")
    keys.press("Enter")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text(right)
    expect(desk.card.locator(".words .script p").first).to_be_in_viewport()
    return places[0]


def test_from_a_keyword_to_its_script(desk: Desk) -> None:
    """Thirty callers' keywords: at most four keys after the word, a right script is in view."""
    known = read_keywords()
    counted: dict[str, int | None] = {}
    for typed in known[:: len(known) // CALLS_COUNTED][:CALLS_COUNTED]:
        counted[typed.typed] = opened_by(desk, typed)
        desk.page.keyboard.press("Alt+KeyX")
        expect(desk.box).to_have_value("")
    found = [keys for keys in counted.values() if keys is not None]
    print(f"{sum(found) / len(found):.2f} keys after the word on the average: {counted}")
    assert len(found) >= CALLS_COUNTED - 1, counted
    assert max(found) <= MOST_KEYS
