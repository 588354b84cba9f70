"""What a day is by the facts beside it: 負担割合が変わります。10月1日からです."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.dialogue.reading.birthdays import of_parts
from bot.dialogue.reading.day_words import OTHER, PAPERS
from bot.dialogue.reading.draft import Draft, Sentences
from bot.dialogue.reading.going_on import (
    RENEWABLE,
    RUNS_OUT,
    is_of_the_next_person,
    of_paper_before,
)
from bot.dialogue.reading.over import RAN_OUT
from bot.dialogue.reading.situation import CIRCUMSTANCES, NONE, Doubt
from bot.text import FoundDate, nearest

_AGE_BEFORE = re.compile(r"(?P<age>[0-9]{2,3})[歳才]の(?:お)?誕生日[はが]?、?\s?$")
_RENEWED = re.compile(r"更新|延長|こうしん|新しい|延び|伸び")
_NEW_END = re.compile(
    r"新し[^。、0-9]{0,14}$|(?:更新|延長)(?:し|され)[^。0-9確紙]{0,10}(?:期限|有効)[^。0-9]{0,4}$"
)  # 在留カードを更新し、新しい期限は…
_THEIRS = re.compile(r"[^のがはもを、。]の(?:ほう|方|やつ)?(?:は|も)、?\s?$")
_MOVED = re.compile(
    r"(?:まで)?(?:に|へ)?[^。、0-9]{0,6}?(?:延び|のび|延長|伸び|変わ|変更|ずれ|遅れ|更新)"
)
# 3月20日だったのが9月25日になっちゃった
_MOVED_THERE = re.compile(rf"{_MOVED.pattern}|\s?に(?:なり|なっ|なる)")
# 3月の予定だったが、半年延びて9月30日になった
_PUT_OFF = re.compile(r"^[^。0-9]{0,40}(?:延び|のび|延長|伸び|遅れ|ずれ)[^。、0-9]{0,6}$")
# 3月に修了のはずでしたが、9月30日に延びました
_WAS_TO_BE = re.compile(
    r"(?:はず|予定|つもり)(?:でした|だった|で(?=、|[^。]*が))|(?:でした|だった)(?:のに|けど|のが|が)"
)
_BECAME = re.compile(r"\s?に(?:なり|なっ|なる|変わ|変更)")
_REACHED = re.compile(r"\s?に?(?:なりまし|なった|なって|達し|を?迎えまし|を?迎えた)")
_WHEN = re.compile(r"の?日?(?:は|が)、?")
_PLANNED = re.compile(
    r"(?:まで)?[にへ]?[^。、0-9]{0,8}(?:予定|つもり|はず|見込み|申請中|申請して(?:い)?(?:る|ます)|かもしれ)"
)
_LISTED = (*CIRCUMSTANCES, "ecert_expiry")
_AND = re.compile(r"(?:まで)?\s?、?(?:と|・)、?\s?")
_COMMA, _LIST_ENDS = re.compile(r"、\s?"), re.compile(r"(?:まで)?(?:です|でし|。|$)")
_YEARS_APART = 10
_TO_COME = re.compile(
    r"(?:で|に|には)、?(?:切れ|きれ)(?:る|ます|そう)|に、?(?:[^。、0-9]{0,6}を)?(?:卒業|修了)(?:する|し(?:ます|て)|いたし|の?予定|見込)"
)
_BY_MONTH = re.compile(r"の?(?:[0-9]{1,2}日)?から")
_SHARE = re.compile(r"負担|割合")
_NEAR = 12  # characters between the month and its day
_CLOSE = 6  # characters between a day and the age that is reached on it


def told_before(
    drafts: Sequence[Draft],
    sentences: Sentences,
    folded: str,
    today: datetime.date,
    spoken_of: Mapping[str, str],
) -> list[Draft]:
    """``drafts`` in order, where a day that says nothing of itself is named by its neighbour."""
    done: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.start):
        before = next((d for d in reversed(done) if not _is_of_the_talk(d)), None)
        days = (d for d in reversed(done) if d.day is not None and not _is_of_the_talk(d))
        dated = next(days, None)
        if before is not None and _is_planned(before, draft, folded):
            draft = replace(draft, name=OTHER)
        elif _is_share_of(draft, folded, sentences):
            draft = replace(draft, name="burden_change")
        elif dated is not None and _is_moved(dated, draft, folded):
            done.remove(dated)
            draft = _moved_to(dated, draft)
        elif before is not None and _are_listed(before, draft, folded):
            name = before.name or draft.name
            done[done.index(before)] = replace(before, name=name)
            draft = replace(draft, name=name)
        elif dated is not None and is_of_the_next_person(dated, draft, folded, today):
            draft = replace(draft, name=dated.name)
        elif before is not None and _is_day_of(before, draft, sentences):
            draft = replace(draft, name=before.name)
        elif before is not None and _is_of_a_foreigner(before, draft, sentences, folded):
            draft = replace(draft, name="residence_until")
        elif before is not None and _is_the_new_one(before, draft, folded):
            draft = replace(draft, name=before.name)
        elif name := (
            _renewed(draft, folded, spoken_of) or _of_the_others(draft, folded, spoken_of)
        ):
            draft = replace(draft, name=name)
        elif before is not None and _is_day_in_month(before, draft):
            done.remove(before)
            draft = of_parts(before, before.part[:4], draft.part)
        elif month := next((d for d in done if _is_day_of_application(d, draft)), None):
            done.remove(month)
            draft = replace(draft, name=month.name)
        elif before is not None and _is_reached_on(before, draft, folded):
            done.remove(before)
            draft = _born(before, draft, today, folded)
        elif before is not None and _is_when_reached(before, draft, folded):
            done.remove(before)
            draft = _born(replace(draft, start=before.start), before, today, folded)
        if paper := of_paper_before(folded, draft, sentences):
            draft = replace(draft, name=paper)
        elif age := _AGE_BEFORE.search(folded, max(0, draft.start - 16), draft.start):
            draft = _born(draft, replace(draft, value=age["age"]), today, folded)
        done.append(_with_year(draft, folded, today))
    return done


def _is_share_of(draft: Draft, folded: str, sentences: Sentences) -> bool:
    """負担の割合の手紙が二通来て、主人のは11月から、私のは2月からです: of the share."""
    month = draft.name == "" and draft.day is not None and draft.day.month is not None
    start = sentences.start(draft.start)
    said = _SHARE.search(folded, start, draft.start) is not None
    return bool(month) and said and _BY_MONTH.match(folded, draft.end) is not None


def _is_of_the_talk(draft: Draft) -> bool:
    """先週, 昨日: when something was done is no neighbour of another day."""
    return draft.name == OTHER and draft.day is not None and draft.day.relative


def _with_year(draft: Draft, folded: str, today: datetime.date) -> Draft:
    """私のは7月10日で切れていました: the last such day; 母のは10月12日に切れます: the next one."""
    past = RAN_OUT.match(folded, draft.end) is not None
    names = (*RENEWABLE, "graduation")
    if draft.name not in names or draft.day is None or draft.value is not None:
        return draft
    if not past and _TO_COME.match(folded, draft.end) is None:
        return draft
    day = nearest(draft.day, today, past=past)
    return draft if day is None else replace(draft, value=day.isoformat(), problem=None, part="")


def _are_listed(before: Draft, day: Draft, folded: str) -> bool:
    """私と妻の在留期限は2026年1月10日と3月22日です: both days are of the one name."""
    names = {before.name, day.name}
    if before.day is None or day.day is None or "" not in names or not names & {*_LISTED}:
        return False
    years = [d.day.year for d in (before, day) if d.day is not None and d.day.year is not None]
    near = not years or max(years) - min(years) <= _YEARS_APART  # else one of them is a birthday
    if _COMMA.fullmatch(folded, before.end, day.start) is not None:
        return near and _LIST_ENDS.match(folded, day.end) is not None
    return near and _AND.fullmatch(folded, before.end, day.start) is not None


def _is_day_of(before: Draft, day: Draft, sentences: Sentences) -> bool:
    named = before.name in CIRCUMSTANCES and before.problem is Doubt.NAMED
    close = sentences.index(day.start) - sentences.index(before.start) <= 1
    return named and close and day.name == "" and day.day is not None


def _is_of_a_foreigner(before: Draft, day: Draft, sentences: Sentences, folded: str) -> bool:
    """外国籍で、期限は2026年3月3日です."""
    foreign = (before.name, before.value) == ("foreign", "yes")
    together = sentences.index(day.start) == sentences.index(before.start)
    until = day.name == "" and RUNS_OUT.match(folded, day.end) is not None
    return foreign and together and (until or day.name in ("printed_expiry", "card_expiry"))


def _year_of(said: FoundDate, today: datetime.date, *, past: bool) -> int | None:
    """The year in which a day, or a month alone, was last or comes next."""
    day = nearest(said, today, past=past)
    if day is not None or said.month is None:
        return day.year if day is not None else None
    if past:
        return today.year - (said.month > today.month)
    return today.year + (said.month < today.month)


def _is_planned(before: Draft, day: Draft, folded: str) -> bool:
    """更新して2029年3月31日になる予定です: until then the day before it counts."""
    known = before.name in RENEWABLE and before.value is not None
    known = known and day.name in (before.name, "", OTHER, "printed_expiry")
    return known and day.day is not None and _PLANNED.match(folded, day.end) is not None


def _is_moved(before: Draft, day: Draft, folded: str) -> bool:
    """卒業が3月20日から9月30日に延びた: the second day counts."""
    known = before.name in ("residence_until", "graduation", "ecert_expiry")
    both = before.day is not None and day.day is not None and day.name in ("", OTHER, before.name)
    between = folded[before.end : day.start].strip(" 、")
    from_to = between in ("から", "より") and _MOVED.match(folded, day.end)
    put_off = _PUT_OFF.search(between) and _BECAME.match(folded, day.end)
    was_to_be = _WAS_TO_BE.search(between) and _MOVED_THERE.match(folded, day.end)
    return known and both and bool(from_to or put_off or was_to_be)


def _moved_to(before: Draft, day: Draft) -> Draft:
    """The later day, in the year of the earlier one or in the next where none is said."""
    earlier = before.value or before.part
    if day.value is not None or not day.part.startswith("--") or not earlier[:4].isdecimal():
        return replace(day, name=before.name)
    year = int(earlier[:4]) + (day.part[2:4] < earlier[5:7])
    return of_parts(replace(day, name=before.name), str(year), day.part)


def _is_the_new_one(before: Draft, day: Draft, folded: str) -> bool:
    """在留期限は6月30日でしたが更新しました。新しい期限は…: the day of what was renewed."""
    renewable = before.name in RENEWABLE and before.day is not None
    until = day.name in ("", "printed_expiry") and day.day is not None
    return renewable and until and _RENEWED.search(folded, before.end, day.start) is not None


def _renewed(day: Draft, folded: str, spoken_of: Mapping[str, str]) -> str:
    """更新したので2028年3月31日までです: of that which is known to run out; "" for another day."""
    runs_out = [name for name in RENEWABLE if spoken_of.get(name, NONE) != NONE]
    if not runs_out and _NEW_END.search(folded, 0, day.start):
        runs_out = [name for name, words in PAPERS.items() if words.search(folded, 0, day.start)]
    whole = day.value is not None or re.fullmatch(r"\d{4}-\d\d", day.part)
    is_new = day.name in ("", "printed_expiry", "card_expiry") and whole
    said = is_new and _RENEWED.search(folded, 0, day.start) is not None
    return runs_out[0] if said and len(runs_out) == 1 else ""


def _of_the_others(day: Draft, folded: str, spoken_of: Mapping[str, str]) -> str:
    """夫のは9月2日に切れてる, 嫁のは今年の8月: what is known to run out of the one spoken of."""
    runs_out = [name for name in RENEWABLE if spoken_of.get(name, NONE) != NONE]
    is_other = day.day is not None and day.name == "" and _THEIRS.search(folded, 0, day.start)
    return runs_out[0] if is_other and len(runs_out) == 1 else ""


def _is_day_in_month(before: Draft, day: Draft) -> bool:
    """来月75になります、9月12日で: the day in the month of birth that was just reckoned."""
    month_known = before.name == "birthday" and re.fullmatch(r"\d{4}-\d\d", before.part)
    said = re.fullmatch(r"--\d\d-\d\d", day.part)
    same = month_known and said and before.part[5:] == day.part[2:4]
    return bool(same) and day.name in ("", OTHER) and day.start - before.end <= _NEAR


def _is_day_of_application(before: Draft, day: Draft) -> bool:
    """6月に申し込んだ。6月20日だ: the day in the month that was just told."""
    month_known = before.name == "applied_on" and re.fullmatch(r"--\d\d", before.part)
    return bool(month_known) and day.name in ("", OTHER) and day.part.startswith(f"{before.part}-")


def _is_reached_on(day: Draft, age: Draft, folded: str) -> bool:
    """9月12日で75歳; not 来年2月で75、母は70."""
    return (
        age.name == "age"
        and "は" not in folded[day.end : age.start]
        and day.day is not None
        and day.name in ("", OTHER, "birthday")
        and (day.name != "birthday" or day.day.year is None)
        and 0 <= age.start - day.end <= _CLOSE
    )


def _is_when_reached(age: Draft, day: Draft, folded: str) -> bool:
    """75になるのが12月8日で."""
    reached = age.name == "age" and day.day is not None and day.name in ("", OTHER)
    return reached and _WHEN.fullmatch(folded, age.end, day.start) is not None


def _born(day: Draft, age: Draft, today: datetime.date, folded: str) -> Draft:
    """The birthday as far as it is known of somebody who reaches an age on a day."""
    said = day.day
    if said is None or age.value is None:
        return day
    was = _REACHED.match(folded, age.end) is not None
    year = said.year or _year_of(said, today, past=was)
    if year is None:
        return day
    turns = int(age.value) + folded[age.start : age.end].endswith(
        ("なる", "なり")
    )  # not yet reached
    born = Draft(day.start, max(day.end, age.end), "birthday", problem=day.problem, day=said)
    rest = "-".join(["-", *(f"{n:02}" for n in (said.month, said.day) if n is not None)])
    return of_parts(born, str(year - turns), rest)
