"""Every state of the console, for every way of looking at it: axe, contrast, targets, reflow."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from itertools import chain

import pytest
import requests
from playwright.sync_api import FilePayload, expect

from bot.storage.ports.statistics import PressKey
from bot.storage.stores import Stores
from tests.e2e.desk import EDITOR, Desk, Office
from tests.e2e.looks import Look, use_by_everyone
from tests.e2e.running import Servers

pytestmark = pytest.mark.e2e

# The console is gone through in the first, the narrowest: there it is hardest to use.
LOOKS = {
    "320": Look(320, 640, whole=True),
    "1280": Look(1280, 800, whole=True),
    "1920": Look(1920, 1080),
    "200 %": Look(640, 400, scale=2),
    "dark": Look(1280, 800, colours="dark"),
    "forced colours": Look(1280, 800, forced="active"),
}
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


def of_the_desk(desk: Desk) -> Iterator[str]:
    """Goes through a call and stops at each state that an operator can meet."""
    page = desk.page
    page.goto(f"{desk.url}/signin")
    yield "sign-in"
    page.get_by_label("名前").fill("nobody")
    page.get_by_label("パスワード").fill("nothing at all")
    page.get_by_label("パスワード").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    yield "sign-in refused"
    desk.sign_in(EDITOR)
    yield "desk"
    desk.hear("更新したいんですけど")
    expect(desk.count).to_contain_text("お客様に確認")
    yield "ask the caller"
    desk.hear("お世話になっております")
    expect(desk.count).to_contain_text("0件")
    yield "nothing found"
    desk.hear("なくした")
    expect(desk.count).to_contain_text("候補")
    yield "found by words"
    desk.hear("今年の国保の保険料はいくらになりますか")
    expect(desk.count).to_contain_text("答えられない")
    yield "refusal"
    desk.hear("夫が倒れて息をしていません")
    expect(desk.count).to_contain_text("119番")
    yield "help"
    desk.open("資格確認書の申請には何を持って行けばいいですか", "資格確認書の申請の持ち物")
    yield "card with things to bring"
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    expect(desk.question).to_be_visible()
    yield "card and question"
    desk.answer("昭和30年2月30日")
    expect(desk.question.get_by_role("alert")).to_be_visible()
    yield "question with a date that is none"
    desk.answer("昭和31年3月1日")
    expect(desk.question).to_contain_text("当てはまる")
    yield "result so far"
    desk.calculated(lambda: desk.question.get_by_role("button", name="どれもない").click())
    expect(desk.question).to_have_count(0)
    yield "result"
    desk.open("母の資格確認書の期限も", "資格確認書の期限")
    expect(desk.question).to_contain_text("お母さま")
    desk.answer("昭和27年6月6日")
    expect(desk.card.locator(".told")).to_have_count(2)
    yield "two people"
    desk.open("マル学って何ですか", "マル学とは")
    expect(desk.calculator.locator(".past")).to_be_visible()
    yield "result of another matter"
    page.get_by_label("お客様の言語").select_option("ne")
    expect(desk.card.locator(".foreign")).to_be_visible()
    yield "card in the caller's language"
    page.keyboard.press("Alt+KeyS")
    expect(page.locator("#showing")).to_be_visible()
    yield "shown to the caller"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+KeyX")
    expect(page.get_by_role("button", name="元に戻す")).to_be_visible()
    yield "cleared"
    desk.work_out("certificate_expiry")
    desk.answer("昭和25年8月1日")
    expect(desk.result).to_contain_text("要確認")
    yield "result to confirm"
    page.keyboard.press("Alt+KeyL")
    expect(page.locator("#index section")).not_to_have_count(0)
    yield "all answers"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+KeyT")
    expect(page.locator("#directory li")).not_to_have_count(0)
    yield "directory"
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+KeyH")
    yield "keys"
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#signed-out').showModal()")
    yield "signed out"
    page.keyboard.press("Escape")
    page.evaluate("document.querySelector('#copying').showModal()")
    yield "copying by hand"
    page.keyboard.press("Escape")


def of_the_editor(desk: Desk) -> Iterator[str]:
    """The pages of the editors, with something on them."""
    page = desk.page
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
def test_every_state_can_be_used_by_everyone(office: Callable[..., Office]) -> None:
    """In every state and look: no axe violation, contrast AA, targets, no sideways scrolling."""
    desk = office(**LOOKS["320"].context()).desk()
    use_by_everyone(desk.page, chain(of_the_desk(desk), of_the_editor(desk)), LOOKS, "console")


def test_everything_of_a_call_is_on_one_screen(desk: Desk) -> None:
    """At 1280×800 the page does not scroll, and words, script, question and keys are in view."""
    desk.open("資格確認書はいつまで使えますか", "資格確認書の期限")
    desk.answer("昭和31年3月1日")
    height = "[document.scrollingElement.scrollHeight, innerHeight]"
    whole, shown = desk.page.evaluate(height)
    assert whole <= shown
    for part in (desk.box, desk.card.locator(".script"), desk.question, desk.value):
        expect(part).to_be_in_viewport(ratio=1)
    expect(desk.page.get_by_role("button", name="通話終了")).to_be_in_viewport(ratio=1)


def test_what_a_screen_reader_hears(desk: Desk) -> None:
    """Live regions stay in the page, name the chosen suggestion, and never repeat themselves."""
    page = desk.page
    page.evaluate(
        """() => {
          window.heard = [];
          document.querySelectorAll('[role=status]').forEach((node) =>
            new MutationObserver(() => node.textContent && heard.push(node.textContent))
              .observe(node, {childList: true, characterData: true, subtree: true}));
        }"""
    )
    desk.hear("資格確認書はいつまで使えますか")
    expect(desk.count).to_have_text(re.compile("^候補 [1-3]件$"))
    desk.hear("資格確認書はいつまで使えますか?")
    expect(desk.box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    desk.box.press("ArrowDown")
    expect(desk.box).to_have_attribute("aria-activedescendant", re.compile("^suggestion-"))
    desk.box.press("Enter")
    expect(desk.line).to_contain_text("を開きました")
    heard = page.evaluate("heard")
    assert len(heard) == len(set(heard)), heard
    assert "# " not in "\n".join(heard)
    snapshot = page.locator("main").aria_snapshot()
    for name in (
        'textbox "お客様の言葉', 'listbox "候補"', 'region "資格確認書の期限"', 'region "計算',
        'group "この案内は"',
    ):  # fmt: skip
        assert name in snapshot, snapshot
