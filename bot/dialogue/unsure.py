"""Not sure, or not ours: ask back with two or three options, refuse kindly, or hand over."""

from __future__ import annotations

from dataclasses import replace

from bot.content import library, say
from bot.dialogue.base import ResidentAction, answer_card, ask_back
from bot.dialogue.contact import missed, with_open_now
from bot.dialogue.matter import open_matter
from bot.dialogue.turn import Turn, matter_button
from bot.messages import Message
from bot.text import mentions

OUT_OF_SCOPE = "out_of_scope"
# Below this an option is not worth a person's reading; more than three are not read.
_LEAST_CONFIDENCE = 0.07
_MOST_OPTIONS = 3
_TALK_ONLY = {"inform", "whose", "dont_know", "decline", "cancel", "rephrase"}
_TALK_ONLY |= {"affirm", "deny", "greet", "thank", "goodbye"}


def options(ranking: tuple[tuple[str, float], ...]) -> tuple[str, ...]:
    """The likeliest ids that a person can choose from."""
    answered = library().book().answers
    likely = [
        name
        for name, confidence in ranking
        if confidence >= _LEAST_CONFIDENCE and name in answered and name not in _TALK_ONLY
    ]
    return tuple(name for name in likely if name != OUT_OF_SCOPE)[:_MOST_OPTIONS]


class UnsureAction(ResidentAction):
    """`out_of_scope` and `nlu_fallback`."""

    id = "unsure"
    about_talk = True
    is_refusal = True

    def respond(self, turn: Turn) -> list[Message]:
        """Asks back or refuses; see `missed` for the third time in a row."""
        if (handed_over := missed(turn)) is not None:
            return [handed_over]
        if not mentions.is_japanese(turn.text) and turn.text:
            return [Message.said(say("talk", "foreign"), "refusal", OUT_OF_SCOPE)]
        matter = open_matter(turn)
        if matter is not None and turn.talk.asked is not None:
            if turn.intent != OUT_OF_SCOPE:
                return [matter.ask_open(turn, say("talk", "unread"))]
            aside = replace(self._refuse(turn), buttons=())
            return [aside, matter.ask_open(turn, say("talk", "back"))]
        turn.talk.close()
        return [self._refuse(turn) if turn.intent == OUT_OF_SCOPE else self._ask_back(turn)]

    def _refuse(self, turn: Turn) -> Message:
        misses = turn.talk.misses
        card = with_open_now(turn, answer_card(turn, OUT_OF_SCOPE, "refusal"))
        turn.talk.misses = misses
        return card

    def _ask_back(self, turn: Turn) -> Message:
        likely = options(turn.ranking)
        if not likely:
            text = f"{say('talk', 'unsure')}\n{say('talk', 'example')}"
            return Message.said(text, "refusal", None, (matter_button("help"),))
        return ask_back(likely)
