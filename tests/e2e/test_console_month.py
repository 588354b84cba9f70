"""A manager's month in a real browser: generated talks whose true figures are known."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.console.shared.accounts import Accounts, Role
from bot.conversation.talk_course import changes, followed
from bot.messages import Kind, Message
from bot.storage.ports.talks import WHOLE, TalkKey
from bot.storage.ports.votes import VoteRecord
from bot.storage.stores import Stores
from tests.e2e.desk import PASSWORD, Office
from tests.e2e.running import Servers

pytestmark = pytest.mark.e2e

MANAGER = "umeko"
FIRST = datetime(2025, 8, 1)
TALKS = 400
LOST, DEBIT, SCOPE = "lost_reissue", "debit_start", "out_of_scope"
FORMULA = '=HYPERLINK("https://example.com","見て")'
MARKUP = "<script>document.title='x'</script>どこに出すのか"
A4 = {"width": 794, "height": 1123}  # CSS pixels

# What a talk is, turn by turn, and what a manager means by it.
COURSES: dict[str, list[tuple[Kind, str | None]]] = {
    "answered": [("general", LOST), ("question", LOST)],
    "asked on": [("question", DEBIT), ("result", DEBIT)],
    "in part": [("answer", LOST), ("refusal", SCOPE)],
    "refused": [("refusal", SCOPE)],
    "asked back": [("options", None)],
    "solved": [("options", None), ("answer", DEBIT)],
    "handed over": [("answer", LOST), ("answer", "call_center")],
    "a greeting": [("answer", "greet")],
}


@pytest.fixture(scope="module")
def august(staffed: Servers) -> Counter[str]:
    """The talks of a month and their votes are in the store; how many were what."""
    stores, chance = Stores.local(staffed.folder / ".data"), random.Random(8)
    counted: Counter[str] = Counter()
    for _ in range(TALKS):
        begun = FIRST + timedelta(hours=chance.randrange(31 * 24))
        kind = chance.choice(list(COURSES))
        channel, language = chance.choice(["web", "line"]), chance.choice(["ja", "ja", "ne"])
        key = TalkKey(begun.strftime("%Y-%m-%dT%H"), channel, language, "第179号", WHOLE)
        course: Any = {}
        for turn in COURSES[kind]:
            after = followed(course, [Message.said("…", *turn)], key, number=False)
            stores.talks.add(changes(course, after), "2024")
            course = after
        if kind != "a greeting":
            counted.update(["asked", kind, channel, language, f"{begun.hour}時"])
    for words in (FORMULA, MARKUP, *["同じ言葉"] * 5):
        vote = VoteRecord("2025-08-20T10", "web", LOST, "answer", False, "unclear", words)
        stores.votes.add(vote)
    for _ in range(9):
        stores.votes.add(VoteRecord("2025-08-21T10", "line", DEBIT, "result", True))
    Accounts(stores.accounts).add(MANAGER, Role.ADMINISTRATOR, PASSWORD)
    return counted


def rows(page: Page, caption: str) -> dict[str, list[str]]:
    """A table of the page by its first column."""
    table = page.get_by_role("table", name=caption, exact=True)
    cells = table.locator("tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
    )
    return {first: rest for first, *rest in cells}


def share(part: int, whole: int) -> str:
    """As the page says it of many."""
    return f"{100 * part / whole:.0f}%({part}/{whole}件)"


def test_last_months_truth(office: Callable[..., Office], august: Counter[str]) -> None:
    """Every figure of the page is the true one; the table to take along and the print are whole."""
    desk = office(viewport={"width": 1280, "height": 800}).desk().sign_in(MANAGER)
    page, n = desk.page, august
    page.get_by_role("link", name="集計").press("Enter")
    page.get_by_role("link", name="月の報告").press("Enter")
    page.get_by_label("月", exact=True).fill("2025-08")
    page.get_by_label("電話になっていたと考える割合").fill("30")
    page.get_by_role("button", name="表示").press("Enter")

    answered = n["answered"] + n["asked on"] + n["solved"] + n["handed over"]
    back = n["asked back"] + n["solved"]
    whole = rows(page, "全体")
    assert whole["全部に答えた"] == [share(answered, n["asked"])]
    assert whole["一部に答えた"] == [share(n["in part"], n["asked"])]
    assert whole["お断りだけで終わった"] == [share(n["refused"], n["asked"])]
    assert whole["聞き返して、答えられた"] == [share(n["solved"], back)]
    assert whole["電話へつないだ"] == [share(n["handed over"], n["asked"])]
    assert whole["役に立たなかった(評価)"] == ["44%(7/16件)"]
    expect(page.get_by_text("避けられた電話は")).to_contain_text(f"およそ{round(answered * 0.3)}件")
    channels = rows(page, "窓口ごと")
    assert {name: row[0] for name, row in channels.items()} == {
        "ウェブ": str(n["web"]),
        "LINE": str(n["line"]),
    }
    assert channels["LINE"][-1] == "9/9件"
    assert rows(page, "言語ごと")["नेपाली"][0] == str(n["ne"])
    assert rows(page, "号ごと")["第179号"][0] == str(n["asked"])
    hours = {name: int(row[0]) for name, row in rows(page, "始まった時刻ごと").items()}
    assert hours == {name: times for name, times in n.items() if name.endswith("時")}

    matters = rows(page, "件名ごと(弱いものから)")
    assert next(iter(matters)) == "答えられないこと"
    lost = matters["なくした・破れた"]
    assert lost[4] == "0/7件"
    assert "分かりにくい 7件" in lost[5]
    assert page.title().startswith("月の報告")

    with page.expect_download() as download:
        page.get_by_role("link", name="表を保存する").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        saved = list(csv.reader(file))
    assert saved[1][:6] == [
        *("全体", "2025-08", "", str(n["asked"]), str(answered), str(n["in part"]))
    ]
    assert not [cell for row in saved for cell in row if cell.startswith(("=", "+", "@"))]

    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('table')].filter((t) => t.scrollWidth > innerWidth).length"
    )
    assert cut == 0
    expect(page.get_by_role("button", name="表示")).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")

    page.emulate_media(media="screen")
    page.get_by_role("link", name=re.compile("^直す.*なくした・破れた")).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("なくした・破れた")
