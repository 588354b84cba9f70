"""Sentences of a script that are for one choice alone, by a mark before them: {if_notice}.

Before the caller has chosen, a script tells all of it and asks ({if_unknown}); afterwards what is
marked for others is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

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


class Branch(NamedTuple):
    """What is read to who has chosen so, and the choice's name."""

    choice: str
    script: tuple[str, ...]


def marks_of(fact: str) -> list[str]:
    """The marks of its choices, in their order."""
    return [f"if_{choice}" for choice in CHOICES[fact]]


def choice_label(say: Callable[[str, str], str], fact: str, choice: str) -> str:
    """The name of a choice, as `say` has it."""
    if fact == "application":
        return say("desk", f"application_{choice}")
    return say("label", choice)


def bad_branches(script: str) -> Iterator[str]:
    """What is wrong with the marks of a script: choices of two facts, or one that is left out."""
    marks = set(_MARK.findall(script)) - {f"if_{UNKNOWN}"}
    named = {fact: marks_of(fact) for fact in CHOICES}
    facts = [fact for fact, of in named.items() if marks & set(of)]
    if len(facts) > 1:
        yield f"the marks {_braced(sorted(marks))} are choices of different questions"
        return
    if missing := [mark for fact in facts for mark in named[fact] if mark not in marks]:
        yield f"nothing is read to {_braced(missing)}"


def _braced(marks: list[str]) -> str:
    return "、".join(f"{{{mark}}}" for mark in marks)


def deciding_fact(script: str) -> str | None:
    """The fact by which `script` branches; None where everybody is told the same."""
    marks = set(_MARK.findall(script))
    return next((fact for fact in CHOICES if marks & set(marks_of(fact))), None)


def is_told(sentence: str, choice: str) -> bool:
    """Is it for who has chosen so? Empty: before anything is chosen."""
    marks = _MARK.findall(sentence)
    return not choice or not marks or f"if_{choice}" in marks
