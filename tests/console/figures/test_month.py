"""bot/console/figures/month.py: the page of a month and its table."""

from __future__ import annotations

import csv
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.console.figures import month as figures
from bot.console.figures.talks import Month
from bot.console.queue.grouping import Group
from bot.conversation.feedback import Feedback
from bot.conversation.statistics import Statistics
from bot.storage.ports.talks import TalkKey, TalkTally
from bot.storage.ports.unanswered import State, UnansweredLine
from bot.storage.stores import Stores
from tests.console.conftest import Desk
from tests.house.serving import NOW

HOUR = "2025-10-01T10"
KEY = TalkKey(HOUR, "web", "ja", "第179号", "")


@pytest.fixture
def month(editor: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An editor, and 14 talks of today of which 12 were answered."""
    counted = [
        (KEY, TalkTally(asked=14, answered=12, refused=2)),
        (KEY._replace(answer_id="lost"), TalkTally(asked=14, answered=12)),
        (KEY._replace(answer_id="certificate_expiry"), TalkTally(asked=2, answered=1)),
    ]
    own = Stores.local(tmp_path / "own")
    own.talks.add(counted, "2024")
    gateway = editor.console.gateway
    monkeypatch.setattr(gateway, "statistics", Statistics(own.statistics, lambda: NOW, own.talks))
    monkeypatch.setattr(gateway, "feedback", Feedback(own.votes))
    return editor


def test_what_the_page_says(month: Desk) -> None:
    """Conclusion first, and the assumption behind the calls that were avoided is told."""
    text = month.get("/figures/month?month=2025-10&share=25").text
    assert "全部に答えたのは86%(12/14件)です" in text
    assert "およそ3件です。これは数えたものではなく、仮定です" in text


def test_a_weak_answer_is_mended_from_here(month: Desk) -> None:
    """Each answer leads to where its text is written; what has no answer any more does not."""
    text = month.get("/figures/month?month=2025-10").text
    assert 'href="/texts/entries/answer:certificate_expiry"' in text
    assert "answer:lost" not in text


def test_the_table_opens_as_text(month: Desk) -> None:
    """The table has each part; no cell begins a formula."""
    answer = month.get("/figures/month.csv?month=2025-10")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(answer.text.lstrip("\ufeff").splitlines()))
    assert ["全体", "2025-10", "", "14", "12", "0", "2", "0", "0", "0", "0", "0"] in rows
    assert {row[0] for row in rows} >= {"週", "時刻", "窓口", "言語", "号", "件名"}
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def line(words: str, last: str, *heard: tuple[str, str, str, int]) -> UnansweredLine:
    """Something that was asked in vain."""
    rest = (State.OPEN, None, words, None, None, None)
    return UnansweredLine(1, words, last, *rest, heard)


def test_what_was_refused_in_words() -> None:
    """Alike words once, by the commonest; what was last asked before the month is not of it."""
    dogs = Group(
        (
            line("犬の登録は", "2025-09-30T10", ("web", "refused", "", 5), ("web", "asked", "", 9)),
            line("犬を登録したい", "2025-10-02T10", ("line", "refused", "", 1)),
        )
    )
    cats = Group((line("猫は", "2025-10-02T10", ("web", "refused", "", 7)),))
    old = Group((line("鳥は", "2025-09-02T10", ("web", "refused", "", 9)),))
    unclear = Group((line("あれ", "2025-10-02T10", ("web", "asked", "", 9)),))
    waiting = SimpleNamespace(groups=SimpleNamespace(of=lambda *_: [dogs, cats, old, unclear]))
    october = Month.read("2025-10", NOW.date())
    found = figures._refused(cast(Any, waiting), october)
    assert found == [("猫は", 7), ("犬の登録は", 6)]


def test_residents_words_are_for_editors(
    month: Desk, administrator: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An administrator has the figures; the words that were refused are an editor's matter."""
    monkeypatch.setattr(figures, "_refused", lambda *_: [("犬の登録は", 6)])
    assert "犬の登録は" in month.get("/figures/month?month=2025-10").text
    assert "犬の登録は" not in administrator.get("/figures/month?month=2025-10").text


def test_of_editors_alone(operator: Desk) -> None:
    """An operator has no figures."""
    assert operator.get("/figures/month").status_code == 403
    assert operator.get("/figures/month.csv").status_code == 403


@pytest.mark.parametrize("share", ["-1", "101", "x"])
def test_a_share_is_a_percentage(editor: Desk, share: str) -> None:
    """Anything else is refused."""
    assert editor.get(f"/figures/month?share={share}").status_code == 422
