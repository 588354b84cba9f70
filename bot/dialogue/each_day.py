"""A question about the account transfer, apart for each day on which it is applied for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.dialogue.asked_day import days_named
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.turn import Turn
from bot.dialogue.which_list import AT_A_COUNTER
from bot.text import find_dates, mentions

_NEXT_DAY = re.compile(r"(?:の|場合|とき|時)?と(?!き)|、|。|/|／|\s")
_EACH = re.compile(r"それぞれ|各々|両方|どちらも")
_ANOTHER_DAY = re.compile(  # 25日ならどうですか, behind the question about another day
    r"[。?？!\s]*(?:じゃあ|では|もし|それと|あと)?、?"
    r"(?P<asked>(?:[0-9一二]日(?:過ぎ|遅れ)て)?[^。、?？0-9]{0,14}?(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:に(?:出|申し込)[^。、]{0,6})?"
    r"(?:だったら|なら|の場合|だと|ですと)(?:は)?(?:どう)?[^。]{0,6})(?:[。?？]|$)"
)
# 隣の人はWebで7月20日に申し込んだそうです: nobody asks about that day.
_OF_ANOTHER = re.compile(
    r"(?:隣|友人|友だち|友達|知人|知り合い|同僚|近所)[^。、]{0,8}[はが][^。]*(?:そう|らしい|と(?:言|聞))"
)
_SENTENCE_BEHIND = re.compile(r"[^。?？!\n]{0,12}[。?？!\s]+(?P<cases>[^。?？!\n]+)")
_CASE = re.compile(r"場合|とき|申し?込")
_SAYS_ANEW = re.compile(r"いや|違|間違|じゃな|ではな|訂正")


def each_day(turn: Turn, asked: AskedQuestion) -> Iterator[AskedQuestion]:
    """Each day that is asked about, also one that is told before or asked about behind."""
    told = _with_days_before(turn, asked)
    yield from _days_of(
        turn, told if days_named(told.words, turn.today) else _with_days_behind(turn, asked)
    )
    if found := _ANOTHER_DAY.match(turn.text, asked.end):
        start, end = found.span("asked")
        yield replace(asked, start=start, end=end, words=turn.text[start:end], also=())


def _with_days_behind(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """開始時期を教えてください。Webで8月25日の場合と、区役所で8月29日の場合です: the cases of which
    it is asked, told in the sentence behind."""
    behind = _SENTENCE_BEHIND.match(turn.text, asked.end)
    if behind is None or mentions.asks(behind["cases"]):
        return asked
    cases = behind["cases"]
    by_a_way = AT_A_COUNTER.search(cases) or mentions.method(cases) or _CASE.search(cases)
    if not days_named(cases, turn.today) or not by_a_way:
        return asked
    start, end = behind.span("cases")
    return replace(asked, start=start, end=end, words=cases)


def _with_days_before(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """妻は銀行で8月20日に、私は区役所で8月29日に申し込みます。それぞれいつから?"""
    told = bool(find_dates(asked.words, turn.today))
    if told and mentions.asks(asked.words):
        return asked  # else 銀行で6月15日にしました。妻はネットで7月1日。いつから?
    start = 0 if _EACH.search(asked.words) else _sentence_of_the_day(turn, asked)
    return (
        asked if start is None else replace(asked, start=start, words=turn.text[start : asked.end])
    )


def _sentence_of_the_day(turn: Turn, asked: AskedQuestion) -> int | None:
    """Webで9月26日に申し込む予定です。いつからですか: where the sentence before begins.

    Or the first of several that each tell a day: 私は8月26日に区役所で…。夫は9月25日に銀行で….
    """
    first, end = None, asked.start
    while before := turn.text[:end].rstrip("。?？! 　\n"):
        start = max(before.rfind(mark) for mark in "。?？!\n") + 1
        days = days_named(before[start:], turn.today)
        by_a_way = AT_A_COUNTER.search(before[start:]) or mentions.method(before[start:])
        if not days and first is None and mentions.asks(before[start:]):
            end = start  # 本日、区役所で申し込みます。印鑑は要りますか。初回は何月から
            continue
        if len(days) != 1 or not by_a_way:
            break
        first = end = start
    return first


def _days_of(turn: Turn, asked: AskedQuestion) -> Iterator[AskedQuestion]:
    """銀行で8月25日と区役所で8月29日: each day with the way that stands by it."""
    days = days_named(asked.words, turn.today)
    cuts = [0]
    for day, following in pairwise(days):
        between = asked.words[day.end : following.start]
        cut = _NEXT_DAY.search(between)
        if cut is None or _SAYS_ANEW.search(between):
            continue
        cuts.append(day.end + cut.end())
    pieces = list(pairwise([*cuts, len(asked.words)]))
    own = [p for p in pieces if not _OF_ANOTHER.search(asked.words[p[0] : p[1]])]
    for start, end in own or pieces:
        yield replace(
            asked,
            start=asked.start + start,
            end=asked.start + end,
            words=asked.words[start:end],
            also=(),
        )
