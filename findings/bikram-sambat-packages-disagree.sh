#!/usr/bin/env bash
# Packages that convert Nepal's calendar (Bikram Sambat) give different Gregorian days.
#
# Seen: nepali-datetime 1.0.8.4, nepali-date-utils 0.3.1 and bikram-sambat 0.2.0 agree on 2042/3/21
# (5 July 1985). The first two differ by a day in parts of 1989, 1991 and 1993 (people who are 90), of
# 2062, and of 2081 and 2082 (April 2024 to April 2026), in which a stay ends. The third differs from
# the first in every year from 2083 (April 2026) on. Each counts the days of a month from its own table.
# For a service that computes the day after a stay ends: a day in this calendar is taken only where
# two tables agree, and the Gregorian day is said back; otherwise it is asked for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check \
  nepali-datetime==1.0.8.4 nepali-date-utils==0.3.1 bikram-sambat==0.2.0
"$folder/venv/bin/python" - <<'PY'
import bikram_sambat
import nepali_date_utils
import nepali_datetime


def first(year, month, day):
    return nepali_datetime.date(year, month, day).to_datetime_date().isoformat()


def second(year, month, day):
    found = nepali_date_utils.converter.bs_to_ad(f"{year}/{month:02}/{day:02}")
    return "{:04}-{:02}-{:02}".format(*map(int, found.split("/")))


def third(year, month, day):
    return bikram_sambat.date(year, month, day).togregorian().isoformat()


def day_of(convert, *parts):
    try:
        return convert(*parts)
    except Exception:
        return None  # this table has no such day


differ = {"nepali-date-utils": {}, "bikram-sambat": {}}
for name, other in (("nepali-date-utils", second), ("bikram-sambat", third)):
    for year in range(1975, 2092):
        both = {}
        for month in range(1, 13):
            for day in range(1, 33):
                pair = day_of(first, year, month, day), day_of(other, year, month, day)
                if all(pair):
                    both[month, day] = pair
        moved = {parts: pair for parts, pair in both.items() if pair[0] != pair[1]}
        if moved:
            differ[name][year] = len(moved)
            (month, day), (one, two) = next(iter(moved.items()))
            if year in (1989, 2082, 2083):
                print(f"  {year}/{month}/{day} is {one} or ({name}) {two}")
for name, years in differ.items():
    print("nepali-datetime and", name, "give different days in", years)
assert first(2042, 3, 21) == second(2042, 3, 21) == third(2042, 3, 21) == "1985-07-05"
assert set(differ["nepali-date-utils"]) == {1989, 1991, 1993, 2062, 2081, 2082, 2087}
assert set(differ["bikram-sambat"]) == set(range(2083, 2092))
PY
