"""問2: what follows a paper: the next one, or what has to be settled before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.telling import Telling
from bot.errors import ImpossibleFacts
from bot.rules import (
    SETTLED_FIRST,
    Document,
    Question,
    Renewal,
    Result,
    answer,
    other_insurance_from,
)


def explain_renewal(telling: Telling) -> list[str]:
    """Does the next one come by itself, what has to be settled first, and how long to wait."""
    words, renewal, day = telling.words, telling.result.value, _last_day(telling)
    assert isinstance(renewal, Renewal)
    conclusion, *rest = _following(telling, renewal)
    if day is None or renewal is Renewal.OTHER_INSURANCE:
        return [conclusion, *rest]
    if day < telling.today:
        return [conclusion, *passed(telling, day), *rest]
    if renewal is Renewal.BY_ITSELF:
        return [conclusion, words.say("renewal", "until", date=words.date(day)), *rest]
    return [conclusion, *rest, words.say("renewal", "if_not")]


def passed(telling: Telling, day: date) -> list[str]:
    """Which paper is over since when, and how to see whether a newer one has come."""
    words, document = telling.words, telling.facts.document
    said = words.say(
        "result",
        "passed" if document else "passed_both",
        who=telling.who,
        document=words.say("document", document.value) if document else "",
        date=words.date(day),
    )
    if renewal_of(telling) is Renewal.OTHER_INSURANCE:
        return [said]  # no later paper of 国保 is to be looked for
    return [said, words.say("result", "newer")]


def after_it(telling: Telling, *, over: bool) -> list[str]:
    """What follows the date that was told: once it is over, or what has to be settled before."""
    renewal = renewal_of(telling)
    if over or renewal is Renewal.OTHER_INSURANCE:
        return _following(telling, renewal)
    # The next paper waits for it, and it takes a while, so it is said before the day too.
    told = [telling.words.say("renewal", renewal.value)] if renewal in SETTLED_FIRST else []
    return [*told, *_if_delayed(telling, renewal)]


def renewal_of(telling: Telling) -> Renewal:
    """What happens after the date. Once a date has been told both papers are renewed alike."""
    facts = telling.facts
    facts = replace(facts, document=facts.document or Document.CERTIFICATE)
    renewal = answer(Question.AUTO_RENEWAL, facts, telling.edition).value
    assert isinstance(renewal, Renewal)
    return renewal


def _following(telling: Telling, renewal: Renewal) -> list[str]:
    """The conclusion, who is an exception to it, and whom to call."""
    words, day = telling.words, _last_day(telling)
    over = day is not None and day < telling.today
    if renewal is Renewal.OTHER_INSURANCE:
        born = telling.facts.birthday
        other = other_insurance_from(born, telling.edition) if born else None
        is_now = other is not None and other <= telling.today
        return [words.say("renewal", "other_insurance_now" if is_now else "other_insurance")]
    if renewal is Renewal.CONFIRM and "age70_since" in telling.rules:
        return [words.say("rule", "age70_since"), words.say("renewal", "if_not")]
    sentences = [words.say("renewal", renewal.value), *_if_delayed(telling, renewal)]
    if "age70_unreached" in telling.rules:
        month = words.month(telling.edition.documents.ends)
        sentences.append(words.say("rule", "age70_unreached", month=month))
    if renewal is Renewal.BY_ITSELF:
        sentences += _excepted(telling)
    if over:
        has_no_card = False in (telling.facts.has_card, telling.facts.registered)
        carry = [] if has_no_card else [words.say("after_end", "carry")]
        return [*sentences, *carry, words.say("after_end", "whom")]
    if renewal is Renewal.CONFIRM:
        sentences.append(words.say("renewal", "if_not"))
    return sentences


def tells_exceptions(result: Result) -> bool:
    """What comes by itself is told with those for whom it does not, if they are not ruled out."""
    return result.value is Renewal.BY_ITSELF


def _excepted(telling: Telling) -> list[str]:
    """Who has to settle something first, where it may be this person."""
    words, facts = telling.words, telling.facts
    may_be = {"except_stay": facts.residence_until, "except_student": facts.graduation}
    return [words.say("renewal", key) for key, told in may_be.items() if told is None]


def _if_delayed(telling: Telling, renewal: Renewal) -> list[str]:
    """Who graduates while the paper runs hears of the extension, unless it is the conclusion."""
    is_told = renewal in (Renewal.EXTEND_STUDENT_FIRST, Renewal.OTHER_INSURANCE)
    if is_told or "student" not in telling.rules or telling.facts.graduation_moved is False:
        return []
    return [telling.words.say("renewal", Renewal.EXTEND_STUDENT_FIRST.value)]


def _last_day(telling: Telling) -> date | None:
    """The last day of the paper that the answer is about, if it is one day."""
    try:
        day = answer(Question.EXPIRY, telling.facts, telling.edition).value
    except ImpossibleFacts:
        return None
    return day if isinstance(day, date) else None
