"""What the chat looks like where others decide: hostile pages, paper, motion, reading help."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.e2e.watching import MESSAGES, Hold, Visit, Window

pytestmark = pytest.mark.e2e

QUESTION = "電子証明書を更新するにはどうすればいいですか"

# Every piece of text that can be seen, in the page and in the chat.
SEEN = """() => {
  const texts = (node) => {
    if (node.nodeType === 3) return node.data.trim() || [];
    if (node.checkVisibility?.({visibilityProperty: true}) === false) return [];
    return [...(node.shadowRoot ?? node).childNodes].flatMap(texts);
  };
  return texts(document.body).join("\\n");
}"""

HOSTILE = """
* { display: none !important; font: 3px/1 fantasy !important; color: red !important;
    margin: 9px !important; animation: spin 1s infinite !important; visibility: hidden !important; }
html, body { display: block !important; visibility: visible !important; zoom: 1; }
kokuho-chat { display: none !important; position: static !important; z-index: -1 !important;
    opacity: 0 !important; transform: scale(0.1) !important; pointer-events: none !important;
    direction: rtl !important; clip-path: inset(50%) !important; }
button, div, p, textarea, dialog { width: 1px !important; background: red !important; }
"""

MEASURED = ("fontSize", "fontFamily", "color", "backgroundColor", "width", "height", "direction")


def measured(part: Locator) -> dict[str, Any]:
    """How a part is painted, and where."""
    found: dict[str, Any] = part.evaluate(
        """(node, names) => {
          const style = getComputedStyle(node);
          const {x, y, width, height} = node.getBoundingClientRect();
          const painted = Object.fromEntries(names.map((name) => [name, style[name]]));
          return {...painted, x, y, width, height};
        }""",
        MEASURED,
    )
    return found


def test_a_hostile_page_changes_nothing(visit: Visit) -> None:
    """Whatever the CSS of the page says, launcher and chat look as on our own page."""
    looks = []
    for css in ("", HOSTILE):
        watched = visit(reduced_motion="reduce")
        window = watched.window()

        def page_of(route: Route, css: str = css) -> None:
            route.fulfill(
                content_type="text/html; charset=utf-8",
                body=f"<!DOCTYPE html><html lang=ja><title>町</title><style>{css}</style>"
                "<body><script type=module src=/widget/launcher.js></script>",
            )

        window.page.route(window.url, page_of)
        window.page.goto(window.url)
        looks.append([measured(window.launcher)])
        window.unfold()
        card = window.ask(QUESTION)
        parts = (window.chat, window.box, card, card.get_by_role("heading").first)
        looks[-1] += [measured(part) for part in parts]
    assert looks[0] == looks[1]


def test_the_page_is_not_changed(visit: Visit) -> None:
    """The chat adds one element to the page and no style to it."""
    window = visit().window()
    window.page.goto(window.url)
    heading = window.page.get_by_role("heading", level=1)
    before = measured(heading)
    children = window.page.evaluate("document.body.children.length")
    window.unfold()
    assert measured(heading) == before
    assert window.page.evaluate("document.body.children.length") == children
    assert window.page.evaluate("document.adoptedStyleSheets.length") == 0
    assert window.page.evaluate("document.head.querySelectorAll('style').length") == 0


def test_words_are_read_under_the_pointer(visit: Visit) -> None:
    """The button that calls is a link, and what is pressed stays so: neither loses its words."""
    window = visit(reduced_motion="reduce").window().open()
    card = window.ask("コールセンターの電話番号と受付時間を教えてください")
    paint = "(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    for part in (card.locator(".call .button"), window.button("送信")):
        part.hover()
        words, ground = part.evaluate(paint)
        assert words != ground
    window.page.mouse.move(0, 0)


@pytest.mark.parametrize(("motion", "moves"), [("reduce", 0), ("no-preference", 1)])
def test_motion(visit: Visit, motion: str, moves: int) -> None:
    """Only the sign of thinking moves, and for those who want no motion nothing does."""
    window = visit(reduced_motion=motion).window().open()
    hold = Hold()
    window.page.route(MESSAGES, hold)
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.status).to_have_text(re.compile("考えて"))
    running = "document.querySelector('kokuho-chat').shadowRoot.getAnimations().length"
    assert window.page.evaluate(running) == moves
    window.answer(hold.release)
    assert window.page.evaluate(running) == 0


def _print(window: Window, card: Locator) -> None:
    """Presses 「印刷・保存」; the paper lies ready."""
    window.print(card)
    window.page.emulate_media(media="print")


def test_only_this_answer_is_printed(visit: Visit) -> None:
    """On paper: question, answer with nothing folded, source, phone, date; nothing else."""
    window = visit().window()
    window.open()
    window.ask(QUESTION)
    card = window.ask("コールセンターの電話番号と受付時間を教えてください")
    lead = card.locator(".lead").inner_text()
    folded = card.locator("details li").all_text_contents()
    assert folded
    _print(window, card)
    paper = window.page.evaluate(SEEN)
    joined = "".join(paper.split())
    for wanted in (
        "コールセンターの電話番号と受付時間を教えてください",
        *["".join(line.split()) for line in (lead, *folded)],
        "国保だより第179号",
        "044-200-0783",
    ):
        assert wanted in joined
    assert re.search(r"20\d\d年\d+月\d+日", joined)
    for unwanted in (
        QUESTION,
        "こんにちは",
        "見本ページ",
        "病院には",
        "役に立ち",
        "送信",
    ):
        assert unwanted not in paper
    assert len(re.findall(rb"/Type /Page\b", window.page.pdf())) == 1


def test_after_printing_all_is_as_before(visit: Visit) -> None:
    """When the paper is out, the chat and the page are as they were; nothing of it stays."""
    window = visit().window()
    window.open()
    card = window.ask(QUESTION)
    card.get_by_role("button", name="印刷・保存").scroll_into_view_if_needed()
    expect(window.chat.get_by_text("続きがあります")).to_be_hidden()
    before = window.page.evaluate(SEEN)
    _print(window, card)
    window.page.evaluate("dispatchEvent(new Event('afterprint'))")
    window.page.emulate_media(media="screen")
    assert window.page.evaluate(SEEN) == before
    window.page.emulate_media(media="print")
    assert "病院には" in window.page.evaluate(SEEN)


def test_reading_help_is_kept(visit: Visit) -> None:
    """Furigana and large letters work at once, on what comes later, and in the next visit."""
    watched = visit()
    window = watched.window().open()
    window.ask("資格確認書はいつまで使えますか")
    usual = window.box.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    window.button("メニュー").click()
    for name in ("ふりがな", "大きな文字"):
        window.chat.get_by_role("checkbox", name=name).check()
    expect(window.log.locator("rt", has_text="しかくかくにんしょ").first).to_be_visible()
    larger = window.box.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert larger >= 1.25 * usual
    expect(window.mine.locator("rt")).to_have_count(0)
    later = watched.window().open()
    later.ask("資格確認書はいつまで使えますか")
    expect(later.log.locator("rt", has_text="しかくかくにんしょ").first).to_be_visible()
    window.chat.get_by_role("checkbox", name="ふりがな").uncheck()
    expect(window.log.locator("rt")).to_have_count(0)
    assert "しかくかくにんしょ" not in window.log.inner_text()


LEFT = """(log) => {
  const walker = document.createTreeWalker(log, NodeFilter.SHOW_TEXT);
  const left = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/\\p{sc=Han}/u.test(data) && !parentElement.closest("ruby, .me, select")) left.push(data);
  }
  return left;
}"""


def test_easy_japanese_is_read_in_kana(visit: Visit) -> None:
    """In やさしい日本語 a reading stands over every kanji, unasked; in 中文 over none."""
    window = visit(viewport={"width": 320, "height": 640}).window().open()
    _choose(window, "ja-easy")
    _say(window, "しかくかくにんしょは いつまで つかえますか")
    expect(window.log.locator("rt", has_text="しかくかくにんしょ").first).to_be_visible()
    expect(window.log.locator("ruby").first).to_be_visible()
    for _ in range(100):  # readings come card by card
        if not (left := window.log.evaluate(LEFT)):
            break
    assert left == []
    assert window.log.evaluate("(log) => log.scrollWidth <= log.clientWidth")
    _choose(window, "zh")
    _say(window, "资格确认书用到什么时候")
    expect(window.log.locator("article[lang^=zh]").last).to_be_visible()
    expect(window.log.locator("article[lang^=zh] ruby")).to_have_count(0)


def _choose(window: Window, language: str) -> None:
    """Chooses a language in the head; the panel is another one then."""
    window.chat.evaluate("(dialog) => (dialog.dataset.before = '')")
    window.chat.get_by_role("combobox").select_option(language)
    expect(window.page.locator("dialog[data-before]")).to_have_count(0)
    expect(window.cards.first).to_be_visible()


def _say(window: Window, words: str) -> None:
    """Writes in the language of the panel and waits for what it is answered."""
    before = window.cards.count()
    window.chat.locator("textarea").fill(words)
    window.chat.locator("textarea").press("Enter")
    expect(window.cards.nth(before)).to_be_visible()


def test_letters_follow_the_reader(visit: Visit) -> None:
    """Who has set larger letters in the browser gets them, whatever size the page has set."""
    sizes = []
    for size in (16, 24):
        watched = visit()
        window = watched.window()
        session = watched.context.new_cdp_session(window.page)
        session.send("Page.enable")
        session.send("Page.setFontSizes", {"fontSizes": {"standard": size}})
        window.open()
        get = "(node) => parseFloat(getComputedStyle(node).fontSize)"
        sizes.append(window.cards.last.locator(".lead").evaluate(get))
    assert sizes[0] >= 16
    assert sizes[1] == pytest.approx(sizes[0] * 1.5)


def test_a_phone_held_sideways(visit: Visit) -> None:
    """On a very low screen the box can still be reached and used."""
    window = visit(viewport={"width": 568, "height": 280}, has_touch=True).window().open()
    card = window.ask(QUESTION)
    window.box.scroll_into_view_if_needed()
    expect(window.box).to_be_in_viewport()
    card.scroll_into_view_if_needed()
    expect(card).to_be_in_viewport()


def test_the_answer_is_seen_from_its_beginning(visit: Visit) -> None:
    """A long answer is scrolled to the question that it answers, not to its end."""
    window = visit(viewport={"width": 320, "height": 568}, has_touch=True).window().open()
    window.ask("コールセンターの電話番号と受付時間を教えてください")
    window.ask(QUESTION)
    expect(window.mine.last).to_be_in_viewport()


def test_links_say_that_they_open_a_new_tab(visit: Visit) -> None:
    """A link goes to the city over https, opens a new tab, says so, and gives nothing away."""
    window = visit().window().open()
    card = window.ask(QUESTION)
    link = card.get_by_role("link", name=re.compile("新しいタブで開きます")).first
    expect(link).to_have_attribute("href", re.compile(r"^https://www\.city\.kawasaki\.jp/"))
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_phone_that_lies(visit: Visit) -> None:
    """In landscape what erasing asks is in view once it is unfolded, and the form of why a card did
    not help has the whole width, with the card's buttons below."""
    look: dict[str, Any] = {"viewport": {"width": 844, "height": 390}, "has_touch": True}
    window = visit(**look).window().open()
    window.button("メニュー").click()
    window.chat.get_by_text("消去", exact=True).click()
    expect(window.button("消去する")).to_be_in_viewport(ratio=1)
    window.button("メニュー").click()
    card = window.ask(QUESTION)
    card.get_by_role("button", name="いいえ", exact=True).click()
    expect(card.get_by_role("button", name="意見を送る")).to_be_visible()
    bottom, top = card.locator(".foot").evaluate(
        """(foot) => {
          const form = foot.querySelector("form").getBoundingClientRect();
          return [form.bottom, foot.lastElementChild.getBoundingClientRect().top];
        }"""
    )
    assert bottom <= top
