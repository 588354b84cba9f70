"""How often the fields of LINE's menu were pressed in a period: which of them earn their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.console.figures.reporting import Period, days_of, start_of, title_of
from bot.storage.ports.statistics import CountedPress

# No answer: a field that asks for the language, whose choices come from the channel.
_OTHERS = {"language": "言語を選ぶ"}
HEADER = ("日付", "時", "ID", "欄", "押された回数")


@dataclass(frozen=True, slots=True)
class MenuField:
    """One field with its presses, in all and by the period's days (or few weeks) in order."""

    id: str
    title: str
    times: int
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MenuReport:
    """The fields that were pressed, the most pressed first; `days` as the columns are called."""

    fields: tuple[MenuField, ...]
    days: tuple[str, ...]

    @property
    def times(self) -> int:
        """All presses."""
        return sum(field.times for field in self.fields)

    @property
    def most(self) -> int:
        """Those of the field that was pressed most."""
        return max((field.times for field in self.fields), default=0)


def field_title(field: str) -> str:
    """What a field asks for in people's words."""
    return _OTHERS.get(field) or title_of(field)


def menu_report(counted: Iterable[CountedPress], period: Period) -> MenuReport:
    """The presses of a period."""
    named = days_of(period)
    places = {start: number for number, start in enumerate(named)}
    found: dict[str, list[int]] = {}
    for key, times in counted:
        row = found.setdefault(key.field, [0] * len(named))
        row[places[start_of(key.hour, period)]] += times
    fields = [MenuField(i, field_title(i), sum(row), tuple(row)) for i, row in found.items()]
    fields.sort(key=lambda field: (-field.times, field.id))
    return MenuReport(tuple(fields), tuple(named.values()))


def menu_rows(counted: Iterable[CountedPress]) -> list[tuple[str | int, ...]]:
    """The presses by hour as a table with a header."""
    rows: list[tuple[str | int, ...]] = [HEADER]
    for key, times in sorted(counted):
        day, _, hour = key.hour.partition("T")
        rows.append((day, int(hour), key.field, field_title(key.field), times))
    return rows
