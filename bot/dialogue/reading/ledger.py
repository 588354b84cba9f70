"""The facts of each person, once owners are found: what two statements of one fact come to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.alike import taken_from
from bot.dialogue.reading.birthdays import is_child, put_together, with_era
from bot.dialogue.reading.claim import Claim, Grade
from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.hearsay import OR_NONE
from bot.dialogue.reading.situation import DATED, NONE, UNNAMED, Doubt, KnownPerson, known_person
from bot.text import Problem

_SAYS_IT_IS_HELD = re.compile(
    r"[」』]?(?:の(?:ほう|方|紙))?(?:です|だ|で(?!き)|なん|が(?:届|来|と[どド]|き|入って)|を(?:持|もら|受|も)|も(?:届|来)|、|。|\s|$)"
)
# Of these somebody may state more than one.
_OF_THE_HOUSEHOLD = frozenset({"method", "applied_on"})  # one account for all
_WORTH_ASKING = (DATED | {"age"}) - _OF_THE_HOUSEHOLD
_RENEWED = frozenset({"residence_until", "ecert_expiry"})  # the later day is that of the new one
_SEVERAL = frozenset({"method", "applied_on", "appointment", "printed_expiry", "card_expiry"})


@dataclass
class Ledger:
    """``owned`` holds each person's facts, ``unowned`` those of nobody known, ``outside`` those of
    somebody whom it is not about."""

    today: datetime.date
    owned: dict[str, list[Claim]] = field(default_factory=dict)
    unowned: list[Draft] = field(default_factory=list)
    outside: list[Draft] = field(default_factory=list)

    def knows(self, key: str, name: str) -> bool:
        """Was this fact told of the person?"""
        return any(claim.draft.name == name for claim in self.owned.get(key, ()))

    def give(self, draft: Draft, key: str) -> None:
        """A fact that nobody owned is the person's."""
        self.unowned.remove(draft)
        self.owned.setdefault(key, []).append(Claim(draft, (key,), Grade.CARRIED))


def ledger_of(
    folded: str, claims: Iterable[Claim], known: Sequence[KnownPerson], today: datetime.date
) -> Ledger:
    """Enter every claim, then settle what contradicts itself."""
    ledger = Ledger(today)
    for claim in sorted(claims, key=lambda c: c.draft.start):
        if (
            claim.draft.name == "document"
            and claim.grade < Grade.SURE
            and not _is_held(folded, claim)
        ):
            continue
        if claim.grade is Grade.NONE:
            if claim.draft.name in _WORTH_ASKING and claim.draft.problem is not Doubt.UNSURE:
                ledger.unowned.append(claim.draft)
            elif claim.draft.name in _OF_THE_HOUSEHOLD:
                ledger.owned.setdefault(UNNAMED, []).append(claim)
            continue
        for key in claim.keys:
            if key == kin.ACQUAINTANCE:
                ledger.outside.append(claim.draft)
            else:
                ledger.owned.setdefault(key, []).append(_with_era(claim, key, ledger, folded))
    for key, mine in ledger.owned.items():
        mine = _same_as_before(ledger, key, mine, known)
        is_student = known_person(known, key).facts.get("graduation", NONE) != NONE
        ledger.owned[key] = _settled(ledger, mine, is_student=is_student)
    return ledger


def _with_era(claim: Claim, key: str, ledger: Ledger, folded: str) -> Claim:
    if claim.draft.name != "birthday":
        return claim
    told = [
        (c.draft.start, c.draft.day)
        for other, theirs in ledger.owned.items()
        for c in theirs
        if is_child(other) == is_child(key) and c.draft.day is not None and c.draft.day.era
    ]
    last = max(told, key=lambda one: one[0])[1] if told else None
    said_before = folded[: claim.draft.start]
    return replace(claim, draft=with_era(claim.draft, key, ledger.today, said_before, last))


def _is_held(folded: str, claim: Claim) -> bool:
    return claim.draft.same or _SAYS_IT_IS_HELD.match(folded, claim.draft.end) is not None


def _same_as_before(
    ledger: Ledger, key: str, mine: list[Claim], known: Sequence[KnownPerson]
) -> list[Claim]:
    """同じ紙です, 同じ誕生日です: that of who was named before; of several, nobody's."""
    done = []
    own = {claim.draft.name for claim in mine if not claim.draft.same}
    for claim in mine:
        if not claim.draft.same:
            done.append(claim)
            continue
        if like := claim.draft.like:
            told = (c.draft for c in ledger.owned.get(like, ()))
            theirs = known_person(known, like).facts
            taken = taken_from(claim.draft, told, theirs.get(claim.draft.name))
            done += [replace(claim, draft=taken)] if taken is not None and like != key else []
            continue
        if claim.draft.name == "birthday" and "birthday" in own:
            continue  # 2つ下で誕生日は同じ日: of another year
        papers = [
            (c.draft.start, c.draft.value)
            for other, theirs in ledger.owned.items()
            for c in theirs
            if other != key
            and c.draft.name == claim.draft.name
            and c.draft.start < claim.draft.start
            and c.draft.value
        ]
        name = claim.draft.name
        before = [p.facts[name] for p in known if p.key != key and name in p.facts]
        value = max(papers)[1] if papers else (before[-1] if len({*before}) == 1 else None)
        if value is not None:
            done.append(replace(claim, draft=replace(claim.draft, value=value, same=False)))
    return done


