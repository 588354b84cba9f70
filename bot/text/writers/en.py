"""English: 31 July 2026 (Reiwa 8), the month always as a word."""

from __future__ import annotations

from bot.text.writers.patterns import LATIN_ERAS, PatternDates

ENGLISH = PatternDates(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    eras=LATIN_ERAS,
    day="{d} {month}",
    in_full="{day} {y} ({era} {n})",
    in_month="{month} {y} ({era} {n})",
    in_year="{y} ({era} {n})",
    in_issue="{month} {y}",
    span="{first} to {last}",
    spans="{first} to {last}",
    weeks=("1st", "2nd", "3rd", "4th", "5th"),
    both=" and ",
    later=("the following month", "the second month after"),
    much_later="the {n}th month after",
    at="{time} on {weekday}, {day}",
    clock="{h}:{mm} {half}",
    hour="{h}:{mm} {half}",
    halves=("am", "pm"),
    numbered="No. {number}",
)  # fmt: skip
