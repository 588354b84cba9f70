"""Functions for callers that have no `Words` yet: today's, in the language of the request."""

from __future__ import annotations

from datetime import date

from bot.content.current import current_content, current_words
from bot.content.entry import Answer
from bot.content.words import Words
from bot.messages import Parts

library = current_content


def _words(today: date) -> Words:
    return library().words(today, current_words().language)


def _id_of(answer: Answer) -> str:
    answers = current_words().book.answers
    return next(name for name, entry in answers.items() if entry == answer)


def fill(text: str, **values: str) -> str:
    """See `Words.fill`."""
    return current_words().fill(text, **values)


def say(section: str, key: str, **values: str) -> str:
    """The phrase in the words of the turn or request. See `Words.say`."""
    return current_words().say(section, key, **values)


def find_answer(answer_id: str) -> Answer:
    """The entry in the words of the turn or request. See `Words.answer`."""
    return current_words().answer(answer_id)


def is_over(today: date) -> bool:
    """See `Words.is_over`."""
    return _words(today).is_over


def conclusion(answer: Answer, today: date) -> str:
    """See `Words.conclusion`."""
    return _words(today).conclusion(_id_of(answer))


def script_sentences(answer: Answer, today: date) -> list[str]:
    """See `Words.script`."""
    return _words(today).script(_id_of(answer))


def source_line(place: str) -> str:
    """See `Words.source`."""
    return current_words().source(place)


def answer_parts(answer: Answer, today: date, *, again: bool = False) -> Parts:
    """See `Words.parts`."""
    return _words(today).parts(_id_of(answer), again=again)


def whole_text(answer: Answer, today: date, *, again: bool = False) -> str:
    """The whole entry as plain text."""
    return answer_parts(answer, today, again=again).text


def short_parts(answer: Answer, today: date) -> Parts:
    """See `Words.short`."""
    return _words(today).short(_id_of(answer))


def short_text(answer: Answer, today: date) -> str:
    """The same as plain text."""
    return short_parts(answer, today).text