def _settled(ledger: Ledger, mine: list[Claim], *, is_student: bool) -> list[Claim]:
    """One statement of each fact; one that is only carried over yields and is nobody's."""
    done: list[Claim] = []
    for name in dict.fromkeys(claim.draft.name for claim in mine):
        same = [claim for claim in mine if claim.draft.name == name]
        if name == "graduation":
            done += _graduation(same, is_student=is_student)
        elif name in _SEVERAL:
            done += {(c.draft.value, c.draft.part): c for c in reversed(same)}.values()
        else:
            done += _one(ledger, name, same)
    return sorted(done, key=lambda claim: claim.draft.start)


def _one(ledger: Ledger, name: str, same: list[Claim]) -> list[Claim]:
    if name == "burden_change":
        return _change_to_come(same, ledger.today)
    same = _agreeing(ledger, name, same)
    same = [c for c in same if c.draft.value] or [c for c in same if c.draft.part] or same
    if len(_values(same)) == 1:
        return same[:1]
    if name == "birthday" and (whole := put_together([c.draft for c in same])) is not None:
        return [replace(same[0], draft=whole)]
    if name in _RENEWED and len({claim.keys for claim in same}) == 1 and not _ahead(same):
        return [max(same, key=lambda claim: claim.draft.value or "")]
    sure = [claim for claim in same if claim.grade is Grade.SURE]
    if len(_values(sure)) == 1:
        if name in DATED:
            ledger.unowned += [c.draft for c in same if c.grade is not Grade.SURE]
        return sure[:1]
    if name not in DATED:
        return []
    if not sure:
        ledger.unowned += [c.draft for c in same]
        return []
    unclear = replace(sure[0].draft, value=None, problem=Problem.UNCLEAR, part="")
    return [replace(sure[0], draft=unclear)]


def _ahead(same: list[Claim]) -> bool:
    """電子証明書が11月20日で切れてた。息子のは来年3月5日: was one told before he was named?"""
    return any(c.grade is not Grade.SURE and c.node and c.draft.start < c.node.start for c in same)


def _agreeing(ledger: Ledger, name: str, same: list[Claim]) -> list[Claim]:
    """私は昭和32年です: a day of another year, beside which nobody is named, is not theirs."""
    years = {c.draft.part[:4] for c in same if c.grade is Grade.SURE and c.draft.value is None}
    others = [
        c
        for c in same
        if name == "birthday"
        and c.grade is not Grade.SURE
        and (c.draft.value or "")[:4].isdecimal()
        and any(year.isdecimal() and year != str(c.draft.value)[:4] for year in years)
    ]
    ledger.unowned += [claim.draft for claim in others]
    return [claim for claim in same if claim not in others]


def _values(claims: Iterable[Claim]) -> set[tuple[object, ...]]:
    return {(c.draft.value, c.draft.part, c.draft.problem) for c in claims}


def _change_to_come(same: list[Claim], today: datetime.date) -> list[Claim]:
    """Of several changes told in a story the last one, and none that is past if one is to come."""
    dated = [claim for claim in same if claim.draft.day is not None or claim.draft.value == NONE]
    month = today.isoformat()[:7]
    ahead = [
        c
        for c in dated
        if (c.draft.value or c.draft.part or "9")[:7] >= month or c.draft.part.startswith("-")
    ]
    return (ahead or dated or same)[-1:]


def _graduation(same: list[Claim], *, is_student: bool) -> list[Claim]:
    """A day of graduation counts for a マル学; pupils and those who live at home are none.

    `is_student`: such a day was told of the person before.
    """
    days = [claim for claim in same if claim.draft.day is not None]
    at_home = [claim for claim in same if claim.draft.day is None and claim.draft.value == NONE]
    away = [claim for claim in same if claim.draft.problem is Doubt.NAMED]
    if at_home and (not away or at_home[-1].draft.start > away[-1].draft.start):
        return at_home[-1:]
    if not days:
        return (away or same)[:1]
    if away or is_student:
        return days[-1:]
    draft = days[-1].draft
    part = draft.value + OR_NONE if draft.value else draft.part
    unsure = replace(draft, value=None, problem=Doubt.UNSURE, part=part)
    return [replace(days[-1], draft=unsure)]
