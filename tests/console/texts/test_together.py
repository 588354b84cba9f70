"""bot/console/texts/together.py: many changes go on with one button, all of them or none."""

from __future__ import annotations

import re
from typing import Any

from tests.console.conftest import Desk
from tests.console.texts.city import EditedCity, step, write
from tests.console.texts.test_tables import packed, row_of, saved, send, take
from tests.console.visiting import noted


def test_many_together(edited: EditedCity, editor: Desk, second: Desk, operator: Desk) -> None:
    """All drafts go on with one button, and a second person lets all of them out with another."""
    rows = saved(editor)
    for name in ("a", "b"):
        row_of(rows, f"answer:{name}", "結論")["日本語"] = f"{name}の新しい答え。"
    take(editor, send(editor, packed(rows)).text)
    all_of = Together(editor)
    assert all_of.press("draft", "send").headers["location"] == "/texts?did=send"
    refused = all_of.press("waiting", "approve", every=True)
    assert refused.status_code == 422
    assert "書いた人は、承認できません" in refused.text
    assert Together(second).press("waiting", "approve").headers["location"] == "/texts?did=approve"
    assert edited.short() == "aの新しい答え。"
    assert [what for _, what, _ in noted(editor)][-2:] == ["text_approved", "text_approved"]


def test_together_only_as_seen(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """A change that is another one by now, or none at all, stops all of them."""
    write(editor)
    write(editor, short="一つ目。")
    step(editor, "/texts/changes/1", "send")
    old = Together(second).ticked("waiting")
    write(editor, short="二つ目。")
    step(editor, "/texts/changes/1", "send")
    late = second.submit("/texts/together", do="approve", stage="waiting", take=old)
    assert late.status_code == 422
    assert "先に変えました" in late.text
    none = second.submit("/texts/together", do="approve", stage="waiting")
    assert "一つ以上選んで" in none.text
    past = second.submit(
        "/texts/together", do="approve", stage="waiting", when="day", publish_on="2020-01-01",
        take=Together(second).ticked("waiting"),
    )  # fmt: skip
    assert "今日より後の日" in past.text
    assert edited.short() == "短い答え。"


class Together:
    """The page of many changes, as one editor sees it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def ticked(self, stage: str, *, every: bool = False) -> list[str]:
        """What the boxes say."""
        page = self.desk.get(f"/texts/together?stage={stage}").text
        tick = "" if every else ".* checked"
        return re.findall(rf'name="take" value="(\d+:\d+)" {tick}', page)

    def press(self, stage: str, what: str, *, every: bool = False) -> Any:
        """The button below them."""
        take = self.ticked(stage, every=every)
        return self.desk.submit("/texts/together", do=what, stage=stage, take=take)
