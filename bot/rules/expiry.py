"""有効期限 of both documents: every rule that meets, and the earliest of their dates.

The exceptions are data of the edition; here stands how they are read. A circumstance that was over
before the documents start gives no date: the result is then 要確認.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from bot.errors import ImpossibleFacts
from bot.rules.calendar import ONE_DAY, birthday_at, birthday_of, first_of_month, month_end
from bot.rules.edition import Circumstance, Edition, ExpiryException, LastDay
from bot.rules.terms import Document, Facts, Mark, Met, Result

AGE70PLUS = "age70plus"  # ①70歳以上の方: 原則, but a last day on the notice too
AGE70_SINCE = "age70_since"  # 70 after the edition: no word of it in the newsletter

LAST_DAYS: Mapping[LastDay, Callable[[date], date]] = {
    LastDay.DAY_BEFORE: lambda day: day - ONE_DAY,
    LastDay.THAT_DAY: lambda day: day,
    LastDay.DAY_AFTER: lambda day: day + ONE_DAY,
    LastDay.MONTH_END: month_end,
    # The law lets an age begin on the eve of the birthday: the 1st belongs to the month before.
    LastDay.MONTH_END_OF_EVE: lambda day: month_end(day - ONE_DAY if day.day == 1 else day),
    LastDay.MONTH_END_BEFORE: lambda day: first_of_month(day) - ONE_DAY,
}


def rule_ids(edition: Edition) -> tuple[str, ...]:
    """Every rule that may give a paper a last day of its own."""
    return (AGE70PLUS, *(exception.rule for exception in edition.expiry.exceptions))


def reach(exception: ExpiryException, edition: Edition) -> date:
    """The last turning day that the exception reaches."""
    day: date = getattr(edition.documents, exception.by.value)
    return day


def _is_aged(birthday: date, age: int, edition: Edition) -> bool:
    """…歳以上: of that age on the day the documents start (read)."""
    return birthday_at(birthday, age) <= edition.documents.starts


def is_senior(birthday: date, edition: Edition) -> bool:
    """70歳以上の方 of ①."""
    return _is_aged(birthday, edition.expiry.senior_age, edition)


def _turning_day(exception: ExpiryException, facts: Facts, edition: Edition) -> date | None:
    """The day on which the exception turns; None for a person whom it is not about."""
    born, age = facts.birthday, exception.age
    if exception.from_age and (born is None or not _is_aged(born, exception.from_age, edition)):
        return None
    if exception.turns_on is not Circumstance.BIRTHDAY:
        day = getattr(facts, exception.turns_on.value)
        return day if isinstance(day, date) else None
    if born is None or age is None:
        return None
    # Who has reached this age before the start is one of 70歳以上の方 now; but past a later age
    # the person should be in another insurance (inferred), which is no matter of the paper's date.
    if age <= edition.expiry.senior_age and _is_aged(born, age, edition):
        return None
    return birthday_at(born, age)


def _met(facts: Facts, edition: Edition, source: str) -> Iterator[Met]:
    """Every rule that meets, with the date that it alone gives: None where it was over before."""
    starts = edition.documents.starts
    if facts.birthday is not None and is_senior(facts.birthday, edition):
        yield Met(AGE70PLUS, Mark.READ, source, edition.documents.ends)
    for exception in edition.expiry.exceptions:
        day = _turning_day(exception, facts, edition)
        if day is None or day > reach(exception, edition):
            continue
        last = LAST_DAYS[exception.last_day](day)
        if min(day, last) < starts:
            yield Met(exception.rule, Mark.INFERRED, edition.sources.silent, None)
        else:
            yield Met(exception.rule, Mark.STATED, source, last)


def senior_exception(edition: Edition) -> ExpiryException | None:
    """②: the exception for those who become 70歳以上 while the documents hold."""
    for exception in edition.expiry.exceptions:
        if exception.age == edition.expiry.senior_age:
            return exception
    return None


def turns_70_unreached(birthday: date, edition: Edition) -> bool:
    """Turns 70 in the last month of the edition, after the day that ② stops at."""
    exception = senior_exception(edition)
    if exception is None:
        return False
    turns_70 = birthday_at(birthday, edition.expiry.senior_age)
    return reach(exception, edition) < turns_70 <= edition.documents.last + ONE_DAY


def _is_70_since(facts: Facts, edition: Edition) -> bool:
    """After the edition: under 70 in it, and 70 by today."""
    if facts.birthday is None or facts.today is None or facts.today <= edition.documents.last:
        return False
    return birthday_at(facts.birthday, edition.expiry.senior_age) <= facts.today


def _base(facts: Facts, edition: Edition) -> date | None:
    """原則. Who does not tell a birthday counts as one of the younger ones."""
    if facts.document is Document.NOTICE:
        return None
    documents = edition.documents
    if facts.birthday is not None and is_senior(facts.birthday, edition):
        return documents.ends
    return documents.younger_ends or documents.ends


def expiry(facts: Facts, edition: Edition) -> Result:
    """有効期限 of `facts.document` (1ページ, 2ページ). Value: the last valid day, or None.

    None with `confirm` false: 原則、有効期限なし (notice). None with `confirm`: no date can be
    given, because a circumstance was over before the documents started, or because who
    holds a notice without expiry has turned 70 since: from then on a notice bears a day.
    Unknown circumstances count as absent; `missing` tells which of them could matter.
    Raises ImpossibleFacts for a birthday after the edition, or while it is not known which
    document it is and that makes a difference.
    """
    if facts.document is None:
        return _of_either(facts, edition)
    if facts.birthday is not None and facts.birthday > edition.documents.last:
        raise ImpossibleFacts(f"born {facts.birthday.isoformat()}, after the documents ended")
    places = edition.sources
    notice = facts.document is Document.NOTICE
    source = places.notice_expiry if notice else places.certificate_expiry
    base = Met("base", Mark.STATED, source, _base(facts, edition))
    met = tuple(_met(facts, edition, source))
    unsettled = [m for m in met if m.value is None]
    if unsettled:
        return Result(None, unsettled[0], met)
    if facts.birthday is not None and turns_70_unreached(facts.birthday, edition):
        # Only a remark: ② stops before this birthday, yet what the notice says changes at 70.
        met = (*met, Met("age70_unreached", Mark.INFERRED, places.silent, base.value))
    dated = [m for m in met if m.mark is not Mark.INFERRED]
    if not dated and notice and _is_70_since(facts, edition):
        since = Met(AGE70_SINCE, Mark.INFERRED, places.silent, None)
        return Result(None, since, (since, *met))
    if not dated:
        return Result(base.value, base, (base, *met))
    # On one and the same day the more specific rule explains better than "70歳以上".
    decided = min(dated, key=lambda m: (m.value, m.rule == AGE70PLUS))
    return Result(decided.value, decided, met)


def _of_either(facts: Facts, edition: Edition) -> Result:
    same = of_either(expiry, facts, edition)
    met = tuple(
        m if m.mark is Mark.INFERRED else replace(m, source=edition.sources.either_expiry)
        for m in same.met
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
    exception = senior_exception(edition)
    if exception is None or expiry(facts, edition).decided_by.rule != exception.rule:
        return None
    born = birthday_of(edition.expiry.senior_age, edition.documents.starts)
    others = expiry(replace(facts, birthday=born), edition)
    later = Met("age70_later_paper", Mark.INFERRED, edition.sources.silent, others.value)
    return Result(others.value, later, (later, *others.met))
