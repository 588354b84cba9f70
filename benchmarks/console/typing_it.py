"""An operator types into the real screen, in a real browser, at the speed of a quick typist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from benchmarks.browser import chromium

KEY_MILLISECONDS = 120  # eight keys a second: a quick typist
_MEASURED = 'performance.getEntriesByName("suggestions").map((entry) => entry.duration)'
_MORE = '(known) => performance.getEntriesByName("suggestions").length > known'
LONG = 5_000


@dataclass(frozen=True, slots=True)
class TypedText:
    """Keys pressed, and the milliseconds from the newest key to what it shows, for each showing.

    `pasted`: the same for a paste of 5,000 characters.
    """

    keys: int
    shown: list[float]
    pasted: list[float]


def type_all(
    browser: str, url: str, name: str, password: str, texts: Sequence[str], pastes: int
) -> TypedText:
    """Signs in and types each text from its first character to its last."""
    with chromium(browser) as found:
        page = found.new_page(viewport={"width": 1280, "height": 800}, locale="ja-JP")
        _sign_in(page, url, name, password)
        box = page.get_by_role("textbox", name="お客様の言葉").or_(page.locator("#box")).first
        for text in texts:
            box.fill("")
            box.press_sequentially(text, delay=KEY_MILLISECONDS)
        shown = list(page.evaluate(_MEASURED))
        long = "".join(texts)
        long = long * (LONG // len(long) + 2)
        for number in range(pastes):
            known = len(page.evaluate(_MEASURED))
            box.fill("")
            box.fill(long[number : LONG + number])
            page.wait_for_function(_MORE, arg=known)
        pasted = list(page.evaluate(_MEASURED))[len(shown) :]
    return TypedText(sum(map(len, texts)), shown, pasted)


def _sign_in(page: Page, url: str, name: str, password: str) -> None:
    page.goto(f"{url}/signin")
    page.get_by_label("名前").fill(name)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="サインイン").click()
    expect(page.locator("#box")).to_be_visible()
