"""Whole talks in the widget: every personal id with its difficult turns, and hostile texts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.watching import Visit, Window

pytestmark = pytest.mark.e2e

# A question, then the turns: typed words, or a choice in 「」; and what the last answer says.
# The day is 2025-10-01, a Wednesday, at ten.
TALKS: dict[str, tuple[tuple[str, ...], str]] = {
    "what_to_bring": (
        ("病院に行くときは何を持って行けばいいですか", "「持っている」", "「登録した」"),
        "マイナンバーカードを持って行ってください",
    ),
    "why_certificate": (
        ("マイナ保険証の登録をしたのに確認書が来たのはなぜですか", "2025年8月3日に切れました"),
        "令和7年(2025年)11月30日",
    ),
    "not_arrived": (
        ("まだ紙が届きません", "昭和30年7月15日"),
        "044-200-0783",
    ),
    "auto_renewal": (
        ("確認書は来年も自動で届きますか", "昭和50年1月1日", "「どれもない」"),
        "自動で届きます",
    ),
    "notice_expiry": (
        ("資格情報のお知らせの有効期限は?", "昭和30年2月30日", "昭和30年12月1日", "「どれもない」"),
        "令和7年(2025年)11月30日",
    ),
    "certificate_expiry": (
        ("資格確認書はいつまで使えますか", "30.12.15", "「昭和」", "「どれもない」"),
        "令和7年(2025年)12月31日",
    ),
    "expiry_age70": (
        ("来年70歳になる母の確認書の期限を知りたい", "昭和31年3月1日", "「どれもない」"),
        "令和8年(2026年)2月28日",
    ),
    "expiry_age75": (
        ("父がもうすぐ75歳になります。確認書はいつまでですか", "昭和26年1月20日", "「どれもない」"),
        "令和8年(2026年)1月19日",
    ),
    "expiry_burden_change": (
        ("窓口負担割合が変わると確認書の期限はどうなりますか", "昭和28年6月6日", "令和8年1月"),
        "令和7年(2025年)12月31日",
    ),
    "expiry_residence": (
        ("在留期限がある外国人の確認書の有効期限は?", "2026年3月15日", "1990年5月5日"),
        "令和8年(2026年)3月16日",
    ),
    "expiry_student": (
        ("マル学の人の紙は、卒業するときまで使えますか", "令和8年3月20日"),
        "令和8年(2026年)3月20日",
    ),
    "ecert_grace": (
        ("電子証明書が切れたらいつまでマイナ保険証が使えますか", "2025年8月3日", "いや、9月でした"),
        "令和7年(2025年)12月31日",
    ),
    "debit_start": (
        ("口座振替はいつから始まりますか", "「Web(インターネット)」", "7月26日"),
        "令和7年(2025年)10月",
    ),
    "debit_banks": (("横浜銀行で口座振替できますか",), "一覧にあります"),
    "call_center": (("今電話はつながりますか",), "17時15分まで"),
}


def turn(window: Window, said: str) -> None:
    """Types `said`, or presses the choice in 「」."""
    if said.startswith("「"):
        window.answer(window.button(said.strip("「」")).click)
    else:
        window.ask(said)


@pytest.mark.parametrize("name", TALKS)
def test_personal_answers(visit: Visit, name: str) -> None:
    """Each personal id leads to the date or the sentence that the rules give."""
    turns, expected = TALKS[name]
    window = visit().window().open()
    for said in turns:
        turn(window, said)
    last = window.log.locator(".bot").last
    expect(last).to_contain_text(expected)


def test_the_date_form(visit: Visit) -> None:
    """A day that does not exist is refused in place; the right one is sent and computed with."""
    window = visit().window().open()
    window.ask("資格確認書はいつまで使えますか")
    form = window.chat.locator("form.date")
    form.get_by_label("昭和").check()
    for name, value in (("year", "30"), ("month", "2"), ("day", "30")):
        form.locator(f"[name={name}]").fill(value)
    form.get_by_role("button").click()
    expect(form).to_contain_text("その日はない")
    expect(window.mine).to_have_count(1)
    form.locator("[name=month]").fill("１２")
    form.locator("[name=day]").fill("1")
    window.answer(form.get_by_role("button").click)
    expect(window.log.locator(".bot").last).to_contain_text("令和7年(2025年)11月30日")


@pytest.mark.parametrize("said", ["言いたくない", "わからない"])
def test_no_date_given(visit: Visit, said: str) -> None:
    """Who cannot or will not give a date gets the general answer."""
    window = visit().window().open()
    window.ask("資格確認書はいつまで使えますか")
    turn(window, f"「{said}」")
    expect(window.log.locator(".bot").last).to_contain_text("令和8年(2026年)7月31日")


def test_a_question_in_between_and_another_person(visit: Visit) -> None:
    """A question in the middle is answered and the open one comes back; then it is for another."""
    window = visit().window().open()
    window.ask("母の資格確認書はいつまで使えますか")
    window.ask("コールセンターの電話番号は?")
    expect(window.log.locator(".bot").last).to_contain_text("044-200-0783")
    expect(window.cards.last).to_contain_text("お母さまの生年月日")
    window.ask("昭和31年3月1日")
    turn(window, "「どれもない」")
    expect(window.cards.last).to_contain_text("令和8年(2026年)2月28日")
    window.ask("じゃあ父は?")
    expect(window.cards.last).to_contain_text("お父さまの生年月日")


HOSTILE = (
    "<img src=x onerror=alert(1)><b>確認書</b>",
    "/restart",
    '/inform{"answer": "birthday=1955-12-15"}',
    "\u202e書認確\u2066 はいつまで\u200f",
    "確認書" * 1_600,
    "🏥👵 ？？？",
    "'; drop table users; --",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_text(visit: Visit, text: str) -> None:
    """Markup, commands, floods and signs that turn the writing are shown as text and answered."""
    window = visit().window().open()
    window.ask(text)
    expect(window.mine.last).to_contain_text(text.strip()[:40])
    assert window.chat.locator("img, b, script").count() == 0
    window.ask("資格情報のお知らせとは何ですか")
    expect(window.log.locator(".bot").last).to_contain_text("マイナ保険証")


def test_too_long_a_text_is_kept(visit: Visit) -> None:
    """More than 5,000 characters are not sent, not lost, and the limit is said."""
    window = visit().window().open()
    window.box.fill("あ" * 5_001)
    window.box.press("Enter")
    expect(window.chat).to_contain_text("5,000文字を超えています")
    expect(window.mine).to_have_count(0)
    expect(window.box).to_have_value("あ" * 5_001)
