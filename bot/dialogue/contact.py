"""The call centre: whether it is open now, and when next."""

from __future__ import annotations

from datetime import datetime

from bot.content.words import Words
from bot.dialogue.turn import Turn
from bot.rules import DayKind, Edition, Facts, Opening, Question, answer


def opening_now(now: datetime, edition: Edition) -> Opening:
    """Is it open, and until or from when; `now` in Japan time."""
    result = answer(Question.OPENING, Facts(at=now), edition)
    assert isinstance(result.value, Opening)
    return result.value


def opening_sentence(opening: Opening, words: Words) -> str:
    """今は受付時間内です … or when it opens next."""
    if opening.closes is not None:
        return words.say("centre", "open", closes=words.time(opening.closes))
    assert opening.next_opening is not None
    key = {DayKind.HOLIDAY: "holiday", DayKind.YEAR_END: "year_end"}.get(opening.day, "closed")
    return words.say("centre", key, opens=words.moment(opening.next_opening))


def open_now(turn: Turn) -> str:
    """The same at the moment of the turn."""
    return opening_sentence(opening_now(turn.now, turn.edition), turn.words)
