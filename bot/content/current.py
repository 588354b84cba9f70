"""The content of this process, and the words of the turn or request that is being answered.

Wiring, adapters and commands take `current_content`; they hand `Words` to what they call, or answer
within `speaking`, as gettext does it. Rules and dialogue know neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from bot.content.content import Content
from bot.content.words import Words
from bot.errors import DataError
from bot.settings import settings
from bot.text import city

CITIES = Path(__file__).parent

_spoken: ContextVar[Words] = ContextVar("words")


def current_content() -> Content:
    """The city that BOT_CITY names: a folder beside this file, or the path of one elsewhere."""
    content = _content(settings().city)
    city.use(content.own_words)
    return content


def words_today(language: str = "") -> Words:
    """What is said at this moment: for adapters, which begin a turn."""
    return current_content().words(settings().now().date(), language)


def current_words() -> Words:
    """The words of the turn or request; outside of any, those of today."""
    try:
        return _spoken.get()
    except LookupError:
        return current_content().words(settings().now().date())


@contextmanager
def speaking(words: Words) -> Iterator[Words]:
    """Whatever is said inside, and in tasks and threads begun inside, is said in `words`."""
    token = _spoken.set(words)
    try:
        yield words
    finally:
        _spoken.reset(token)


@cache
def _content(name: str) -> Content:
    folder = CITIES / name  # an absolute path stays what it is
    if not (folder / "city.yml").is_file():
        raise DataError(f"BOT_CITY is {name!r}: there is no {folder}/city.yml")
    data = settings().data
    return Content(
        folder, good=data / "content" / folder.name, published=data / "published" / folder.name
    )
