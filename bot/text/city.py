"""What reading and masking must know of the city: its own phone numbers and the field's words.

`bot.content.current_content` sets it before anything is read, in every process.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from bot.errors import DataError


class CityWords(NamedTuple):
    """The city's own.

    `place`   its name without 市, as people say it
    `phones`  numbers that stay readable, as 044-200-0783
    `terms`   the path of terms.csv
    """

    place: str
    phones: tuple[str, ...]
    terms: Path


_in_use: CityWords | None = None


def use(words: CityWords) -> None:
    """From now on `words` are the city's."""
    global _in_use
    _in_use = words


def city_words() -> CityWords:
    """The city's. Raises DataError where no content was loaded: nothing is read half-knowing."""
    if _in_use is None:
        raise DataError("no city: call bot.content.current_content() before reading a text")
    return _in_use
