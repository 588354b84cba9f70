"""The content of this process: for wiring, adapters and commands; all else is handed `Words`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.content.content import Content
from bot.errors import DataError
from bot.settings import settings

CITIES = Path(__file__).parent


def current_content() -> Content:
    """The city that BOT_CITY names: a folder beside this file, or the path of one elsewhere."""
    return _content(settings().city)


@cache
def _content(city: str) -> Content:
    folder = CITIES / city  # an absolute path stays what it is
    if not (folder / "city.yml").is_file():
        raise DataError(f"BOT_CITY is {city!r}: there is no {folder}/city.yml")
    return Content(folder)
