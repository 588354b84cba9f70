"""Spanish: 31 de julio de 2026 (Reiwa 8)."""

from __future__ import annotations

from bot.text.writers.patterns import LATIN_ERAS, PatternDates

SPANISH = PatternDates(
    months=(
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    eras=LATIN_ERAS,
    day="{d} de {month}",
    in_full="{day} de {y} ({era} {n})",
    in_month="{month} de {y} ({era} {n})",
    in_year="año {y} ({era} {n})",
    in_issue="{month} de {y}",
    span="{first} al {last}",
    spans="{first} al {last}",
    weeks=tuple(f"{number}.º" for number in range(1, 6)),
    both=" y ",
    later=("mes siguiente", "segundo mes después de la solicitud"),
    much_later="{n}.º mes después de la solicitud",
    at="{weekday} {day}, a las {time}",
    numbered="n.º {number}",
)  # fmt: skip
