"""One release of the widget: its files in every language, under an address that names them.

The address changes with the scripts and with the words, so a browser may keep what it has got for
ever. A page that was opened before goes on asking under the old address and gets today's files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.channels.web.bundle import files
from bot.channels.web.widget_words import texts_script
from bot.content import Content, Words
from bot.http.delivery import Packed

JAVASCRIPT = "text/javascript"


@dataclass(frozen=True, slots=True)
class Release:
    """`name` stands in the address; `files` by language and name."""

    name: str
    files: Mapping[tuple[str, str], Packed] = field(repr=False)


class Releases:
    """The release of today: made anew when a text has changed, or with the day a season."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._made_of: tuple[Words, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._release = Release("", {})

    def on(self, day: date) -> Release:
        """What browsers load on `day`."""
        spoken = tuple(self._content.words(day, code) for code in self._content.city.languages)
        if not _same(spoken, self._made_of):
            self._made_of = spoken
            texts = tuple(map(texts_script, spoken))
            if texts != self._texts:
                self._texts = texts
                self._release = _made(dict(zip(self._content.city.languages, texts, strict=True)))
        return self._release


def _same(some: tuple[Words, ...], others: tuple[Words, ...]) -> bool:
    return len(some) == len(others) and all(
        one.book is other.book and one.day == other.day
        for one, other in zip(some, others, strict=True)
    )


def _made(texts: Mapping[str, str]) -> Release:
    written = {
        (language, name): text
        for language, own in texts.items()
        for name, text in files(own).items()
    }
    digest = hashlib.sha256(repr(sorted(written.items())).encode()).hexdigest()[:12]
    return Release(digest, {key: Packed(text, JAVASCRIPT) for key, text in written.items()})
