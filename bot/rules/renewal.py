"""問2: does the next document come by itself?"""

from __future__ import annotations

import enum
from dataclasses import replace
from datetime import date

from bot.rules.calendar import birthday_at
from bot.rules.edition import Circumstance, Edition
from bot.rules.expiry import expiry, of_either
from bot.rules.terms import ABSENT, Document, Facts, Mark, Met, Result


class Renewal(enum.Enum):
    """What happens after the date on the paper."""

    BY_ITSELF = "by_itself"  # 川崎市国保に加入している限り、自動で送付
    KEEP = "keep"  # 有効期限のないお知らせ: 記載内容が変わらない限り送付しない
    RENEW_STAY_FIRST = "renew_stay_first"  # 在留期限の更新手続きが必要
    EXTEND_STUDENT_FIRST = "extend_student_first"  # マル学の延長手続きが必要
    OTHER_INSURANCE = "other_insurance"  # 75歳から後期高齢者医療
    CONFIRM = "confirm"  # 要確認


SETTLED_FIRST = frozenset({Renewal.RENEW_STAY_FIRST, Renewal.EXTEND_STUDENT_FIRST})


def auto_renewal(facts: Facts, edition: Edition) -> Result:
    """Whether the next document is sent by itself (問2, 注意点). Value: Renewal.

    A change of 窓口負担割合 plays no part: the next paper follows it by itself. By today, if that
    is told, somebody may have turned 75 or run out of the period of stay since the edition.
    """
    if facts.document is None:
        return of_either(auto_renewal, facts, edition)
    end = expiry(replace(facts, burden_change=None), edition)
    places = edition.sources

    def result(value: Renewal, mark: Mark, source: str) -> Result:
        decided = Met(value.value, mark, source, value)
        return Result(value, decided, (decided, *end.met))

    leaving = {
        e.rule for e in edition.expiry.exceptions if (e.age or 0) > edition.expiry.senior_age
    }
    staying = {
        e.rule for e in edition.expiry.exceptions if e.turns_on is Circumstance.RESIDENCE_UNTIL
    }
    leaves, stays_until = _earliest(end, leaving), _earliest(end, staying)
    stays_until = stays_until or _stay_run_out(facts, end)
    leaves_first = leaves and (stays_until is None or leaves <= stays_until)
    if _has_left(facts, edition) or (leaves_first and not end.confirm):
        return result(Renewal.OTHER_INSURANCE, Mark.INFERRED, places.silent)
    moved = facts.graduation is not ABSENT and bool(facts.graduation_moved)
    if moved and not (end.confirm and end.decided_by.rule in leaving):
        return result(Renewal.EXTEND_STUDENT_FIRST, Mark.STATED, places.auto_renewal)
    if end.confirm or (stays_until and end.value is None):
        return result(Renewal.CONFIRM, Mark.INFERRED, places.silent)
    if stays_until:
        return result(Renewal.RENEW_STAY_FIRST, Mark.STATED, places.auto_renewal)
    if facts.document is Document.NOTICE and end.value is None:
        return result(Renewal.KEEP, Mark.STATED, places.notice_cautions)
    return result(Renewal.BY_ITSELF, Mark.STATED, places.auto_renewal)


def other_insurance_from(birthday: date, edition: Edition) -> date | None:
    """The birthday from which one should be in another insurance (inferred)."""
    ages = [e.age for e in edition.expiry.exceptions if (e.age or 0) > edition.expiry.senior_age]
    return min((birthday_at(birthday, age) for age in ages if age), default=None)


def _has_left(facts: Facts, edition: Edition) -> bool:
    """Who has turned 75 by today should be in another insurance, whatever else was."""
    if facts.birthday is None or facts.today is None:
        return False
    other = other_insurance_from(facts.birthday, edition)
    return other is not None and other <= facts.today


def _stay_run_out(facts: Facts, end: Result) -> date | None:
    """問2 knows no 7月30日: a stay that ends with the paper, or by today, has to be renewed too."""
    stay = facts.residence_until
    if not isinstance(stay, date):
        return None
    with_the_paper = isinstance(end.value, date) and stay <= end.value
    by_today = facts.today is not None and stay < facts.today
    return stay if with_the_paper or by_today else None


def _earliest(end: Result, rules: set[str]) -> date | None:
    """The first day that one of the rules gives; None where none of them met."""
    days = [met.value for met in end.met if met.rule in rules and isinstance(met.value, date)]
    return min(days, default=None)
