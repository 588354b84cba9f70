"""What an operator is shown while a caller talks: cards, or a question to the caller.

The understanding is Rasa's, and what is ambiguous or a cry for help is decided by the residents'
own rules. Only the thresholds differ, because operators type keywords and half sentences: see
benchmarks/console/prefixes.md. Where it is not sure, the words themselves lead to cards, which
claim no more than that; so nobody who types 期限 looks at an empty screen.

No text is remembered, not even for a moment: understanding it again takes no longer than looking.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from bot.console.desk.last_question import last_question
from bot.content import current_words, library, say
from bot.conversation.finding import NO_CARDS
from bot.conversation.offline import UNSURE, OfflineAnswerer
from bot.conversation.rasa_client import CircuitBreaker, RasaClient, RasaDown, Understood
from bot.conversation.small_talk import SMALL_TALK
from bot.dialogue.ambiguous import choices
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.unsure import options
from bot.text import LONGEST, dangers, mentions
from bot.text.lexical.index import FoundNames

log = logging.getLogger(__name__)

MOST = 3
# Words that end with asking are a whole question: the residents' own thresholds hold. Of anything
# less, a keyword or half a sentence, the model is surer than it should be; and half a sentence
# often asks in passing (「どこに置いたのか…」), so only the last characters count.
ASKED_LAST = 20
FRAGMENT_CARD, FRAGMENT_REFUSAL = 0.998, 0.998
FRAGMENT_SHOWN = 0.98  # no more is claimed for its card: so many of them are right
# Likelier than all others together: worth the first place among the cards that hold the words.
LIKELIEST = 0.5
# Two or three are close if they share this, and the first has its half of it.
CLOSE_TOGETHER, CLOSE_FIRST = 0.6, 0.3
# A card for these is welcome; but nobody is asked whether it is violence that he flees from, and
# who talks with a person already is not offered one.
NEVER_ASKED = frozenset({"dv_support", "operator", "complaint"})
_PLACES = ("first", "second", "third")
_OVERLAP = 50  # characters: longer than any cry for help

Kind = Literal["cards", "ask", "words", "near", "none", "refuse", "help"]
Ranking = Sequence[tuple[str, float | None]]


class SuggestedCard(BaseModel):
    """One answer: how sure we are of it in percent.

    None where only words were compared, and where the caller is to be asked: of half a sentence
    the model is too sure, and which one it is will be known in a moment.
    """

    id: str
    title: str
    confidence: int | None
    lead: str


class Suggestions(BaseModel):
    """What is shown for one text. `say`: a sentence to read to the caller.

    `words`: cards that hold what was typed; `near`: none does, and these hold what is like it.
    `reduced`: found by comparing words, because Rasa is down.
    """

    kind: Kind
    items: list[SuggestedCard] = []
    say: str | None = None
    reduced: bool = False


class Suggester:
    """Suggests for one text at a time; remembers nothing."""

    def __init__(
        self,
        rasa: RasaClient,
        breaker: CircuitBreaker,
        offline: Callable[[], Awaitable[OfflineAnswerer]],
        now: Callable[[], datetime],
    ) -> None:
        self._rasa, self._breaker, self._offline, self._now = rasa, breaker, offline, now

    async def suggest(self, text: str) -> Suggestions:
        """The suggestions for what was typed or pasted, whatever its length."""
        if in_need(text):
            return _help()
        words = last_question(text)
        if not words:
            return Suggestions(kind="none")
        now, understood = self._now(), await self._understood(words)
        offline = await self._offline()
        if understood is None:
            exact, likely = offline.likeliest(words)  # in this thread: a millisecond's work
            found = without_rasa(exact, likely, now)
        else:
            found = judged(words, understood, now)
        if is_whole(found, words, understood):
            return found
        today = library().words(now.date())
        like = await asyncio.to_thread(offline.finder.find, words, today, MOST)
        return completed(found, understood, like, now)

    async def _understood(self, words: str) -> Understood | None:
        """What Rasa says; None where it is down."""
        if self._breaker.up:
            try:
                return await self._rasa.understand(words)
            except RasaDown as error:  # the breaker is the residents', who can wait longer
                log.warning("no suggestion from Rasa: %s", error)
        return None


def in_need(text: str) -> bool:
    """Does anybody cry for help anywhere in `text`, however long it is?"""
    return any(map(dangers.is_emergency, _pieces(text)))


def judged(words: str, understood: Understood, now: datetime) -> Suggestions:
    """What is shown for `words` that mean what Rasa says; `now` in Japan time."""
    ranking = tuple(pair for pair in understood.ranking if pair[0] != UNSURE)
    if understood.intent in (UNSURE, OUT_OF_SCOPE) and dangers.cries_for_help(words):
        return _help()
    if meanings := choices(words, understood.intent):
        return _ask(meanings, now)
    if not ranking or ranking[0][0] in SMALL_TALK:
        return Suggestions(kind="none")
    first, confidence = ranking[0]
    if is_sure(words, understood):
        if not asks(words):
            confidence = min(confidence, FRAGMENT_SHOWN)
            ranking = ((first, confidence), *ranking[1:])
        if first == OUT_OF_SCOPE:
            return _shown("refuse", ranking[:1], now)
        weighty = [pair for pair in ranking if pair[0] in (first, *_likely(ranking))]
        return _shown("cards", weighty[:MOST], now)
    close = _likely(ranking)
    together = sum(dict(ranking)[name] for name in close)
    if confidence >= CLOSE_FIRST and together >= CLOSE_TOGETHER:
        return _ask(close, now)
    return Suggestions(kind="none")


def asks(words: str) -> bool:
    """Is it a whole question, as far as anybody can tell?"""
    return mentions.asks(words[-ASKED_LAST:])


def is_sure(words: str, understood: Understood) -> bool:
    """May the likeliest meaning be shown as the answer?"""
    if understood.intent == UNSURE:
        return False
    if asks(words):
        return True
    confidence = dict(understood.ranking).get(understood.intent, 0.0)
    refuses = understood.intent == OUT_OF_SCOPE
    return confidence >= (FRAGMENT_REFUSAL if refuses else FRAGMENT_CARD)


def is_whole(found: Suggestions, words: str, understood: Understood | None) -> bool:
    """Is there nothing to add to `found`: a question's answer, or words that want no card?

    ありがとうございました, and what only tells a date: 母は29年でした.
    """
    if found.kind in ("ask", "help"):
        return True
    if found.kind == "none":
        first = understood.ranking[0] if understood is not None and understood.ranking else ("", 0)
        return first[0] in SMALL_TALK and first[1] >= FRAGMENT_CARD
    return asks(words)


def completed(
    found: Suggestions, understood: Understood | None, like: FoundNames, now: datetime
) -> Suggestions:
    """`found`, and cards that hold the words where it leaves room for them.

    Before these a meaning that is likelier than all others together.
    """
    shown = [item.id for item in found.items]
    meant = [] if understood is None else [n for n, c in understood.ranking if c >= LIKELIEST]
    likely = [name for name in meant if name not in NO_CARDS and name != UNSURE]
    if shown and like.near:
        return found
    names = dict.fromkeys((*likely, *like.names))
    more = [_item(name, None, now) for name in names if name not in shown][: MOST - len(shown)]
    items = [*found.items, *more]
    if found.kind != "none" or not items:
        return found.model_copy(update={"items": items})
    return found.model_copy(
        update={"kind": "near" if like.near and not likely else "words", "items": items}
    )


def without_rasa(exact: str | None, likely: Sequence[str], now: datetime) -> Suggestions:
    """The same by comparing words: a sentence that somebody labelled, or else never a guess."""
    if exact in SMALL_TALK:
        found = Suggestions(kind="none")
    elif exact is not None:
        found = _shown("refuse" if exact == OUT_OF_SCOPE else "cards", [(exact, None)], now)
    else:
        known = options(tuple((name, 1.0) for name in likely), current_words().book)
        found = _ask([name for name in known if name not in SMALL_TALK], now)
    return found.model_copy(update={"reduced": True})


def percent(confidence: float | None) -> int | None:
    """An honest whole number: 100 only for certainty."""
    if confidence is None:
        return None
    return 100 if confidence >= 1 else min(99, round(confidence * 100))


def _likely(ranking: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    return tuple(name for name in options(ranking, current_words().book) if name not in SMALL_TALK)


def _ask(close: Sequence[str], now: datetime) -> Suggestions:
    """Which one is meant; nothing where there are not two to choose from."""
    close = [name for name in close if name not in NEVER_ASKED][:MOST]
    if len(close) < 2:
        return Suggestions(kind="none")
    meant = dict(zip(_PLACES, (say("meant", name) for name in close), strict=False))
    sentence = say("suggest", "either" if len(close) == 2 else "three", **meant)
    return _shown("ask", [(name, None) for name in close], now, sentence)


def _help() -> Suggestions:
    return Suggestions(kind="help", say=say("suggest", "help"))


def _shown(kind: Kind, pairs: Ranking, now: datetime, sentence: str | None = None) -> Suggestions:
    items = [_item(name, confidence, now) for name, confidence in pairs]
    return Suggestions(kind=kind, items=items, say=sentence)


def _item(name: str, confidence: float | None, now: datetime) -> SuggestedCard:
    words = library().words(now.date(), current_words().language)
    lead = words.parts(name).lead
    return SuggestedCard(
        id=name, title=words.title(name), confidence=percent(confidence), lead=lead
    )


def _pieces(text: str) -> Iterator[str]:
    """`text` in pieces as long as our readers read, so that nothing in a long one is missed."""
    step = LONGEST - _OVERLAP
    return (text[start : start + LONGEST] for start in range(0, max(len(text), 1), step))
