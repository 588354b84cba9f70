"""Every page of the editors, in every look: axe, contrast, targets, reflow."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
import requests
from playwright.sync_api import FilePayload, expect

from bot.storage.ports.statistics import PressKey
from bot.storage.stores import Stores
from tests.e2e.desk import EDITOR, Desk, Office
from tests.e2e.looks import use_by_everyone
from tests.e2e.running import Servers
from tests.e2e.test_console_access import LOOKS

pytestmark = pytest.mark.e2e

UNANSWERED = (
    "国保の保険料を安くする方法を教えて",
    "国保の保険料を安くする方法はありますか",
    "犬の登録は",
)


@pytest.fixture(scope="module")
def asked_in_vain(staffed: Servers) -> None:
    """Residents have asked what nobody could answer."""
    for text in UNANSWERED:
        with requests.Session() as session:
            begun = session.post(f"{staffed.url}/api/conversations", json={}, timeout=30).json()
            session.post(
                f"{staffed.url}/api/messages",
                json={"id": uuid.uuid4().hex, "text": text},
                headers={"Authorization": f"Bearer {begun['conversation']}"},
                timeout=30,
            )
    presses = Stores.local(staffed.folder / ".data").presses
    presses.add(
        [
            (PressKey(f"2025-09-{day}T10", "line", field), times)
            for day in (29, 30)
            for field, times in {"certificate_expiry": 31, "not_arrived": 12, "language": 2}.items()
        ],
        "2024",
    )


def of_the_editor(desk: Desk) -> Iterator[str]:
    """The pages of the editors, with something on them."""
    page = desk.page
    desk.enter(EDITOR)
    page.goto(f"{desk.url}/queue")
    yield "queue"
    page.get_by_role("link", name=re.compile("保険料を安くする")).first.click()
    yield "group"
    page.get_by_role("button", name="この用件に加える").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "group without an answer"
    page.goto(f"{desk.url}/texts/entries/answer:certificate_expiry?language=en")
    yield "text in another language"
    page.get_by_label("題", exact=True).fill("{fone} Certificate " + "x" * 30)
    page.get_by_role("button", name="下書きを保存して確かめる").click()
    expect(page.locator("#complaints")).to_be_visible()
    yield "change that a check refuses"
    page.goto(f"{desk.url}/texts")
    yield "texts"
    page.get_by_role("link", name="資格確認書の期限").first.click()
    page.get_by_role("button", name="取りやめる").click()
    expect(page.get_by_role("status")).to_be_visible()
    yield from of_the_table(desk)
    yield from of_the_next_edition(desk)
    for name in (
        "texts/history",
        "texts/entries/value:2025.call_centre",
        "queue/review",
        "queue/learning",
        "board",
        "figures",
        "figures/month",
        "accounts",
        "audit",
        "nowhere",
    ):
        page.goto(f"{desk.url}/{name}")
        yield name.replace("/", " ")


def of_the_table(desk: Desk) -> Iterator[str]:
    """All texts as a table, and what it brings back."""
    page, file = desk.page, desk.page.get_by_label("表のファイル")
    page.goto(f"{desk.url}/texts/table")
    yield "table"
    file.set_input_files(_csv("ID\n"))
    page.get_by_role("button", name="変わる所を見る").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "table that is none"
    saved = page.context.request.get(f"{desk.url}/texts/table.csv").text()
    file.set_input_files(_csv(saved.replace("資格確認書", "資格確認書の紙", 40)))
    page.get_by_role("button", name="変わる所を見る").click()
    expect(page.get_by_role("button", name="印の付いた所を下書きにする")).to_be_visible()
    yield "what a table changes"


def _csv(text: str) -> FilePayload:
    return {"name": "texts.csv", "mimeType": "text/csv", "buffer": text.encode()}


def of_the_next_edition(desk: Desk) -> Iterator[str]:
    """The next edition from its first page; it is given up in the end."""
    page = desk.page
    page.goto(f"{desk.url}/texts/edition")
    yield "next edition"
    page.get_by_role("button", name="2026年の号を始める").click()
    expect(page.get_by_role("button", name="保存する")).to_be_visible()
    yield "values of the next edition"
    page.get_by_label("号", exact=True).fill("第201号(令和8年7月)")
    # Later than all answers were held against a newsletter.
    page.get_by_label("紙面と見比べた日", exact=True).fill("2026-12-31")
    for box in page.get_by_role("checkbox", name="見比べた").all():
        box.check()
    page.get_by_role("button", name="保存する").click()
    expect(page.get_by_role("region", name="紙面と見比べる")).to_be_visible()
    yield "next edition compared"
    for name in ("preview", "preview?every=1", "questions"):
        page.goto(f"{desk.url}/texts/edition/{name}")
        yield f"next edition {name.replace('?', ' ')}"
    page.goto(f"{desk.url}/texts/edition/values")
    page.get_by_label("紙の期間の終わりの日", exact=True).fill("2020-01-01")
    page.get_by_role("button", name="保存する").click()
    for name in ("", "/preview"):
        page.goto(f"{desk.url}/texts/edition{name}")
        yield f"next edition that cannot be read {name[1:]}"
    page.goto(f"{desk.url}/texts/edition")
    page.get_by_role("link", name=re.compile("違いを見る.*2026年の号")).click()
    yield "change of the next edition"
    page.get_by_role("button", name="取りやめる").click()
    expect(page.get_by_role("status")).to_be_visible()


@pytest.mark.usefixtures("asked_in_vain")
def test_every_page_can_be_used_by_everyone(office: Callable[..., Office]) -> None:
    """In every state and look: no axe violation, contrast AA, targets, no sideways scrolling."""
    desk = office(**LOOKS["320"].context()).desk()
    use_by_everyone(desk.page, of_the_editor(desk), LOOKS, "editors")
