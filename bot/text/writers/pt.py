"""Portuguese of Brazil: 31 de julho de 2026 (Reiwa 8), the first of a month as 1º."""

from __future__ import annotations

from bot.text.writers.patterns import LATIN_ERAS, PatternDates

PORTUGUESE = PatternDates(
    months=(
        "janeiro", "fevereiro", "março", "abril", "maio", "junho",
        "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
    ),
    weekdays=(
        "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira",
        "sábado", "domingo",
    ),
    eras=LATIN_ERAS,
    day="{d} de {month}",
    first_day="1º",
    in_full="{day} de {y} ({era} {n})",
    in_month="{month} de {y} ({era} {n})",
    in_year="{y} ({era} {n})",
    in_issue="{month} de {y}",
    span="{first} a {last}",
    spans="{first} a {last}",
    weeks=tuple(f"{number}º" for number in range(1, 6)),
    both=" e ",
    later=("mês seguinte", "segundo mês após o pedido"),
    much_later="{n}º mês após o pedido",
    at="{weekday}, {day}, às {time}",
    clock="{h}h{mm}",
    hour="{h}h",
    numbered="nº {number}",
)  # fmt: skip
