"""What a day is by the facts beside it: 負担割合が変わります。10月1日からです."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.birthdays import of_parts
from bot.dialogue.reading.dated import OTHER, PAPERS
from bot.dialogue.reading.draft import Draft, Sentences
from bot.dialogue.reading.situation import CIRCUMSTANCES, Doubt
from bot.text import nearest

_RUNS_OUT = re.compile(r"\s?(?:まで|迄|(?:で|に|が)[^。、0-9]{0,6}(?:切れ|きれ|満了|失効|期限))")
_AGE_BEFORE = re.compile(r"(?P<age>[0-9]{2,3})[歳才]の(?:お)?誕生日[はが]?、?\s?$")
_CLOSE = 6  # characters between a day and the age that is reached on it


def told_before(
    drafts: Sequence[Draft], sentences: Sentences, folded: str, today: datetime.date
) -> list[Draft]:
    """``drafts`` in order, where a day that says nothing of itself is named by its neighbour."""
    done: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.start):
        before = done[-1] if done else None
        if before is not None and _is_day_of(before, draft, sentences):
            draft = replace(draft, name=before.name)
        elif before is not None and _is_of_a_foreigner(before, draft, sentences, folded):
            draft = replace(draft, name="residence_until")
        elif before is not None and _is_reached_on(before, draft):
            done.pop()
            draft = _born(before, draft, today)
        if draft.name == "" and _RUNS_OUT.match(folded, draft.end):
            draft = replace(draft, name=_paper_before(folded, draft, sentences))
        elif age := _AGE_BEFORE.search(folded, max(0, draft.start - 16), draft.start):
            draft = _born(draft, replace(draft, value=age["age"]), today)
        done.append(draft)
    return done


def _paper_before(folded: str, day: Draft, sentences: Sentences) -> str:
    """電子証明書の話で、私のは11月30日までです: the paper that was named last."""
    start = sentences.start(day.start)
    start = sentences.start(start - 1) if start else 0
    last = max(
        (m for words in PAPERS.values() for m in words.finditer(folded, start, day.start)),
        key=lambda match: match.end(),
        default=None,
    )
    return "" if last is None else next(n for n, words in PAPERS.items() if words is last.re)


def _is_day_of(before: Draft, day: Draft, sentences: Sentences) -> bool:
    named = before.name in CIRCUMSTANCES and before.problem is Doubt.NAMED
    close = sentences.index(day.start) - sentences.index(before.start) <= 1
    return named and close and day.name == "" and day.day is not None


def _is_of_a_foreigner(before: Draft, day: Draft, sentences: Sentences, folded: str) -> bool:
    """外国籍で、期限は2026年3月3日です."""
    foreign = (before.name, before.value) == ("foreign", "yes")
    together = sentences.index(day.start) == sentences.index(before.start)
    until = day.name == "" and _RUNS_OUT.match(folded, day.end) is not None
    return foreign and together and (until or day.name == "printed_expiry")


def _is_reached_on(day: Draft, age: Draft) -> bool:
    return (
        age.name == "age"
        and day.day is not None
        and day.name in ("", OTHER, "birthday")
        and (day.name != "birthday" or day.day.year is None)
        and 0 <= age.start - day.end <= _CLOSE
    )


def _born(day: Draft, age: Draft, today: datetime.date) -> Draft:
    """The birthday as far as it is known of somebody who reaches an age on a day."""
    said = day.day
    if said is None or age.value is None:
        return day
    to_come = nearest(said, today, past=False)
    year = said.year or (to_come.year if to_come else None)
    if year is None:
        return day
    born = Draft(day.start, max(day.end, age.end), "birthday", problem=day.problem, day=said)
    rest = "-".join(["-", *(f"{n:02}" for n in (said.month, said.day) if n is not None)])
    return of_parts(born, str(year - int(age.value)), rest)
