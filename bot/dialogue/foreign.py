"""A message in another language, as the dialogue reads it: by its gloss, quoted by its own words.

What a message *wants* is judged by the model from its own words; whom it is about and what is said
of them, by the gloss (`bot.text.foreign`). A date that can be two days is never chosen from: the
question for it offers both, with the month as a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.dialogue.buttons import LONGEST, choice_button
from bot.dialogue.facts import DATED
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import EVERYBODY
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text.foreign import NOTHING_BUT_ASKED, NOTHING_TOLD, Doubtful, Gloss, gloss, languages

_LANGUAGES = frozenset(languages())


def as_read(turn: Turn) -> Turn:
    """The turn with a gloss for its text, where it is in a language that has a lexicon."""
    if not turn.text or turn.language not in _LANGUAGES:
        return turn
    found = gloss(turn.text, turn.language, turn.today)
    sentences = tuple(_sentences(turn, found))
    text = "".join(s["words"] for s in sentences) if sentences else found.text
    intent = found.intent or turn.intent
    return replace(
        turn,
        text=text,
        original=turn.text,
        intent=intent,
        ranking=((intent, 1.0),) if found.intent else turn.ranking,
        sentences=sentences,
        syntax=None,
        quotes=found.quotes,
        doubtful=found.doubtful,
        is_strange=found.is_strange,
    )


def _sentences(turn: Turn, found: Gloss) -> Iterator[Mapping[str, Any]]:
    """Each clause with its gloss for words, and where that stands; none where all is one thing."""
    if found.is_whole:
        return
    at = before = 0
    for clause in turn.sentences:
        # The gloss of a clause may begin with the space between it and the clause before.
        words = found.part(before, clause["end"])
        before = clause["end"]
        words = words or (NOTHING_BUT_ASKED if clause["asks"] else NOTHING_TOLD)
        own = turn.text[clause["start"] : clause["end"]]
        yield {**clause, "start": at, "end": at + len(words), "words": words, "own": own}
        at += len(words)


def which_day(turn: Turn, messages: list[Message]) -> list[Message]:
    """Our question for a date that was given in a doubtful way, with the days that it can mean.

    A date of a calendar that we do not reckon with is asked for in ours.
    """
    last, talk = messages[-1], turn.talk
    if talk.asked not in DATED or talk.asked_of in (None, EVERYBODY):
        return messages
    given = next((date for date in turn.doubtful if _is_asked(turn, date)), None)
    if given is None and not turn.is_strange:
        return messages
    owner = f"@{talk.asked_of}" if talk.asked_of != UNNAMED else ""
    days = tuple(
        choice_button(_short(turn.words.date(day)), str(talk.asked), f"{day.isoformat()}{owner}")
        for day in (given.readings if given else ())
    )
    if given is not None:
        asked = turn.words.say("problem", "which_day", said=given.words)
    else:
        asked = turn.words.say("problem", "other_calendar")
    before, _, _ = last.parts.lead.rpartition("\n\n")
    if last.parts.question:
        parts = replace(last.parts, question=asked)
    else:
        parts = replace(last.parts, lead=f"{before}\n\n{asked}" if before else asked)
    return [*messages[:-1], replace(last, parts=parts, buttons=(*days, *last.buttons))]


def _is_asked(turn: Turn, given: Doubtful) -> bool:
    """Is it the date that we ask for?"""
    talk = turn.talk
    person = talk.find(str(talk.asked_of))
    whose = given.who in ("", person.called if person else "")
    return whose and given.name in ("", DATED[str(talk.asked)])


def _short(date: str) -> str:
    """Without its era, where it is too long for a button."""
    return date if len(date) <= LONGEST else date.partition(" (")[0]
