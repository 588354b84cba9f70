"""Names without any word around them that tells a rule so: 山田花子です, 小林の母です.

`bot.text.mask` knows names by their labels and honorifics. What is kept for editors has to be
stricter: here a dictionary says what may be a name, and it is enough for a first and a last name
side by side, or for a name that somebody gives as his own. A word too many is no loss.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from bot.text import clean, mask
from bot.text.sudachi import tokenize

HIDDEN_NAME = "〔名前〕"
_BEFORE = re.compile(r"(?:^|[、。,.!?！？〕\s]|[はのが]|こちら|もしもし)$")
_BEHIND = re.compile(
    r"です(?!か|ね?[?？])|でございま|と申|ともうし|と言い|といい|だけど|ですが|だが|本人|こと|"
    r"の(?:母|父|妻|夫|息子|娘|孫|嫁|家内|主人|家族|代理|者|件|保険証|確認書)|[、。\s]*$"
)
_NUMBER = re.compile(r"[一二三四五六七八九十百千]+$")
_KANJI_OR_KATAKANA = re.compile(r"[一-鿿々ァ-ヺー]{2,}$")


class _Word(NamedTuple):
    begin: int
    end: int
    surface: str
    family: bool
    given: bool


def masked_for_people(text: str) -> str:
    """A resident's words as an operator or an editor may see them."""
    return hide_names(mask(clean(text)))


def hide_names(text: str) -> str:
    """`text` with such names replaced by 〔名前〕."""
    words = [_word(found) for found in tokenize(text)]
    spans: list[tuple[int, int]] = []
    for place, word in enumerate(words):
        behind = [other for other in words[place + 1 : place + 3] if other.surface.strip()][:1]
        if word.family and behind and behind[0].given and _apart(text, word, behind[0]):
            spans.append((word.begin, behind[0].end))
        elif (word.family or word.given) and _alone(text, word):
            spans.append((word.begin, word.end))
    for begin, end in reversed(_joined(spans)):
        text = text[:begin] + HIDDEN_NAME + text[end:]
    return text


def _alone(text: str, word: _Word) -> bool:
    """Does somebody give this one word as a name?"""
    if not _KANJI_OR_KATAKANA.match(word.surface) or _NUMBER.match(word.surface):
        return False
    before, behind = text[: word.begin], text[word.end :]
    return bool(_BEFORE.search(before) and _BEHIND.match(behind))


def _apart(text: str, family: _Word, given: _Word) -> bool:
    """Are these the two halves of one name?"""
    return not text[family.end : given.begin].strip()


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Without those that begin inside the one before."""
    found: list[tuple[int, int]] = []
    for begin, end in spans:
        if not found or begin >= found[-1][1]:
            found.append((begin, end))
    return found


def _word(token: Any) -> _Word:
    _, _, kind, part, *_ = token.part_of_speech()
    person = kind == "人名"
    return _Word(
        token.begin(), token.end(), token.surface(),
        family=person and part == "姓", given=person and part in ("名", "一般"),
    )  # fmt: skip
