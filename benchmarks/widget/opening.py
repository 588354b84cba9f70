"""A browser as on an old phone: a finger presses, and the page itself says when it has painted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

from playwright.sync_api import Browser, Page

# The profile of the issue: a processor of a quarter, 1.6 Mbit/s, 150 ms to the server and back.
CPU, BITS, LATENCY = 4, 1_600_000, 150
FINGER = 0.08  # seconds that a finger stays on the glass
_LOOK: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
_SAID = "measured "
_BUTTON = "kokuho-chat button"

# Of the chat: from the event to the first frame that shows the open dialog with its card.
_CHAT = """
addEventListener("pointerdown", ({timeStamp}) => (self.pressed ??= timeStamp), true);
addEventListener("click", ({timeStamp}) => {
  const look = () => {
    const chat = document.querySelector("kokuho-chat")?.shadowRoot;
    if (!chat?.querySelector("dialog[open] .card")) return requestAnimationFrame(look);
    const {port1, port2} = new MessageChannel();
    port1.onmessage = () => console.info("measured " + JSON.stringify(
      [performance.now() - (self.pressed ?? timeStamp), performance.now() - timeStamp]));
    port2.postMessage(0);
  };
  look();
}, true);
"""
# Of a page: from the event on the page before to the first paint of this one.
_PAGE = """
addEventListener("pointerdown", ({timeStamp}) =>
  sessionStorage.setItem("pressed", performance.timeOrigin + timeStamp), true);
addEventListener("click", ({timeStamp}) =>
  sessionStorage.setItem("clicked", performance.timeOrigin + timeStamp), true);
new PerformanceObserver((list) => {
  const at = performance.timeOrigin + list.getEntriesByName("first-contentful-paint")[0].startTime;
  const [pressed, clicked] = ["pressed", "clicked"].map((name) => sessionStorage.getItem(name));
  if (clicked) console.info("measured " + JSON.stringify([at - pressed, at - clicked]));
}).observe({type: "paint", buffered: true});
"""


class FirstTouch(Enum):
    """How it is opened. A finger and the focus come before the click; `UNSEEN` comes at once."""

    FINGER = "finger"
    KEY = "key"
    UNSEEN = "unseen"
    AGAIN = "again"

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Opened:
    """Milliseconds until it is painted, from the moment the finger is down, and from the click."""

    from_finger: float
    from_click: float


def chat(browser: Browser, url: str) -> dict[FirstTouch, Opened]:
    """The chat opened in each way, on a page that was just loaded.

    But for the last, by a browser that has nothing of it.
    """
    found = {}
    with _phone(browser, _CHAT) as page:
        for way in (FirstTouch.FINGER, FirstTouch.AGAIN):
            page.goto(url, wait_until="networkidle")
            found[way] = _measured(page, lambda: _tap(page, _BUTTON))
    for way, act in ((FirstTouch.KEY, _press), (FirstTouch.UNSEEN, _click)):
        with _phone(browser, _CHAT) as page:
            page.goto(url, wait_until="networkidle")
            found[way] = _measured(page, partial(act, page))
    return {way: found[way] for way in FirstTouch}


def plain(browser: Browser, url: str) -> Opened:
    """A link followed to a page without script or style sheet."""
    with _phone(browser, _PAGE) as page:
        page.goto(url, wait_until="networkidle")
        return _measured(page, lambda: _tap(page, "a"))


def words_of(browser: Browser, url: str) -> list[str]:
    """What the first screen of the chat says, line by line."""
    page = browser.new_page(locale="ja-JP")
    page.goto(url)
    page.locator(_BUTTON).click()
    page.get_by_role("article").first.wait_for()
    said = page.get_by_role("dialog").inner_text().splitlines()
    page.close()
    return [line for line in said if line.strip()]


@contextmanager
def _phone(browser: Browser, script: str) -> Iterator[Page]:
    context = browser.new_context(locale="ja-JP", **_LOOK)
    context.add_init_script(script)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    line = {"offline": False, "latency": LATENCY, "downloadThroughput": BITS / 8}
    session.send("Network.emulateNetworkConditions", {**line, "uploadThroughput": BITS / 8})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU})
    try:
        yield page
    finally:
        context.close()


def _measured(page: Page, act: Callable[[], None]) -> Opened:
    with page.expect_console_message(lambda said: said.text.startswith(_SAID)) as found:
        act()
    return Opened(*json.loads(found.value.text.removeprefix(_SAID)))


def _press(page: Page) -> None:
    """The focus comes by Tab; Enter follows as soon as a quick hand can."""
    page.locator(_BUTTON).focus()
    page.wait_for_timeout(FINGER * 1000)
    page.keyboard.press("Enter")


def _click(page: Page) -> None:
    """Neither finger, pointer nor focus comes before."""
    page.locator(_BUTTON).evaluate("(button) => button.click()")


def _tap(page: Page, selector: str) -> None:
    """A finger that stays on the glass as long as fingers do."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    page.wait_for_timeout(FINGER * 1000)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
