"""Finding numbers told digit by digit in words: zero nine zero …, không chín không …, ゼロ九ゼロ.

Nobody says seven of these words in a row about anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORDS = (
    "zero oh one two three four five six seven eight nine double triple "  # English
    "cero uno una dos tres cuatro cinco seis siete ocho nueve "  # Spanish
    "um uma dois duas três quatro meia sete oito nove "  # Portuguese
    "không khong một mốt mot hai ba bốn tư bon tu năm lăm nam lam sáu sau bảy bẩy bay tám tam chín "
    "chin sero isa dalawa tatlo apat lima anim pito walo siyam "  # Vietnamese, Filipino
    "rei maru ichi ni san yon shi go roku nana shichi hachi kyu kyuu ku "  # Japanese
    "शून्य एक दुई तीन चार पाँच पांच छ सात आठ नौ"
)
_WORD = "|".join(sorted(set(_WORDS.split()), key=len, reverse=True))
_LETTER = r"[^\W\d_]"
_BETWEEN = r"[ .,、・/_\-]{1,3}"
# Words, and groups of figures among them: oh nine oh 5512 3349.
_PIECE = rf"(?:{_WORD})(?!{_LETTER}|[ऀ-ॿ])|[0-9]{{1,4}}(?![0-9])"
_IN_A_ROW = re.compile(rf"(?<!{_LETTER})(?<![0-9ऀ-ॿ])(?:{_PIECE})(?:{_BETWEEN}(?:{_PIECE})){{2,}}")
_PIECES = re.compile(_PIECE)
_LEAST, _LEAST_WORDS = 7, 2
# Korean ones have one syllable each, which other words have as well.
_SYLLABLES = "[공영일이삼사오육륙칠팔구]"
_KOREAN = re.compile(
    rf"(?<![가-힣]){_SYLLABLES}{{2,4}}(?:[ .,\-의에]{{1,2}}{_SYLLABLES}{{2,4}}){{1,3}}"
)
_KOREAN_SYLLABLE = re.compile(_SYLLABLES)
# In Japanese, words, kanji and figures by turns: ゼロ九ゼロ、五五いちに. In kana alone and in kanji
# alone they are found by `told_numbers`.
_MIXED_PIECE = (
    "(?P<word>ぜろ|れい|まる|いち|さん|よん|ごー|ろく|なな|しち|はち|きゅう|きゅー|にー)|(?:に|ご)"
    "|(?P<sign>[0-9零〇一二三四五六七八九])"
)
_MIXED_PIECES = re.compile(_MIXED_PIECE)
_UNNAMED = re.sub(r"\(\?P<\w+>", "(?:", _MIXED_PIECE)
_MIXED = re.compile(rf"(?:{_UNNAMED})(?:[ .,、。・/_\-ーの]{{0,2}}(?:{_UNNAMED})){{6,}}")


def find_number_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of such numbers in folded `text`."""
    for match in _IN_A_ROW.finditer(text):
        pieces = _PIECES.findall(match.group())
        words = sum(not piece.isdigit() for piece in pieces)
        figures = sum(len(piece) for piece in pieces if piece.isdigit())
        if words >= _LEAST_WORDS and words + figures >= _LEAST:
            yield match.span()
    for match in _KOREAN.finditer(text):
        if len(_KOREAN_SYLLABLE.findall(match.group())) >= _LEAST:
            yield match.span()
    for match in _MIXED.finditer(text):
        groups = [found.lastgroup for found in _MIXED_PIECES.finditer(match.group())]
        if groups.count("word") >= _LEAST_WORDS and groups.count("sign") >= _LEAST_WORDS:
            yield match.span()
