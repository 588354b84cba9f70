"""A household in the chat, on every screen and on paper; and the card for a life in danger.

The gateway answers without Rasa: people and dates are read from the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.app.public import create_app
from tests.e2e.looks import violations
from tests.e2e.test_widget_opening import spoken
from tests.e2e.watching import Watched, Window, watched
from tests.house.serving import served, settings_for

pytestmark = pytest.mark.e2e

QUESTION = (
    "資格確認書の期限はいつですか。父は昭和25年11月3日生まれ、"
    "母は昭和31年3月1日生まれ、私は昭和50年2月2日生まれです"
)
RESULTS = {
    "お父さま": "令和7年(2025年)11月2日",
    "お母さま": "令和8年(2026年)2月28日",
    "あなた": "令和8年(2026年)7月31日",
}
LOOKS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 800}},
    "small": {"viewport": {"width": 320, "height": 640}},
    "dark phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 390, "height": 844}, "forced_colors": "active"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a gateway that has no Rasa."""
    with served(create_app(settings_for(tmp_path_factory.mktemp("data"), 1024))) as url:
        yield url


@pytest.fixture(params=LOOKS)
def seen(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Watched]:
    """A browser of each look."""
    with watched(browser, site, bypass_csp=True, **LOOKS[request.param]) as found:
        yield found


def _household(window: Window) -> Locator:
    """The last card of a talk about three people."""
    window.ask(QUESTION)
    return window.answer(lambda: window.button("どれもない").click())


def test_a_household(seen: Watched) -> None:
    """A table with headings and a section a person; nothing of it is broken for anybody."""
    window = seen.window().open()
    card = _household(window)
    rows = card.get_by_role("rowheader")
    assert rows.all_inner_texts() == list(RESULTS)
    for name, value in RESULTS.items():
        expect(card.get_by_role("row", name=name)).to_contain_text(value)
        expect(card.get_by_role("heading", name=name)).to_be_visible()
    expect(card).to_contain_text("昭和25年(1950年)11月3日生まれ")
    assert violations(window.page) == []
    wide = "(node) => node.scrollWidth > node.clientWidth"
    assert not any(node.evaluate(wide) for node in [window.log, *card.locator("td, th").all()])


def test_on_one_sheet(browser: Browser, site: str) -> None:
    """The paper holds what was asked, in words, and each result, on one page of A4."""
    with watched(browser, site) as found:
        window = found.window()
        window.open()
        card = _household(window)
        window.print(card)
        window.page.emulate_media(media="print")
        paper = window.page.locator(".paper").inner_text()
        assert all(said in paper for said in (QUESTION, *RESULTS, *RESULTS.values()))
        assert "どれもない" not in paper
        pdf = window.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", pdf)) == 1


def test_read_aloud(browser: Browser, site: str) -> None:
    """A table with a name, its headings before its rows, then each person under a heading."""
    with watched(browser, site) as found:
        window = found.window()
        window.open()
        _household(window)
        whole = spoken(found.context, window)
    heard = whole[whole.index(("table", "結果")) :]
    wanted = [
        *[("table", "結果"), ("columnheader", "どなたの"), ("columnheader", "結果")],
        *[row for name in RESULTS for row in (("rowheader", name), ("cell", RESULTS[name]))],
        *[("heading", name) for name in RESULTS],
    ]
    places = [heard.index(one) for one in wanted]
    assert places == sorted(places)


@pytest.mark.parametrize("words", ["父が倒れて息をしていません", "胸が痛くて息ができない"])
def test_a_life_in_danger(seen: Watched, words: str) -> None:
    """119 is the first and largest to press; no vote, no offer, no title, nothing asked."""
    window = seen.window().open()
    card = window.ask(words)
    links = card.get_by_role("link")
    assert links.nth(0).get_attribute("href") == "tel:119"
    assert links.nth(1).get_attribute("href") == "tel:110"
    box = links.nth(0).bounding_box()
    assert box is not None
    assert box["height"] >= 60
    assert card.get_by_role("button").count() == 0
    assert card.get_by_role("heading").count() == 0
    expect(card).not_to_contain_text("役に立ちましたか")
    expect(card).not_to_contain_text("つらい気持ち")
    assert violations(window.page) == []
