"""The first ten seconds, and the phone in the hand: what is in sight, and what is one tap away."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.e2e.looks import violations
from tests.e2e.watching import MESSAGES, Hold, Visit, Window

pytestmark = pytest.mark.e2e

TOPICS = [  # of the ordinary season; the servers' day is 2025-10-01
    *("資格確認書の期限", "病院に持って行く物", "資格確認書が届いた理由", "なくした・破れた"),
    *("二つの紙の違い", "限度額適用認定証の申請", "口座振替の申し込み方", "電話番号と受付時間"),
]
EXPIRY = "資格確認書はいつまで使えますか"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
# Where the log ends is where the box begins: whatever is lower cannot be seen.
HIDDEN = """(node) => {
  const log = node.closest("[role=log]").getBoundingClientRect();
  const {top, bottom} = node.getBoundingClientRect();
  return Math.max(0, log.top - top, bottom - log.bottom);
}"""


def hidden(part: Locator) -> float:
    """How many pixels of it stick out of the log."""
    return float(part.evaluate(HIDDEN))


def edges(part: Locator) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of it."""
    box = part.bounding_box()
    assert box is not None
    return box["x"], box["x"] + box["width"], box["y"], box["y"] + box["height"]


@pytest.mark.parametrize("look", [PHONE, DESK], ids=["390×844", "1280×800"])
def test_eight_topics_are_in_sight(visit: Visit, look: dict[str, Any]) -> None:
    """At once: what it is in one line, the season's topics, the languages; the notice is folded."""
    window = visit(**look).window().open()
    [card] = window.cards.all()
    assert "自動でお答えします" in card.locator(".lead").inner_text()
    expect(card.get_by_text("マイナンバー、電話番号")).to_be_hidden()
    group = card.get_by_role("group", name="ここからできること")
    assert group.get_by_role("button").all_inner_texts() == TOPICS
    assert [hidden(button) for button in group.get_by_role("button").all()] == [0] * len(TOPICS)
    sides = [edges(button)[:2] for button in group.get_by_role("button").all()]
    assert sides == [sides[0]] * len(TOPICS)  # one below the other, as answers are
    expect(card.get_by_role("button", name="やさしい日本語")).to_be_in_viewport()
    languages = window.chat.get_by_role("combobox", name="Language")
    expect(languages).to_be_in_viewport()
    expect(languages.get_by_role("option")).to_have_count(10)
    card.get_by_text("はじめに").click()
    expect(card.get_by_text("マイナンバー、電話番号")).to_be_visible()


def test_a_topic_is_pressed(visit: Visit) -> None:
    """A topic goes out as a token once the talk has begun, and its answer is below it."""
    watched = visit(**PHONE)
    window = watched.window()
    window.page.goto(window.url)
    with window.page.expect_response(re.compile("/conversations$")):
        window.unfold()
    card = window.answer(lambda: window.button("病院に持って行く物").click())
    expect(window.mine.last).to_contain_text("病院に持って行く物")
    expect(card).to_contain_text("マイナンバーカード")
    [request] = watched.sent("POST", "/messages")
    assert set(request.post_data_json) == {"id", "press"}


