"""Names without any word around them that tells a rule so: 山田花子です, 小林の母です.

`bot.text.masking` knows names by their labels and honorifics. What is kept for editors has to be
stricter: here a dictionary says what may be a name, and it is enough for a first and a last name
side by side, or for a name that somebody gives as his own. A word too many is no loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.text.sudachi import tokenize

HIDDEN_NAME = "〔名前〕"
_BEFORE = re.compile(r"(?:^|[、。,.!?！？〕\s]|[はのが]|こちら|もしもし)$")
_BEHIND = re.compile(
    r"です(?!か|ね?[?？])|でございま|と申|ともうし|と言い|といい|って(?:言|いい|いう)|という(?:者|もの)|"
    r"だけど|ですが|だが|本人|こと|より[。\s]*$|[(]|"
    r"の(?:母|父|妻|夫|息子|娘|孫|嫁|家内|主人|家族|代理|者|件|分|保険証|確認書|資格)|[、。\s]*$"
)
_RELATIVE = re.compile(
    "(?:[母父娘孫妻夫嫁子]|息子|主人|旦那|家内|長男|長女|次男|次女|三男|三女|祖母|祖父)(?:の|、|は、)"
    "(?P<name>[ぁ-ん]{2,4}?|[ァ-ヺー]{2,6}|[一-鿿]{1,3})"
    "(?=の(?:分|件|保険証|資格|確認書|お知らせ)|が(?:届|中学|高校|小学|大学|来ない))"
)
_NO_NAME = re.compile(
    "ほう|かた|ため|とき|やつ|もの|こと|ぶん|うち|かわり|さい|ところ|みんな|ふたり|方|分|時"
)
_KANA = re.compile("[ぁ-んァ-ヺー]+")
_LONG_KATAKANA = re.compile("[ァ-ヺー]{4,10}")  # ヤマモトハル, which the dictionary does not know
_NUMBER = re.compile(r"[一二三四五六七八九十百千]+$")
_KANJI_OR_KATAKANA = re.compile(r"[一-鿿々ァ-ヺー]{2,}$")


class _Word(NamedTuple):
    begin: int
    end: int
    surface: str
    family: bool
    given: bool


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
    spans += _relatives(text)
    for begin, end in reversed(_joined(sorted(spans))):
        text = text[:begin] + HIDDEN_NAME + text[end:]
    return text


def _alone(text: str, word: _Word) -> bool:
    """Does somebody give this one word as a name?"""
    if not _KANJI_OR_KATAKANA.match(word.surface) or _NUMBER.match(word.surface):
        return False
    before, behind = text[: word.begin], text[word.end :]
    return bool(_BEFORE.search(before) and _BEHIND.match(behind))


def _relatives(text: str) -> Iterator[tuple[int, int]]:
    """First names that no dictionary knows, of a relative: 娘のさくらの資格確認書."""
    for match in _RELATIVE.finditer(text):
        if not _NO_NAME.match(match["name"]) and not _ordinary(match["name"]):
            yield match.span("name")


def _ordinary(word: str) -> bool:
    """Is it one word in kanji, or are several, that the dictionary knows as no name?"""
    kinds = [found.part_of_speech()[:2] for found in tokenize(word)]
    known = ("普通名詞", "数詞")
    return not _KANA.fullmatch(word) and all(kind[1] in known for kind in kinds)


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


def _is_family(word: str) -> bool:
    """Is it a family name, and nothing else?"""
    return [found.part_of_speech()[2:4] for found in tokenize(word)] == [("人名", "姓")]


def _word(token: Any) -> _Word:
    _, _, kind, part, *_ = token.part_of_speech()
    surface, person = token.surface(), kind == "人名"
    family = person and part == "姓"
    if kind == "一般" and _LONG_KATAKANA.fullmatch(surface):
        # To the dictionary a whole name in katakana is one word that it does not know.
        family = any(_is_family(surface[:length]) for length in range(2, len(surface) - 1))
    return _Word(
        token.begin(), token.end(), surface,
        family=family, given=person and part in ("名", "一般"),
    )  # fmt: skip
