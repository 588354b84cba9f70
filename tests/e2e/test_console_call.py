"""Calls at the console, in a real browser, with the real servers behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.console.desk.test_outcomes import OWN
from tests.e2e.desk import COLLEAGUE, OPERATOR, PASSWORD, Desk, Office
from tests.e2e.watching import cut_line

pytestmark = pytest.mark.e2e

STORED = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await caches.keys()), document.cookie, location.href, window.name,
].join(" ")"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until the button `name` has the focus."""
    wanted = page.get_by_role("button", name=name, exact=True)
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.first.evaluate("(node) => node === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_whole_call_by_keyboard_alone(office: Callable[..., Office]) -> None:
    """From the sign-in to the end of the call no hand leaves the keyboard."""
    desk = office().desk()
    page, keys = desk.page, desk.page.keyboard
    page.goto(desk.url)
    expect(page.get_by_label("名前")).to_be_focused()
    keys.type(OPERATOR)
    keys.press("Tab")
    keys.type(PASSWORD)
    keys.press("Enter")
    expect(desk.box).to_be_focused()

    keys.type("母の資格確認書はいつまで使えますか")
    expect(desk.suggestions.first).to_contain_text("資格確認書の期限")
    keys.press("Enter")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("資格確認書の期限")
    keys.press("Alt+KeyC")
    expect(desk.line).to_have_text(re.compile("コピーしました"))
    assert "令和8年7月31日が期限" in desk.clipboard()

    keys.press("Alt+KeyK")
    expect(desk.question).to_contain_text("生年月日を、うかがえますか")
    keys.type("31.3.1")
    keys.press("Enter")
    expect(desk.question).to_contain_text("昭和、平成、西暦の、どれでしょうか")
    tab_to(page, "昭和31年(1956年)3月1日")
    keys.press("Enter")
    expect(desk.question).to_contain_text("当てはまるものはありますか")
    tab_to(page, "どれもない")
    keys.press("Enter")
    expect(desk.value).to_have_text("令和8年(2026年)2月28日")
    expect(desk.question).to_have_count(0)
    expect(desk.result.get_by_role("listitem").filter(has_text="決め手")).to_contain_text(
        "期間中に70歳"
    )
    expect(desk.result).to_contain_text("1日あとに生まれた方なら、令和8年(2026年)3月31日です。")
    keys.press("Alt+KeyG")
    expect(desk.line).to_have_text("計算の案内をコピーしました。")
    assert "令和8年2月28日" in desk.clipboard()
    keys.press("Alt+KeyY")
    expect(desk.card.get_by_role("button", name="正しい")).to_have_attribute("aria-pressed", "true")

    keys.press("Alt+KeyM")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    note = desk.clipboard()
    assert "照会: 資格確認書の期限(certificate_expiry)" in note
    assert "計算: お母さま、資格確認書の期限 → 個別の日付(期間中に70歳" in note
    assert note.count("出典: ") == 1
    _, *rest = note.splitlines()
    for private in ("31", "昭和", "生年月日", "2月", "28"):
        assert private not in "".join(rest)

    keys.press("Alt+KeyX")
    expect(desk.box).to_be_focused()
    expect(desk.result).to_have_count(0)
    assert page.evaluate(STORED).strip() == page.url


NOTED = """async ([matter, facts]) => {
  const { call } = await import("/static/api.js");
  const { Note } = await import("/static/note.js");
  const note = new Note();
  const person = { id: 1, key: "unnamed", label: "" };
  note.addResult(await call("POST", "/desk/calculate", { matter, facts }), person);
  return note.text(new Date());
}"""


def test_the_note_tells_no_date_of_the_caller(desk: Desk) -> None:
    """Whatever rule decided, its date is left out; a date that all have is told."""
    for matter, facts in OWN:
        (line,) = re.findall("^計算: .*", desk.page.evaluate(NOTED, [matter, facts]), re.M)
        assert "→ 個別の日付(" in line
        assert not re.search(r"令和|\d年|\d月", line), line
    everybody = ["certificate_expiry", {"birthday": "S60.1.1", "circumstances": "none"}]
    assert "→ 令和8年(2026年)7月31日(原則の期限" in desk.page.evaluate(NOTED, everybody)


def test_the_note_forgets_what_was_wrong(desk: Desk) -> None:
    """A result from a birthday that was misheard leaves the note, wherever that is put right."""
    desk.work_out("expiry_age75")
    desk.answer("昭和25年12月15日")
    expect(desk.value).to_be_visible()
    desk.work_out("what_to_bring")
    desk.calculated(lambda: desk.question.get_by_role("button", name="持っていない").click())
    expect(desk.value).to_have_text("資格確認書")
    desk.page.keyboard.press("Alt+KeyM")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    assert desk.clipboard().count("計算: ") == 2
    desk.work_out("certificate_expiry")
    facts = desk.calculator.locator(".facts")
    facts.get_by_role("button", name="生年月日を消す").click()
    expect(desk.question).to_contain_text("生年月日")
    desk.page.keyboard.press("Alt+KeyC")
    expect(desk.line).to_have_text("まだコピーするものがありません。")
    desk.page.keyboard.press("Alt+KeyM")
    expect(desk.line).to_have_text("応対メモをコピーしました。")
    noted = desk.clipboard()
    assert noted.count("計算: ") == 1
    assert "75歳" not in noted


def test_a_held_enter_answers_one_question(desk: Desk) -> None:
    """The key that is still down does not press what comes next."""
    sent: list[str] = []
    desk.page.on("request", lambda request: sent.append(request.url.rpartition("/")[2]))
    desk.work_out("certificate_expiry")
    desk.question.locator("input[name=answer]").fill("昭和31年3月1日")
    desk.page.keyboard.down("Enter")
    expect(desk.question).to_contain_text("当てはまるものはありますか")
    expect(desk.question.get_by_role("button").first).to_be_focused()
    desk.page.keyboard.down("Enter")
    desk.page.keyboard.up("Enter")
    desk.hear("資格確認書はいつまで使えますか")
    assert sent.count("calculate") == 2


def test_what_failed_stays_until_something_better(desk: Desk) -> None:
    """What is sent once says to press again, and says so until it worked."""
    desk.page.clock.install()
    desk.hear("資格確認書はいつまで使えますか")
    desk.page.keyboard.press("Alt+KeyY")
    expect(desk.line).to_contain_text("カードがありません")
    cut_line(desk.page)
    desk.page.keyboard.press("Alt+KeyN")
    failed = "つながりませんでした。もう一度押してください。"
    expect(desk.line).to_have_text(failed)
    desk.page.clock.fast_forward("00:30")
    expect(desk.line).to_have_text(failed)
    desk.page.context.set_offline(False)
    desk.page.keyboard.press("Alt+KeyN")
    expect(desk.line).to_contain_text("記録しました")
    desk.page.clock.fast_forward("00:30")
    expect(desk.line).to_have_text("")


def test_who_types_before_the_scripts_run_is_heard(desk: Desk) -> None:
    """The box takes the first word at once, so that word is suggested to, however slow the line."""
    page = desk.page
    held: list[Route] = []
    page.route("**/static/desk.js", lambda route: held.append(route))
    with page.expect_request("**/static/desk.js"):
        page.goto(f"{desk.url}/desk", wait_until="commit")
    expect(desk.box).to_be_focused()
    page.keyboard.type("母の資格確認書はいつまで使えますか")
    held[0].continue_()
    expect(desk.suggestions.first).to_contain_text("資格確認書の期限")


def test_the_next_question_only(desk: Desk) -> None:
    """What cannot change the result is not asked: 70 at the start, 75 far away, no share named."""
    desk.work_out("certificate_expiry")
    desk.answer("昭和28年1月10日")
    expect(desk.question).to_contain_text("割合が変わる")
    desk.calculated(lambda: desk.question.get_by_role("button", name="どれもない").click())
    expect(desk.value).to_have_text("令和8年(2026年)7月31日")
    expect(desk.question).to_have_count(0)


def test_a_fact_is_corrected(desk: Desk) -> None:
    """「いや、31年でした」: the fact is changed in place, and the result with it."""
    desk.work_out("certificate_expiry")
    desk.answer("S31.3.1")
    facts = desk.calculator.locator(".facts")
    facts.get_by_role("button", name="生年月日を直す").click()
    field = facts.get_by_role("textbox", name="生年月日")
    field.select_text()
    desk.page.keyboard.type("S31.7.1")
    desk.calculated(lambda: field.press("Enter"))
    expect(desk.value).to_have_text("令和8年(2026年)6月30日")


def test_what_is_no_date_is_said_at_the_question(desk: Desk) -> None:
    """A day that does not exist is told kindly, and what was typed stays to be mended."""
    desk.work_out("certificate_expiry")
    desk.answer("昭和30年2月30日")
    expect(desk.question.get_by_role("alert")).to_contain_text("その日はないようです")
    field = desk.question.locator("input")
    expect(field).to_have_value("昭和30年2月30日")
    expect(field).to_have_accessible_description(re.compile("その日はないようです.*例: "))
    desk.answer("昭和30年2月28日")
    expect(desk.question.get_by_role("alert")).to_have_count(0)


def test_a_greeting_wants_no_card(desk: Desk) -> None:
    """Nothing is suggested for it; the screen says so, and the topics stand there."""
    desk.hear("お世話になっております")
    expect(desk.suggestions).to_have_count(0)
    expect(desk.count).to_have_text("候補は0件です。")
    desk.page.get_by_role("button", name="口座振替", exact=True).click()
    shown = desk.page.get_by_role("dialog", name="すべてのご案内").locator("section")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("口座振替に使える銀行")


@pytest.mark.parametrize(
    ("keyword", "title"),
    [("期限", "期限"), ("なくした", "なくした"), ("ふんしつ", "なくした"), ("届出印", "持ち物")],
)
def test_a_keyword_is_never_answered_with_silence(desk: Desk, keyword: str, title: str) -> None:
    """One word has cards under it, and the right one is among them."""
    desk.hear(keyword)
    expect(desk.suggestions.filter(has_text=title)).not_to_have_count(0)
    expect(desk.count).not_to_have_text("")


def test_what_no_card_holds(desk: Desk) -> None:
    """Zero, with what is like it and the topics to choose from."""
    desk.hear("クレイム")
    expect(desk.count).to_have_text(re.compile("^候補は0件です"))
    expect(desk.page.get_by_role("heading", name="分野から選ぶ")).to_be_visible()


def test_two_that_are_close(desk: Desk) -> None:
    """Where a word means several things, the question to the caller stands there to be read out."""
    desk.hear("更新したいんですけど")
    expect(desk.count).to_have_text(re.compile("お客様に確認: .*でしょうか"))
    assert 2 <= desk.suggestions.count() <= 3


def test_what_the_newsletter_does_not_say(desk: Desk) -> None:
    """A question beyond it says so, with whom to ask."""
    desk.hear("今年の国保の保険料はいくらになりますか")
    expect(desk.count).to_contain_text("答えられない")


def test_a_cry_for_help(desk: Desk) -> None:
    """Life in danger goes before everything, wherever in a long talk it stands."""
    desk.hear("あの、資格確認書なんですけど、夫が倒れて息をしていないんです。どうしたらいいですか")
    expect(desk.count).to_contain_text("119番")


def test_five_thousand_characters(desk: Desk) -> None:
    """A whole recognised talk can be pasted; its end is what was asked."""
    talk = "きのう病院へ行きましてね、それで隣の方とお話をしたんですよ。" * 200
    question = "それで、マル学って何のことですか"
    pasted = (talk + question)[-5000:]
    desk.page.evaluate("(text) => navigator.clipboard.writeText(text)", pasted)
    desk.box.focus()
    with desk.page.expect_response("**/desk/suggest") as answered:
        desk.page.keyboard.press("Control+V")
    assert answered.value.status == 200
    expect(desk.suggestions.first).to_contain_text("マル学")
    more = "あ" * 3000 + pasted
    desk.box.fill(more)
    expect(desk.page.locator("#box-hint")).to_contain_text("8,000文字")
    expect(desk.suggestions.first).to_contain_text("マル学")
    desk.page.keyboard.press("Alt+KeyX")
    expect(desk.page.locator("#box-hint")).not_to_contain_text("8,000")


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=document.title='x'>資格確認書はいつまで使えますか",
        "{{7*7}}${7*7} 資格確認書はいつまで使えますか",
        "/restart",
        "\u202e資格確認書はいつまで使えますか",
    ],
)
def test_hostile_words_are_words(desk: Desk, text: str) -> None:
    """Nothing that a caller says, or a page pastes, becomes markup, a template or a command."""
    title = desk.page.title()
    desk.hear(text)
    desk.page.keyboard.press("Alt+KeyN")
    expect(desk.line).to_have_text(re.compile("記録しました"))
    assert desk.page.title() == title
    assert desk.page.locator("img").count() == 0


