#!/usr/bin/env bash
# dateparser 1.2.2 reads a Japanese month and day without a year as a year and a month.
#
# Seen: "12月25日" becomes 25 August 2012 (it should be 25 December), and "1月31日" becomes
# January 2031 (it should be 31 January). "3月5日" is right, and so is each of them with a year:
# whether a day is read rightly depends on the day. No error is raised.
# For a service that computes dates: a reader that is right for some days of the year is worse
# than none, so this project reads Japanese dates itself (bot/text/grammar.py).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check dateparser==1.2.2
"$folder/venv/bin/python" - <<'PY'
from datetime import datetime

import dateparser

seen = {}
for month in range(1, 13):
    for day in range(1, 32):
        try:
            right = datetime(2025, month, day)
        except ValueError:
            continue
        found = dateparser.parse(
            f"{month}月{day}日", languages=["ja"], settings={"RELATIVE_BASE": datetime(2025, 8, 1)}
        )
        if found is not None and (found.month, found.day) != (right.month, right.day):
            seen[f"{month}月{day}日"] = found.date().isoformat()
print("dateparser", dateparser.__version__)
print(len(seen), "of 365 days are read as another month or day, for example:")
for said in ("12月25日", "1月31日"):
    print(" ", said, "->", seen.get(said, "right"))
with_year = dateparser.parse("2025年12月25日", languages=["ja"])
print("  2025年12月25日 ->", with_year.date())
assert seen["12月25日"].startswith("2012-"), seen.get("12月25日")
assert seen["1月31日"].startswith("2031-01"), seen.get("1月31日")
assert with_year.date().isoformat() == "2025-12-25"
PY
