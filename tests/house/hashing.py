"""The fingerprint of the project's own training data, for tests that are not about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.content import current_content
from bot.settings import ROOT


def hashed_once(fingerprint: Callable[..., str]) -> Callable[..., str]:
    """`fingerprint`, which reads 25,000 lines, but of this project's data once for each city.

    Another project, as a test makes it, may change at any time.
    """
    known: dict[tuple[Path | None, Path], str] = {}

    def hashed(root: Path = ROOT, *, without: Path | None = None) -> str:
        if root != ROOT:
            return fingerprint(root, without=without)
        key = without, current_content().own_words.terms
        if key not in known:
            known[key] = fingerprint(root, without=without)
        return known[key]

    return hashed
