"""Birthdays that are told by somebody else's: 夫は昭和30年5月5日生まれ、私は2つ下です."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.reading import kin
from bot.dialogue.reading.birthdays import of_parts
from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.situation import KnownPerson
from bot.dialogue.reading.stated import is_stated
from bot.rules.calendar import ONE_DAY, birthday_at
from bot.text import Problem
from bot.text.numerals import kanji_value

_WORDS = {"ひと": 1, "ふた": 2, "みっ": 3, "よっ": 4, "いつ": 5, "むっ": 6, "とお": 10}
_GAP = re.compile(
    rf"(?<![0-9.])(?P<years>[1-9][0-9]?|[一二三四五六七八九十]{{1,2}}|{'|'.join(_WORDS)})"
    r"\s?(?:つ|歳|才|さい|個|こ|(?=年[上下]))\s?年?(?P<way>上|下|うえ|した)(?!の[子娘息]|がり|がっ|なら)|"
    r"(?P<same>同い年|同いどし|おないどし)"
)

_THAN = re.compile(rf"(?:{kin.PEOPLE.pattern})(?:の|よりも?)\s?$")


def gaps(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson], today: datetime.date
) -> Iterator[Draft]:
    """The days on which somebody can be born who is so many years older or younger.

    Only where one birthday, or one age, alone is known to reckon from. 2つ下 may count ages, years
    of birth or years at school, so a year to both sides is left open.
    """
    between = _born_between(drafts, known, today)
    if between is None:
        return
    for match in _GAP.finditer(folded):
        if is_stated(folded, match.end()):
            years = _younger_by(match)
            first = birthday_at(between[0], years - 1) + ONE_DAY
            last = birthday_at(between[1], years + 1) - ONE_DAY
            part = f"{first}/{last}"
            than = _THAN.search(folded, 0, match.start())  # 父は母の三つ上: not the mother's
            start = than.start() if than else match.start()
            yield Draft(start, match.end(), "birthday", problem=Problem.MONTH_MISSING, part=part)


def years_later(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson], today: datetime.date
) -> list[Draft]:
    """兄は昭和30年8月2日、私はその2年後の同じ日: of that year, and never of the same one."""
    found = list(_YEARS_LATER.finditer(folded))
    if not found:
        return list(drafts)
    kept = [
        d for d in drafts if not (d.same and any(m.start() <= d.start < m.end() + 6 for m in found))
    ]
    between = _born_between(drafts, known, today)
    for match in found:
        years = _number(match["years"])
        way = {"後": years, "前": -years}.get(match["way"])
        if way is not None and between is not None and between[0] == between[1]:
            day = birthday_at(between[0], way)
            kept.append(Draft(*match.span(), "birthday", day.isoformat()))
    return kept


def _number(said: str) -> int:
    return int(said) if said.isdigit() else kanji_value(said)


def _born_between(
    drafts: Sequence[Draft], known: Sequence[KnownPerson], today: datetime.date
) -> tuple[datetime.date, datetime.date] | None:
    """The first and the last day on which the one can be born of whom something is known."""
    for name in ("birthday", "age"):
        told = {d.value for d in drafts if d.name == name and d.value}
        told = told or {p.facts[name] for p in known if p.facts.get(name)}
        if len(told) > 1:
            return None
        if told and name == "birthday":
            day = datetime.date.fromisoformat(told.pop())
            return day, day
        if told:
            age = int(told.pop())
            return birthday_at(today, -age - 1) + ONE_DAY, birthday_at(today, -age)
    return None


def _younger_by(match: re.Match[str]) -> int:
    """By how many years; negative for somebody older."""
    if match["same"]:
        return 0
    said = match["years"]
    years = int(said) if said.isdigit() else _WORDS.get(said) or kanji_value(said)
    return -years if match["way"] in ("上", "うえ") else years


# 私はその2年後の同じ日生まれ
_YEARS_LATER = re.compile(
    r"(?P<years>[1-9][0-9]?|[一二三四五六七八九十]{1,2})年(?P<way>後|前|違い|ちがい)の、?(?:同じ|おなじ)(?:日|誕生日|月日)"
)
_TWINS = re.compile(r"双子|ふたご|双生児")
_SAME_YEAR = re.compile(r"(?:(?:同じ|おなじ)年|同年)の?、?\s?$")
_NEXT = re.compile(r"(?P<day>翌日|次の日|前日|前の日)(?:の|に|は)?、?\s?$")


def of_the_same_year(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson]
) -> list[Draft]:
    """母も同じ年の3月1日生まれです, 双子で私は7月2日なんです, その翌日の8月2日: of the one birthday
    told before."""
    done: list[Draft] = []
    for draft in drafts:
        draft = _of_the_next_day(folded, draft, done)
        twins = draft.name in ("", "birthday") and _TWINS.search(folded) is not None
        if draft.part.startswith("--") and (twins or _SAME_YEAR.search(folded, 0, draft.start)):
            told = [d.value for d in done if d.name == "birthday" and d.value][-1:]
            told = told or [p.facts["birthday"] for p in known if p.facts.get("birthday")]
            if len({*told}) == 1:
                draft = of_parts(replace(draft, name="birthday"), str(told[0])[:4], draft.part)
        done.append(draft)
    return done


def _of_the_next_day(folded: str, draft: Draft, before: Sequence[Draft]) -> Draft:
    """主人は昭和30年8月1日、私はその翌日、8月2日の生まれです: the day says itself that it is so."""
    found = _NEXT.search(folded, 0, draft.start)
    told = [d.value for d in before if d.name == "birthday" and d.value]
    if not found or not told or not draft.part.startswith("--"):
        return draft
    born = datetime.date.fromisoformat(str(told[-1]))
    born += ONE_DAY if found["day"] in ("翌日", "次の日") else -ONE_DAY
    if draft.part != f"--{born:%m-%d}":
        return draft
    return of_parts(replace(draft, name="birthday"), str(born.year), draft.part)
