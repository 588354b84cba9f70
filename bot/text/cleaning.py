"""What every door does to a resident's words before anything else looks at them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from bot.text.dates import find_dates

# A long phone talk has a few hundred characters. What is beyond this adds noise, not meaning.
LONGEST = 1000

# Dates are read by the date reader, not by the intent model: to the model they are all alike.
DATE_WORD = "某日"

_ANY_DAY = date(2025, 8, 1)  # only the places of dates are wanted here, so any day will do
_INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` without control and format characters, spaces folded, cut to LONGEST characters.

    Widths stay as they were typed: what we repeat to people looks like what they wrote.
    """
    kept = (" " if unicodedata.category(c) in _INVISIBLE else c for c in text)
    return _SPACES.sub(" ", "".join(kept)).strip()[:LONGEST]


def normalise(text: str) -> str:
    """`text` cleaned, in one width (NFKC) and lower case: for comparing and looking up."""
    return clean(unicodedata.normalize("NFKC", clean(text))).lower()


def for_understanding(text: str) -> str:
    """`text` as the intent model sees it: normalised, each date one and the same word."""
    cleaned = clean(text)
    parts, done = [], 0
    for found in find_dates(cleaned, _ANY_DAY):
        if found.relative or (found.year is None and found.era_year is None):
            continue  # 来月, 7月 and the like carry meaning of their own
        parts += [cleaned[done : found.start], DATE_WORD]
        done = found.end
    return normalise("".join([*parts, cleaned[done:]]))
