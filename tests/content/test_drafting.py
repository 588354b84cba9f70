"""bot/content/drafting.py: next year's file, with everything that is still to be filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bot.content.drafting import MARK, Blank, blanks, draft, is_draft, notes, write_draft
from bot.content.editions import read_edition, read_editions
from bot.errors import DataError
from tests.content.folders import EDITION
from tests.content.years import copied, fill_in, last_year

TODAY = date(2026, 7, 6)
TEXT = """\
newsletter: 第179号(令和7年7月)   # 1ページの題
checked: 2026-11-23   # 見比べた日
documents:            # 期間
  starts: 2025-08-01  # 推測
  ends: 2028-02-29    # 1・2ページ
sources:              # ページと見出し
  late_posting: 1ページ〈ご注意〉昭和30年7月2日～8月1日生まれの方へ
call_centre:
  phone: 044-200-0783 # 4ページ
  year_end_from: "12-29" # 書かれていない
"""
DRAFT = """\
newsletter: 第○号(令和8年7月)   # 要記入: 1ページの題
checked: 2026-07-06   # 要記入: 見比べた日
documents:            # 期間
  starts: 2026-08-01  # 要記入: 推測
  ends: 2029-02-28    # 要記入: 1・2ページ
sources:              # 要記入: ページと見出し
  late_posting: 1ページ〈ご注意〉昭和31年7月2日～8月1日生まれの方へ
call_centre:
  phone: 044-200-0783 # 要記入: 4ページ
  year_end_from: "12-29" # 要記入: 書かれていない
"""


def test_draft() -> None:
    """Every day and era year is a year later, the number is open, each value is marked."""
    assert draft(TEXT, TODAY) == DRAFT


def test_blanks() -> None:
    """Each marked value is named with its line, its key and its place in the newsletter before."""
    found = list(blanks(DRAFT))
    assert found[0] == Blank(1, "newsletter", "第○号(令和8年7月)", "1ページの題")
    assert found[3] == Blank(5, "documents.ends", "2029-02-28", "1・2ページ")
    assert found[4] == Blank(6, "sources", "", "ページと見出し")
    assert [blank.line for blank in found] == [1, 2, 4, 5, 6, 9, 10]
    assert not list(blanks(TEXT))


def test_every_value_of_the_city_is_marked() -> None:
    """No value of the edition's file escapes: each has a mark, or stands in a marked block."""
    marked = {blank.key for blank in blanks(draft(EDITION.read_text("utf-8"), TODAY))}
    keys = re.findall(r"^(?:  )?\w+: \S", EDITION.read_text("utf-8"), re.MULTILINE)
    sections = {key.split(".")[0] for key in marked}
    assert len(keys) > len(marked) > 25
    assert sections == set(
        re.findall(r"^(\w+):", EDITION.read_text(encoding="utf-8"), re.MULTILINE)
    )


@pytest.mark.parametrize("text", [DRAFT, DRAFT.replace(f"{MARK}: ", "")])
def test_a_draft_is_one_until_the_last_mark(text: str) -> None:
    """A file is a draft while a mark is in it, and while the newsletter has no number."""
    assert is_draft(text)
    assert not is_draft(text.replace(f"{MARK}: ", "").replace("第○号", "第190号"))


def test_a_draft_is_not_used(tmp_path: Path) -> None:
    """Until it is filled in, the bot reads on as if the file were not there."""
    city = copied(tmp_path)
    before = read_editions(city / "editions")
    path, _ = write_draft(city / "editions", last_year(city) + 1, TODAY)
    assert read_editions(city / "editions") == before
    assert len(read_editions(city / "editions", drafts=True)) == len(before) + 1
    fill_in(path)
    assert read_editions(city / "editions") == (*before, read_edition(path))


def test_a_year_after_the_other(tmp_path: Path) -> None:
    """The filled-in file is the start of the one after it, for years."""
    city = copied(tmp_path)
    first = last_year(city)
    for year in range(first + 1, first + 6):
        path, found = write_draft(city / "editions", year, TODAY)
        assert found
        fill_in(path)
    read = read_editions(city / "editions")
    assert [edition.documents.starts.year for edition in read][-5:] == list(
        range(first + 1, first + 6)
    )


def test_refused(tmp_path: Path) -> None:
    """A year that has a file, that has none before it, or whose year before is a draft."""
    city = copied(tmp_path)
    folder, last = city / "editions", last_year(city)
    with pytest.raises(DataError, match=rf"{last}\.yml はもうあります"):
        write_draft(folder, last, TODAY)
    with pytest.raises(DataError, match=rf"{last + 1}\.yml がない"):
        write_draft(folder, last + 2, TODAY)
    write_draft(folder, last + 1, TODAY)
    with pytest.raises(DataError, match=rf"{last + 1}\.yml にまだ"):
        write_draft(folder, last + 2, TODAY)


def test_notes_say_where_a_value_is_printed() -> None:
    """Each value's comment is where the newsletter holds it."""
    assert notes(TEXT)["documents.ends"] == "1・2ページ"
    assert "sources.late_posting" not in notes(TEXT)
