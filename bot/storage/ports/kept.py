"""How much of a kind of words is kept, and since when: never a word itself."""

from __future__ import annotations

from typing import NamedTuple


class KeptWords(NamedTuple):
    """`oldest` is the hour or minute of the oldest row, as 2026-11-24T09; empty for no row."""

    rows: int
    oldest: str
