"""The editions of a city, one file each, each value with its source; chosen by the day asked for.

Asking for a day that no edition covers raises OutsideEdition: last year's rule is never stretched
over this year.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

from bot.content import strict_yaml
from bot.errors import DataError
from bot.rules.calendar import ONE_DAY
from bot.rules.edition import Edition


def read_edition(path: Path) -> Edition:
    """One file as an Edition. Raises DataError where its values contradict each other."""
    edition = strict_yaml.build(Edition, strict_yaml.load(path), path.name)
    d, late, centre = edition.documents, edition.late_posting, edition.call_centre
    ordered = {
        "documents: starts is not before ends": d.starts < d.ends,
        "documents: published after its documents start": edition.published <= d.starts,
        "documents: an exception reaches beyond the period": all(
            d.starts <= day <= d.ends for day in (d.turns_70_by, d.residence_by, d.graduates_by)
        ),
        "late_posting: born_from is after born_to": late is None or late.born_from <= late.born_to,
        "late_posting: planned_from is after planned_to": late is None
        or late.planned_from <= late.planned_to,
        "ecert: months_usable is not 1..12": 1 <= edition.ecert.months_usable <= 12,
        "transfer: closing_day is not 1..28": 1 <= edition.transfer.closing_day <= 28,
        "transfer: months are not 1..12": all(
            1 <= months <= 12
            for months in (
                edition.transfer.bank_months,
                edition.transfer.web_months,
                edition.transfer.ward_months,
            )
        ),
        "call_centre: opens after it closes": centre.weekday_opens < centre.weekday_closes
        and centre.saturday_opens < centre.saturday_closes,
        "call_centre: saturdays are not 1..5": all(1 <= n <= 5 for n in centre.saturdays),
        "call_centre: year_end is not MM-DD": _is_month_day(centre.year_end_from)
        and _is_month_day(centre.year_end_to),
    }
    for complaint, holds in ordered.items():
        if not holds:
            raise DataError(f"{path.name}: {complaint}")
    return edition


def _is_month_day(text: str) -> bool:
    try:
        date.fromisoformat(f"2024-{text}")
    except ValueError:
        return False
    return True


def read_editions(folder: Path) -> tuple[Edition, ...]:
    """All editions in order. Raises DataError for none at all, an overlap or a gap."""
    read = [(read_edition(path), path.name) for path in folder.glob("*.yml")]
    if not read:
        raise DataError(f"{folder.name}: no edition found")
    read.sort(key=lambda pair: pair[0].documents.starts)
    for (before, _), (after, name) in pairwise(read):
        if after.documents.starts != before.documents.ends + ONE_DAY:
            raise DataError(
                f"{name}: documents.starts is {after.documents.starts}, but the edition before it "
                f"ends {before.documents.ends}: a gap or an overlap"
            )
    return tuple(edition for edition, _ in read)


def edition_for(editions: tuple[Edition, ...], day: date) -> Edition:
    """The newest edition published on or before `day`; the first one for days before it."""
    return next((e for e in reversed(editions) if e.published <= day), editions[0])
