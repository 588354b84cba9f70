"""bot/console/shared/spreadsheet.py: tables that Excel opens rightly."""

from __future__ import annotations

import csv
import io

import pytest

from bot.console.shared.spreadsheet import BOM, lines, safe


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\nx", "'\nx"),
        ("  =1", "'  =1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("|x", "'|x"),
        ("資格=確認書", "資格=確認書"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    """What a spreadsheet might calculate is written as text."""
    assert safe(cell) == written


def test_lines_are_read_back() -> None:
    """A file begins with the mark of UTF-8, ends lines with CRLF, and says the same."""
    rows = [("件名", "ID"), ('「"引用"」、', 3), ("二行\nある", -1)]
    written = "".join(lines(rows))
    assert written.startswith(BOM)
    assert written.count("\r\n") == 3
    read = list(csv.reader(io.StringIO(written[len(BOM) :], newline="")))
    assert read == [[str(cell) for cell in row] for row in rows]
