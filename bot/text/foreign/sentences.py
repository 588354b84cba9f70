"""Items of a message become Japanese sentences: who, what, when; one fact a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.text.foreign.closing import close
from bot.text.foreign.gloss_clauses import NAMES_OF_DAYS
from bot.text.foreign.items import Item, ItemKind
from bot.text.foreign.lexicon import Lexicon
from bot.text.foreign.naming import take_day, take_name
from bot.text.foreign.telling import GlossPiece, GlossTelling
from bot.text.foreign.whose import Whose

_CHANGES = "負担割合が変わります"
_SOMEBODY = frozenset({ItemKind.PERSON, ItemKind.SELF, ItemKind.PRONOUN})


class Teller:
    """Tells one message anew."""

    def __init__(self, text: str, items: Sequence[Item], words: Lexicon, today: date) -> None:
        self._text, self._items, self._words = text, items, words
        self._telling = GlossTelling(text, words, today)
        self._whose = Whose(self._telling)

    @property
    def about(self) -> dict[Item, tuple[str, str]]:
        """What each day is that was told, and whose."""
        return self._telling.about

    def pieces(self) -> list[GlossPiece]:
        """The sentences of the gloss, in order."""
        start = 0
        for sentence in self._sentences():
            end = max(sentence[-1].end, start)
            self._tell(sentence, start, end)
            start = end
        pieces = self._telling.pieces
        if pieces and self._telling.sentence.corrects:
            pieces[0] = GlossPiece(pieces[0].start, f"いや、{pieces[0].text}")
        return pieces

    def _sentences(self) -> Iterator[list[Item]]:
        sentence: list[Item] = []
        for item in self._items:
            sentence.append(item)
            if item.kind is ItemKind.STOP:
                yield sentence
                sentence = []
        rest = Item(len(self._text), len(self._text), ItemKind.STOP)
        told = self._items[-1].end if self._items else 0
        if sentence or told < len(self._text.rstrip()):
            yield [*sentence, rest]

    def _tell(self, items: Sequence[Item], start: int, end: int) -> None:
        text, told = self._text[start:end], len(self._telling.pieces)
        asks = any(self._words.says(name).search(text) for name in ("question", "bring"))
        self._telling.begin(start, text, asks=asks)
        of_people_in_general = asks and not any(i.kind in _SOMEBODY for i in items)
        for item in items:
            if item.kind is ItemKind.FACT and of_people_in_general:
                continue  # Can permanent residents …?
            self._take(item)
            self._telling.before = item
        cues = [i.value for i in items if i.kind is ItemKind.CUE and i.value in NAMES_OF_DAYS]
        self._telling.end(cues[-1] if cues else "")
        close(self._telling, items, start, told)

    def _take(self, item: Item) -> None:
        telling = self._telling
        own = self._words.says("own").match(self._text, item.start, item.end)
        if own and item.kind in (ItemKind.CUE, ItemKind.FACT, ItemKind.AGE):
            self._whose.myself(item)  # nasci: I was born
        match item.kind:
            case ItemKind.PAUSE:
                self._whose.pause(item)
            case ItemKind.PERSON:
                self._whose.person(item)
            case ItemKind.SELF:
                self._whose.myself(item)
            case ItemKind.PRONOUN:
                self._whose.pronoun(item)
            case ItemKind.CUE:
                take_name(telling, item.value, item.start)
            case ItemKind.DAY:
                take_day(telling, item)
            case ItemKind.AGE if item.value.endswith("なります"):
                telling.clause.age = item.value
            case ItemKind.FACT if item.value == _CHANGES:
                telling.clause.is_named = True
                take_name(telling, "burden", item.start)
            case ItemKind.AGE | ItemKind.FACT:
                if telling.clause.day is not None and telling.paused:
                    telling.flush(item.start)
                telling.clause.facts.append(item)
            case ItemKind.WAY:
                telling.clause.ways.append(item.value)
                telling.ways.add(item.value)
            case ItemKind.STOP | ItemKind.PAPER:
                pass
