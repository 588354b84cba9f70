"""bot/console/shared/table_files.py: a table comes back, or one sentence says why it cannot."""

from __future__ import annotations

import io
import zipfile
from datetime import date, time
from typing import Any

import pytest
from openpyxl import Workbook

from bot.console.shared import table_files
from bot.console.shared.spreadsheet import lines, workbook
from bot.console.shared.table_files import read_table
from bot.errors import DataError

HEADS = ("ID", "文")


def book(*rows: list[Any], title: str = "表") -> bytes:
    """An Excel file as somebody might have written it."""
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def test_what_was_saved_comes_back() -> None:
    """Every text of a saved table is the same again, formulas and lines too."""
    rows = [HEADS, ("a", '=cmd()|"x"'), ("b", "一行\n二行"), ("c", "+81"), ("d", " 空白 ")]
    csv = "".join(lines(rows)).encode()
    excel = workbook({"答え": [list(row) for row in rows]}, hidden="ID")
    for data in (csv, excel):
        assert [(row.cells["ID"], row.cells["文"]) for row in read_table(data, HEADS)] == rows[1:]


def test_no_cell_is_a_formula() -> None:
    """In an Excel file whatever begins as a formula is text, also after somebody edits it."""
    data = workbook({"表": [list(HEADS), ["a", "=1+1"]]})
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=1+1" in sheet
    assert "<f" not in sheet


def test_a_row_is_named_as_people_find_it() -> None:
    """By its sheet and its line; an empty one is none."""
    data = book(["文", "ID"], ["x", "a"], [None, None], ["y", "b"])
    assert [(row.where, row.cells["文"]) for row in read_table(data, HEADS)] == [
        ("表の2行目", "x"),
        ("表の4行目", "y"),
    ]


def test_days_and_numbers_of_excel() -> None:
    """What a spreadsheet takes for a day, a time or a number is written as our values are."""
    data = book(list(HEADS), ["a", date(2026, 7, 31)], ["b", time(8, 30)], ["c", 25.0])
    assert [row.cells["文"] for row in read_table(data, HEADS)] == ["2026-07-31", "08:30", "25"]


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ('[$-411]ggge"年"', "2026-07-31"),
        ('[$-411]e"年度"', "2026-07-31"),
        ("aaaa", "2026-07-31"),
        ("[$-411]ge.m.d", "2026-07-31"),
        ("General", "46234"),
        ("0", "46234"),
        ("0.00E+00", "46234"),
        ('0"age"', "46234"),
    ],
)
def test_a_day_that_excel_shows_in_part(shown: str, read: str) -> None:
    """A day stays a day when its cell shows only the era, its year or the weekday."""
    made = Workbook()
    made.active.append(["ID", "値"])
    made.active.append(["a", 46234])  # 2026-07-31, as Excel counts days
    made.active["B2"].number_format = shown
    kept = io.BytesIO()
    made.save(kept)
    assert read_table(kept.getvalue(), ("ID",))[0].cells["値"] == read


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "ファイルが空です"),
        ("ID,文\na,नेपाली以外\n".encode("utf-16"), "UTF-8"),
        ("ID,文\na,答え\n".encode("cp932"), "CSV UTF-8"),
        (b"PK\x03\x04 and then nothing of it", "Excel のファイルとして読めません"),
        (b"\xd0\xcf\x11\xe0 old", "古い形の Excel"),
        ("名前,電話\n川崎,1\n".encode(), "「ID」「文」の列がありません"),
        (b"GIF89a\x00\x01", "表のファイルではありません"),
        (b'ID,\xe6\x96\x87\na,"' + b"x" * 200_000, "壊れています"),
    ],
)
def test_foreign_and_damaged_files(data: bytes, says: str) -> None:
    """Whatever is sent, one sentence says what to do."""
    with pytest.raises(DataError, match=says):
        read_table(data, HEADS)


def test_a_formula_of_somebody() -> None:
    """A cell that somebody made a formula of is named: nobody works out what it means."""
    with pytest.raises(DataError, match="表の B2 に式があります"):
        read_table(book(list(HEADS), ["a", "=A1&A1"]), HEADS)


def test_a_file_that_is_endless_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """An Excel file that is too large once it is unpacked is not unpacked."""
    monkeypatch.setattr(table_files, "LARGEST_INSIDE", 100)
    with pytest.raises(DataError, match="大きすぎます"):
        read_table(book(list(HEADS), ["a", "b"]), HEADS)


def test_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than all texts have are no table of ours."""
    monkeypatch.setattr(table_files, "_MOST_ROWS", 2)
    for data in (book(list(HEADS), ["a", "b"], ["c", "d"]), "ID,文\na,b\nc,d\n".encode()):
        with pytest.raises(DataError, match="行が多すぎます"):
            read_table(data, HEADS)
