#!/usr/bin/env bash
# BudouX 0.10.1 lets a line break inside the year of every Japanese date with a Western year.
#
# Seen: 「有効期限は2026年7月31日です。」 becomes 有効期限は | 202 | 6年7月31日です。 The same holds for each
# day of ten years in four sentences: 14,612 of 14,612. With 令和 it is so from the year 10 on
# (令和1 | 0年), while 令和8年 stays whole. BudouX exists to break Japanese lines between phrases, and
# its pieces are meant to be kept together, so the break is put exactly where none may be.
# For a service whose answers are dates: 「202」 at the end of a line and 「6年」 on the next. This project
# keeps each date together itself and lets no phrase breaker near it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check budoux==0.10.1
"$folder/venv/bin/python" - <<'PY'
from datetime import date, timedelta
from importlib.metadata import version

import budoux

SENTENCES = (
    "有効期限は{}です。",
    "有効期限は{}まで",
    "{}までお使いになれます。",
    "{}に届きます。",
)
parser = budoux.load_default_japanese_parser()


def cut_inside_a_number(sentence: str) -> bool:
    """Does a piece end between two digits?"""
    pieces = parser.parse(sentence)
    return any(
        before[-1].isdigit() and after[0].isdigit()
        for before, after in zip(pieces, pieces[1:])
    )


days = [date(2020, 1, 1) + timedelta(n) for n in range(3653)]
western = [s.format(f"{d.year}年{d.month}月{d.day}日") for d in days for s in SENTENCES]
cut = sum(map(cut_inside_a_number, western))
print("budoux", version("budoux"))
print(f"{cut} of {len(western)} sentences with a Western year are cut inside a number")
shown = [
    "有効期限は2026年7月31日です。",
    "有効期限は令和8年7月31日です。",
    "有効期限は令和10年7月31日です。",
]
for sentence in shown:
    print("  ", " | ".join(parser.parse(sentence)))
assert cut == len(western) == 14612, cut
assert parser.parse(shown[0]) == ["有効期限は", "202", "6年7月31日です。"]
assert not cut_inside_a_number(shown[1])
assert cut_inside_a_number(shown[2])
PY
