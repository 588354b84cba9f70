#!/usr/bin/env bash
# Two readers of .xlsx take a date that is shown as an era year or as a weekday for a plain number.
#
# openpyxl 3.1.5 and python-calamine 0.9.1: a cell holds 2026-07-31. Shown by the Japanese formats
# [$-411]ggge"年"m"月"d"日" (令和8年7月31日) or yyyy (2026) it comes back as a date; shown by
# [$-411]ggge"年" (令和8年), [$-411]e"年度" (8年度), aaa (金) or aaaa (金曜日) it comes back as 46234. Both
# look for the letters of Western formats alone: g (era), e (year of the era) and aaa (weekday) count
# for nothing. The value is the same in every row; what differs is only how the sheet shows it.
# For a service that takes a clerk's table: a year column in eras arrives as five-digit numbers, and no
# error is raised. This project looks for those letters itself (bot/console/shared/table_files.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
"$folder/venv/bin/python" - "$folder/table.xlsx" <<'PY'
import sys
from datetime import date
from importlib.metadata import version

import openpyxl
from python_calamine import CalamineWorkbook

SHOWN_AS_DATE = ['[$-411]ggge"年"m"月"d"日"', "yyyy"]
SHOWN_IN_PART = ['[$-411]ggge"年"', '[$-411]e"年度"', "aaa", "aaaa"]

path, day = sys.argv[1], date(2026, 7, 31)
book = openpyxl.Workbook()
for row, form in enumerate(SHOWN_AS_DATE + SHOWN_IN_PART, 1):
    cell = book.active.cell(row, 1, day)
    cell.number_format = form
book.save(path)

first = [row[0].value for row in openpyxl.load_workbook(path).active.iter_rows()]
second = [row[0] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()]
print("openpyxl", version("openpyxl"), "python-calamine", version("python-calamine"))
for form, one, two in zip(SHOWN_AS_DATE + SHOWN_IN_PART, first, second):
    print(f"  {form:28} openpyxl: {one!r:40} calamine: {two!r}")
dates = len(SHOWN_AS_DATE)
assert all(value.date() == day for value in first[:dates])
assert all(value == day for value in second[:dates])
assert first[dates:] == [46234] * len(SHOWN_IN_PART), first
assert second[dates:] == [46234.0] * len(SHOWN_IN_PART), second
PY
