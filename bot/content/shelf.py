"""The books of a city, one a language: the first is read at once, another when it is asked for."""

from __future__ import annotations

from threading import Lock

from bot.content.book import Book
from bot.content.translation import Originals, read_translation


class Shelf:
    """Reads a language once, checked."""

    def __init__(self, languages: tuple[str, ...], originals: Originals) -> None:
        self.languages, self.originals, self._lock = languages, originals, Lock()
        self._read = {originals.language: originals.book}

    def book(self, language: str) -> Book:
        """The texts of one of `languages`. Raises DataError for a broken one."""
        with self._lock:
            if language not in self._read:
                self._read[language] = read_translation(language, self.originals)
            return self._read[language]

    def all(self) -> None:
        """Reads every language. Raises DataError for a broken one."""
        for language in self.languages:
            self.book(language)

    @property
    def opened(self) -> tuple[str, ...]:
        """The languages that have been read."""
        return tuple(self._read)
