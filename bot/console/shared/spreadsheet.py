"""Tables as files that Excel opens rightly: CSV as RFC 4180 has it, known as UTF-8, no formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

BOM = "\ufeff"  # without it Excel does not take the file for UTF-8

# Full-width ones too: some spreadsheets take them for the narrow ones.
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
_CONTROLS = ("\t", "\r", "\n")


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
