"""One answer as an operator needs it: to read aloud, to look at, to send the caller on with."""

from __future__ import annotations

import re
from datetime import date, datetime

from pydantic import BaseModel

from bot.console.desk.calculating import is_matter
from bot.content import current_words, library
from bot.content.words import Words
from bot.dialogue.contact import opening_now, opening_sentence
from bot.messages import Link
from bot.text import format_date

# Answers to which the hour belongs. Who is calling is told it only when asking for it.
_HOURS_SHOWN = frozenset({"call_center", "operator"})
_HOURS_SAID = frozenset({"call_center"})
_SENT_HERE = re.compile(r"コールセンター(?:\([^()]*\))?\s?[へにで](?!す)")


class Related(BaseModel):
    """An answer that is asked for next."""

    id: str
    title: str


class OperatorCard(BaseModel):
    """One answer.

    `script`  sentences to read aloud
    `lead`    the conclusion as residents read it; nothing of it sends the caller to this desk
    `matter`  what the calculator asks about for this answer; None where there is nothing to ask
    `source`  the place in the newsletter; None where no fact is told
    `checked` the day on which the text was held against the newsletter
    """

    id: str
    title: str
    script: list[str]
    lead: str
    details: list[str]
    bring: list[str]
    steps: list[str]
    links: list[Link]
    source: str | None
    checked: str | None
    related: list[Related]
    matter: str | None


def operator_card(name: str, now: datetime) -> OperatorCard:
    """The card of the answer `name`, at `now` in Japan time. KeyError for an id without answer."""
    words = library().words(now.date(), current_words().language)
    answer, parts, script = words.answer(name), words.parts(name), words.script(name)
    if name in _HOURS_SAID:
        script = [*script, *words.spoken(_hours(words, now))]
    return OperatorCard(
        id=name,
        title=answer.title,
        script=script,
        lead=_at_the_desk(lead_of(name, words, now), words),
        details=[_at_the_desk(text, words) for text in parts.details],
        bring=list(parts.bring),
        steps=[_at_the_desk(text, words) for text in parts.steps],
        links=list(parts.links),
        source=parts.source.removeprefix("出典: ") or None,
        checked=_checked(parts.checked) if parts.source else None,
        related=[Related(id=n, title=words.title(n)) for n in answer.related],
        matter=name if is_matter(name, words) else None,
    )


def lead_of(name: str, words: Words, now: datetime) -> str:
    """The conclusion, and whether somebody answers now where that belongs to it."""
    lead = words.conclusion(name)
    return f"{lead}\n{_hours(words, now)}" if name in _HOURS_SHOWN else lead


def _at_the_desk(text: str, words: Words) -> str:
    """Nobody who is on the phone already is told to ring it, whichever line is read to them."""
    return "".join(words.spoken(text)) if _SENT_HERE.search(text) else text


def _hours(words: Words, now: datetime) -> str:
    return opening_sentence(opening_now(now, words.edition), words)


def _checked(day: date | None) -> str | None:
    return format_date(day) if day is not None else None
