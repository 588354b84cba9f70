"""Messages in other languages than Japanese: their facts as a Japanese gloss."""

from bot.text.foreign.days import find_personal_days, without_days
from bot.text.foreign.glossing import NOTHING_BUT_ASKED, NOTHING_TOLD, Doubtful, Gloss, gloss
from bot.text.foreign.lexicon import languages, load_all

__all__ = [
    "NOTHING_BUT_ASKED",
    "NOTHING_TOLD",
    "Doubtful",
    "Gloss",
    "find_personal_days",
    "gloss",
    "languages",
    "load_all",
    "without_days",
]
