"""有効期限 of both documents: every rule that meets, and the earliest of their dates.

Each rule is one small function from facts to the date that it alone would give. A circumstance
that was over before the documents start gives no date: the result is then 要確認.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.errors import ImpossibleFacts
from bot.rules import sources
from bot.rules.calendar import ONE_DAY, birthday_at, first_of_month, month_end
from bot.rules.edition import Edition
from bot.rules.terms import Document, Facts, Mark, Met, Result


class Given(NamedTuple):
    """What one rule gives: a date, or `date=None` for "this rule met, ask the call centre"."""

    date: date | None
    mark: Mark


Rule = Callable[[Facts, Edition], Given | None]


def aged_70_at_start(birthday: date, edition: Edition) -> bool:
    """70歳以上: 70 or over on the day the documents start (read)."""
    return birthday_at(birthday, 70) <= edition.documents.starts


def _age70plus(facts: Facts, edition: Edition) -> Given | None:
    """①70歳以上の方: 原則 the last day of the edition."""
    if facts.birthday is None or not aged_70_at_start(facts.birthday, edition):
        return None
    return Given(edition.documents.ends, Mark.READ)


def _age75(facts: Facts, edition: Edition) -> Given | None:
    """①例外: 75th birthday by the end of the edition: the day before it.

    A 75th birthday on or before the first day: the person should be in 後期高齢者医療 (inferred).
    """
    if facts.birthday is None:
        return None
    turns_75 = birthday_at(facts.birthday, 75)
    if turns_75 > edition.documents.ends:
        return None
    if turns_75 <= edition.documents.starts:
        return Given(None, Mark.INFERRED)
    return Given(turns_75 - ONE_DAY, Mark.STATED)


def _burden(facts: Facts, edition: Edition) -> Given | None:
    """①例外: 窓口負担割合 changes by the end: the last day of the month before the change."""
    change = facts.burden_change
    if facts.birthday is None or not aged_70_at_start(facts.birthday, edition):
        return None
    if not isinstance(change, date) or change > edition.documents.ends:
        return None
    last_day = first_of_month(change) - ONE_DAY
    if last_day < edition.documents.starts:
        return Given(None, Mark.INFERRED)
    return Given(last_day, Mark.STATED)


def _age70(facts: Facts, edition: Edition) -> Given | None:
    """②: turns 70 by the named day: the end of that month; born on the 1st: of the month before."""
    if facts.birthday is None or aged_70_at_start(facts.birthday, edition):
        return None
    turns_70 = birthday_at(facts.birthday, 70)
    if turns_70 > edition.documents.turns_70_by:
        return None
    # The law lets an age begin on the eve of the birthday: the 1st belongs to the month before.
    return Given(month_end(turns_70 - ONE_DAY if turns_70.day == 1 else turns_70), Mark.STATED)


def _residence(facts: Facts, edition: Edition) -> Given | None:
    """③: 在留期限 by the named day: the day after it."""
    until = facts.residence_until
    if not isinstance(until, date) or until > edition.documents.residence_by:
        return None
    if until < edition.documents.starts:
        return Given(None, Mark.INFERRED)
    return Given(until + ONE_DAY, Mark.STATED)


def _student(facts: Facts, edition: Edition) -> Given | None:
    """④: マル学 who graduates by the named day: 卒業予定日."""
    day = facts.graduation
    if not isinstance(day, date) or day > edition.documents.graduates_by:
        return None
    if day < edition.documents.starts:
        return Given(None, Mark.INFERRED)
    return Given(day, Mark.STATED)


RULES: dict[str, Rule] = {
    "age70plus": _age70plus,
    "age75": _age75,
    "burden": _burden,
    "age70": _age70,
    "residence": _residence,
    "student": _student,
}


def turns_70_unreached(birthday: date, edition: Edition) -> bool:
    """Turns 70 in the last month of the edition, after the day that ② stops at."""
    turns_70 = birthday_at(birthday, 70)
    return edition.documents.turns_70_by < turns_70 <= edition.documents.ends + ONE_DAY


def expiry(facts: Facts, edition: Edition) -> Result:
    """有効期限 of `facts.document` (1ページ, 2ページ). Value: the last valid day, or None.

    None with `confirm` false: 原則、有効期限なし (notice). None with `confirm`: no date can be
    given, because a circumstance was over before the documents started.
    Unknown circumstances count as absent; `missing` tells which of them could matter.
    Raises ImpossibleFacts for a birthday after the edition, or while it is not known which
    document it is and that makes a difference.
    """
    if facts.document is None:
        return _of_either(facts, edition)
    if facts.birthday is not None and facts.birthday > edition.documents.ends:
        raise ImpossibleFacts(f"born {facts.birthday.isoformat()}, after the documents ended")
    notice = facts.document is Document.NOTICE
    source = sources.NOTICE_EXPIRY if notice else sources.CERTIFICATE_EXPIRY
    base = Met("base", Mark.STATED, source, None if notice else edition.documents.ends)
    given = {rule: g for rule, apply in RULES.items() if (g := apply(facts, edition)) is not None}
    met = tuple(
        Met(rule, g.mark, sources.SILENT if g.mark is Mark.INFERRED else source, g.date)
        for rule, g in given.items()
    )
    unsettled = [m for m in met if m.value is None]
    if unsettled:
        return Result(None, unsettled[0], met)
    if facts.birthday is not None and turns_70_unreached(facts.birthday, edition):
        # Only a remark: ② stops before this birthday, yet what the notice says changes at 70.
        met = (*met, Met("age70_unreached", Mark.INFERRED, sources.SILENT, base.value))
    dated = [m for m in met if m.mark is not Mark.INFERRED]
    if not dated:
        return Result(base.value, base, (base, *met))
    # On one and the same day the more specific rule explains better than "70歳以上".
    decided = min(dated, key=lambda m: (m.value, m.rule == "age70plus"))
    return Result(decided.value, decided, met)


def _of_either(facts: Facts, edition: Edition) -> Result:
    same = of_either(expiry, facts, edition)
    met = tuple(
        m if m.mark is Mark.INFERRED else replace(m, source=sources.EITHER_EXPIRY) for m in same.met
    )
    return Result(same.value, met[same.met.index(same.decided_by)], met)


def of_either(rule: Callable[[Facts, Edition], Result], facts: Facts, edition: Edition) -> Result:
    """The result of `rule` where both documents have the same; else raises ImpossibleFacts."""
    notice, certificate = (rule(replace(facts, document=d), edition) for d in Document)
    if (notice.value, notice.confirm) != (certificate.value, certificate.confirm):
        raise ImpossibleFacts("it is not known which document, and that makes a difference")
    return certificate


def later_paper(facts: Facts, edition: Edition) -> Result | None:
    """The paper that somebody holds after the month in which they turned 70 (inferred).

    It runs as that of 70歳以上の方 does. None where the age70 rule does not decide.
    """
    if expiry(facts, edition).decided_by.rule != "age70":
        return None
    starts = edition.documents.starts
    others = expiry(replace(facts, birthday=starts.replace(year=starts.year - 70)), edition)
    later = Met("age70_later_paper", Mark.INFERRED, sources.SILENT, others.value)
    return Result(others.value, later, (later, *others.met))
