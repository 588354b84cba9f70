"""The newsletter's words, and every sentence of ours, in forms that can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.content import fill, library
from tests.rules.building import EDITION

SOURCE = Path(__file__).parents[3] / "shared/source/kokuho-dayori-179.txt"

needs_newsletter = pytest.mark.skipif(not SOURCE.exists(), reason="the newsletter is not here")

IN_FORCE = date(2025, 8, 1)
OVER = (date(2026, 8, 1), date(2026, 11, 23), date(2027, 7, 31))

# Ids that speak of the talk itself and tell no fact of the newsletter.
TALK_ONLY = frozenset(
    (
        *("greet", "thank", "goodbye", "affirm", "deny", "help", "bot_challenge", "complaint"),
        *("start_over", "inform", "whose", "dont_know", "decline", "cancel", "rephrase"),
        "out_of_scope",
    )
)


def folded(text: str) -> str:
    """`text` in one width and without spaces: the newsletter's lines break anywhere."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


@cache
def newsletter() -> str:
    return folded(SOURCE.read_text(encoding="utf-8"))


def written() -> Iterator[tuple[str, str]]:
    """Id and filled-in text of everything that an entry says, titles too."""
    for name, answer in library().book().answers.items():
        yield name, answer.title
        for text in answer.texts():
            yield name, fill(text)
        for link in answer.links:
            yield name, link.label


def phrases() -> Iterator[tuple[str, str]]:
    """Name and text of every phrase; what its caller fills in stays a placeholder."""
    for section, texts in library().book().phrases.items():
        for key, text in texts.items():
            yield f"{section}.{key}", text.replace("{phone}", EDITION.call_centre.phone)


def sentences() -> Iterator[tuple[str, str]]:
    """Each sentence of the entries, with its full stop."""
    for name, text in written():
        for sentence in re.findall(r"[^。？！\n]+[。？！]?", text):
            yield name, sentence.strip()
