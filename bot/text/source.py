"""The tokens of one text, with the few questions that the grammar asks about them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from bot.text import words
from bot.text.lexer import Kind, Token
from bot.text.said import Said

_FILLER = "|".join(sorted(words.FILLERS, key=len, reverse=True))
# What people put between the parts of one date: 昭和の、えーと、三十年
_GAP = re.compile(rf"[\s、,.…・/\-(のでは]*(?:(?:{_FILLER})[\s、,…の]*)*[()]?\s?")
_LONGEST_GAP = 24

Reading = tuple[Said, int]
"""A part and the index of the first token behind it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Folded text, its tokens, and the day that relative words count from."""

    text: str
    tokens: list[Token]
    today: datetime.date

    def is_a(self, index: int, *kinds: Kind) -> bool:
        """Whether token ``index`` exists and is of one of these kinds."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind in kinds

    def gap(self, index: int) -> str:
        """Return the text between token ``index`` and the one before it."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def touches(self, index: int, *kinds: Kind) -> bool:
        """Whether token ``index`` is of these kinds and only blanks part it from the one before."""
        return index > 0 and self.is_a(index, *kinds) and not self.gap(index).strip()

    def only_talk(self, start: int, end: int) -> bool:
        """Whether ``start:end`` holds nothing but what may stand inside one date."""
        return end - start <= _LONGEST_GAP and _GAP.fullmatch(self.text, start, end) is not None

    def near(self, index: int, *kinds: Kind) -> bool:
        """Whether token ``index`` is of these kinds and in one date with the one before."""
        if index < 1 or not self.is_a(index, *kinds):
            return False
        return self.only_talk(self.tokens[index - 1].end, self.tokens[index].start)

    def is_bracketed(self, token: Token) -> bool:
        """Whether round brackets enclose exactly this token."""
        text = self.text
        return text.endswith("(", 0, token.start) and text.startswith(")", token.end)

    def before(self, pattern: re.Pattern[str], position: int) -> bool:
        """Whether ``pattern`` (ending in ``$``) matches right before ``position``."""
        return pattern.search(self.text, max(0, position - 12), position) is not None
