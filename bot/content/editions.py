"""The editions of a city, one file each, each value with its source; chosen by the day asked about.

docs/adr/0019-edition-by-day.md says which edition holds when, and for which paper.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from bot.content import strict_yaml
from bot.content.drafting import is_draft
from bot.errors import DataError, OutsideEdition
from bot.rules.calendar import ONE_DAY
from bot.rules.edition import Circumstance, Edition
from bot.rules.expiry import rule_ids


def read_edition(path: Path) -> Edition:
    """One file as an Edition. Raises DataError where its values contradict each other."""
    edition = strict_yaml.build(Edition, strict_yaml.load(path), path.name)
    d, late, centre = edition.documents, edition.late_posting, edition.call_centre
    ordered = {
        "documents: starts is not before ends": d.starts < d.ends,
        "documents: published after its documents start": edition.published <= d.starts,
        "documents: younger_ends is not after starts": (d.younger_ends or d.ends) > d.starts,
        "documents: an exception reaches beyond the period": all(
            d.starts <= day <= d.last for day in (d.turns_70_by, d.residence_by, d.graduates_by)
        ),
        "expiry: a rule stands twice": len(rule_ids(edition)) == len(set(rule_ids(edition))),
        "expiry: an exception has an age, and only one that turns on a birthday": all(
            (e.age is not None) is (e.turns_on is Circumstance.BIRTHDAY)
            for e in edition.expiry.exceptions
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


def read_editions(folder: Path, *, drafts: bool = False) -> tuple[Edition, ...]:
    """All editions in order; those that are still to be filled in only with `drafts`.

    Raises DataError for none at all, an overlap or a gap.
    """
    paths = (p for p in folder.glob("*.yml") if drafts or not is_draft(p.read_text("utf-8")))
    read = sorted(
        ((read_edition(path), path.name) for path in paths), key=lambda e: e[0].documents.starts
    )
    if not read:
        raise DataError(f"{folder.name}: no edition found")
    for (before, _), (after, name) in pairwise(read):
        if after.documents.starts != before.documents.ends + ONE_DAY:
            raise DataError(
                f"{name}: documents.starts is {after.documents.starts}, but the edition before it "
                f"ends {before.documents.ends}: a gap or an overlap"
            )
    return tuple(edition for edition, _ in read)


def edition_for(day: date, known: Sequence[Edition], *, printed: date | None = None) -> Edition:
    """The edition that holds on `day`; or the one whose paper bears the last day `printed`.

    Documents hold from their first day to that of the next edition; before the first edition they
    are the first one's, which are announced then. What has no end (hours, transfer, banks) follows
    the newest newsletter that is out on `day`, whichever paper is meant.
    `known`: at least one, in the order of their days.
    Raises OutsideEdition for a paper of no known edition.
    """
    newest = next((e for e in reversed(known) if e.published <= day), known[0])
    chosen = edition_in_force(day, known) if printed is None else edition_of(printed, known)
    if chosen is newest:
        return chosen
    return replace(
        chosen,
        ecert=newest.ecert,
        transfer=newest.transfer,
        call_centre=newest.call_centre,
        banks=newest.banks,
        services_issue=newest.newsletter,
    )


def edition_in_force(day: date, known: Sequence[Edition]) -> Edition:
    """The edition whose documents started last, as it was printed; the first one before it."""
    return next((e for e in reversed(known) if e.documents.starts <= day), known[0])


def edition_of(printed: date, known: Sequence[Edition]) -> Edition:
    """The edition whose documents bear the last day `printed`, as it was printed.

    Raises OutsideEdition for a day that no known edition covers.
    """
    for edition in reversed(known):
        if edition.documents.starts <= printed <= edition.documents.last:
            return edition
    raise OutsideEdition(f"no known newsletter has papers that end {printed.isoformat()}")


def announced_edition(day: date, known: Sequence[Edition]) -> Edition | None:
    """The next edition, while its papers lie on the table beside those that still hold."""
    for edition in known[1:]:
        if edition.published <= day < edition.documents.starts:
            return edition
    return None


class WhichPaper(enum.Enum):
    """Which paper somebody holds, by the last day printed on it."""

    EARLIER = "earlier"  # 前の紙
    IN_FORCE = "in_force"  # 今の紙
    NEXT = "next"  # 次の紙


def paper_of(printed: date, edition: Edition) -> WhichPaper:
    """Which paper bears the last day `printed`, seen from the edition in force.

    Also for papers of editions that are not known: 「令和7年7月31日まで」 is told apart from ours.
    """
    if printed < edition.documents.starts:
        return WhichPaper.EARLIER
    return WhichPaper.NEXT if printed > edition.documents.last else WhichPaper.IN_FORCE
