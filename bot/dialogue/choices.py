"""A choice that was typed: 2, ２つめ, ①, 最初の, 上のやつ.

Only where it is the whole of what was said: 「2割です」 and 「1日に届く」 are no choices.
"""

from __future__ import annotations

import re

from bot.text import normalise

_LONGEST = 30  # characters; nobody picks at greater length
_KANJI = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_KANA = {
    "いち": 1, "に": 2, "にい": 2, "にー": 2, "さん": 3, "よん": 4, "し": 4, "ご": 5, "ごー": 5,
    "ろく": 6, "なな": 7, "しち": 7, "はち": 8, "きゅう": 9, "く": 9,
}  # fmt: skip
_COUNTED = {
    "ひとつ": 1, "ふたつ": 2, "みっつ": 3, "みつ": 3, "よっつ": 4, "いつつ": 5, "むっつ": 6,
    "ななつ": 7, "やっつ": 8, "ここのつ": 9,
}  # fmt: skip
_NUMBERS = _KANJI | _KANA


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_DIGITS = r"(?P<digits>[0-9]{1,2}|[ivx]{1,3})"
_MOST = r"(?:一番|いちばん|1番|最も|もっとも|いっちゃん)の?"
_ENTRY = r"(?:の?(?:やつ|ヤツ|奴|ほう|方|もの|の|選択肢|ボタン|項目|答え|件|質問|こと|で))*"
_TAIL = (
    r"(?:で|を|に|が|だ|です|でいい|でお願い|お願い|おねがい|します|いたします|ください|下さい|かな|かも|よ|ね|ます|"
    r"して|する|選び|選択|それ|番|ん|の|いい|たい|聞き|知り|たぶん|多分|と思い|と思う|[!。、.\s])*"
)
_HEAD = (
    r"(?:えーと|えっと|ええと|あの|じゃあ?|では|それじゃあ?|なら|まず|はい|うん|番号は?|選択肢|その|"
    r"[、。\s(\[「])*"
)
_NTH = (
    rf"(?:no\.?|ナンバー|丸|まる|マル|○)?\s?(?:{_DIGITS}|(?P<word>{_any(_NUMBERS)}))"
    r"\s?[)\]」.]?(?:つ目?|つめ|番目?|番め|番の?|ばんめ?|個目|個め|件目|点目|こめ|行目|本目|目|め|号)?"
)
_CHOICE = re.compile(
    rf"{_HEAD}(?:"
    rf"(?:(?P<edge>上|うえ|下|した)から)?(?:{_NTH}|(?P<counted>{_any(_COUNTED)})(?:目|め)?)"
    rf"|(?P<first>{_MOST}(?:上|うえ|最初|前|初め|はじめ)|(?:最初|さいしょ|初め|はじめ|先頭|冒頭|トップ|頭|前者|左|上|うえ)(?:の|に)?)"
    rf"|(?P<last>{_MOST}(?:下|した|最後|後ろ|うしろ|しまい)|(?:最後|さいご|ラスト|しまい|終わり|末尾|後者|右|下|した)の?)"
    rf"|(?P<middle>(?:{_MOST})?(?:真ん中|まんなか|真中|中央|中)の?)"
    rf"){_ENTRY}{_TAIL}"
)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
}
_CARD = str.maketrans({"➊": "1", "❶": "1", "➋": "2", "❷": "2", "➌": "3", "❸": "3", "❹": "4"})
_BARE = re.compile(
    r"(?:丸|まる|マル|○|no\.?)?\s?(?:[0-9]+|[一二三四五六七八九十]+)\s?[)\].]?"
    r"(?:つ目?|つめ|番目?|番め|個目)?(?:です|で|だよ|だ|ね|よ|でお願いします|[。、!\s])*"
)


def picked_number(text: str, count: int) -> int | None:
    """The number (1 … `count`) of the choice that `text` picks out of `count`; None for none."""
    found = _CHOICE.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    if found is None or count < 1:
        return None
    number = _number(found, count)
    if found["edge"] in {"下", "した"} and number is not None:
        number = count + 1 - number
    return number if number is not None and 1 <= number <= count else None


def _number(found: re.Match[str], count: int) -> int | None:
    if found["digits"]:
        digits = found["digits"]
        return int(digits) if digits.isdecimal() else _ROMAN.get(digits)
    if found["word"]:
        return _NUMBERS[found["word"]]
    if found["counted"]:
        return _COUNTED[found["counted"]]
    if found["first"]:
        return 1
    if found["last"]:
        return count
    return (count + 1) // 2 if count % 2 else None


def is_bare_number(text: str) -> bool:
    """Is nothing said but a number (2, ２, ①, まる1, 31です, 二番)?"""
    return _BARE.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    """One width, no frames around digits (2️⃣, ②, ❷)."""
    return normalise(
        text.translate(_CARD).replace("\N{COMBINING ENCLOSING KEYCAP}", "").replace("\ufe0f", "")
    )
