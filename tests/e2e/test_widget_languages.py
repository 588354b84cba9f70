"""Every state of the chat in every language that the city writes, chosen by the button."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect

from bot.content import Words, current_content
from bot.text.languages import tag_of
from tests.e2e.looks import ALL, NOT_COLOURS, violations
from tests.e2e.watching import Visit, Window

pytestmark = pytest.mark.e2e

DAY = date(2025, 10, 1)  # the servers' own
PHONE: dict[str, Any] = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
DANGER = {
    "ja": "息をしていません",
    "ja-easy": "息をしていません",
    "en": "he is not breathing",
    "zh": "叫救护车",
    "ko": "구급차 불러 주세요",
    "vi": "gọi cấp cứu",
    "ne": "एम्बुलेन्स",
    "tl": "kailangan ng ambulansya",
    "pt": "chame uma ambulância",
    "es": "llame a una ambulancia",
}
# Whatever has words says in which language they are; a card in its own, the panel in the chosen.
TONGUES = (
    """(chat) => [chat.lang, ...[...chat.querySelectorAll("article")].map(({lang}) => lang)]"""
)
# Names of Japanese papers that stand in a sentence of another language.
FOREIGN = """(chat) => {
  const walker = document.createTreeWalker(chat, NodeFilter.SHOW_TEXT);
  const left = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const kana = /[\\p{sc=Hira}\\p{sc=Kana}]/u.test(data);
    if (!kana || !parentElement.closest(".lead, .source")) continue;
    if (!/^(ja|zh)/.test(parentElement.closest("[lang]").lang)) left.push(data);
  }
  return left;
}"""
# Who writes in them types a date in them too.
FIGURES = {"ne": str.maketrans("0123456789", "०१२३४५६७८९")}
SIDEWAYS = "(log) => log.scrollWidth - log.clientWidth"


def choose(window: Window, language: str) -> None:
    """Takes the language from the list in the head; the panel is another one then."""
    window.chat.evaluate("(dialog) => (dialog.dataset.before = '')")
    window.chat.get_by_role("combobox").select_option(language)
    expect(window.page.locator("dialog[data-before]")).to_have_count(0)
    expect(window.cards.first).to_be_visible()


def states(window: Window, words: Words) -> Iterator[str]:
    """Goes through a talk in the language of `words`, by its own words; then erases it."""
    said = words.book.widget
    chat, opening = window.chat, window.cards.first
    [topics] = opening.locator(".choices").all()
    expect(topics).to_have_attribute("aria-label", said["next"])
    opening.locator("summary").click()
    yield "opening"
    window.answer(topics.get_by_role("button").first.click)
    yield "question with a date"
    form = chat.locator("form.date")
    send = form.get_by_role("button", name=said["dateSend"])
    form.get_by_role("radio").nth(1).check()
    figures = FIGURES.get(words.language, {})
    for name, value in {"year": "31", "month": "13", "day": "1"}.items():
        form.locator(f"[name={name}]").fill(value.translate(figures))
    send.click()
    expect(form.locator(".error")).to_contain_text("12")
    yield "a month that is none"
    form.locator("[name=month]").fill("3".translate(figures))
    card = window.answer(send.click)
    yield "result and question"
    window.answer(card.locator(".choices").get_by_role("button").first.click)
    window.answer(lambda: window.button(words.say("label", "cancel")).click())
    card = window.answer(lambda: _type(window, "12"))
    yield "asked back"
    window.answer(card.locator(".choices").get_by_role("button").last.click)
    yield "none of these"
    card = window.answer(lambda: _type(window, DANGER[words.language]))
    expect(card.get_by_role("link").first).to_have_attribute("href", "tel:119")
    yield "life in danger"
    card = window.answer(lambda: _type(window, words.title("call_center")))
    yield "answer"
    card.locator(".foot").get_by_role("button", name=said["no"], exact=True).click()
    yield "why it did not help"
    window.button(said["menu"]).click()
    chat.locator(".menu summary").click()
    yield "menu"
    window.button(said["eraseYes"]).click()
    expect(chat.locator(".note")).to_be_visible()


def _type(window: Window, text: str) -> None:
    box = window.chat.locator("textarea")
    box.fill(text)
    box.press("Enter")


def test_every_state_in_every_language(visit: Visit) -> None:
    """axe finds nothing, no line is too wide, and all words say in which language they are."""
    window = visit(bypass_csp=True, **PHONE).window().open()
    content = current_content()
    found: dict[str, list[str]] = {}
    for language in content.city.languages:
        first = language == content.city.languages[0]
        if not first:
            choose(window, language)
        asked = ALL if first else NOT_COLOURS  # which are the same in all of them
        words = content.words(DAY, language)
        for state in states(window, words):
            problems = violations(window.page, asked, within="kokuho-chat")
            problems += [f"wide by {w}" for w in [window.log.evaluate(SIDEWAYS)] if w > 0]
            problems += [
                f"lang={t}" for t in window.chat.evaluate(TONGUES) if t != tag_of(language)
            ]
            problems += [f"no lang: {text}" for text in window.chat.evaluate(FOREIGN)]
            for problem in problems:
                found.setdefault(problem, []).append(f"{language} {state}")
    if found:
        raise AssertionError("\n".join(f"{what} ({', '.join(at)})" for what, at in found.items()))


ROWS = "(all) => all.map((node) => [node.textContent, node.getClientRects().length])"
# What is asked in a language: with every birthday or day of stay that its answer needs.
ASKED = {
    "ja": ("資格確認書の期限は?昭和31年3月1日生まれです", "昭和31年(1956年)3月1日"),
    "en": ("Until when is my shikaku kakuninsho valid? I was born on 1 March 1956", "1 March 1956"),
    "ne": ("मेरो सिकाकु काकुनिन्स्यो कहिलेसम्म मान्य छ? म सन् १९५६ मार्च १ मा जन्मेको हुँ", "सन् १९५६ मार्च १"),
}


@pytest.mark.parametrize(
    ("page", "asked"), [("en", "ja"), ("ja", "en"), ("ja", "ne"), ("zh", "ja")]
)
def test_an_answer_in_another_language_than_the_page(visit: Visit, page: str, asked: str) -> None:
    """It is laid out by its own language: no line ends in a date, and no Japanese word of a
    Japanese answer stands out."""
    window = visit(**PHONE).window().open()
    if page != "ja":
        choose(window, page)
    words, day = ASKED[asked]
    before = window.cards.count()
    window.answer(lambda: _type(window, words))
    answers = window.cards.all()[before:]
    assert {card.get_attribute("lang") for card in answers} == {tag_of(asked)}
    dates = [row for card in answers for row in card.locator(".whole").evaluate_all(ROWS)]
    assert day in "|".join(text for text, _ in dates)
    assert [text for text, lines in dates if lines > 1] == []
    if asked == "ja":
        assert sum(card.locator("span[lang]").count() for card in answers) == 0
