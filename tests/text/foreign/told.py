"""What a message of another language says in Japanese, on the day that these tests live in."""

from __future__ import annotations

import datetime

from bot.text.foreign import gloss

TODAY = datetime.date(2025, 8, 1)


def told_in(language: str, said: str) -> str:
    """The gloss of ``said``."""
    return gloss(said, language, TODAY).text
