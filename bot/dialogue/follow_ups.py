"""Short questions about the thing last spoken of: 26日だったら？, じゃあ父は？, 郵送は？.

What is told here is only what the words change; the matter itself is in the talk.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.text import find_dates, mentions
from bot.text.spans import normalise


class FollowUpKind(enum.Enum):
    """What is asked about the thing last spoken of."""

    WHY = "why"  # なぜその日なの？
    BY_POST = "by_post"  # 郵送は？
    WHEN_COMES = "when_comes"  # いつ届く？
    OTHER_DAY = "other_day"  # 26日だったら？, 今度の土曜は？
    OTHER_METHOD = "other_method"  # 区役所なら？; value: bank, web, ward
    OTHER_DOCUMENT = "other_document"  # お知らせのほうは？; value: notice, certificate
    OTHER_PERSON = "other_person"  # じゃあ父は？; value: as mentions.person names people


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One thing that a short message asks or changes; `start:end` is where it says so."""

    kind: FollowUpKind
    start: int
    end: int
    words: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The words `start:end` that name the day a question is about: 3月5日, 今度の土曜, 年末."""

    start: int
    end: int
    words: str


_LONGEST = 30  # characters; a longer message brings its own matter
_ANY_DAY = date(2025, 8, 1)  # only the places of dates are wanted here
_DAY_OF_WEEK = r"[月火水木金土日]曜日?|土日|週末|平日|祝日|休日|連休"
_NAMED_DAY = re.compile(
    rf"(?:(?:今度|こんど|次|つぎ|今週|来週|再来週|さ来週|今月|来月|第[1-5一二三四五]|祝日|休日)の?)*(?:{_DAY_OF_WEEK}|(?<=[度次週])の?[土日])|"
    r"年末年始|年末|年始|正月|お盆|ゴールデンウ[ィイ]ーク|gw|大晦日|大みそか|元日|元旦|クリスマス"
)
_WHY = re.compile(
    r"(?:なぜ|何故|どうして|なんで|何で)(?:[^。、]{0,4}(?:その|この|そんな|そう|そこ|[0-9一二三四五六七八九十]+[月日])[^。]*|"
    r"(?:なの|なん(?:です|だ)|です|だ|そう)?か?)[?。\s]*$|^(?:その)?(?:理由|根拠|わけ)(?:は|を|が|って)?[^。]{0,8}$"
)
_BY_POST = re.compile(r"郵送|郵便(?!局)|ポスト|切手|封筒で|ゆうそう|ゆうびん(?!きょく)")
_WHEN_COMES = re.compile(
    r"いつ(?:頃|ごろ|ころ)?[^。]{0,8}(?:届|とど|来|く[るん]|着)|(?:届|とど|来)[^。]{0,6}いつ"
)
_TURNS = re.compile(
    r"(?:だっ|でし)?たら[^。]*$|なら(?:ば|どう)?[^。]*$|(?:の(?:ほう|方|場合|とき|分))?(?:は|って|も|だと|では|じゃ)?[?。\s]*$|"
    r"(?:は|も|で|に)[^。]{0,14}[?か。]*$"
)


def asked_day(text: str) -> AskedDay | None:
    """The day that `text` asks about; None for none. A day of birth and the like is told."""
    for found in find_dates(text, _ANY_DAY):
        if not _TOLD_FACT.match(normalise(found.after).folded):
            return AskedDay(found.start, found.end, found.text)
    normal = normalise(text)
    named = _NAMED_DAY.search(normal.text.lower())
    if named is None:
        return None
    start, end = normal.span(named.start(), named.end())
    return AskedDay(start, end, text[start:end])


_TOLD_FACT = re.compile(
    r"\s?(?:の?生まれ|うまれ|生[^ま]|の?誕生|に?卒業|までの|まで[^に]|に(?:届|来|切れ|申|卒業))"
)


def follow_ups(text: str) -> tuple[FollowUp, ...]:
    """What a short message changes or asks about the thing last spoken of; empty for none."""
    if len(text) > _LONGEST or not text.strip():
        return ()
    return tuple(_read(text))


def _read(text: str) -> Iterator[FollowUp]:
    words = normalise(text).text.lower()
    for kind, pattern in (
        (FollowUpKind.WHY, _WHY),
        (FollowUpKind.BY_POST, _BY_POST),
        (FollowUpKind.WHEN_COMES, _WHEN_COMES),
    ):
        if found := pattern.search(words):
            yield _follow_up(text, kind, found)
    day = asked_day(text)
    if day is not None and not _WHY.search(words) and _TURNS.search(words):
        yield FollowUp(FollowUpKind.OTHER_DAY, day.start, day.end, day.words)
    for kind, value in (
        (FollowUpKind.OTHER_METHOD, mentions.method(text)),
        (FollowUpKind.OTHER_DOCUMENT, mentions.document(text)),
        (FollowUpKind.OTHER_PERSON, mentions.person(text)),
    ):
        if value is not None and _TURNS.search(words):
            yield FollowUp(kind, 0, len(text), text, value)


def _follow_up(text: str, kind: FollowUpKind, found: re.Match[str]) -> FollowUp:
    start, end = normalise(text).span(found.start(), found.end())
    return FollowUp(kind, start, end, text[start:end])
