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
from bot.dialogue.reading.supposed import is_stated
from bot.rules.calendar import ONE_DAY, birthday_at
from bot.text import Problem
from bot.text.numerals import kanji_value

_WORDS = {"ひと": 1, "ふた": 2, "みっ": 3, "よっ": 4, "いつ": 5, "むっ": 6, "とお": 10}
_GAP = re.compile(
    rf"(?<![0-9.])(?P<years>[1-9][0-9]?|[一二三四五六七八九十]{{1,2}}|{'|'.join(_WORDS)})"
    r"\s?(?:つ|歳|才|さい|個|こ|(?=年[上下]))\s?年?(?P<way>上|下|うえ|した)(?!の[子娘息]|がり|がっ|なら)|"
    r"(?P<same>同い年|同いどし|おないどし)"
)

_BESIDE = re.compile(
    r"[、\s]?(?:年?違い|ちがい)?(?:です|なん|なの)?(?:だ?けど|が|で|も|日|です|生まれ|、|\s|。)*"
)
_THAN = re.compile(
    rf"(?:{kin.PEOPLE.pattern})(?:の|よりも?)、?\s?(?:ちょうど|きっちり|まる|だいたい)?$"
)


def gaps(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson], today: datetime.date
) -> Iterator[Draft]:
    """The days on which somebody can be born who is so many years older or younger.

    Only where one birthday, or one age, alone is known to reckon from. 2つ下 may count ages, years
    of birth or years at school, so a year to both sides is left open; none for who has the same
    birthday: 2つ下で誕生日は同じ日.
    """
    between = _born_between(drafts, known, today)
    for match in _GAP.finditer(folded):
        if not is_stated(folded, match.end()):
            continue
        than = _THAN.search(folded, 0, match.start())  # 父は母の三つ上: not the mother's
        born = Draft(than.start() if than else match.start(), match.end(), "birthday")
        to_the_day = any(d.same and _is_beside(folded, born, d) for d in drafts)
        years = _younger_by(match)
        if between is None:
            if to_the_day:
                yield replace(born, problem=Problem.UNCLEAR)
        elif to_the_day and between[0] == between[1]:
            yield replace(born, value=birthday_at(between[0], years).isoformat())
        else:
            first = birthday_at(between[0], years - 1) + ONE_DAY
            last = birthday_at(between[1], years + 1) - ONE_DAY
            yield replace(born, problem=Problem.MONTH_MISSING, part=f"{first}/{last}")


def _is_beside(folded: str, gap: Draft, same: Draft) -> bool:
    """In one breath, with nothing but small words between."""
    between = folded[gap.end : same.start] or folded[same.end : gap.start]
    return same.name == gap.name and _BESIDE.fullmatch(between) is not None


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
_YEARS_ON = {
    "同じ年": 0,
    "おなじ年": 0,
    "同年": 0,
    "翌年": 1,
    "次の年": 1,
    "前年": -1,
    "前の年": -1,
}
_OF_YEAR = re.compile(rf"(?:そ?の)?(?P<year>{'|'.join(_YEARS_ON)})(?:の|、|\s)*$")
_DAYS_ON = {"翌日": 1, "次の日": 1, "あくる日": 1, "前日": -1, "前の日": -1}
_NEXT_DAY = re.compile(rf"(?:そ?の)?(?P<day>{'|'.join(_DAYS_ON)})(?:の|、|\s)*")
_BORN = re.compile(r"(?:に|が)?(?:生まれ|うまれ|誕生日)")


def of_the_same_year(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson]
) -> list[Draft]:
    """Counted from the one birthday told before: 母も同じ年の3月1日生まれです, 母は翌年の…,
    私はその翌日、8月2日です, 双子で私は7月2日なんです.
    """
    done: list[Draft] = []
    for draft in drafts:
        if draft.name in ("", "birthday") and draft.part.startswith("--"):
            told = _told_before(done, known)
            draft = _counted(folded, draft, told) if told is not None else draft
        done.append(draft)
    return done


def _counted(folded: str, draft: Draft, told: datetime.date) -> Draft:
    """`draft` with its year, if it is told by that of the day before."""
    born = replace(draft, name="birthday")
    if (by_year := _OF_YEAR.search(folded, 0, draft.start)) is not None:
        return of_parts(born, str(told.year + _YEARS_ON[by_year["year"]]), draft.part)
    by_day = next((m for m in _NEXT_DAY.finditer(folded) if m.end() == draft.start), None)
    if by_day is not None:
        day = told + ONE_DAY * _DAYS_ON[by_day["day"]]
        whole = of_parts(born, str(day.year), draft.part)
        return whole if whole.value == day.isoformat() else draft
    return of_parts(born, str(told.year), draft.part) if _TWINS.search(folded) else draft


def next_days(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson]
) -> Iterator[Draft]:
    """私はその翌日の生まれです: counted from the birthday told before, where no day is told."""
    for match in _NEXT_DAY.finditer(folded):
        before = [d for d in drafts if d.end <= match.start()]
        if _BORN.match(folded, match.end()) and (told := _told_before(before, known)) is not None:
            day = told + ONE_DAY * _DAYS_ON[match["day"]]
            yield Draft(*match.span(), "birthday", day.isoformat())


def _told_before(drafts: Sequence[Draft], known: Sequence[KnownPerson]) -> datetime.date | None:
    """The birthday told last before, or the one that the talk knows; None for several."""
    told = [d.value for d in drafts if d.name == "birthday" and d.value][-1:]
    told = told or [p.facts["birthday"] for p in known if p.facts.get("birthday")]
    return datetime.date.fromisoformat(str(told[0])) if len({*told}) == 1 else None
