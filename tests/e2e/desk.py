"""Operators at the console, each in a browser context of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests
from playwright.sync_api import Locator, Page, expect

from tests.e2e.watching import Watched

PASSWORD = "correct horse battery"
OPERATOR, COLLEAGUE, EDITOR = "taro", "jiro", "hanako"
# A password takes a tenth of a second, on purpose, and a page of its own: once for each is enough.
_SIGNED_IN: dict[tuple[str, str], list[Any]] = {}


@dataclass
class Desk:
    """The console in one tab."""

    page: Page
    url: str

    @property
    def box(self) -> Locator:
        """Where the operator writes what the caller says."""
        return self.page.locator("#box")

    @property
    def count(self) -> Locator:
        """The sentence over the suggestions."""
        return self.page.locator("#count")

    @property
    def suggestions(self) -> Locator:
        """All suggestions, the likeliest first."""
        return self.page.get_by_role("listbox", name="候補").get_by_role("option")

    @property
    def chosen(self) -> Locator:
        """The suggestion that Enter opens."""
        return self.suggestions.and_(self.page.locator("[aria-selected=true]"))

    @property
    def card(self) -> Locator:
        """The card in the middle."""
        return self.page.locator("#card")

    @property
    def matter(self) -> Locator:
        """The choice of what the calculator works out."""
        return self.page.locator("#matter")

    @property
    def calculator(self) -> Locator:
        """The calculator's question, result and facts."""
        return self.page.locator("#calculation")

    @property
    def question(self) -> Locator:
        """The one question that the calculator has."""
        return self.calculator.locator(".question")

    @property
    def result(self) -> Locator:
        """What the calculator has worked out."""
        return self.calculator.locator(".result")

    @property
    def value(self) -> Locator:
        """The result in a word."""
        return self.result.locator(".value")

    @property
    def line(self) -> Locator:
        """How it goes."""
        return self.page.locator("#line")

    def sign_in(self, name: str = OPERATOR, password: str = PASSWORD) -> Desk:
        """Through the form, to the one screen."""
        self.page.goto(f"{self.url}/signin")
        self.page.get_by_label("名前").fill(name)
        self.page.get_by_label("パスワード").fill(password)
        self.page.get_by_label("パスワード").press("Enter")
        return self._ready()

    def enter(self, name: str = OPERATOR, password: str = PASSWORD) -> Desk:
        """As somebody who has signed in before; who has not, does without the page of the form."""
        context, desk = self.page.context, f"{self.url}/desk"
        if known := _SIGNED_IN.get((self.url, name)):
            context.add_cookies(known)
            self.page.goto(desk)
        if self.page.url != desk:
            form = {"name": name, "password": password}
            sent = self.page.request.post(f"{self.url}/signin", form=form, max_redirects=0)
            assert sent.status == 303
            _SIGNED_IN[self.url, name] = context.cookies()
            self.page.goto(desk)
        return self._ready()

    def _ready(self) -> Desk:
        expect(self.box).to_be_focused()
        # The matters have come: all scripts run.
        expect(self.matter.locator("option").nth(1)).to_be_attached()
        return self

    def hear(self, text: str) -> Locator:
        """What the caller says, in the box at once; the suggestions to it."""
        with self.page.expect_response("**/desk/suggest"):
            self.box.fill(text)
        return self.suggestions

    def open(self, text: str, title: str) -> Locator:
        """Opens the first card for `text`, which must have `title`."""
        self.hear(text)
        expect(self.suggestions.first).to_contain_text(title)
        self.box.press("Enter")
        expect(self.card.get_by_role("heading", level=2)).to_have_text(title)
        return self.card

    def work_out(self, matter: str) -> Locator:
        """Chooses what the calculator works out; its question."""
        self.matter.select_option(matter)
        return self.question

    def answer(self, text: str) -> None:
        """Types the answer to the calculator's question."""
        self.calculated(lambda: self._typed(text))

    def calculated(self, act: Callable[[], Any]) -> None:
        """Returns when what `act` says is worked out."""
        with self.page.expect_response("**/desk/calculate"):
            act()

    def transcript(self) -> Callable[..., int]:
        """Connects the desk; what is called then says something as recognition does, and gives the
        status."""
        self.page.get_by_role("button", name="聞き取り・練習").click()
        self.page.get_by_role("button", name="聞き取りをつなぐ").click()
        expect(self.page.get_by_role("button", name="聞き取り中")).to_be_visible()
        self.page.get_by_role("button", name="合言葉をコピー").click()
        expect(self.line).to_contain_text("合言葉をコピーしました")
        headers = {"Authorization": f"Bearer {self.clipboard()}"}

        def say(text: str, **more: object) -> int:
            body = {"text": text, **more}
            answer = requests.post(
                f"{self.url}/transcripts", json=body, headers=headers, timeout=30
            )
            return answer.status_code

        return say

    def clipboard(self) -> str:
        """What was copied last."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))

    def _typed(self, text: str) -> None:
        field = self.question.locator("input[name=answer]")
        field.fill(text)
        field.press("Enter")


@dataclass
class Office:
    """The browser contexts of one person."""

    watched: Watched
    url: str

    def desk(self, *, foreign: bool = False) -> Desk:
        """One more tab; `foreign`: it will be refused to pages of another site."""
        # Refusals are what many of these tests are about; a browser notes each in its console.
        page = self.watched.plain_page(lines_break=True, foreign=foreign)
        return Desk(page, self.url)