def test_easy_japanese_at_once(visit: Visit) -> None:
    """One tap changes all words; the card of before is not left behind, and one leads back."""
    window = visit(**PHONE).window().open()
    window.cards.first.get_by_role("button", name="やさしい日本語").click()
    expect(window.cards).to_have_count(1)
    expect(window.chat.get_by_role("combobox", name="Language")).to_have_value("ja-easy")
    box = window.chat.get_by_role("textbox")
    box.fill("しかくかくにんしょは いつまで ですか")
    expect(window.cards.first.get_by_role("button", name="日本語", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "look",
    [
        PHONE,
        NARROW,
        {"viewport": {"width": 390, "height": 430}, "has_touch": True},
        {"viewport": {"width": 844, "height": 390}, "has_touch": True},
        {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    ],
    ids=["phone", "320", "keyboard up", "landscape", "200 %"],
)
def test_what_is_asked_is_in_sight(visit: Visit, look: dict[str, Any]) -> None:
    """After an answer that asks: the question, whole, and its first field, without scrolling."""
    window = visit(**look).window().open()
    card = window.ask(EXPIRY)
    assert hidden(card.locator(".lead")) == 0
    assert hidden(card.locator(".date .row").first) == 0
    card = window.ask("昭和31年3月1日")
    assert hidden(card.locator(".asked")) == 0
    assert hidden(card.get_by_role("button", name="在留期限がある")) == 0
    more = window.chat.get_by_text("続きがあります")
    expect(more).to_be_visible()
    assert edges(more)[2] >= edges(window.log)[3]  # it covers nothing of what was said
    window.log.evaluate("(log) => log.scrollTo(0, log.scrollHeight)")
    expect(more).to_be_hidden()


@pytest.mark.parametrize("look", [PHONE, DESK], ids=["390×844", "1280×800"])
def test_what_came_out_stays_beside_what_is_asked(visit: Visit, look: dict[str, Any]) -> None:
    """The day itself, what it rests on, the question and its first answer are seen at once."""
    window = visit(**look).window().open()
    window.ask(EXPIRY)
    card = window.ask("昭和31年3月1日")
    for part in (".value", "dl", ".asked", ".choices button"):
        assert hidden(card.locator(part).first) == 0, part


def test_the_keyboard_comes_up(visit: Visit) -> None:
    """When the visible part shrinks, the open question stays in it."""
    window = visit(**PHONE).window().open()
    card = window.ask(EXPIRY)
    window.page.set_viewport_size({"width": 390, "height": 430})
    expect(window.chat).to_have_class(re.compile("low"))
    expect(card.locator(".date .row").first).to_be_in_viewport(ratio=1)
    expect(card.locator(".lead")).to_be_in_viewport(ratio=1)
    expect(window.box).to_be_in_viewport(ratio=1)


def test_a_refusal_is_short(visit: Visit) -> None:
    """One sentence, at most two topics and the phone once; the rest is folded."""
    window = visit(**PHONE).window().open()
    card = window.ask("今年の国保の保険料はいくらになりますか")
    assert card.inner_text().count("044-200-0783") == 1
    assert card.locator(".lead").inner_text().count("。") <= 2
    choices = card.locator(".choices").get_by_role("button").all_inner_texts()
    assert len([label for label in choices if "電話" not in label]) <= 2


def test_nothing_after_a_thank_you(visit: Visit) -> None:
    """Who says thanks gets a line: no vote, no source, no print, no question taken up again."""
    window = visit(**PHONE).window().open()
    window.ask(EXPIRY)
    card = window.ask("ありがとうございました")
    expect(card).to_contain_text("どういたしまして")
    expect(card.get_by_role("button")).to_have_count(0)
    expect(card.get_by_role("heading")).to_have_count(0)
    assert "照らし合わせ" not in card.inner_text()


def test_every_question_has_a_way_out(visit: Visit) -> None:
    """「やめる」 stands under what is asked, and ends it: no heading, no vote."""
    window = visit(**PHONE).window().open()
    window.ask(EXPIRY)
    card = window.answer(window.button("やめる").click)
    expect(window.log.locator(".date")).to_have_count(0)
    expect(card.get_by_role("heading")).to_have_count(0)
    expect(card.get_by_role("button")).to_have_count(0)


def test_a_month_that_is_none(visit: Visit) -> None:
    """13 is a number: what is said of it is true."""
    window = visit(**PHONE).window().open()
    card = window.ask(EXPIRY)
    card.get_by_role("radio", name="昭和").check()
    for name, value in {"年": "31", "月": "13", "日": "1"}.items():
        card.get_by_role("textbox", name=name, exact=True).fill(value)
    window.button("この日付を送る").click()
    expect(card.get_by_text("月は、1から12までの数字で書いてください。")).to_be_visible()


def test_buttons_keep_one_row(visit: Visit) -> None:
    """At 320 px the head, 「はい」 and 「いいえ」, the fields of a date: each stand in one row."""
    window = visit(**NARROW).window().open()
    window.ask("コールセンターの電話番号と受付時間を教えてください")
    answer = window.cards.nth(1)
    question = window.ask(EXPIRY)
    rows = (
        [window.button(name) for name in ("メニュー", "閉じる")],
        [answer.get_by_role("button", name=name, exact=True) for name in ("はい", "いいえ")],
        [question.get_by_role("textbox", name=name, exact=True) for name in "年月日"],
    )
    for row in rows:
        assert len({round((button.bounding_box() or {"y": 0})["y"]) for button in row}) == 1


def test_dates_do_not_break(visit: Visit) -> None:
    """No line ends within a date, or within an hour and its minutes."""
    window = visit(**NARROW).window().open()
    window.ask("コールセンターの電話番号と受付時間を教えてください")
    window.ask(EXPIRY)
    window.ask("昭和31年3月1日")
    dates = window.log.locator(".whole")
    assert dates.count() > 1
    expect(dates.filter(has_text="昭和31年").first).to_be_visible()  # what it rests on, too
    expect(dates.filter(has_text="17時15分").first).to_be_visible()
    rows = "(all) => all.map((node) => node.getClientRects().length)"
    assert set(dates.evaluate_all(rows)) == {1}
    size = "(node) => parseFloat(getComputedStyle(node).fontSize)"
    assert window.log.locator(".source").first.evaluate(size) >= 16


@pytest.mark.parametrize("name", ["ふりがな", "大きな文字"])
def test_reading_help_keeps_the_place(visit: Visit, name: str) -> None:
    """The line at the upper edge stays there when letters grow or get readings."""
    window = visit(**PHONE).window().open()
    for _ in range(2):
        window.ask("コールセンターの電話番号と受付時間を教えてください")
    window.button("メニュー").click()
    top = """(log) => {
      window.line ??= [...log.querySelectorAll("p, li, h3, h4, button, summary")].find(
        (node) => node.getBoundingClientRect().bottom > log.getBoundingClientRect().top + 1);
      return window.line.getBoundingClientRect().top - log.getBoundingClientRect().top;
    }"""
    window.log.evaluate("(log) => log.scrollTo(0, log.scrollHeight / 2)")
    before = window.log.evaluate(top)
    window.chat.get_by_role("checkbox", name=name).check()
    if name == "ふりがな":
        expect(window.log.locator("rt").first).to_be_attached()
    assert window.log.evaluate(top) == pytest.approx(before, abs=2)


def test_an_answer_that_comes_to_a_closed_chat(visit: Visit) -> None:
    """It is marked on the launcher, in its name too, until the chat is opened."""
    window = visit(**DESK).window().open()
    hold = Hold()
    window.page.route(MESSAGES, hold)
    window.box.fill(EXPIRY)
    window.box.press("Enter")
    window.button("閉じる").click()
    hold.release()
    expect(window.launcher).to_have_accessible_name(re.compile("新しい回答があります"))
    window.launcher.click()
    expect(window.cards.last).to_be_visible()
    window.button("閉じる").click()
    expect(window.launcher).to_have_accessible_name("チャットで質問する")


def test_the_launcher_says_that_it_loads(visit: Visit) -> None:
    """While the code is on its way the button is busy, and no longer."""
    window = visit(**DESK).window()
    hold = Hold()
    window.page.route(re.compile("/panel.js$"), hold)
    window.page.goto(window.url)
    window.launcher.click()
    expect(window.launcher).to_have_attribute("aria-busy", "true")
    hold.release()
    expect(window.cards.first).to_be_visible()
    expect(window.page.locator("kokuho-chat .opener")).to_have_attribute("aria-busy", "false")


def test_leaving_is_not_where_a_thumb_goes(visit: Visit) -> None:
    """「すぐ離れる」 stands in the menu alone, and says what it does."""
    window = visit(**PHONE).window().open()
    expect(window.chat.get_by_role("button", name="すぐ離れる")).to_have_count(0)
    window.button("メニュー").click()
    expect(window.button("すぐ離れる")).to_be_visible()


@pytest.mark.parametrize("contrast", ["more", "no-preference"])
def test_more_contrast(visit: Visit, contrast: Any) -> None:
    """Who wants more contrast gets edges in the colour of the text."""
    window = visit(**PHONE, contrast=contrast, bypass_csp=True).window().open()
    window.ask(EXPIRY)
    edge = window.box.evaluate(
        "(node) => getComputedStyle(node).borderTopColor === getComputedStyle(node).color"
    )
    assert edge == (contrast == "more")
    assert violations(window.page) == []


def test_a_page_that_is_translated(visit: Visit) -> None:
    """A browser's translation wraps every text in elements of its own; the talk goes on."""
    window = visit(**PHONE).window().open()
    window.ask(EXPIRY)
    window.chat.evaluate(
        """(chat) => {
          const walker = document.createTreeWalker(chat, NodeFilter.SHOW_TEXT);
          const texts = [];
          while (walker.nextNode()) texts.push(walker.currentNode);
          for (const text of texts) {
            const font = document.createElement("font");
            text.replaceWith(font);
            font.append(text);
          }
        }"""
    )
    card = window.ask("昭和31年3月1日")
    expect(card).to_contain_text("令和8年(2026年)2月28日")
    card = window.answer(window.button("どれもない").click)
    expect(card).to_contain_text("令和8年(2026年)2月28日")


def spoken(context: BrowserContext, window: Window) -> list[tuple[str, str]]:
    """Role and name of what a screen reader goes through, from the accessibility tree."""
    tree = context.new_cdp_session(window.page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}
    found: list[tuple[str, str]] = []

    def read(node: dict[str, Any]) -> None:
        if not node.get("ignored"):
            found.append((node["role"]["value"], node.get("name", {}).get("value", "")))
        for child in node.get("childIds", ()):
            if child in by_id:
                read(by_id[child])

    read(tree[0])
    return found


def test_the_order_of_a_screen_reader(visit: Visit) -> None:
    """Conclusion, what is asked, its fields, its answers, the way out; then the box, in a row."""
    watched = visit(**PHONE)
    window = watched.window().open()
    window.ask(EXPIRY)
    heard = spoken(watched.context, window)
    wanted = [
        ("dialog", "国保の質問"),
        ("heading", "国保の質問"),
        ("combobox", "Language"),
        ("button", "メニュー"),
        ("button", "閉じる"),
        ("log", "やりとり"),
        ("StaticText", "あなた"),
        ("StaticText", EXPIRY),
        ("StaticText", "回答"),
        ("heading", "資格確認書の期限"),
        ("group", "日付を入れる"),
        ("radiogroup", "元号か西暦"),
        ("radio", "昭和"),
        ("textbox", "年"),
        ("textbox", "月"),
        ("textbox", "日"),
        ("button", "この日付を送る"),
        ("heading", "答えを選ぶ"),
        ("button", "わからない"),
        ("button", "言いたくない"),
        ("button", "やめる"),
        ("textbox", "質問を書いてください"),
        ("button", "送信"),
    ]
    at = 0
    for one in wanted:
        assert one in heard[at:], one
        at = heard.index(one, at) + 1
