"""Which reading stands over which kanji.

Sudachi reads the words, with the field's own from terms.csv. A word's kana stay bare: 使(つか)える.
Days of a month, counters and the few words that Sudachi reads otherwise than our texts mean them
are in tables here; `tests/text/furigana` goes over every text of easy Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.text.spans import KATAKANA_TO_HIRAGANA
from bot.text.sudachi import tokenize

_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]")
_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々〆ヶ]+|[^\u3400-\u9fff\uf900-\ufaff々〆ヶ]+")

_DAYS = {
    "1": "ついたち", "2": "ふつか", "3": "みっか", "4": "よっか", "5": "いつか", "6": "むいか",
    "7": "なのか", "8": "ようか", "9": "ここのか", "10": "とおか", "14": "じゅうよっか",
    "20": "はつか", "24": "にじゅうよっか",
}  # fmt: skip
# What stands behind a number. Where the number is read otherwise with it, both have one reading.
_BEHIND = {
    "年": "ねん", "年度": "ねんど", "月": "がつ", "月分": "がつぶん", "日": "にち",
    "日間": "にちかん", "時": "じ", "時間": "じかん", "分": "ふん", "歳": "さい", "才": "さい",
    "人": "にん", "回": "かい", "号": "ごう", "番": "ばん", "番地": "ばんち", "円": "えん",
    "割": "わり", "枚": "まい", "通": "つう", "か月": "かげつ", "カ月": "かげつ",
    "か所": "かしょ", "つ目": "つめ", "番目": "ばんめ", "桁": "けた", "対": "たい", "本": "ほん",
    "件": "けん", "字": "じ", "文字": "もじ", "丁目": "ちょうめ", "世帯": "せたい",

}  # fmt: skip
_WHOLE = {"1人": "ひとり", "2人": "ふたり", "20歳": "はたち"}
_PUN = "013468"  # 30分 is さんじゅっぷん
# Where Sudachi reads otherwise than we mean it: by what stands around, and by the word alone.
_AROUND = (
    ("日付", "ひづけ"),
    ("(?<=[日月年間])後", "ご"),
    ("何(?=[かをがもよに])", "なに"),
    ("(?<=国保に)入(?=れ)", "はい"),
    ("開(?=い|く|か)", "あ"),  # 窓口, 電話
)
_OURS = {"日本": "にほん", "方": "かた", "金": "かね", "言う": "いう", "正しく": "ただしく"}
_KNOWN = re.compile(
    r"(?P<day>(?<![0-9])(?:10|14|20|24|[1-9])日(?!間|目|分|以内))"
    rf"|(?P<whole>(?<![0-9])(?:{'|'.join(_WHOLE)}))"
    rf"|(?<=[0-9])(?P<behind>{'|'.join(sorted(_BEHIND, key=len, reverse=True))})"
    + "".join(rf"|(?P<around{at}>{word})" for at, (word, _) in enumerate(_AROUND))
)


class Ruby(NamedTuple):
    """A piece of a text, and what is read over it; empty where it is read as it is written."""

    text: str
    reading: str = ""


def ruby(text: str) -> tuple[Ruby, ...]:
    """`text` in pieces, in order; together they are the text. Every kanji has a reading over it,
    but for what no dictionary knows. Nothing is kept of it: it may hold somebody's dates."""
    pieces: list[Ruby] = []
    at = 0
    for known in _KNOWN.finditer(text):
        pieces += _words(text[at : known.start()])
        pieces += _known(known)
        at = known.end()
    pieces += _words(text[at:])
    return tuple(_joined(pieces))


def _known(found: re.Match[str]) -> Iterator[Ruby]:
    """What a table reads."""
    said, group = found.group(), found.lastgroup or ""
    match group:
        case "day":
            yield Ruby(said, _DAYS[said[:-1]])
        case "whole":
            yield Ruby(said, _WHOLE[said])
        case "behind" if said == "分" and found.string[found.start() - 1] in _PUN:
            yield Ruby(said, "ぷん")
        case "behind":
            yield from _aligned(said, _BEHIND[said])
        case _:
            yield Ruby(said, _AROUND[int(group.removeprefix("around"))][1])


def _words(text: str) -> Iterator[Ruby]:
    for word in tokenize(text) if text else ():
        surface = word.surface()
        if not _KANJI.search(surface):
            yield Ruby(surface)
            continue
        reading = _OURS.get(surface) or word.reading_form().translate(KATAKANA_TO_HIRAGANA)
        yield from _aligned(surface, reading)


def _aligned(word: str, reading: str) -> Iterator[Ruby]:
    """The reading over the kanji alone: the kana of a word are in its reading, too."""
    runs = _RUNS.findall(word)
    pattern = "".join(
        "(.+?)" if _KANJI.match(run) else re.escape(run.translate(KATAKANA_TO_HIRAGANA))
        for run in runs
    )
    found = re.fullmatch(pattern, reading)
    if found is None:
        yield Ruby(word, reading)
        return
    over = iter(found.groups())
    for run in runs:
        yield Ruby(run, next(over)) if _KANJI.match(run) else Ruby(run)


def _joined(pieces: list[Ruby]) -> Iterator[Ruby]:
    """Neighbours that need no reading are one piece."""
    bare = ""
    for piece in pieces:
        if piece.reading:
            if bare:
                yield Ruby(bare)
            bare = ""
            yield piece
        else:
            bare += piece.text
    if bare:
        yield Ruby(bare)
