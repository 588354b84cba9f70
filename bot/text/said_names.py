"""Names without any word around them that tells a rule so: 山田花子です, 小林の母です.

`bot.text.masking` knows names by their labels and honorifics. What is kept for editors has to be
stricter: here a dictionary says what may be a name, and it is enough for a first and a last name
side by side, or for a name that somebody gives as his own. A word too many is no loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.text.spans import HIDDEN
from bot.text.sudachi import tokenize

HIDDEN_NAME = "〔名前〕"
_BEFORE = re.compile(rf"(?:^|[、。,.!?！？〕{HIDDEN}\s]|[はのが]|こちら|もしもし)$")
_BEHIND = re.compile(
    r"です(?!か|ね?[?？])|でございま|と申|ともうし|と言い|といい|って(?:言|いい|いう|者|もの)|"
    r"という(?:者|もの)|だけど|ですが|だが|本人|こと|より(?:。|\s*$)|[(]|"
    r"[家宅](?:の|は|に|です|、|。|\s*$)|\s?(?:拝|敬具)(?:。|\s*$)|"
    r"の(?:母|父|妻|夫|息子|娘|孫|嫁|家内|主人|家族|代理|者|件|分|保険証|確認書|資格)|[、。\s]*$"
)
_SAID_ALONE = re.compile(
    r"です(?!か|ね?[?？])|でございま|と申|ともうし|と言い|といい|って(?:言|いい|いう)"
)
_KIN = (
    "[母父娘孫妻夫嫁子兄姉弟妹甥姪]|息子|主人|旦那|家内|[長次三四][男女]|祖[父母]|同居人|友人|彼氏?"
)
_RELATIVE = re.compile(
    rf"(?:{_KIN})(?:の|、|は、)"
    "(?P<name>[ぁ-ん]{2,4}?|[ァ-ヺー]{2,6}|[一-鿿]{1,3})"
    "(?=の(?:分|件|保険証|資格|確認書|お知らせ|カード|マイナ|紙)"
    "|が(?:届|中学|高校|小学|大学|来ない|もうすぐ|今度|今年|来年|[0-9]))"
)
# Behind these a word is a name that the dictionary knows as one.
_OF_KIN = re.compile(rf"(?:{_KIN})(?:の|、|は、|\s)$")
# Who says so tells a name, also one that the dictionary takes for an old river (古川).
_CALLING = re.compile(
    "(?:こちらは?|もしもし[、。 ]?)(?:[一-鿿]{1,5}の)?"
    "(?P<name>[一-鿿々]{2,4}|[ァ-ヺー]{2,8})(?=です(?!か))"
    "|(?<![一-鿿々ァ-ヺー])(?P<one>[一-鿿々]{2,4}|[ァ-ヺー]{2,8})(?=(?:という|っていう|って)(?:者|もの)(?:です|なん|で))"
)
# Letters that are written in names alone, and those that the dictionary knows in their place.
_RARE, _USUAL = (
    "﨑髙濵濱邉邊𠮷齋齊德惠眞淸靑廣澤瀨嶌櫻國曾增彌龍榮壽",
    "崎高浜浜辺辺吉斎斉徳恵真清青広沢瀬島桜国曽増弥竜栄寿",
)
_TO_USUAL = str.maketrans(_RARE, _USUAL)
_WITH_RARE = re.compile(
    "(?<![一-鿿々﨑𠮷])[一-鿿々﨑𠮷]{0,2}[﨑髙濵邉邊𠮷齋齊淸瀨嶌][一-鿿々﨑𠮷]{0,2}(?![一-鿿々])"
)
_NO_NAME = re.compile(
    "ほう|かた|ため|とき|やつ|もの|こと|ぶん|うち|かわり|さい|ところ|みんな|ふたり|方|分|時"
)
_HIRAGANA = re.compile(r"(?:^|[、。!?\s])(?P<name>[ぁ-ん]{4,10})(?=です(?!か)|ともうし|といい)")
_KANA = re.compile("[ぁ-んァ-ヺー]+")
# Nobody says なにと or できると as a name.
_CALLED_SO = re.compile(
    r"(?:^|[、。!?\s]|わたし(?:は|、)|こちら)(?P<name>[ぁ-ん]{3,8})"
    "(?=(?:と|って)いい(?:ます(?!か)|まして))"
)
_NO_SAID_NAME = re.compile("(?:る|ない|です|ます|だ|たい|った|なに|なん|どう|そう|こう)$")
_KATAKANA_WORDS = re.compile(
    r"(?:^|[、。!?\s])(?P<name>[ァ-ヺー]{2,10}(?: [ァ-ヺー]{2,12}){1,3})"
    r"(?=\s?(?:です(?!か)|でござ|と申|ともうし|といい|と言|[、。]|$"
    "|の(?:妻|夫|母|父|息子|娘|件|分|資格|確認書)))"
)
_THINGS = re.compile("カード|ポータル|リーダー|アプリ|センター|ナンバー|サイト|イージー")
_SHORT_KANA = re.compile("[ァ-ヺー]{2,3}")
_LONG_KATAKANA = re.compile("[ァ-ヺー]{4,10}")  # ヤマモトハル, which the dictionary does not know
_NUMBER = re.compile(r"[一二三四五六七八九十百千]+$")
_KANJI_OR_KATAKANA = re.compile(r"[一-鿿々ァ-ヺー]{2,}$")


class _Word(NamedTuple):
    begin: int
    end: int
    surface: str
    family: bool
    given: bool
    unknown: bool  # to the dictionary, and in katakana alone


def hide_names(text: str) -> str:
    """`text` with such names replaced by 〔名前〕."""
    for begin, end in reversed([*find_said_names(text)]):
        text = text[:begin] + HIDDEN_NAME + text[end:]
    return text


def find_said_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of such names in NFKC `text`, none of which begins within another."""
    words = [_word(found) for found in tokenize(text.translate(_TO_USUAL))]
    spans: list[tuple[int, int]] = [match.span() for match in _WITH_RARE.finditer(text)]
    spans += [match.span(match.lastgroup or 0) for match in _CALLING.finditer(text)]
    for place, word in enumerate(words):
        behind = [other for other in words[place + 1 : place + 3] if other.surface.strip()][:1]
        if word.family and behind and _is_given(text, word, behind[0]):
            spans.append((word.begin, behind[0].end))
        elif _alone(text, word) or (word.given and _OF_KIN.search(text[: word.begin])):
            spans.append((word.begin, word.end))
    spans += _relatives(text)
    spans += _in_hiragana(text)
    spans += _in_katakana(text)
    yield from _joined(sorted(spans))


