"""The chat in browsers that keep no cookies of other sites, or nothing at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import FLAGS
from tests.e2e.firefox import NO_COOKIES, OWN_COOKIES, firefox
from tests.e2e.running import Servers
from tests.e2e.test_widget_browsers import CHAT, until, write
from tests.e2e.test_widget_embedding import csp, tag
from tests.e2e.watching import OTHER_SITE, Elsewhere, Watched, Window, watching
from tools.browser import firefox as firefox_here
from tools.browser import installed

pytestmark = pytest.mark.e2e

QUESTION = "資格確認書はいつまで使えますか"
DATE, DAY = "昭和31年3月1日", "令和8年(2026年)2月28日"
# As the settings page of Chromium writes them.
NO_OTHERS = {"cookie_controls_mode": 1, "block_third_party_cookies": True}
NOTHING = {"default_content_setting_values": {"cookies": 2}}
_KEEPS = "() => { try { return !!sessionStorage; } catch { return false; } }"


@contextmanager
def choosy(browser: Browser, url: str, folder: Path, profile: dict[str, Any]) -> Iterator[Watched]:
    """A Chromium of a person who has chosen what it may keep."""
    (folder / "Default").mkdir(parents=True)
    wishes = json.dumps({"profile": profile})
    (folder / "Default" / "Preferences").write_text(wishes, encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        folder, executable_path=installed(), args=list(FLAGS), locale="ja-JP"
    )
    with watching(context, url) as found:
        yield found


def enter(found: Watched, site: Elsewhere) -> Window:
    """The page of another site, with the chat on it."""
    site.page(tag(found.url), csp(found.url))
    window = found.window()
    window.known.add(OTHER_SITE)
    window.page.goto(f"{site.other_origin}/")
    return window


def test_cookies_of_others_are_blocked(
    browser: Browser, bot: Servers, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    """The talk works, and goes on on the site's next page: it hangs on no cookie."""
    with choosy(browser, f"{bot.url}/", tmp_path, NO_OTHERS) as found:
        window = enter(found, elsewhere).unfold()
        window.ask(QUESTION)
        window.page.goto(f"{elsewhere.other_origin}/next")
        window.launcher.click()
        expect(window.mine).to_have_count(1)
        expect(window.ask(DATE)).to_contain_text(DAY)
        assert len(found.sent("POST", "/conversations")) == 1
        assert found.context.cookies() == []


@pytest.mark.parametrize("place", ["another site", "our own page"])
def test_nothing_may_be_kept(
    browser: Browser, bot: Servers, elsewhere: Elsewhere, tmp_path: Path, place: str
) -> None:
    """Without cookies and storage a talk works while its page is open; the next page greets."""
    with choosy(browser, f"{bot.url}/", tmp_path, NOTHING) as found:
        if place == "another site":
            window = enter(found, elsewhere)
        else:
            window = found.window()
            window.page.goto(found.url)
        assert not window.page.evaluate(_KEEPS)
        window.unfold().ask(QUESTION)
        expect(window.ask(DATE)).to_contain_text(DAY)
        window.page.reload()
        window.unfold()
        expect(window.mine).to_have_count(0)
        window.ask(QUESTION)
        assert found.context.cookies() == []


@pytest.mark.skipif(firefox_here() is None, reason="no Firefox on this machine")
@pytest.mark.parametrize("cookies", [OWN_COOKIES, NO_COOKIES], ids=["own alone", "none"])
def test_in_firefox(bot: Servers, elsewhere: Elsewhere, cookies: int) -> None:
    """There, too: a whole talk on another site's page, which goes on where it may be kept."""
    path = firefox_here()
    assert path is not None
    policy = csp(f"{bot.url}/") + "; img-src 'self'"  # Firefox looks for an icon
    elsewhere.page(tag(f"{bot.url}/"), policy)
    open_it = f"() => {CHAT}.querySelector('button').click()"
    with firefox(path, cookies) as tab:
        tab.open(f"{elsewhere.other_origin}/")
        tab.run(open_it)
        tab.run(until("chat.querySelector('dialog[open] .card')"))
        tab.run(write(QUESTION))
        tab.run(until("chat.querySelector('form.date')"))
        tab.run(write(DATE))
        assert tab.run(until("chat.querySelector('.question .value')")) == DAY
        assert tab.run(_KEEPS) == (cookies == OWN_COOKIES)
        tab.open(f"{elsewhere.other_origin}/next")
        tab.run(open_it)
        tab.run(until("chat.querySelector('dialog[open] .card')"))
        said = tab.run(f"() => {CHAT}.querySelectorAll('.me').length")
        assert (said > 0) == (cookies == OWN_COOKIES)
        assert tab.said == []
