"""Answers without Rasa: the same actions, with a keyword search in place of the understanding.

Buttons and dates need no understanding, so a talk about somebody's own dates goes on as before.
What was typed is answered at once only where somebody labelled that very sentence; everything else
is asked back, with the likeliest answers as choices. It never guesses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.content import current_content, current_words
from bot.conversation.finding import CardFinder
from bot.conversation.utterances import cut, labelled
from bot.dialogue.buttons import read_payload
from bot.dialogue.language import LANGUAGE
from bot.dialogue.planner import take_turn
from bot.dialogue.remarks import remarks
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import clean, for_understanding, mask_numbers, mentions
from bot.text.lexical.keyword_search import KeywordSearch, ranked
from bot.text.lexical.terms import words_of
from bot.text.recognising import recognise, settle

State = dict[str, Any]

UNSURE = "nlu_fallback"
_MOST_FOUND = 3


class OfflineAnswerer:
    """Reads the utterances once, then answers turn after turn."""

    def __init__(self) -> None:
        known = cut(labelled())
        self.finder = CardFinder(known)
        self._names = [utterance.label for utterance in known]
        self._exact = {utterance.seen: utterance.label for utterance in known}
        self._search = KeywordSearch([utterance.words for utterance in known])

    def answer(
        self, message: str, state: State, now: datetime, *, pressed: bool
    ) -> tuple[list[Message], State]:
        """The messages for typed words or the payload of a button, and the state after them."""
        turn = self._pressed(message, state, now) if pressed else self._typed(message, state, now)
        messages = take_turn(turn)
        if not pressed:
            messages += remarks(message, turn.words)
        return messages, turn.talk.slots()

    def likeliest(self, text: str) -> tuple[str | None, tuple[str, ...]]:
        """The id that this very sentence was labelled with, if any; and the ids of likely ones.

        Best first, at most three. `text` as it was typed.
        """
        seen = for_understanding(mask_numbers(clean(text)))
        return self._exact.get(seen), tuple(name for name, _ in self._found(seen))

    def _pressed(self, payload: str, state: State, now: datetime) -> Turn:
        intent, pressed = read_payload(payload)
        talk = Talk.of(state)
        if pressed is not None and pressed[0] == LANGUAGE:
            talk.language = pressed[1]
        words = current_content().words(now.date(), talk.language or current_words().language)
        return Turn("", intent, (), pressed, talk, now, words, language=words.language)

    def _typed(self, message: str, state: State, now: datetime) -> Turn:
        text = mask_numbers(clean(message))
        talk, hint = Talk.of(state), current_words().language
        intent, ranking = self._understand(text, asked=talk.asked is not None)
        guess = recognise(text)
        language = settle(guess, talk.language or (hint if state else ""), hint)
        sure = guess is not None and guess.sure
        if sure:
            talk.language = language if language != hint or talk.language else ""
        words = current_content().words(now.date(), language)
        return Turn(text, intent, ranking, None, talk, now, words, language=language, sure=sure)

    def _understand(self, text: str, *, asked: bool) -> tuple[str, tuple[tuple[str, float], ...]]:
        if asked and (intent := _reply(text)) is not None:
            return intent, ()
        seen = for_understanding(text)
        if (exact := self._exact.get(seen)) is not None:
            return exact, ((exact, 1.0),)
        found = self._found(seen)
        return UNSURE, tuple((name, 1.0 / len(found)) for name, _ in found)

    def _found(self, seen: str) -> list[tuple[str, float]]:
        """The likeliest ids, best first."""
        return ranked(self._search.scores(words_of(seen)), self._names)[:_MOST_FOUND]


def _reply(text: str) -> str | None:
    """What a short reply to a question of ours means."""
    if mentions.declines(text):
        return "decline"
    if mentions.does_not_know(text):
        return "dont_know"
    said = mentions.yes_or_no(text)
    return None if said is None else ("affirm" if said else "deny")
