"""The chat in other browsers: in Firefox, where there is one; in one that keeps pages."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.firefox import firefox
from tests.e2e.looks import axe
from tests.e2e.running import Servers
from tests.e2e.watching import watched
from tools import browser

pytestmark = pytest.mark.e2e

CHAT = "document.querySelector('kokuho-chat').shadowRoot"
FILL = f"""() => {{
  const form = {CHAT}.querySelector("form.date");
  form.querySelector("[value=昭和]").click();
  for (const [name, value] of [["year", 31], ["month", 3], ["day", 1]])
    form.elements[name].value = value;
  form.requestSubmit();
}}"""


def until(condition: str) -> str:
    """A script that waits until `condition` of `chat` is something, and returns its words."""
    return f"""async () => {{
      const chat = {CHAT};
      for (;;) {{
        const found = {condition};
        if (found) return found.textContent ?? String(found);
        await new Promise(requestAnimationFrame);
      }}
    }}"""


def write(text: str) -> str:
    """A script that writes into the box and sends it."""
    return f"""() => {{
      const box = {CHAT}.querySelector("textarea");
      box.value = {json.dumps(text)};
      box.form.requestSubmit();
    }}"""


@pytest.mark.skipif(browser.firefox() is None, reason="no Firefox on this machine")
def test_in_firefox(bot: Servers) -> None:
    """It opens, answers, takes a date in its fields; axe and the console say nothing."""
    path = browser.firefox()
    assert path is not None
    with firefox(path) as tab:
        tab.open(f"{bot.url}/")
        tab.run(f"() => {CHAT}.querySelector('button').click()")
        assert "機械が自動" in tab.run(until("chat.querySelector('dialog[open] .card')"))
        tab.run(write("資格確認書はいつまで使えますか"))
        tab.run(until("chat.querySelector('form.date')"))
        tab.run(FILL)
        told = tab.run(until("chat.querySelector('.question .value')"))
        assert told == "令和8年(2026年)2月28日"
        tab.run(f"() => {{ {axe()} }}")
        found = tab.run("async () => (await axe.run('kokuho-chat')).violations.map(({id}) => id)")
        assert found == []
        assert tab.said == []


def test_the_way_back(bot: Servers, keeping: Browser) -> None:
    """A page with the chat is kept whole; who comes back finds the talk, and it goes on."""
    with watched(keeping, f"{bot.url}/") as found:
        window = found.window().open()
        window.ask("資格確認書はいつまで使えますか")
        window.page.evaluate(
            "addEventListener('pageshow', (event) => console.info(`kept: ${event.persisted}`))"
        )
        window.page.goto(f"{bot.url}/embed")
        with window.page.expect_console_message(lambda said: said.text == "kept: true"):
            window.page.evaluate("setTimeout(() => history.back())")
        expect(window.mine).to_have_count(1)
        card = window.ask("昭和31年3月1日")
        expect(card).to_contain_text("令和8年(2026年)2月28日")
        assert len(found.sent("POST", "/conversations")) == 1
