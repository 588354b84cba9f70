"""What a day is by the facts beside it: 負担割合が変わります。10月1日からです."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.reading.dated import OTHER, PAPERS
from bot.dialogue.reading.draft import Draft, Sentences
from bot.dialogue.reading.situation import CIRCUMSTANCES, Doubt
from bot.text import Problem

_RUNS_OUT = re.compile(r"\s?(?:まで|迄|(?:で|に|が)[^。、0-9]{0,6}(?:切れ|きれ|満了|失効|期限))")
_CLOSE = 6  # characters between a day and the age that is reached on it


def told_before(drafts: Sequence[Draft], sentences: Sentences, folded: str) -> list[Draft]:
    """``drafts`` in order, where a day that says nothing of itself is named by its neighbour."""
    done: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.start):
        before = done[-1] if done else None
        if before is not None and _is_day_of(before, draft, sentences):
            draft = replace(draft, name=before.name)
        elif before is not None and _is_reached_on(before, draft):
            done.pop()
            draft = _born(before, draft)
        if draft.name == "" and _RUNS_OUT.match(folded, draft.end):
            draft = replace(draft, name=_paper_before(folded, draft, sentences))
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


def _is_reached_on(day: Draft, age: Draft) -> bool:
    return (
        age.name == "age"
        and day.day is not None
        and day.name in ("", OTHER)
        and day.day.year is not None
        and 0 <= age.start - day.end <= _CLOSE
    )


def _born(day: Draft, age: Draft) -> Draft:
    """The birthday as far as it is known of somebody who reaches an age on a day."""
    said = day.day
    if said is None or said.year is None or age.value is None:
        return age
    year = said.year - int(age.value)
    month = f"-{said.month:02}" if said.month else ""
    problem = Problem.DAY_MISSING if said.month else Problem.MONTH_MISSING
    return Draft(day.start, age.end, "birthday", problem=problem, part=f"{year}{month}")
