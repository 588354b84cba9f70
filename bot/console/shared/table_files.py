"""Reads a table that somebody sends back: CSV or an Excel file, whatever has become of it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.console.shared.spreadsheet import plain
from bot.errors import DataError

LARGEST_INSIDE = 64 * 1024 * 1024  # bytes of an Excel file once it is unpacked
_MOST_ROWS, _MOST_COLUMNS = 20_000, 60
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# Letters of a Japanese format that make a number a day: era (g), its year (e), weekday (aaa). The
# library knows those of Western formats: findings/xlsx-era-year-cell-is-read-as-a-number.sh
_JAPANESE_DAY = re.compile(r"g{1,3}|e(?![+-])|a{3,4}", re.IGNORECASE)
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|General', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by the heads of its columns; `where` is what a person finds it by."""

    where: str
    cells: dict[str, str]


def read_table(data: bytes, needed: tuple[str, ...]) -> list[TableRow]:
    """The rows of all sheets that have the `needed` heads in their first row.

    Raises DataError with one sentence for who has sent it.
    """
    if not data.strip():
        raise DataError("ファイルが空です。「表を保存」で保存した表を選んでください。")
    if data.startswith(_OLD_EXCEL):
        raise DataError(
            "古い形の Excel か、パスワードの付いたファイルです。"
            "パスワードを外し、.xlsx で保存してください。"
        )
    sheets = _of_workbook(data) if data.startswith(_ZIP) else [("", _of_csv(data))]
    found = [row for title, rows in sheets for row in _rows(title, rows, needed)]
    if not found:
        raise DataError(
            f"この表には「{'」「'.join(needed)}」の列がありません。"
            "「表を保存」で保存した表を選んでください。"
        )
    return found


def _rows(title: str, rows: list[list[str]], needed: tuple[str, ...]) -> Iterator[TableRow]:
    heads = [head.strip() for head in rows[0]] if rows else []
    if not set(needed) <= set(heads):
        return
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            where = f"{title}の{number}行目" if title else f"{number}行目"
            cells = {head: text for head, text in zip(heads, row, strict=False) if head}
            yield TableRow(where, cells)


def _of_csv(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(
            "文字の種類が UTF-8 ではないので、外国語の文字が失われているかもしれません。"
            "Excel では「CSV UTF-8」か「Excel ブック」で保存してください。"
        ) from None
    if "\x00" in text:
        raise DataError("表のファイルではありません。CSV か Excel のファイルを選んでください。")
    try:
        first = text.partition("\n")[0]
        rows = list(
            csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in first else ",")
        )
    except csv.Error:
        raise DataError("表が途中で壊れています。もう一度保存して、選び直してください。") from None
    if len(rows) > _MOST_ROWS:
        raise DataError("行が多すぎます。「表を保存」で保存した表を選んでください。")
    return [[plain(cell) for cell in row[:_MOST_COLUMNS]] for row in rows]


def _of_workbook(data: bytes) -> list[tuple[str, list[list[str]]]]:
    """Every sheet. What a library says of a damaged file is for nobody."""
    from openpyxl import load_workbook  # late: it takes a second

    broken = DataError(
        "Excel のファイルとして読めません。壊れていないかを確かめて、もう一度保存してください。"
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_INSIDE:
                raise DataError(
                    "ファイルが大きすぎます。「表を保存」で保存した表を選んでください。"
                )
        book = load_workbook(io.BytesIO(data), read_only=True)
        try:
            return [(sheet.title, _of_sheet(sheet)) for sheet in book.worksheets]
        finally:
            book.close()
    except DataError:
        raise
    except Exception:  # zipfile, XML and the library have a dozen kinds
        raise broken from None


def _of_sheet(sheet: Any) -> list[list[str]]:
    found = []
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        if number > _MOST_ROWS:
            raise DataError("行が多すぎます。「表を保存」で保存した表を選んでください。")
        for cell in row:
            if cell.data_type == "f":
                raise DataError(
                    f"{sheet.title}の {cell.coordinate} に式があります。"
                    "式をやめて、文字にしてください。"
                )
            if cell.data_type == "e":
                raise DataError(f"{sheet.title}の {cell.coordinate} がエラーになっています。")
        found.append([_text(_day(cell)) for cell in row])
    return found


def _day(cell: Any) -> Any:
    """The value of a cell; a number that is shown as an era or as a weekday is a day."""
    if cell.data_type != "n" or not isinstance(cell.value, int | float):
        return cell.value
    if not _JAPANESE_DAY.search(_NO_LETTERS.sub("", cell.number_format)):
        return cell.value
    from openpyxl.utils.datetime import from_excel  # late, as the library itself

    return from_excel(cell.value)


def _text(value: Any) -> str:
    """What Excel has made of a text: a day, a time or a number, written as our values are."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return (value.date() if value.time() == time(0) else value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("_x000D_", "").replace("\r\n", "\n")
