"""What differs between two texts, word by word, for a page."""

from __future__ import annotations

import difflib
import re
from typing import NamedTuple

# Runs of one kind of letter are words enough: Japanese has no spaces between them.
_WORDS = re.compile(
    r"\{[^{}]*\}|[0-9]+|[a-zA-ZÀ-ỹ]+|[一-龠々]+|[ァ-ヶー]+|[ぁ-ん]+|\s|.", re.DOTALL
)


class Differing(NamedTuple):
    """A piece of two texts: `same` in both, `gone` from the one before, `new` in the other."""

    kind: str
    text: str


def differing(before: str, after: str) -> list[Differing]:
    """Both texts in one: without what is new it is `before`, without what is gone `after`."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Differing("same", "".join(old[a:b])))
            continue
        found += [Differing("gone", "".join(old[a:b]))] if a < b else []
        found += [Differing("new", "".join(new[c:d]))] if c < d else []
    return found
