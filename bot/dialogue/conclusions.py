"""A result in a word or two: for the head of a card, a row of a table, an operator's screen."""

from __future__ import annotations

from datetime import date
from enum import Enum

from bot.content.words import Words
from bot.rules import Question, Result


def conclusion(words: Words, question: Question, result: Result, today: date | None) -> str:
    """The result in short. A day that has passed is never given as one that is to come."""
    # No day is printed, but a new paper with a day may come before the edition ends.
    unsettled = result.value is None and any(m.rule == "age70_unreached" for m in result.met)
    short = in_short(words, question, result.value, confirm=result.confirm)
    if unsettled and not result.confirm:
        return words.say("desk", "to_confirm", value=short)
    over = isinstance(result.value, date) and today is not None and result.value < today
    if over and question is not Question.FIRST_TRANSFER:
        return words.say("desk", "passed", value=short)
    return short


def in_short(words: Words, question: Question, value: object, *, confirm: bool) -> str:
    """A value that a rule gave in short: a day, 期限なし, 要確認."""
    if value is None:
        return words.say("outcome", "unsettled" if confirm else "no_expiry")
    if isinstance(value, date):
        by_month = question is Question.FIRST_TRANSFER
        text = words.month(value) if by_month else words.date(value)
    else:
        assert isinstance(value, Enum)
        text = words.say("outcome", value.value)
    if confirm and text != words.say("outcome", "unsettled"):
        return words.say("desk", "to_confirm", value=text)
    return text
