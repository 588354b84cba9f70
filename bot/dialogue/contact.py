"""The call centre: its number, its hours, and whether it is open now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.content import edition_for, editions, say
from bot.dialogue.base import MOST_MISSES, ResidentAction, answer_card
from bot.dialogue.turn import Turn, matter_button
from bot.messages import Message
from bot.rules import DayKind, Facts, Opening, Question, answer
from bot.text import format_moment, format_time


def opening_now(now: datetime) -> Opening:
    """Is it open, and until or from when; `now` in Japan time."""
    result = answer(Question.OPENING, Facts(at=now), edition_for(now.date(), editions()))
    assert isinstance(result.value, Opening)
    return result.value


def opening_sentence(opening: Opening) -> str:
    """今は受付時間内です … or when it opens next."""
    if opening.closes is not None:
        return say("centre", "open", closes=format_time(opening.closes))
    assert opening.next_opening is not None
    key = {DayKind.HOLIDAY: "holiday", DayKind.YEAR_END: "year_end"}.get(opening.day, "closed")
    return say("centre", key, opens=format_moment(opening.next_opening))


def open_now(turn: Turn) -> str:
    """The same at the moment of the turn."""
    return opening_sentence(opening_now(turn.now))


def missed(turn: Turn) -> Message | None:
    """Counts a misunderstanding; the third in a row ends in the phone number, and open or not."""
    turn.talk.misses += 1
    if turn.talk.misses < MOST_MISSES:
        return None
    turn.talk.close()
    turn.talk.misses = 0
    text = f"{say('talk', 'person_next')}\n{open_now(turn)}"
    return Message.said(text, "refusal", "operator", (matter_button("call_center"),))


def with_open_now(turn: Turn, card: Message) -> Message:
    """The card with 今は受付時間… after its conclusion."""
    parts = replace(card.parts, lead=f"{card.parts.lead}\n{open_now(turn)}")
    return replace(card, parts=parts)


class CallCenterAction(ResidentAction):
    """電話番号と受付時間."""

    id = "call_center"

    def respond(self, turn: Turn) -> list[Message]:
        """The number, open now or when next, the hours."""
        return [with_open_now(turn, answer_card(turn, self.id))]


class OperatorAction(ResidentAction):
    """人と話したい."""

    id = "operator"

    def respond(self, turn: Turn) -> list[Message]:
        """Where a person answers, and whether now."""
        return [with_open_now(turn, answer_card(turn, self.id))]
