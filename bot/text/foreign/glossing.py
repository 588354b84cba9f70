"""A foreign message as Japanese sentences that tell the same facts: the gloss.

The reader of situations, the questions and the follow-ups of the dialogue know Japanese. A gloss
says to them who is in a foreign message and what is said of each:
``my husband's visa ends on March 31, 2026`` is 夫の在留期限は2026年3月31日です。 It holds facts,
papers and whether something is asked, never the whole meaning: people never see it, and what a
message *wants* is judged by its own words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.text.foreign.gloss_clauses import NAMES_OF_DAYS
from bot.text.foreign.items import Item, ItemKind, beside_items, items_of
from bot.text.foreign.lexicon import Lexicon, lexicon
from bot.text.foreign.plain import Plain, plain
from bot.text.foreign.sentences import Teller
from bot.text.foreign.telling import GlossPiece

# A gloss of words that tell nothing the dialogue reads; what is asked stays a question.
NOTHING_TOLD, NOTHING_BUT_ASKED = "連絡です。", "教えてください。"
_SHORT = 60  # characters of a message that may be a follow-up or a lone word
_REPLIES = {
    "はい": "affirm", "いいえ": "deny", "わかりません": "dont_know", "言いたくないです": "decline",
}  # fmt: skip
_EDGES = " .,!?¡¿~\n;:\"'()-"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A date that can be two days.

    ``words`` its own; ``name`` of the day, as readers of dates have it, and ``who`` in the gloss,
    both empty where they are not said.
    """

    words: str
    readings: tuple[date, ...]
    name: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Gloss:
    """The gloss of one message.

    ``pieces``  its sentences, each with the place in the original that it stands for.
    ``intent``  the command that the whole message is; empty for any other.
    ``quotes``  the original words of each date, by how the gloss writes it.
    ``is_strange``  is a date of a calendar that we do not reckon with?
    ``is_whole``  do the words tell one thing together: and my mother, which day was it again?
    """

    text: str
    pieces: tuple[tuple[int, str], ...]
    intent: str = ""
    doubtful: tuple[Doubtful, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=dict)
    is_strange: bool = False
    is_whole: bool = False

    def part(self, start: int, end: int) -> str:
        """The gloss of the piece ``start:end`` of the original."""
        return "".join(text for at, text in self.pieces if start <= at < end)


def gloss(text: str, language: str, today: date) -> Gloss:
    """The gloss of ``text``. FileNotFoundError for a language without a lexicon."""
    words = lexicon(language)
    message = plain(text, words.alike)
    bare = message.text.strip(_EDGES)
    if (danger := _danger(message.text, words)) is not None:
        return _whole(danger)
    if (reply := _whole_match(bare, words.replies)) is not None:
        return _whole(f"{reply}。", _REPLIES.get(reply, ""))
    if (command := _whole_match(bare, words.commands)) is not None:
        return _whole(NOTHING_TOLD, command)
    if (asked := _whole_match(bare, words.follow_ups)) is not None:
        return _whole(asked)
    if re.fullmatch(r"[\W\d_]*", bare) and not find_any(bare):
        return _whole(message.text or text)  # numbers, ○ and × are of every language
    items = items_of(message.text, words, today)
    if (turned := _follow_up(message.text, items, words)) is not None:
        return replace(_built(message, items, (GlossPiece(0, turned),), {}), is_whole=True)
    teller = Teller(message.text, items, words, today)
    return _built(message, items, teller.pieces(), teller.about)


def find_any(bare: str) -> bool:
    """Is there anything that only a reader of dates understands: 5/7/1985?"""
    return re.search(r"\d\D+\d", bare) is not None


def _built(
    message: Plain,
    items: Sequence[Item],
    pieces: Sequence[GlossPiece],
    about: Mapping[Item, tuple[str, str]],
) -> Gloss:
    days = [item for item in items if item.kind is ItemKind.DAY]
    own = [message.original[slice(*message.span(item.start, item.end))] for item in days]
    said = {item.value: words for item, words in zip(days, own, strict=True)}
    doubtful = tuple(
        Doubtful(words, item.readings, *about.get(item, ("", "")))
        for item, words in zip(days, own, strict=True)
        if len(item.readings) > 1
    )
    placed = tuple((message.origins[p.start] if message.text else 0, p.text) for p in pieces)
    whole = "".join(p.text for p in pieces)
    strange = any(item.kind is ItemKind.DAY and not (item.value or item.readings) for item in items)
    return Gloss(whole or NOTHING_TOLD, placed, doubtful=doubtful, quotes=said, is_strange=strange)


def _whole(text: str, intent: str = "") -> Gloss:
    return Gloss(text, ((0, text),), intent, is_whole=True)


def _whole_match(bare: str, table: Mapping[str, re.Pattern[str]]) -> str | None:
    for value, pattern in table.items():
        if (match := pattern.fullmatch(bare)) is not None:
            return value.format_map(match.groupdict()) if "{" in value else value
    return None


def _danger(text: str, words: Lexicon) -> str | None:
    """A life in danger is said first, and alone."""
    if words.says("despair").search(text):
        return "死にたいです。"
    if words.says("emergency").search(text):
        return "救急車を呼んでください。"
    if words.says("help").fullmatch(text.strip()):
        return "助けてください。"
    return None


def _follow_up(text: str, items: Sequence[Item], words: Lexicon) -> str | None:
    """And my father? What if it is the 26th?: one thing put in the place of another."""
    told = [i for i in items if i.kind not in (ItemKind.STOP, ItemKind.PAUSE, ItemKind.PRONOUN)]
    if len(text) > _SHORT or not told or not _is_turned(text, items, words):
        return None
    if any(i.kind is ItemKind.DAY for i in told) and any(i.value in NAMES_OF_DAYS for i in told):
        return None  # and my visa ends on …: a fact
    of = [i for i in told if i.kind is not ItemKind.CUE]
    if any(i.kind not in (ItemKind.SELF, ItemKind.PERSON) for i in of):
        of = [i for i in of if i.kind is not ItemKind.SELF]
    values = [i.value or "私" for i in of]
    kinds = {ItemKind.PERSON if i.kind is ItemKind.SELF else i.kind for i in of}
    if len(kinds) != 1:
        return None
    match kinds.pop():
        case ItemKind.DAY if words.asks["使えますか"].search(text):
            return None  # 3月5日能用吗: asks more than about another day
        case ItemKind.DAY if len(values) == 1 and values[0]:
            named = "曜" in values[0] or values[0] in ("祝日", "年末年始", "平日")
            return f"{values[0]}は？" if named else f"{values[0]}だったら？"
        case ItemKind.PERSON:
            return f"じゃあ{'と'.join(dict.fromkeys(values))}は？"
        case ItemKind.PAPER:
            return f"{values[0]}のほうは？"
        case ItemKind.WAY:
            return f"{values[0]}なら？"
    return None


def _is_turned(text: str, items: Sequence[Item], words: Lexicon) -> bool:
    """Does it ask, and say nothing beside the thing itself?"""
    if "?" not in text and not words.says("about").search(text):
        return False
    return not beside_items(text, items, words)
