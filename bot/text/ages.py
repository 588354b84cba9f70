"""Ages, which people give when they are asked for a birthday: 70歳, 満69才, もう七十です."""

from __future__ import annotations

import re

from bot.text.numerals import KANJI_DIGIT

_WITH_UNIT = re.compile(
    rf"(?:満|まん)?\s?(?:[0-9]{{1,3}}|(?<!{KANJI_DIGIT}){KANJI_DIGIT}{{1,4}}|じゅっ|じっ)"
    r"\s?(?:歳|才|さい)|はたち"
)
# Without 歳 a number is an age only if it is one of a grown person and said of somebody.
_BARE = re.compile(
    r"(?<![0-9一二三四五六七八九十.])(?:満\s?)?"
    r"(?:[2-9][0-9]|1[01][0-9]|[二三四五六七八九]十[一二三四五六七八九]?)"
    r"(?=\s?(?:です|でし|に\s?な[りるっ]|だ|や|じゃ))"
)


def find_age(text: str) -> tuple[int, int] | None:
    """Return the span of the first age in folded ``text``."""
    match = _WITH_UNIT.search(text) or _BARE.search(text)
    return match.span() if match else None
