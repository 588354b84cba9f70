"""Filipino: Hulyo 31, 2026 (Reiwa 8)."""

from __future__ import annotations

from bot.text.writers.patterns import LATIN_ERAS, PatternDates

FILIPINO = PatternDates(
    months=(
        "Enero", "Pebrero", "Marso", "Abril", "Mayo", "Hunyo",
        "Hulyo", "Agosto", "Setyembre", "Oktubre", "Nobyembre", "Disyembre",
    ),
    weekdays=("Lunes", "Martes", "Miyerkules", "Huwebes", "Biyernes", "Sabado", "Linggo"),
    eras=LATIN_ERAS,
    day="{month} {d}",
    in_full="{day}, {y} ({era} {n})",
    in_month="{month} {y} ({era} {n})",
    in_year="{y} ({era} {n})",
    in_issue="{month} {y}",
    span="{first} hanggang {last}",
    spans="{first} hanggang {last}",
    weeks=tuple(f"ika-{number}" for number in range(1, 6)),
    both=" at ",
    later=("susunod na buwan", "ikalawang buwan pagkatapos mag-apply"),
    much_later="ika-{n} buwan pagkatapos",
    at="{weekday}, {day}, {time}",
    clock="{h}:{mm} {half}",
    hour="{h}:{mm} {half}",
    halves=("AM", "PM"),
    numbered="Blg. {number}",
)  # fmt: skip
