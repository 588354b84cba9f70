"""An answer as a browser reads it aloud to a resident."""

from __future__ import annotations

from collections.abc import Iterable

from bot.content import Words
from bot.messages import JAPANESE
from bot.text.languages import tag_of
from bot.text.spoken import Reader, spoken_sentences

# The scripts are read out in the call centre, which therefore sends nobody there. To a resident
# the centre is somebody else: its name stands aside while the rest is put into spoken form.
_CENTRE, _ASIDE, _NOBODY = "コールセンター", "\ue000", "\ue001"


def read_aloud(lines: Iterable[str], words: Words) -> list[str]:
    """The sentences of `lines`; those of another language than Japanese stay as they are.

    Dates are said once, times and numbers as one says them, marks not at all.
    """
    if tag_of(words.language) != JAPANESE:
        return list(lines)
    reader = Reader(_NOBODY, _NOBODY, words.city.site, words.values["newsletter"])
    text = "\n".join(lines).replace(_CENTRE, _ASIDE)
    return [one.replace(_ASIDE, _CENTRE) for one in spoken_sentences(text, reader)]
