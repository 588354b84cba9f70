"""問2: does the next document come by itself?"""

from __future__ import annotations

import enum
from dataclasses import replace
from datetime import date

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


def auto_renewal(facts: Facts, edition: Edition) -> Result:
    """Whether the next document is sent by itself (問2, 注意点). Value: Renewal.

    A change of 窓口負担割合 plays no part: the next paper follows it by itself.
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
    moved = facts.graduation is not ABSENT and bool(facts.graduation_moved)
    if moved and not (end.confirm and end.decided_by.rule in leaving):
        return result(Renewal.EXTEND_STUDENT_FIRST, Mark.STATED, places.auto_renewal)
    if end.confirm:
        return result(Renewal.CONFIRM, Mark.INFERRED, places.silent)
    leaves, stays_until = _earliest(end, leaving), _earliest(end, staying)
    if leaves and (stays_until is None or leaves <= stays_until):
        return result(Renewal.OTHER_INSURANCE, Mark.INFERRED, places.silent)
    if stays_until:
        return result(Renewal.RENEW_STAY_FIRST, Mark.STATED, places.auto_renewal)
    if facts.document is Document.NOTICE and end.value is None:
        return result(Renewal.KEEP, Mark.STATED, places.notice_cautions)
    return result(Renewal.BY_ITSELF, Mark.STATED, places.auto_renewal)


def _earliest(end: Result, rules: set[str]) -> date | None:
    """The first day that one of the rules gives; None where none of them met."""
    days = [met.value for met in end.met if met.rule in rules and isinstance(met.value, date)]
    return min(days, default=None)
