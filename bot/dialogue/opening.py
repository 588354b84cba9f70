"""Is the call centre open on the day that is asked about: 12月30日, 今度の土曜, 祝日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from bot.dialogue.asked_day import AskedDay, asked_days
from bot.dialogue.buttons import related_buttons
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.listening import News
from bot.dialogue.questions import COST, AskedQuestion
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.rules import DayKind, day_kind
from bot.rules.call_centre import hours_on
from bot.text import find_dates, normalise

_CENTRE_IDS = frozenset({"call_center", "operator", "other_insurance"})
_OPENING = re.compile(
    r"休み|休業|閉ま|定休|開い|あい[てる]|空い|営業|受付|受け付け|やって|つなが|繋が|電話|センターは、?(?:出|で)|かけられ|かけて|時間|対応|大丈夫|(?:は|だったら)(?:(?:どう|いかが)(?:です|でしょう|なん|な)?(?:か|の)?)?[?？]?$"
)
_SENTENCE = re.compile(r"[^。?？!！\n]+[?？]?")
_TIME_OF_DAY = re.compile(r"昼間|お昼|ひる")
_PLAINLY = re.compile(r"休み|休業|閉ま|開い|営業|つなが|繋が|電話|やって(?:い|る|ます)")
_OF_SOMETHING_ELSE = re.compile(
    r"確認書|お知らせ|保険証|引き?落|申し?込|届|区役所|銀行|詐欺|という電話"
)
_DAY_ALONE = re.compile(
    r"(?:じゃあ?|では|それなら|あと|、)*[0-9月日]+(?:は|だったら)[?？]?"
)  # 3日は?, of whatever was spoken of
_BESIDE_DAYS = re.compile(
    r"(?:じゃあ?|では|それなら|それと|あと|または|もし|[月火水木金土日]曜?日?|(?:だっ)?たら|なら|だと|"
    r"どう(?:な[るりん])?|いかが|で(?:す|しょう)|ます|でも?|[のはかねとやも、。?()\s])*"
)
_YEAR = re.compile(r"[0-9元]年")
_CLOSED = re.compile(r"休み(?!だから|なので|なんで)|休業|閉ま|定休")
_OPEN = re.compile(
    r"開い|あい[てる]|営業|受け?付け?|やって|つなが|繋が|かけ|対応|大丈夫|でき|(?:電話に?|センターは、?)(?:出|で)(?:ます|る|て)"
)
_NO_YES_OR_NO = re.compile(
    r"何時|いつ|(?:やって|開いて|あいて|つなが|繋が|かけられ|営業して|対応して|でき)い?(?:ら|れ)?(?:な[いく]|ませ)|じゃな|ではな"
)
_MOST = 3  # days of one message that are answered


def open_on_day(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """Whether the call centre is open on the very days that are asked about."""
    said = normalise(asked.words or turn.text).replace("昼休み", "昼間")
    if not _asks_opening(turn, asked, said):
        return None
    said = _of_calling(turn, said)
    if asked_days(said, turn.today):
        said = "。".join([said, *_sentences_of(turn, asked.also)])
    days = asked_days(said, turn.today, _month_named(turn))
    days = [day for day in days if day.day is None or day.day >= turn.today] or days
    sentences = [told for day in days for told in _sentences(turn, day, said)]
    if not sentences and not COST.search(said):
        sentences = list(_of_each_sentence(turn, said))
    return _message(turn, list(dict.fromkeys(sentences))[:_MOST]) if sentences else None


def _sentences_of(turn: Turn, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The sentences that hold the same question in other words, each once."""
    sentences = {s.span(): s.group() for s in _SENTENCE.finditer(turn.text)}
    for (start, end), words in sentences.items():
        if any(start <= span[0] < end for span in spans):
            yield normalise(words).replace("昼休み", "昼間")


def _of_calling(turn: Turn, said: str) -> str:
    """8月20日には入院もある。明日の土曜、センターは出る?: of several the sentences about it."""
    dated = [s for s in said.split("。") if asked_days(s, turn.today)]
    return "。".join(s for s in dated if _OPENING.search(s)) or said


def _month_named(turn: Turn) -> date | None:
    """10月の連休、13日は?: a day in the month that the message names alone."""
    alone = (found for found in find_dates(turn.text, turn.today) if found.month and not found.day)
    month = next((found.month for found in alone), None)
    if month is None:
        return None
    return date(turn.today.year + (month < turn.today.month), month, 1)


