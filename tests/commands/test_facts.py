"""bot/commands/facts.py: the table that a clerk holds beside the newsletter."""

from __future__ import annotations

import pytest

from bot.__main__ import main
from bot.content import library

Capture = pytest.CaptureFixture[str]


def table(capsys: Capture) -> list[list[str]]:
    assert main(["facts"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = [line for line in out.splitlines() if line.startswith("| ")]
    return [line[2:-2].split(" | ") for line in lines]


def test_every_fact_has_its_row(capsys: Capture) -> None:
    """A row a fact, in printed order, each with its place and with an answer that tells it."""
    heading, rule, *rows = table(capsys)
    assert heading == ["id", "場所", "紙面が言うこと", "確かさ", "伝える答え"]
    assert set(rule) == {"---"}
    known = [[f"`{name}`", fact.place] for name, fact in library().facts.items()]
    assert [row[:2] for row in rows] == known
    assert all(len(row) == 5 and "`" in row[4] for row in rows)


def test_a_row_as_a_clerk_reads_it(capsys: Capture) -> None:
    """Values are filled in, and every answer stands by its title and its id."""
    rows = {row[2]: row for row in table(capsys)}
    told = rows["70歳以上の人のお知らせは、原則、令和8年(2026年)7月31日まで"]
    assert told[:2] == ["`notice_70plus`", "1ページ「資格情報のお知らせ」の有効期限"]
    assert told[3:] == ["明記", "お知らせの期限(`notice_expiry`)"]


@pytest.mark.parametrize(("mark", "says"), [("読み取り", "毎年7月"), ("要確認", "もう一か月")])
def test_what_is_not_stated_is_marked(capsys: Capture, mark: str, says: str) -> None:
    """What is read between the lines, or not there at all, is marked as such."""
    marked = [row[2] for row in table(capsys) if row[3] == mark]
    assert any(says in text for text in marked)
