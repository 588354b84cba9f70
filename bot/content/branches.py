"""Sentences of a script that are for one choice alone, by a mark before them: {if_notice}.

Before the caller has chosen, a script tells all of it and asks ({if_unknown}); afterwards what is
marked for others is left out.
"""

from __future__ import annotations

import re

# By the fact that decides, what may be said to it.
CHOICES: dict[str, tuple[str, ...]] = {
    "document": ("notice", "certificate"),
    "method": ("bank", "web", "ward"),
    "application": ("apply", "cancel", "limit"),
}
UNKNOWN = "unknown"
MARKS = frozenset(
    f"if_{choice}" for choices in (*CHOICES.values(), (UNKNOWN,)) for choice in choices
)
_MARK = re.compile(r"\{(if_[a-z]+)\}")


def deciding_fact(script: str) -> str | None:
    """The fact by which `script` branches; None where everybody is told the same."""
    marks = set(_MARK.findall(script))
    return next(
        (fact for fact, choices in CHOICES.items() if marks & {f"if_{c}" for c in choices}), None
    )


def is_told(sentence: str, choice: str) -> bool:
    """Is it for who has chosen so? Empty: before anything is chosen."""
    marks = _MARK.findall(sentence)
    return not choice or not marks or f"if_{choice}" in marks
