"""Windows of a browser with the chat in them; all that they request and complain of is noted."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Route, expect

HOME, OTHER_SITE = "127.0.0.1", "localhost"
LAUNCHER = "チャットで質問する"
BOX = "質問を書いてください"
# What the console says of a broken line and of a refused origin, not of a broken page.
_LINE = "Failed to load resource"
_IS_CUT = "fetch(location.href, {cache: 'no-store'}).then(() => false, () => true)"
_LOOKS = 200
_ORIGINS = (
    "blocked by CORS policy",
    'violates the following Content Security Policy directive: "frame',
)


def cut_line(page: Page) -> None:
    """Takes the network from the page's whole context, and waits until it is really gone.

    The browser's network process hears of it a moment after its driver: what the page asks for in
    between still comes through.
    """
    page.context.set_offline(True)
    for _ in range(_LOOKS):
        if page.evaluate(_IS_CUT):
            return
    raise AssertionError("the page still reaches the server")


@dataclass
class Window:
    """A page with the chat. `lines_break`: the test cuts the line; `foreign`: the gateway refuses
    the page's origin; `known`: hosts it may go to."""

    page: Page
    url: str
    lines_break: bool = False
    foreign: bool = False
    known: set[str] = field(default_factory=set)

    @property
    def launcher(self) -> Locator:
        """The button that opens the chat."""
        return self.page.get_by_role("button", name=LAUNCHER)

    @property
    def chat(self) -> Locator:
        """The chat."""
        return self.page.get_by_role("dialog")

    @property
    def box(self) -> Locator:
        """Where the resident writes."""
        return self.chat.get_by_role("textbox", name=BOX)

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.chat.get_by_role("log")

    @property
    def cards(self) -> Locator:
        """All cards, the oldest first."""
        return self.log.get_by_role("article")

    @property
    def status(self) -> Locator:
        """How it goes."""
        return self.chat.locator("[role=status]").first

    @property
    def mine(self) -> Locator:
        """What the resident said, as shown."""
        return self.log.locator(".me")

    def button(self, name: str) -> Locator:
        """The newest button of this name."""
        return self.chat.get_by_role("button", name=name, exact=True).last

    def open(self) -> Window:
        """Goes to the page and opens the chat, up to the greeting."""
        self.page.goto(self.url)
        return self.unfold()

    def unfold(self) -> Window:
        """Opens the chat of the page that is there."""
        self.launcher.click()
        expect(self.cards.first).to_be_visible()
        return self

    def leave(self) -> None:
        """Presses 「すぐ離れる」, which stands in the menu."""
        self.button("メニュー").click()
        self.button("すぐ離れる").click()

    def ask(self, text: str) -> Locator:
        """Says `text`; the last card of its answer."""
        self.box.fill(text)
        return self.answer(lambda: self.box.press("Enter"))

    def answer(self, act: Callable[[], None]) -> Locator:
        """The last card of the answer to what `act` says."""
        before = self.cards.count()
        act()
        expect(self.cards.nth(before)).to_be_visible()
        expect(self.status).to_have_text("")
        return self.cards.last

    def print(self, card: Locator) -> None:
        """Presses 「印刷・保存」 and waits for the browser to be asked for paper.

        The page itself says so: a condition that the driver looks at again and again would be
        built from a string in the page, which the page's policy forbids.
        """
        self.page.evaluate("window.print = () => console.info('on paper')")
        with self.page.expect_console_message(lambda m: m.text == "on paper"):
            card.get_by_role("button", name="印刷・保存").click()

    def focused(self) -> str:
        """Name or words of what has the focus, within the chat if it is there."""
        return str(
            self.page.evaluate(
                """() => {
                  let at = document.activeElement;
                  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                  const words = at?.ariaLabel ?? at?.labels?.[0]?.textContent ?? at?.textContent;
                  return words?.trim() ?? "";
                }"""
            )
        )


@dataclass
class Watched:
    """A browser context of its own."""

    context: BrowserContext
    url: str
    windows: list[Window] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def window(self) -> Window:
        """One more tab."""
        found = Window(self.context.new_page(), self.url)
        self.windows.append(found)
        return found

    def plain_page(self, *, lines_break: bool, foreign: bool) -> Page:
        """One more tab, for a page that has no chat."""
        page = self.context.new_page()
        found = Window(page, self.url, lines_break=lines_break, foreign=foreign)
        self.windows.append(found)
        return found.page

    def sent(self, method: str, ending: str) -> list[Request]:
        """The requests of this method whose path ends so, in order."""
        return [
            r for r in self.requests if r.method == method and urlsplit(r.url).path.endswith(ending)
        ]

    def complaints(self) -> list[str]:
        """Everything that a page should not have done."""
        known = {None, "", HOME}.union(*(w.known for w in self.windows))
        expected = (_LINE,) if any(w.lines_break for w in self.windows) else ()
        expected += _ORIGINS if any(w.foreign for w in self.windows) else ()
        strangers = [r.url for r in self.requests if urlsplit(r.url).hostname not in known]
        return strangers + [s for s in self.said if not any(e in s for e in expected)]


@contextmanager
def watched(browser: Browser, url: str, **look: Any) -> Iterator[Watched]:
    """A context that fails in the end if a page went elsewhere or complained."""
    with watching(browser.new_context(**{"locale": "ja-JP", **look}), url) as found:
        yield found


@contextmanager
def watching(context: BrowserContext, url: str) -> Iterator[Watched]:
    """The same for a context that is there."""
    context.set_default_timeout(20_000)
    found = Watched(context, url)
    context.on("request", lambda r: found.requests.append(r))
    context.on(
        "console",
        lambda m: found.said.append(m.text) if m.type in ("error", "warning") else None,
    )
    context.on("weberror", lambda e: found.said.append(str(e.error)))
    try:
        yield found
    finally:
        context.close()
    if complaints := found.complaints():
        raise AssertionError(f"the page complained: {complaints}")


class Elsewhere:
    """Another site on this machine, with pages that show `page`."""

    def __init__(self) -> None:
        site = self
        self.body, self.policy = b"", ""

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", site.policy)
                self.end_headers()
                self.wfile.write(site.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer((HOME, 0), Handler)
        self.url = f"http://{HOME}:{self.server.server_address[1]}/"

    @property
    def origin(self) -> str:
        """As BOT_ORIGINS names it."""
        return self.url.rstrip("/")

    @property
    def other_origin(self) -> str:
        """The same under a name of another site than the gateway's: to it, the gateway is a third
        party."""
        return self.origin.replace(HOME, OTHER_SITE)

    def page(self, body: str, policy: str) -> None:
        """What it shows from now on."""
        whole = (
            f'<!DOCTYPE html><html lang="ja"><title>よその町</title><h1>よその町</h1>{body}</html>'
        )
        self.body, self.policy = whole.encode(), policy

    @contextmanager
    def open(self) -> Iterator[Elsewhere]:
        """Serves in a thread of its own until the block ends."""
        thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join(10)


@dataclass
class Hold:
    """Keeps back the answers to what matches until `release`."""

    routes: list[Route] = field(default_factory=list)
    open: bool = False

    def __call__(self, route: Route) -> None:
        """For `page.route`."""
        if self.open:
            route.continue_()
        else:
            self.routes.append(route)

    def release(self) -> None:
        """Lets them go, and all that come after."""
        self.open = True
        for route in self.routes:
            route.continue_()


API = re.compile(r"/api/")
MESSAGES = re.compile(r"/api/messages$")
Visit = Callable[..., Watched]
