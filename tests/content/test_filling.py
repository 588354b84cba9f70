"""bot/content/filling.py: the file of an edition as fields, and back, with all else as it was."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content.drafting import MARK, blanks, draft, is_draft
from bot.content.filling import BANKS, DONE, EXCEPTIONS, LATE, fields_of, with_fields
from bot.errors import DataError
from tests.content.folders import EDITION

TEXT = EDITION.read_text(encoding="utf-8")
DRAFT = draft(TEXT, date(2026, 7, 6))


def changed(**fields: str) -> str:
    """The draft with some fields written."""
    return with_fields(DRAFT, {**fields_of(DRAFT), **fields}, DRAFT)


def test_nothing_written_changes_nothing() -> None:
    """The fields of a file make the same file, to the letter, a draft or not."""
    for text in (TEXT, DRAFT):
        assert with_fields(text, fields_of(text), text) == text


def test_every_value_is_a_field() -> None:
    """Each value that somebody has to compare has one, and one for its place and its tick."""
    fields = fields_of(DRAFT)
    for blank in blanks(DRAFT):
        assert fields[f"place:{blank.key}"] == blank.place
        assert fields[f"done:{blank.key}"] == ""
        if blank.value and blank.key not in (BANKS, EXCEPTIONS, "call_centre.saturdays"):
            assert fields[f"value:{blank.key}"] == blank.value.strip('"')
    assert fields[BANKS].startswith("みずほ銀行\n")
    assert fields["value:sources.ecert"] == "3ページ 問1 ※6"


def test_a_value_and_its_place() -> None:
    """What is written stands in the file, with the mark until it is ticked."""
    text = changed(**{"value:documents.ends": "2027-07-30", "place:documents.ends": "3ページ"})
    assert f"  ends: 2027-07-30          # {MARK}: 3ページ\n" in text
    ticked = changed(**{"done:documents.ends": DONE})
    assert "  ends: 2027-07-31          # 1・2ページ" in ticked
    again = with_fields(ticked, {**fields_of(ticked), "done:documents.ends": ""}, DRAFT)
    assert again == DRAFT


def test_all_ticked_is_no_draft() -> None:
    """With a number and every tick the file is an edition that the loaders take."""
    fields = fields_of(DRAFT)
    done = {name: DONE for name in fields if name.startswith("done:")}
    number = {"value:newsletter": "第190号(令和8年7月)"}
    assert not is_draft(with_fields(DRAFT, {**fields, **done, **number}, DRAFT))
    assert is_draft(with_fields(DRAFT, {**fields, **done}, DRAFT))


def test_banks() -> None:
    """A bank that goes, one that comes and another order; who stays keeps his other names."""
    names = fields_of(DRAFT)[BANKS].split("\n")
    text = changed(**{BANKS: "\n".join(["新しい銀行: 川崎", *names[1:3], ""])})
    assert '    - name: "新しい銀行: 川崎"\n    - name: 三菱UFJ銀行\n      also: [三菱UFJ' in text
    assert "みずほ銀行" not in text
    assert fields_of(text)[BANKS] == "\n".join(["新しい銀行: 川崎", *names[1:3]])


def test_exceptions() -> None:
    """The lines of a rule that changed stand in the file as they are written."""
    rules = fields_of(DRAFT)[EXCEPTIONS]
    text = changed(**{EXCEPTIONS: rules.replace("month_end_of_eve", "day_before")})
    assert text.count("last_day: day_before") == DRAFT.count("last_day: day_before") + 1
    assert fields_of(changed(**{EXCEPTIONS: rules.split("\n")[0]}))[EXCEPTIONS].count("\n") == 0


def test_nobody_is_posted_later() -> None:
    """A year in which nobody gets his paper later has no such block; it can come back."""
    without = changed(**{LATE: ""})
    assert LATE + ":" not in without.replace("  late_posting:", "")
    assert fields_of(without)[LATE] == ""
    back = with_fields(without, {**fields_of(without), LATE: DONE}, DRAFT)
    assert fields_of(back)["value:late_posting.born_from"] == "1956-07-02"
    assert [b.key for b in blanks(back)] == [b.key for b in blanks(DRAFT)]


@pytest.mark.parametrize("value", ["", " ", "a\nb: c\n"])
def test_what_is_no_value(value: str) -> None:
    """An empty value is refused; nothing that is written breaks the file."""
    if value.strip():
        assert fields_of(changed(**{"value:newsletter": value.strip()}))["value:newsletter"]
    else:
        with pytest.raises(DataError):
            changed(**{"value:newsletter": value})


@pytest.mark.parametrize("line", ["<b>", "- {rule: age70", "'", "- x: [", "\tx"])
def test_lines_that_nobody_could_read_again(line: str) -> None:
    """What would make the file unreadable is refused: the draft stays, and can be mended."""
    with pytest.raises(DataError, match="lines that cannot be read"):
        changed(
            **{EXCEPTIONS: f"{fields_of(DRAFT)[EXCEPTIONS]}\n{line}", "value:newsletter": "第1号"}
        )
