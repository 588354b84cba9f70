"""Situations as one line of text, so that a table of messages can be read by anybody.

father birthday=1949-05-05 document=notice | mother birthday~1956-03 | ? residence_until=2026-03-31

A person with facts, each as name=value, name~what is known of the day, or name!doubt; `?` is whose
it is not clear. A person without facts stands alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from bot.dialogue.reading import Doubt, Situation, StatedFact, read_situation

TODAY = datetime.date(2025, 8, 1)


def told(situation: Situation) -> str:
    """The whole situation as one line."""
    lines = [" ".join([p.key, *sorted(map(fact, p.facts))]) for p in situation.people]
    if situation.unowned:
        lines.append(" ".join(["?", *sorted(map(fact, situation.unowned))]))
    return " | ".join(lines)


def fact(stated: StatedFact) -> str:
    """One fact as text."""
    if stated.value is not None:
        return f"{stated.name}={stated.value}"
    doubt = f"!{stated.problem.value}" if isinstance(stated.problem, Doubt) else ""
    part = f"~{stated.part}" if stated.part or not doubt else ""
    return f"{stated.name}{part}{doubt}"


def same(line: str) -> str:
    """A line of a table with its facts in the order of `told`."""
    people = (person.split() for person in line.strip("-").split(" | "))
    return " | ".join(" ".join([words[0], *sorted(words[1:])]) for words in people if words)


def read(message: str) -> str:
    """What is read in a message that begins a talk."""
    return told(read_situation(message, TODAY))


def messages(name: str) -> Iterator[tuple[str, str]]:
    """The messages of a table with what is read in them; # begins a remark, ⏎ is a new line."""
    message = ""
    for line in Path(__file__).parent.joinpath(name).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            yield message.replace("⏎", "\n"), line.strip()
        else:
            message = line
