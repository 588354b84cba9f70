"""What an answer says on a day, for the tests of texts: entries in, words out."""

from __future__ import annotations

from datetime import date

from bot.content import Answer, Parts, Words, current_content, current_words


def _words(today: date) -> Words:
    return current_content().words(today, current_words().language)


def _id_of(answer: Answer) -> str:
    answers = current_words().book.answers
    return next(name for name, entry in answers.items() if entry == answer)


def conclusion(answer: Answer, today: date) -> str:
    """Its first sentence or two."""
    return _words(today).conclusion(_id_of(answer))


def script_sentences(answer: Answer, today: date) -> list[str]:
    """What an operator reads aloud."""
    return _words(today).script(_id_of(answer))


def answer_parts(answer: Answer, today: date, *, again: bool = False) -> Parts:
    """The whole entry."""
    return _words(today).parts(_id_of(answer), again=again)


def whole_text(answer: Answer, today: date, *, again: bool = False) -> str:
    """The whole entry as plain text."""
    return answer_parts(answer, today, again=again).text


def short_parts(answer: Answer, today: date) -> Parts:
    """The conclusion with its source."""
    return _words(today).short(_id_of(answer))


def short_text(answer: Answer, today: date) -> str:
    """The same as plain text."""
    return short_parts(answer, today).text
