"""Tables as files that Excel opens rightly: CSV as RFC 4180 has it, known as UTF-8, no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

BOM = "\ufeff"  # without it Excel does not take the file for UTF-8
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Full-width ones too: some spreadsheets take them for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_CONTROLS = ("\t", "\r", "\n")
_WIDE, _NARROW = 48, 22  # characters of a column


def lines(rows: Iterable[Iterable[str | int]]) -> Iterator[str]:
    """The file, piece by piece: a line for each of `rows`."""
    yield BOM
    for row in rows:
        written = io.StringIO(newline="")
        csv.writer(written).writerow(safe(c) if isinstance(c, str) else c for c in row)
        yield written.getvalue()


def safe(text: str) -> str:
    """As text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text[:1] in _CONTROLS else text


def plain(text: str) -> str:
    """What `safe` was made of."""
    return text[1:] if text.startswith("'") and safe(text[1:]) == text else text


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]], hidden: str = "") -> bytes:
    """An Excel file, a sheet each, whose first row is its head; every cell is text.

    The column with the head `hidden` is not shown.
    """
    from openpyxl import Workbook  # late: it takes a second
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    top, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "D2"
        for number, head in enumerate(rows[0], start=1):
            column = sheet.column_dimensions[get_column_letter(number)]
            column.width = _NARROW if number <= 3 else _WIDE
            column.hidden = head == hidden
        for place, row in enumerate(rows):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=text)
                cell.data_type = "s"  # also where it begins as a formula does
                cell.number_format, cell.alignment = "@", top
                if place == 0:
                    cell.font = bold
                cells.append(cell)
            sheet.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
