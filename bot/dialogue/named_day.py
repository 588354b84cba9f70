"""A day that was asked about: open on 12月30日? usable on 3月5日?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.dialogue.asked_day import asked_day
from bot.dialogue.buttons import related_buttons
from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.rules import DayKind, day_kind
from bot.rules.call_centre import hours_on
from bot.text import Problem, find_dates, nearest, normalise

_CENTRE_IDS = frozenset({"call_center", "operator", "other_insurance"})
_OPEN = re.compile(
    r"休み|休業|開い|あい[てる]|空い|営業|受付|受け付け|やって|つなが|繋が|電話|かけられ|かけて|定休|時間|対応|大丈夫|は\?*$|は[?？]"
)
_USE = re.compile(r"使え|使って|受診|診察|かかれ|行って(?:も)?(?:大丈夫|いい)|有効|間に合|持って行")
_WEEKDAYS = "月火水木金土日"
_NAMED = re.compile(
    r"(?P<next>今度|こんど|次|つぎ|今週|来週|再来週|さ来週)?の?(?P<holiday>祝日|休日)?の?(?P<day>[月火水木金土日])(?:曜日?|(?=[はもに]))"
)
_YEAR_END = re.compile(r"年末年始|年末|年始|正月|大晦日|大みそか|元日|元旦")
_HOLIDAY = re.compile(r"祝日|休日|振替休日|ゴールデンウ[ィイ]ーク|gw|連休")
_ORDINAL = re.compile(r"第\s?([1-5一二三四五])\s?(?:・|、|と)?\s?土曜?")
_MONTH_DAY = re.compile(r"(?<![0-9月年])(?P<day>[0-9]{1,2})日(?!間|以|前|後|ほど|くらい)")


def open_on_day(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """Whether the call centre is open on the very day that is asked about."""
    words = normalise(asked.words or turn.text)
    named = (
        asked_day(words, turn.today) is not None
        or _ORDINAL.search(words)
        or _MONTH_DAY.search(words)
    )
    if not named or not _asks_opening(turn, asked, words):
        return None
    said = list(_days(words, turn.today))
    if not said and (general := _general(words)) is not None:
        return _message(turn, [turn.words.say("centre", general)])
    if not said:
        return None
    return _message(turn, [_day_sentence(turn, day) for day in said[:3]])


def _general(words: str) -> str | None:
    """土曜は?: no day of its own, so the rule for all such days."""
    if _YEAR_END.search(words):
        return "year_end_general"
    if _HOLIDAY.search(words):
        return "holiday_general"
    named = _NAMED.search(words)
    if named is None and not _ORDINAL.search(words):
        return None
    day = named["day"] if named is not None else "土"
    return {"土": "saturday_general", "日": "sunday_general"}.get(day, "weekday_general")


def _asks_opening(turn: Turn, asked: AskedQuestion, words: str) -> bool:
    if re.search(
        r"休み|休業|開い|営業|つなが|繋が|電話|やって(?:い|る|ます)", words
    ) and not re.search(r"確認書|お知らせ|引き?落|申し?込|届|区役所|銀行", words):
        return True
    if asked.id in _CENTRE_IDS and asked.sure:
        return bool(_OPEN.search(words))
    return turn.talk.last in _CENTRE_IDS and len(words) <= 20 and bool(_OPEN.search(words))


def _days(words: str, today: date) -> Iterator[date]:
    if (holiday := _NAMED.search(words)) and holiday["holiday"]:
        return  # 祝日の月曜: any such day, so the rule is told
    found_any = False
    for found in find_dates(words, today):
        day = found.date
        if day is None and found.problem is Problem.YEAR_MISSING:
            day = nearest(found, today, False)
        if day is not None:
            found_any = True
            yield day
    if found_any:
        return
    if (day_only := _MONTH_DAY.search(words)) is not None:
        yield from _next_day_of_month(int(day_only["day"]), today)
    elif (named := _NAMED.search(words)) is not None and named["next"]:
        yield _weekday(named, today)


def _next_day_of_month(day: int, today: date) -> Iterator[date]:
    """3日は休みですか: the next 3rd."""
    for ahead in range(62):
        candidate = today + timedelta(days=ahead)
        if candidate.day == day:
            yield candidate
            return


def _weekday(named: re.Match[str], today: date) -> date:
    """今度の土曜: the next one; 来週の月曜: that of the week after."""
    target = _WEEKDAYS.index(named["day"])
    weeks = {"来週": 1, "再来週": 2, "さ来週": 2}.get(named["next"] or "", 0)
    if weeks:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 * weeks + target)
    ahead = (target - today.weekday()) % 7
    return today + timedelta(
        days=ahead or (7 if named["next"] in ("次", "つぎ", "今度", "こんど") else 0)
    )


def _day_sentence(turn: Turn, day: date) -> str:
    words, centre = turn.words, turn.edition.call_centre
    weekday = words.say("weekday", str(day.weekday()))
    said = words.say("centre", "day", date=words.date(day), value=weekday)
    hours = hours_on(day, centre)
    if hours is not None:
        return words.say(
            "centre", "open_on", date=said, opens=words.time(hours[0]), closes=words.time(hours[1])
        )
    kind = day_kind(day, centre)
    key = {
        DayKind.HOLIDAY: "holiday_on",
        DayKind.YEAR_END: "year_end_on",
        DayKind.SUNDAY: "sunday_on",
    }.get(kind, "saturday_on")
    return words.say("centre", key, date=said)


def _message(turn: Turn, sentences: list[str]) -> Message:
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = "call_center", 0
    text = "\n".join([*sentences, words.say("centre", "number")])
    source = words.source(words.answer("call_center").source)
    return Message.said(
        text, "answer", "call_center", related_buttons(words, "call_center"), source=source
    )


def usable_on_day(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """期限が2月28日の紙は3月5日の診察に使える?: no or yes, by the day on the paper or the rule."""
    words = turn.words
    said = normalise(asked.words or turn.text)
    if not _USE.search(said):
        return None
    printed, wanted = _two_days(turn, news)
    if printed is None or wanted is None:
        return None
    key = "usable" if wanted <= printed else "not_usable"
    text = words.say("direct", key, date=words.date(printed), second=words.date(wanted))
    turn.talk.last, turn.talk.misses = "auto_renewal", 0
    source = words.source(words.answer("auto_renewal").source)
    return Message.said(
        text, "answer", "auto_renewal", related_buttons(words, "auto_renewal"), source=source
    )


def _two_days(turn: Turn, news: News) -> tuple[date | None, date | None]:
    """The day until which the paper runs, and the day on which it is to be used."""
    printed = wanted = None
    for said in news.situation.people:
        for fact in said.facts:
            if fact.value is None:
                continue
            if fact.name == "printed_expiry":
                printed = date.fromisoformat(fact.value)
            elif fact.name == "appointment":
                wanted = date.fromisoformat(fact.value)
    if wanted is None:
        for other in news.situation.other:
            if other.value is not None and other.name == "appointment":
                wanted = date.fromisoformat(other.value)
    if printed is None or wanted is None:
        return _by_words(turn)
    return printed, wanted


_EXPIRY_SAID = re.compile(r"期限|まで|有効")
_DAY_OF_USE = re.compile(
    r"^[^。、]{0,8}(?:の(?:診察|受診|予約|病院|手術|通院|検査)|に(?:は)?(?:使|受診|病院|診察|行|予約))"
)


def _by_words(turn: Turn) -> tuple[date | None, date | None]:
    """The same by the words around the two days."""
    printed = wanted = None
    for found in find_dates(turn.text, turn.today):
        day = found.date
        if day is None and found.problem is Problem.YEAR_MISSING:
            day = nearest(found, printed or turn.today, False)
        if day is None:
            continue
        if _DAY_OF_USE.search(normalise(found.after)):
            wanted = day
        elif _EXPIRY_SAID.search(normalise(found.before[-12:] + found.after[:6])):
            printed = day
    return printed, wanted