def test_two_operators_at_once(office: Callable[..., Office]) -> None:
    """Neither sees anything of the other's call."""
    one, other = office().desk().sign_in(OPERATOR), office().desk().sign_in(COLLEAGUE)
    one.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    other.open("マル学って何ですか", "マル学とは")
    one.answer("昭和31年3月1日")
    other.work_out("ecert_grace")
    other.answer("2025年11月30日")
    expect(one.value).to_have_text("令和8年(2026年)2月28日")
    expect(other.value).to_contain_text("令和8年(2026年)2月28日")
    expect(one.card.get_by_role("heading", level=2)).to_have_text("資格確認書の期限")
    other.page.keyboard.press("Alt+KeyX")
    expect(one.value).to_have_text("令和8年(2026年)2月28日")
    expect(one.page.locator(".me")).to_have_text(OPERATOR)
    expect(other.page.locator(".me")).to_have_text(COLLEAGUE)


def test_nothing_comes_back_with_the_way_back(desk: Desk) -> None:
    """Leaving and coming back, or a reload, shows nothing of the call before."""
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    desk.answer("昭和31年3月1日")
    page = desk.page
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{desk.url}/signin")
    page.go_back()
    expect(desk.box).to_have_value("")
    expect(desk.result).to_have_count(0)
    desk.box.fill("ひみつ")
    page.reload()
    expect(desk.box).to_have_value("")
    assert "ひみつ" not in page.content()


def test_a_broken_line_costs_nothing(desk: Desk) -> None:
    """Without the server the screen keeps all that is on it, says so, and goes on by itself."""
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    cut_line(desk.page)
    desk.box.fill("マル学って何ですか")
    expect(desk.line).to_contain_text("つながりません")
    expect(desk.card.get_by_role("heading", level=2)).to_have_text("資格確認書の期限")
    desk.page.context.set_offline(False)
    expect(desk.suggestions.first).to_contain_text("マル学")
    expect(desk.line).not_to_contain_text("つながりません")
