"""Birthdays in what is said in a language other than Japanese, found by the phrases that say them.

The phrases are the language's own, so nothing here knows any language: a date is what its writer
makes of one, and a birthday is a date in a phrase that tells a birthday.
"""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

from bot.content import current_words
from bot.content.words import Words

_ANY_DAY = date(1951, 1, 5)
_PIECE = re.compile(r"\d+|[^\d\s()（）,.，。]+|\s+|.")
_HIDDEN = "…"
_SAID = ("no_such_day", "no_such_era_year")


def without_birthdays(lead: str) -> str:
    """The sentences without the birthdays that a result rests on, or that were corrected."""
    words = current_words()
    day, phrases = _day(words), words.book.phrases
    born = [_pattern(phrases[section]["birthday"], date=day) for section in ("said", "short")]
    lead = re.sub(rf"[\s,:;、，：]*(?:{'|'.join(born)})", "", lead)
    lead = re.sub(r"\s*[(（][\s,、，]*[)）]", "", lead)
    lead = re.sub(r"([(（])[\s,、，]+", r"\1", lead)
    name = re.escape(phrases["fact"]["birthday"])
    changed = _pattern(phrases["corrected"]["day"], whose="", facts=name, first=day, second=day)
    return re.sub(changed, lambda found: re.sub(day, _HIDDEN, found[0]), lead)


def without_said_date(lead: str) -> str:
    """The sentences about a date that cannot be right, or can be several, without that date."""
    words = current_words()
    problems, hidden = words.book.phrases["problem"], words.say("line", "that_date")
    told = {key: words.say("problem", key, said=hidden) for key in _SAID}
    told["era_missing"] = words.say("line", "which_era")
    for key, sentence in told.items():
        lead = sentence.join(re.split(_pattern(problems[key], said=".+?"), lead))
    return lead


def _day(words: Words) -> str:
    """What any day looks like."""
    return "".join(map(_like, _PIECE.findall(words.date(_ANY_DAY))))


def _like(piece: str) -> str:
    if piece.isdigit():
        return r"\d+"
    if piece.isspace():
        return r"\s+"
    return re.escape(piece) if len(piece) == 1 and not piece.isalpha() else r"[^\d\s()（）,.，。]+"


def _pattern(phrase: str, **parts: str) -> str:
    """A phrase as it looks filled in; `parts` are patterns."""
    pieces = Formatter().parse(phrase)
    return "".join(re.escape(text) + (parts[name] if name else "") for text, name, _, _ in pieces)
