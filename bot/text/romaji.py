"""Japanese in Latin letters: kana from romaji as people type it, and romaji from kana."""

from __future__ import annotations

import re

_VOWELS = "aiueo"
# Hepburn, and the spellings of the keyboards beside it.
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_MORE = {
    "shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "ya": "や", "yu": "ゆ",
    "yo": "よ", "wa": "わ", "wo": "を", "va": "ゔぁ", "fa": "ふぁ", "fi": "ふぃ", "fe": "ふぇ",
    "fo": "ふぉ", "ti": "ち", "tu": "つ", "si": "し", "zi": "じ", "hu": "ふ", "je": "じぇ",
    "che": "ちぇ", "she": "しぇ",
}  # fmt: skip
_GLIDES = {
    "ky": "き", "sy": "し", "sh": "し", "ty": "ち", "ch": "ち", "ny": "に", "hy": "ひ",
    "my": "み", "ry": "り", "gy": "ぎ", "zy": "じ", "jy": "じ", "j": "じ", "by": "び", "py": "ぴ",
}  # fmt: skip

_KANA = {
    consonant + vowel: row[i] for consonant, row in _ROWS.items() for i, vowel in enumerate(_VOWELS)
}
_KANA |= _MORE
_KANA |= {
    g + v: kana + small
    for g, kana in _GLIDES.items()
    for v, small in zip("auo", "ゃゅょ", strict=True)
}
_SYLLABLE = re.compile(
    r"(?P<double>([bcdfghjkmpqrstz])(?=\2)|t(?=ch))"
    r"|(?P<n>n(?:'|n(?![aiueoy])|(?![aiueoy])))"
    f"|(?P<kana>{'|'.join(sorted(_KANA, key=len, reverse=True))})"
    "|(?P<long>-)"
)
_LONG = str.maketrans({"ā": "aa", "ī": "ii", "ū": "uu", "ē": "ee", "ō": "ou", "â": "aa", "ô": "ou"})
_HEPBURN = {
    kana: latin for latin, kana in _KANA.items() if latin not in {"ti", "tu", "si", "zi", "hu"}
}
_HEPBURN |= {
    "し": "shi",
    "ち": "chi",
    "つ": "tsu",
    "ふ": "fu",
    "じ": "ji",
    "ぢ": "ji",
    "づ": "zu",
    "を": "o",
}
_HEPBURN |= {
    kana + small: latin + vowel
    for latin, kana in (("sh", "し"), ("ch", "ち"), ("j", "じ"))
    for vowel, small in zip("auo", "ゃゅょ", strict=True)
}
_LATIN = re.compile("[A-Za-z']+")
# Words of the field as those write them who learnt them by ear, without their long vowels.
_BY_EAR = {
    "zairyu": "ざいりゅう", "kado": "かーど", "sotsugyo": "そつぎょう", "koza": "こうざ",
    "hokensho": "ほけんしょう", "toroku": "とうろく", "ginko": "ぎんこう", "byoin": "びょういん",
    "joho": "じょうほう", "shomei": "しょうめい", "shomeisho": "しょうめいしょ",
    "gakko": "がっこう", "tanjobi": "たんじょうび", "yuko": "ゆうこう", "ininjo": "いにんじょう",
    "bango": "ばんごう",
    "yubin": "ゆうびん", "koshin": "こうしん", "tsucho": "つうちょう", "otosan": "おとうさん",
    "okasan": "おかあさん", "imoto": "いもうと", "ototo": "おとうと", "showa": "しょうわ",
    "taisho": "たいしょう", "kyo": "きょう", "koreisha": "こうれいしゃ", "koki": "こうき",
}  # fmt: skip
_LEAST_WORDS = 2
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def kana_of(word: str) -> str | None:
    """`word` in hiragana: shikaku is しかく; None for what is no romaji from end to end."""
    plain, at, found = word.lower().translate(_LONG), 0, []
    while at < len(plain):
        match = _SYLLABLE.match(plain, at)
        if match is None:
            return None
        kind = match.lastgroup
        found.append(
            {"double": "っ", "n": "ん", "long": "ー"}.get(kind or "", _KANA.get(match.group(), ""))
        )
        at = match.end()
    return "".join(found)


def kana_of_romaji(text: str) -> str:
    """Several words of romaji in kana; a text with any other letter, or one word, as it is."""
    words = _LATIN.findall(text)
    if len(words) < _LEAST_WORDS or not text.isascii():
        return text
    return _LATIN.sub(lambda w: _BY_EAR.get(w[0].lower()) or kana_of(w[0]) or w[0], text)


def romaji(kana: str) -> str:
    """Kana in Hepburn's Latin letters, long vowels as they are spelt; the rest as it is."""
    text, found, at = kana.translate(_TO_HIRAGANA), [], 0
    while at < len(text):
        for length in (2, 1):
            if (latin := _HEPBURN.get(text[at : at + length])) is not None:
                break
        else:
            latin = {"ん": "n", "っ": "っ", "ー": "-"}.get(text[at], text[at])
        found.append(latin)
        at += length
    return re.sub(r"っ(\w)", lambda m: ("t" if m[1] == "c" else m[1]) + m[1], "".join(found))