def _is_given(text: str, family: _Word, word: _Word) -> bool:
    """Is `word` the first name behind a last one? 古川トメ too, which no dictionary knows."""
    known = word.given and _apart(text, family, word)
    return known or (word.begin == family.end and bool(_SHORT_KANA.fullmatch(word.surface)))


def _alone(text: str, word: _Word) -> bool:
    """Does somebody give this one word, which may be a name, as one?"""
    if not (word.family or word.given or word.unknown):
        return False
    if not _KANJI_OR_KATAKANA.match(word.surface) or _NUMBER.match(word.surface):
        return False
    before, behind = text[: word.begin], text[word.end :]
    if word.unknown:  # a word of a trade may stand before の; who says です behind it has said who
        return bool(_BEFORE.search(before) and _SAID_ALONE.match(behind))
    return bool(_BEFORE.search(before) and _BEHIND.match(behind))


def _relatives(text: str) -> Iterator[tuple[int, int]]:
    """First names that no dictionary knows, of a relative: 娘のさくらの資格確認書."""
    for match in _RELATIVE.finditer(text):
        if not _NO_NAME.match(match["name"]) and not _ordinary(match["name"]):
            yield match.span("name")


def _in_hiragana(text: str) -> Iterator[tuple[int, int]]:
    """たかぎみよこです: nothing but nouns, which the dictionary cuts anyhow, and one is a name."""
    for match in _HIRAGANA.finditer(text):
        kinds = [found.part_of_speech() for found in tokenize(match["name"])]
        if all(kind[0] == "名詞" for kind in kinds) and any(k[2] == "人名" for k in kinds):
            yield match.span("name")
    for match in _CALLED_SO.finditer(text):
        if not _NO_SAID_NAME.search(match["name"]):
            yield match.span("name")


def _in_katakana(text: str) -> Iterator[tuple[int, int]]:
    """クマール シャルマ: words apart, not all of which the dictionary knows as things."""
    for match in _KATAKANA_WORDS.finditer(text):
        words = [word for word in tokenize(match["name"]) if word.surface().strip()]
        unknown = any(word.is_oov() or word.part_of_speech()[1] == "固有名詞" for word in words)
        if unknown and not _THINGS.search(match["name"]):
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
        unknown=not family and token.is_oov() and bool(_LONG_KATAKANA.fullmatch(surface)),
    )  # fmt: skip
