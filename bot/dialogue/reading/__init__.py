"""Reads one message of a caller into people and their facts. Pure: rules on words, no model."""

from bot.dialogue.reading.reader import read_situation
from bot.dialogue.reading.situation import (
    CIRCUMSTANCES,
    DATED,
    FACTS,
    NONE,
    SELF,
    UNNAMED,
    Correction,
    Doubt,
    KnownPerson,
    SaidPerson,
    Situation,
    StatedFact,
)
from bot.dialogue.reading.syntax import Syntax, SyntaxToken

__all__ = [
    "CIRCUMSTANCES",
    "DATED",
    "FACTS",
    "NONE",
    "SELF",
    "UNNAMED",
    "Correction",
    "Doubt",
    "KnownPerson",
    "SaidPerson",
    "Situation",
    "StatedFact",
    "Syntax",
    "SyntaxToken",
    "read_situation",
]
