"""What the words of a message name, in order: days, people, names of days, facts, pauses."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.text.foreign.days import find_days
from bot.text.foreign.lexicon import Lexicon

OPENING = ("何時から開いていますか", "休みですか", "開いていますか")  # of lexicons: asks
_SHARE = re.compile(r" ?%")  # 30 % is no age
_SHORT = 60  # characters of a message that may ask about a day with nothing but its name


class ItemKind(enum.Enum):
    """What a piece of a message is."""

    STOP = "stop"  # the end of a sentence
    PAUSE = "pause"  # a comma, and
    DAY = "day"
    AGE = "age"
    PERSON = "person"
    SELF = "self"
    PRONOUN = "pronoun"
    CUE = "cue"  # what a day is: born, expires
    FACT = "fact"  # a fact that is no day
    PAPER = "paper"
    WAY = "way"


@dataclass(frozen=True, slots=True)
class Item:
    """The piece ``start:end`` of the plain text, and what it means in the Japanese gloss."""

    start: int
    end: int
    kind: ItemKind
    value: str = ""
    readings: tuple[date, ...] = ()


def items_of(text: str, words: Lexicon, today: date) -> list[Item]:
    """The items of the plain ``text``, in order; no two overlap."""
    taken = bytearray(len(text))
    found: list[Item] = []
    for item in _candidates(text, words, today):
        if item.start < item.end and not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            found.append(item)
    return sorted(found, key=lambda item: item.start)


def beside_items(text: str, items: Sequence[Item], words: Lexicon, start: int = 0) -> str:
    """The letters of ``text``, which begins at ``start``, that no item and no filler takes."""
    rest = list(text)
    for item in items:
        rest[item.start - start : item.end - start] = " " * (item.end - item.start)
    return re.sub(r"[\W_]", "", words.says("fillers").sub(" ", "".join(rest)))


def _candidates(text: str, words: Lexicon, today: date) -> Iterator[Item]:
    """The most telling first: what they take is hidden from those behind."""
    days = find_days(text, words, today)
    for day in days:
        yield Item(day.start, day.end, ItemKind.DAY, day.gloss, day.readings)
    if not days and _asks_for_days(text, words):
        yield from _weekdays(text, words)
    yield from _table(text, words.facts, ItemKind.FACT)
    yield from _ages(text, words)
    yield from _table(text, words.people, ItemKind.PERSON)
    yield from _table(text, words.papers, ItemKind.PAPER)
    yield from _table(text, words.cues, ItemKind.CUE)
    yield from _table(text, words.ways, ItemKind.WAY)
    corrections = [match.span() for match in words.says("correction").finditer(text)]
    for item in _table(text, {"": words.says("self")}, ItemKind.SELF):
        if not any(start <= item.start < end for start, end in corrections):
            yield item  # I meant: nothing about me
    for kind in (ItemKind.PRONOUN, ItemKind.STOP, ItemKind.PAUSE):
        yield from _table(text, {"": words.says(kind.value)}, kind)


def _asks_for_days(text: str, words: Lexicon) -> bool:
    """A day of the week is told of nobody, only asked about: Are you open on Sunday? And Monday?"""
    if any(words.asks[asked].search(text) for asked in OPENING if asked in words.asks):
        return True
    return len(text) <= _SHORT and ("?" in text or words.says("about").search(text) is not None)


def _weekdays(text: str, words: Lexicon) -> Iterator[Item]:
    for name, pattern in words.weekdays.items():
        for match in pattern.finditer(text):
            start, end, which = match.start(), match.end(), ""
            for prefix, word in (("来週の", "next_week"), ("今度の", "coming")):
                before = [
                    m for m in words.says(word).finditer(text) if _touches(text, m.end(), start)
                ]
                after = [
                    m for m in words.says(word).finditer(text) if _touches(text, end, m.start())
                ]
                if before or after:
                    which = prefix
                    start = min([start, *(m.start() for m in before)])
                    end = max([end, *(m.end() for m in after)])
                    break
            which = which if name.endswith("曜日") else ""
            yield Item(start, end, ItemKind.DAY, f"{which}{name}")


def _touches(text: str, end: int, start: int) -> bool:
    return end <= start and not text[end:start].strip()


def _table(text: str, table: Mapping[str, re.Pattern[str]], kind: ItemKind) -> Iterator[Item]:
    for value, pattern in table.items():
        for match in pattern.finditer(text):
            yield Item(*match.span(), kind, value)


def _ages(text: str, words: Lexicon) -> Iterator[Item]:
    general = words.says("not_age")
    for pattern in words.ages:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 12) : match.start()].rstrip()
            if any(m.end() == len(before) for m in general.finditer(before)):
                continue  # over 75, at the age of 70: people in general
            if _SHARE.match(text, match.end()):
                continue
            turns = match.groupdict().get("turns")
            verb = "になります" if turns else "です"
            yield Item(*match.span(), ItemKind.AGE, f"{int(match['age'])}歳{verb}")
