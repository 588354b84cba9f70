"""The words by which texts are looked up: Sudachi's normalised forms, and how they are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from bot.text.cleaning import normalise
from bot.text.languages import tag_of
from bot.text.romaji import kana_of
from bot.text.spans import KATAKANA_TO_HIRAGANA
from bot.text.sudachi import tokenize

_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "代名詞", "接尾辞", "接頭辞")
_LIMITS = "副助詞"  # まで and だけ: いつまで is another question than いつ
_NOT = "ない"
# In every second question, and of no matter.
_EVERYWHERE = frozenset(
    {"為る", "居る", "有る", "成る", "下さる", "呉れる", "御座る", "教える", "知る", "良い", "言う"}
    | {"事", "物", "何", "さん"}
)
_TO_KATAKANA = {hiragana: code for code, hiragana in KATAKANA_TO_HIRAGANA.items()}
_ROMAJI = re.compile(r"[a-z']{3,}")
_HALF_TYPED = re.compile(r"(?<=[ぁ-ヶ])[a-z]{1,2}$")  # きg: the keyboard's next kana


class Writing(NamedTuple):
    """How the texts of a language are looked up: the words of a text, and how it is read.

    `head`: the place of the word that a title is about: last in 資格確認書の期限, first in English.
    """

    words: Callable[[str], list[str]]
    reading: Callable[[str], str]
    head: int


def words_of(text: str) -> list[str]:
    """The words of Japanese `text` that carry meaning, in their normalised forms."""
    return [form for token in tokenize(text) if (form := _form(token)) not in _EVERYWHERE and form]


def words_of_other(text: str) -> list[str]:
    """The words of any other language, without accents; of Chinese each character.

    As people write who have no such keyboard: thẻ is the, pensión is pension.
    """
    folded = unicodedata.normalize("NFD", normalise(text).replace("đ", "d"))
    letters = "".join(c for c in folded if unicodedata.category(c) != "Mn" or "ऀ" <= c <= "ॿ")
    spaced = "".join(_spaced(c) for c in unicodedata.normalize("NFC", letters))
    return spaced.split()


def reading_of(text: str) -> str:
    """How Japanese `text` is read, in katakana without spaces; romaji is taken for kana.

    Nothing is kept of it: somebody typed it.
    """
    kana = _HALF_TYPED.sub("", _ROMAJI.sub(_kana, normalise(text)))
    read = "".join(token.reading_form() for token in tokenize(kana))
    return read.translate(_TO_KATAKANA).replace(" ", "")


def _kana(latin: re.Match[str]) -> str:
    """Kana of what is whole; the last syllable may still be typed."""
    word = latin[0]
    return kana_of(word) or kana_of(word[:-1]) or kana_of(word[:-2]) or word


def _form(token: Any) -> str:
    kind, detail = token.part_of_speech()[:2]
    form: str = token.normalized_form()
    return form if kind in _CONTENT or detail == _LIMITS or form == _NOT else ""


def _spaced(letter: str) -> str:
    if "一" <= letter <= "鿿":
        return f" {letter} "
    return letter if unicodedata.category(letter)[0] in "LMN" else " "


JAPANESE = Writing(words_of, reading_of, head=-1)
OTHER = Writing(words_of_other, lambda text: "".join(words_of_other(text)), head=0)
_HEAD_LAST = ("zh", "ko", "ne")


def writing_of(language: str) -> Writing:
    """How texts of the language with this code are looked up."""
    if tag_of(language) == tag_of("ja"):
        return JAPANESE
    return OTHER._replace(head=-1) if language in _HEAD_LAST else OTHER
