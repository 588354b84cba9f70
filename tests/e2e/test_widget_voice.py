"""Speaking and listening, where the browser has it; nothing of it where it has not."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.watching import Visit

pytestmark = pytest.mark.e2e

# A browser's recogniser that hears what the test says, and a voice that notes what it is told.
VOICE = """
self.ears = [];
self.SpeechRecognition = class {
  start() { ears.push(this); }
  stop() { this.onend(); }
};
self.spoken = [];
SpeechSynthesis.prototype.speak = (part) => spoken.push(part);
SpeechSynthesis.prototype.cancel = () => spoken.splice(0);
"""
NO_VOICE = """
delete self.SpeechRecognition;
delete self.webkitSpeechRecognition;
delete self.speechSynthesis;
"""
HEAR = """(words) => {
  ears.at(-1).onresult({results: [[{transcript: words}]]});
  ears.at(-1).onend();
}"""
CALL_CENTRE = "コールセンターの電話番号と受付時間を教えてください"


def test_only_after_consent(visit: Visit) -> None:
    """Nothing is heard before a yes; what is heard stands in the box, and is sent by hand alone."""
    watched = visit()
    window = watched.window()
    window.page.add_init_script(VOICE)
    window.open()
    mic = window.button("声で入力")
    mic.click()
    consent = window.chat.get_by_role("group", name="声で入力")
    expect(consent).to_contain_text("ブラウザの会社に送られ")
    consent.get_by_role("button", name="いいえ").click()
    expect(consent).to_have_count(0)
    expect(mic).to_be_focused()
    assert window.page.evaluate("ears.length") == 0
    mic.click()
    consent.get_by_role("button", name="はい").click()
    expect(mic).to_have_attribute("aria-pressed", "true")
    assert window.page.evaluate("ears.map(({lang}) => lang)") == ["ja"]
    window.page.evaluate(HEAR, CALL_CENTRE)
    expect(mic).to_have_attribute("aria-pressed", "false")
    expect(window.box).to_have_value(CALL_CENTRE)
    expect(window.box).to_be_focused()
    assert watched.sent("POST", "/messages") == []
    mic.click()
    expect(mic).to_have_attribute("aria-pressed", "true")
    window.page.evaluate("ears.at(-1).onerror({error: 'no-speech'}); ears.at(-1).onend()")
    expect(window.status).to_contain_text("聞き取れませんでした")
    assert window.page.evaluate("ears.length") == 2
    window.answer(lambda: window.button("送信").click())
    assert [r.post_data_json["text"] for r in watched.sent("POST", "/messages")] == [CALL_CENTRE]


def test_an_answer_read_aloud(visit: Visit) -> None:
    """The card as somebody says it, in its language; pressed once more, it stops."""
    watched = visit()
    window = watched.window()
    window.page.add_init_script(VOICE)
    card = window.open().ask(CALL_CENTRE)
    assert window.page.evaluate("spoken.length") == 0
    listen = card.get_by_role("button", name="読み上げる")
    with window.page.expect_response(re.compile("/api/spoken$")):
        listen.click()
    expect(listen).to_have_attribute("aria-pressed", "true")
    said = window.page.evaluate("spoken.map(({text, lang}) => [text, lang])")
    assert {lang for _, lang in said} == {"ja"}
    whole = "".join(text for text, _ in said)
    assert "コールセンター" in whole
    assert not re.search(r"[()「」]|\d-\d", whole)
    listen.click()
    expect(listen).to_have_attribute("aria-pressed", "false")
    assert window.page.evaluate("spoken.length") == 0


def test_a_browser_without_a_voice(visit: Visit) -> None:
    """Neither button is there, and nothing is loaded for them."""
    watched = visit()
    window = watched.window()
    window.page.add_init_script(NO_VOICE)
    card = window.open().ask(CALL_CENTRE)
    expect(card.get_by_role("button", name="印刷・保存")).to_be_visible()
    expect(window.chat.get_by_role("button", name=re.compile("声で入力|読み上げる"))).to_have_count(
        0
    )
    assert watched.sent("GET", "/voice.js") == []
