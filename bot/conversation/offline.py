"""Answers without Rasa: the same actions, with a keyword search in place of the understanding.

Buttons and dates need no understanding, so a talk about somebody's own dates goes on as before.
What was typed is answered at once only where somebody labelled that very sentence; everything else
is asked back, with the likeliest answers as choices, in each language. It never guesses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.content import current_content, current_words
from bot.conversation.finding import CardFinder
from bot.conversation.likely_ids import LikelyIds, LikelyInEachLanguage
from bot.conversation.utterances import cut, labelled
from bot.dialogue.buttons import read_payload
from bot.dialogue.language import LANGUAGE
from bot.dialogue.planner import take_turn
from bot.dialogue.remarks import remarks
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import clean, mask_numbers, mentions
from bot.text.recognising import recognise, settle

State = dict[str, Any]

UNSURE = "nlu_fallback"


class OfflineAnswerer:
    """Reads the utterances once, then answers turn after turn."""

    def __init__(self) -> None:
        known = cut(labelled())
        self.finder = CardFinder(known)
        self._likely = LikelyInEachLanguage(known)

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

        Best first, at most three. `text` as it was typed, in Japanese.
        """
        typed = mask_numbers(clean(text))
        return self._likely.japanese.exact(typed), self._likely.japanese.found(typed)

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
        guess = recognise(text)
        language = settle(guess, talk.language or (hint if state else ""), hint)
        sure = guess is not None and guess.sure
        if sure:
            talk.language = language if language != hint or talk.language else ""
        likely = self._likely.of(language)
        intent, ranking = _understood(text, likely, asked=talk.asked is not None)
        words = current_content().words(now.date(), language)
        return Turn(text, intent, ranking, None, talk, now, words, language=language, sure=sure)


def _understood(
    text: str, likely: LikelyIds, *, asked: bool
) -> tuple[str, tuple[tuple[str, float], ...]]:
    if asked and (intent := _reply(text)) is not None:
        return intent, ()
    if (exact := likely.exact(text)) is not None:
        return exact, ((exact, 1.0),)
    found = likely.found(text)
    return UNSURE, tuple((name, 1.0 / len(found)) for name in found)


def _reply(text: str) -> str | None:
    """What a short reply to a question of ours means."""
    if mentions.declines(text):
        return "decline"
    if mentions.does_not_know(text):
        return "dont_know"
    said = mentions.yes_or_no(text)
    return None if said is None else ("affirm" if said else "deny")
