"""What was said, looked for in what was written."""

import re
from collections.abc import Iterable


def standing(words: Iterable[str], written: str) -> list[str]:
    """Those of some words that stand in a text.

    Figures count where neither a letter nor another figure touches them: tokens, hashes and the
    fractions of a second hold any four or six of them by chance.
    """
    return [word for word in words if re.search(_as_itself(word), written)]


def _as_itself(word: str) -> str:
    before = r"(?<![0-9A-Za-z.])" if word[:1].isdecimal() else ""
    after = r"(?![0-9A-Za-z])" if word[-1:].isdecimal() else ""
    return f"{before}{re.escape(word)}{after}"