def _of_each_sentence(turn: Turn, said: str) -> Iterator[str]:
    """8月31日に電話したいけど、やってる? 昼休みも? 9月23日は?: of every day named."""
    for match in _SENTENCE.finditer(turn.text):
        words = normalise(match.group()).replace("昼休み", "昼間")
        if not _OPENING.search(words) or _OF_SOMETHING_ELSE.search(words):
            continue
        asks = words if _OPEN.search(words) or _CLOSED.search(words) else said
        days = asked_days(words, turn.today)
        if not days and _TIME_OF_DAY.search(words):
            yield _answered(turn, asks, True, turn.words.say("centre", "weekday_general"))
        yield from (told for day in days for told in _sentences(turn, day, asks))


def _asks_opening(turn: Turn, asked: AskedQuestion, said: str) -> bool:
    of_centre = asked.sure and asked.id in _CENTRE_IDS
    if turn.original and not of_centre and OUT_OF_SCOPE in dict(asked.ranking[:2]):
        return False  # a gloss says 何時から開いていますか of whatever begins at some hour
    if _PLAINLY.search(said) and not _OF_SOMETHING_ELSE.search(said):
        return True
    if turn.talk.last in _CENTRE_IDS and _names_days_only(turn, said):
        return True
    if of_centre:
        of_this = turn.talk.last in (*_CENTRE_IDS, None) or not _DAY_ALONE.fullmatch(said)
        return of_this and bool(_OPENING.search(said))
    return turn.talk.last in _CENTRE_IDS and len(said) <= 20 and bool(_OPENING.search(said))


def _names_days_only(turn: Turn, said: str) -> bool:
    """23日の土曜, 来週の月曜: after the hours were told; a day with its year is somebody's."""
    days = asked_days(said, turn.today)
    rest = said
    for day in sorted(days, key=lambda day: day.start, reverse=True):
        rest = rest[: day.start] + rest[day.end :]
    return bool(days) and not _YEAR.search(said) and _BESIDE_DAYS.fullmatch(rest) is not None


def _sentences(turn: Turn, asked: AskedDay, said: str) -> Iterator[str]:
    """はい or いいえ as the words ask for being open or closed, then what holds on that day."""
    words, centre = turn.words, turn.edition.call_centre
    if asked.day is None:
        for index, key in enumerate(_general(asked)):
            told = words.say("centre", key)
            is_rest = index > 0 and asked.sort == "other"  # はい and いいえ are said once of お盆
            yield told if is_rest else _answered(turn, said, key in _OPEN_IN_GENERAL, told)
        return
    day = asked.day
    weekday = words.say("weekday", str(day.weekday()))
    name = words.say("centre", "day", date=words.date(day), value=weekday)
    hours = hours_on(day, centre)
    if hours is not None:
        opens, closes = map(words.time, hours)
        told = words.say("centre", "open_on", date=name, opens=opens, closes=closes)
    else:
        key = _CLOSED_ON.get(day_kind(day, centre), "saturday_on")
        told = words.say("centre", key, date=name)
    yield _answered(turn, said, hours is not None, told)


_CLOSED_ON = {
    DayKind.HOLIDAY: "holiday_on",
    DayKind.YEAR_END: "year_end_on",
    DayKind.SUNDAY: "sunday_on",
}
_OPEN_IN_GENERAL = ("saturday_general", "weekday_general")


def _general(asked: AskedDay) -> tuple[str, ...]:
    """土曜は?: no day of its own, so the rule for all such days."""
    if asked.sort in ("new_year", "holiday"):
        return ("year_end_general",) if asked.sort == "new_year" else ("holiday_general",)
    if asked.sort != "weekday":  # お盆: days like all others
        return ("weekday_general", "saturday_general", "sunday_general")
    if asked.words in ("土日", "週末"):
        return ("saturday_general", "sunday_general")
    named = {5: "saturday_general", 6: "sunday_general"}
    return (named.get(asked.weekday if asked.weekday is not None else 0, "weekday_general"),)


def _answered(turn: Turn, said: str, is_open: bool, told: str) -> str:
    """`told` behind yes or no; alone where neither is asked: 8月11日は？, 何時まで？"""
    asks_closed = _CLOSED.search(said) is not None
    if _NO_YES_OR_NO.search(said) or not (asks_closed or _OPEN.search(said)):
        return told
    return turn.words.say("centre", "no" if is_open == asks_closed else "yes", said=told)


def _message(turn: Turn, sentences: list[str]) -> Message:
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = "call_center", 0
    text = "\n".join([*sentences, words.say("centre", "number")])
    source = words.source(words.answer("call_center").source)
    return Message.said(
        text, "answer", "call_center", related_buttons(words, "call_center"), source=source
    )
