"""The days in a message, and what each of them is.

Words that stick to a day tell most (昭和27年5月5日生まれ), then the noun before it (在留期限は…),
then the words behind it, then the day beside it (妻は9月12日、私は11月30日で切れます).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.dialogue.reading.afterwards import put_behind, put_in_front
from bot.dialogue.reading.day_words import (
    BEFORE,
    EVENTS,
    OTHER,
    PAPERS,
    STICKY,
    by_noun_before,
    is_a_span,
)
from bot.dialogue.reading.draft import Draft, Sentences, draft_of
from bot.dialogue.reading.over import is_over
from bot.dialogue.reading.people import Mention
from bot.text import FoundDate, Problem, find_dates, nearest
from bot.text.spans import Normal
from bot.text.story import settled

_GROWN = 15  # a day so many years ago, with nothing said about it, is a birthday
_NEVER_A_PAPER = 3  # nobody asks about a paper that ran out so many years ago
_LONGEST_STAY = 6  # years, and some: no other day that matters lies so far ahead
# Between two days, 生まれで、 is about the first, 卒業は about the second.
_NAMES_NEXT = re.compile(r"[^、,でて\s]*(?:は|が|も|の|[:=]|期限|月日|誕生日)\s?$")
_ABOUT_THE_DAY_BEFORE = re.compile(
    r"^\s?(?:まで|から|に|生まれ|うまれ|生|付|が|の)[^、。でて\s]*[、。でて\s]+"
)
_UNTIL = re.compile(r"\s?(?:まで|迄)")
_RUNNING_OUT = ("ecert_expiry", "residence_until", "card_expiry")
_RUNS_OUT = re.compile(r"(?:で|に|には)、?(?:切れ|きれ)(?:る|ます|そう)")
_CHANGED = re.compile(
    r"(?:から|より|に|で)?、?[^。、]{0,24}?(?:"
    r"なりまし[たて]|なった(?!ら)|(?:変わ|上が|下が)(?:りまし[たて]|った(?!ら)))"
)
# この4月に割合が変わり: the April that was, if it was not long ago.
_THIS = re.compile(r"この\s?$")
_NOT_LONG_AGO = 5  # months
_SHARED = re.compile(r"(?:は|が|、|:|も)[、\s]*$")
_RIGHT_BEHIND = re.compile(r"\s?(?:のほう|の方)?(?:は|が|も|、|\(|\s|:|って|だけ|です|で)*\s?")
_PARTICLE = re.compile(r"\s?(?:まで|迄|から|より|以降|に)")
_SAYS_NO_MORE = re.compile(r"\s?(?:です|だ|で(?!す?き|切|退|終|引|辞|き|行)|なん|[、。)\s]|$)")
_REACHES = re.compile(r"\s?[にで]?、?\s?満?\s?[0-9]{2}(?:歳|才|に)")  # 1月10日で75歳
# 8月1日と2日のどちらか: no day yet.
_EITHER_OF = re.compile(
    r"\s?(?:と|か|または|や)、?\s?[0-9]{0,2}日?の?(?:どちら|どっち|いずれ|うち)"
)
# 1月31日、えっと2月だったかな、どっちか忘れた
_FORGOT_WHICH = re.compile(
    r"どっち(?:だった)?か、?(?:は|を|も|が)?(?:忘れ|わから|分から|覚えて(?:い)?な|はっきり|あやふや)"
)
_UNCLEAR: dict[str, Any] = {"date": None, "day": None, "problem": Problem.UNCLEAR}
_EVENT = re.compile(rf"(?:{EVENTS})(?:日|した日)?(?:は|が|:|、)\s?$")
_TIME_OF_TALK = re.compile(
    r"今日|本日|きょう|今朝|今月(?!の?[0-9]+日)|昨日|きのう|先日|先月|先週|今週|来週"
)


def read_days(
    normal: Normal, today: datetime.date, people: Sequence[Mention], sentences: Sentences
) -> list[Draft]:
    """Every day of a message with what it is: OTHER for no fact of anybody, "" for unknown."""
    found = [day for day in find_dates(normal.text, today) if not is_a_span(day)]
    found = put_in_front(normal.folded, found, today)
    days = _told(normal.text, found, people)
    days = put_behind(normal.folded, days, today)
    drafts: list[Draft] = []
    for index, day in enumerate(days):
        around = _Around(normal.folded, days, index, people, sentences)
        name = _kind(day, around, today)
        day = replace(day, **_UNCLEAR) if _EITHER_OF.match(normal.folded, day.end) else day
        if name == "birthday" and len(people) < 2 and _FORGOT_WHICH.search(normal.folded):
            day = replace(day, **_UNCLEAR, month=None)
        drafts.append(draft_of(_whole(day, name, around, today), name))
    return _beside(normal.folded, drafts, people, sentences, today)


def _told(text: str, found: list[FoundDate], people: Sequence[Mention]) -> list[FoundDate]:
    """Put together what is one day; never over the words for another person."""
    if len({m.keys for m in people}) < 2:
        return settled(text, found)
    runs: list[list[FoundDate]] = []
    for day in found:
        if runs and not any(runs[-1][-1].end <= m.start < day.start for m in people):
            runs[-1].append(day)
        else:
            runs.append([day])
    return [day for run in runs for day in settled(text, run)]


class _Around:
    """The words around one day: its own, up to the next person or day, and what lies before."""

    def __init__(
        self,
        folded: str,
        days: Sequence[FoundDate],
        index: int,
        people: Sequence[Mention],
        sentences: Sentences,
    ) -> None:
        day = days[index]
        begins, ends = sentences.start(day.start), sentences.end(max(day.start, day.end - 1))
        before = next((d for d in reversed(days[:index]) if d.end >= begins), None)
        behind = next((d for d in days[index + 1 :] if d.start < ends), None)
        begins = before.end if before else begins
        ends = behind.start if behind else ends
        named = [m for m in people if begins <= m.start and m.end <= day.start]
        upto = min([m.start for m in people if day.end <= m.start < ends], default=ends)
        self.before = folded[named[-1].end if named else begins : day.start]
        self.far = folded[begins : named[-1].start] if named else ""
        if before and named:
            self.far = _ABOUT_THE_DAY_BEFORE.sub("", self.far)
        elif before:
            self.before = _ABOUT_THE_DAY_BEFORE.sub("", self.before)
        self.after = folded[day.end : upto]
        if behind and upto == ends:
            self.after = _NAMES_NEXT.sub("", self.after)


def _whole(day: FoundDate, name: str, around: _Around, today: datetime.date) -> FoundDate:
    """電子証明書が5月14日で切れていた, 7月から3割になった: the last such day, for it is past.

    ビザが11月30日で切れます: the next one, which is said back with its year.
    """
    month_alone = day.month is not None and day.year is None and day.era_year is None
    if name == "burden_change" and month_alone and _has_changed(day.month or 0, around, today):
        known = replace(day, year=today.year - ((day.month or 0) > today.month))
        last = nearest(day, today, past=True) if day.day is not None else None
        return replace(known, date=last, year=last.year, problem=None) if last else known
    if name not in _RUNNING_OUT or day.problem is not Problem.YEAR_MISSING:
        return day
    past = is_over(day, around.before, around.after, today)
    if not past and not _RUNS_OUT.match(around.after):
        return day
    if day.day is None and day.month is not None:  # 6月に切れました, 1月に切れます
        turned = -(day.month > today.month) if past else day.month < today.month
        return replace(day, year=today.year + turned)
    last = nearest(day, today, past=past)
    return replace(day, date=last, year=last.year, problem=None) if last else day


def _has_changed(month: int, around: _Around, today: datetime.date) -> bool:
    lately = 0 <= today.month - month <= _NOT_LONG_AGO and _THIS.search(around.before)
    return bool(lately or _CHANGED.match(around.after))


def _kind(day: FoundDate, around: _Around, today: datetime.date) -> str:
    """What a day is, by its own words; "" where they do not tell."""
    long_ago = day.year is not None and day.year <= today.year - _GROWN
    name = next((name for name, words in STICKY if words.match(around.after)), "")
    noun = by_noun_before(around.before)
    if name == "printed_expiry" and noun:
        name = noun  # 在留カードには2026年3月31日と書いてある
    name = name or noun
    if long_ago and name not in ("birthday", OTHER):
        return "birthday" if name != "graduation" else OTHER
    if not name and around.far and _SHARED.search(around.far):
        name = by_noun_before(around.far)
        name = "" if name in ("printed_expiry", OTHER, "card_expiry") else name
    if not name and _EVENT.search(around.far):
        return OTHER
    name = name or _by_noun_behind(day, around.after)
    if name == "birthday" and day.relative:
        return ""
    if name != OTHER and name and not _may_be(name, day, today):
        return ""
    if not name and day.relative and _TIME_OF_TALK.match(day.text):
        return OTHER
    return name


def _by_noun_behind(day: FoundDate, after: str) -> str:
    """12月に在留期限が切れる. 昨日 says of what stands right behind it when that was, no more."""
    begins = after.lstrip(" 、") if day.relative else after
    found = {name: words.search(begins[:16]) for name, words in BEFORE.items()}
    return next(
        (
            name
            for name, match in found.items()
            if match is not None
            and name not in ("card_expiry", "printed_expiry")
            and (match.start() == 0 or not _TIME_OF_TALK.match(day.text))
        ),
        "",
    )


def _beside(
    folded: str,
    drafts: list[Draft],
    people: Sequence[Mention],
    sentences: Sentences,
    today: datetime.date,
) -> list[Draft]:
    """Name the days that their own words do not name: by their age, or by the day beside them."""
    drafts = _events(folded, drafts, people)
    named = [_by_age(folded, draft, people, today) for draft in drafts]
    for step in (1, -1):
        order = range(len(named)) if step == 1 else range(len(named) - 1, -1, -1)
        for index in order:
            draft = named[index]
            around = [named[i] for i in (index - 1, index + 1) if 0 <= i < len(named)]
            names = {
                near.name
                for near in around
                if not _REACHES.match(folded, draft.end)
                and _is_parallel(folded, draft, near, people, sentences)
                and _may_be(near.name, draft.day, today)
            }
            if not draft.name and len(names) == 1:
                named[index] = replace(draft, name=names.pop())
    return named


def _events(folded: str, drafts: Sequence[Draft], people: Sequence[Mention]) -> list[Draft]:
    """入居は男性が2024年5月7日、女性が2025年2月3日: the second day, too, is no birthday."""
    done: list[Draft] = []
    for draft in drafts:
        before = done[-1] if done else None
        if before is not None and before.name == OTHER and not draft.name:
            between = [m for m in people if before.end <= m.start and m.end <= draft.start]
            if (
                len(between) == 1
                and folded[before.end : between[0].start].strip(" ,、と") == ""
                and _RIGHT_BEHIND.fullmatch(folded, between[0].end, draft.start)
            ):
                draft = replace(draft, name=OTHER)
        done.append(draft)
    return done


def _by_age(folded: str, draft: Draft, people: Sequence[Mention], today: datetime.date) -> Draft:
    """A day long ago is a birthday; said right behind a person also one of a child."""
    year = draft.day.year if draft.day else None
    if draft.name or draft.day is None or _UNTIL.match(folded, draft.end):
        return draft
    of_person = any(
        m.end <= draft.start and _RIGHT_BEHIND.fullmatch(folded, m.end, draft.start) for m in people
    )
    if year is None:
        return (
            replace(draft, name="birthday") if of_person and _is_past(draft.day, today) else draft
        )
    alone = people and draft.value is not None and _SAYS_NO_MORE.match(folded, draft.end)
    years = _NEVER_A_PAPER if of_person or alone else _GROWN
    return replace(draft, name="birthday") if year <= today.year - years else draft


def _is_past(day: FoundDate, today: datetime.date) -> bool:
    """私は33年3月3日です: no era has such a year to come, nor does 2033 matter to a paper."""
    whole = day.era_year is not None and day.month is not None and day.day is not None
    return whole and day.era is None and (day.era_year or 0) > today.year % 100 + _LONGEST_STAY


def _is_parallel(
    folded: str, one: Draft, near: Draft, people: Sequence[Mention], sentences: Sentences
) -> bool:
    """妻のが9月12日、私のが11月30日: two people, and the same words behind both days."""
    first, second = sorted((one, near), key=lambda draft: draft.start)
    return (
        near.name not in ("", OTHER)
        and _particle(folded, one.end) == _particle(folded, near.end)
        and sentences.index(second.start) - sentences.index(first.start) <= 1
        and any(first.end <= m.start < second.start for m in people)
        and not any(
            words.search(folded, first.end, second.start)
            for name, words in PAPERS.items()
            if name != near.name
        )  # カードは2031年まで。電子証明書は別で、夫のは…
    )


def _particle(folded: str, end: int) -> str:
    match = _PARTICLE.match(folded, end)
    return match.group().strip() if match else ""


def _may_be(name: str, day: FoundDate | None, today: datetime.date) -> bool:
    """No paper that matters ran out years ago, and nobody is born in the future."""
    year = day.year if day else None
    if year is None:
        return True
    if day is not None and name == "birthday":
        return not day.relative and (day.date is None or day.date <= today)
    return year <= today.year if name == "birthday" else year > today.year - _NEVER_A_PAPER
