"""Finding numbers that are told, not typed in digits: 〇九〇の一二三四, ゼロキュウゼロ, 0 9 0 1 2.

Dates are taken by their own reader before; ages, sums and lists of years stay. Texts are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ANY_DIGIT = "[0-9०-९零〇一二三四五六七八九]"
_KANJI_DIGIT = "[零〇一二三四五六七八九]"
_NOUGHT = "[0०零〇]"
# The longer of two words first, so that きゅう is not く.
_SPOKEN = "(?:ぜろ|れい|まる|いち|さん|よん|ごー|ろく|なな|しち|はち|きゅう|きゅー|に|し|ご|く)"
_LONG_WORD = re.compile("ぜろ|れい|まる|いち|さん|よん|ろく|なな|しち|はち|きゅ")
_TIGHT = r"[ .・/_\-ー~]{0,2}"
# Marks that also stand between the things of a list: enough for a telephone's or a card's number.
_LOOSE = r"[ .,、。・/_\-ー~=…‥()の]{0,3}"

_SINGLE = re.compile(rf"(?<![0-9]){_ANY_DIGIT}(?:[ .,、・\-]{{1,2}}{_ANY_DIGIT}){{6,}}(?![0-9])")
_FROM_NOUGHT = re.compile(
    rf"(?<!{_ANY_DIGIT}){_NOUGHT}(?:{_LOOSE}{_ANY_DIGIT}){{8,13}}(?!{_ANY_DIGIT})"
)
_FOURS = re.compile(
    rf"(?<!{_ANY_DIGIT}){_ANY_DIGIT}{{4}}(?:{_LOOSE}{_ANY_DIGIT}{{4}}){{2,3}}(?!{_ANY_DIGIT})"
)
_IN_KANJI = re.compile(rf"{_KANJI_DIGIT}(?:[ ・\-ーの]{{0,2}}{_KANJI_DIGIT}){{6,}}")
_IN_OTHER_DIGITS = re.compile(rf"[०-९](?:{_TIGHT}[०-९]){{6,}}")
_IN_WORDS = re.compile(rf"{_SPOKEN}(?:{_LOOSE}{_SPOKEN}){{6,}}")
_LONG_WORDS_AT_LEAST = 4  # にしにし may be anything
_YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}[^0-9]*){2,}")

_LABEL = (
    r"(?:番号|ばんごう|記号|きごう|暗証番?号?|ぱすわーど|パスワード|password|passport|旅券|"
    r"(?<![a-z])pin(?: code)?|(?<![a-z])no\.|number|密码|密碼|비밀번호|mật khẩu|contraseña|senha|"
    r"पासवर्ड|पिन)"
)
_CODE = (
    rf"(?:[一-鿿] ?){{0,3}}(?:[a-z]{{1,3}}-?)?[0-9]{{2,}}[・\- ][0-9]{{2,}}"
    rf"|[a-z]{{1,10}}-?[0-9]{{3,}}[a-z0-9]*|[a-z]{{3,20}}[0-9]{{2,}}|[0-9]{{3,}}[a-z]{{0,3}}"
    rf"|{_KANJI_DIGIT}{{4,}}|{_KANJI_DIGIT}{{3}}の?{_KANJI_DIGIT}{{4}}"
    rf"|{_SPOKEN}{{4,}}|{_KANJI_DIGIT}{{3}}"
)
_IS = (
    r"はね?、?|が|を|の|も|に|だと|って|:|、|是|는|은|가| is| es| é|(?: của (?:tôi|em|mình))? là"
    r"| हो| ko(?: ay)?| ay"
)
_LABELLED = re.compile(
    rf"{_LABEL}(?:{_IS})?[\s:、]{{0,2}}(?P<code>{_CODE})"
    r"(?![0-9]|\s?[月日年時円回歳割番])"
)
# The symbol and number of an insured person (記号・番号), and the number of a paper.
_SYMBOL = re.compile(
    r"(?P<code>[一-鿿]{1,2}[0-9]{1,3}[・\-][0-9]{2,}"
    r"|(?<![a-z0-9])[a-z]{2}(?:[0-9]{7,8}[a-z]{0,2}|[ \-][0-9]{4}[ \-]?[0-9]{4}[ \-]?[a-z]{2}))"
    r"(?![0-9a-z])"
)
# Some figures of a number alone: 下4桁は3349, 市外局番044、その次が555、最後が3349
_PART = re.compile(
    r"(?:下|最後の?|末尾の?)[0-9三四]?(?:桁|けた)(?:は|が|の|:)?\s?(?P<code>[0-9]{3,4})(?![0-9])"
    r"|市外局番(?:は|が)?\s?(?P<area>0[0-9]{1,4}(?:[^0-9。]{1,8}[0-9]{2,4}){1,2})(?![0-9])"
)


def find_told_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Spans of telephone, account and card numbers in folded `text`, however they are told."""
    for pattern in (_SINGLE, _FROM_NOUGHT, _FOURS, _IN_KANJI, _IN_OTHER_DIGITS):
        for match in pattern.finditer(text):
            if not _YEARS.fullmatch(match.group()):
                yield match.span()
    for match in _IN_WORDS.finditer(text):
        if len(_LONG_WORD.findall(match.group())) >= _LONG_WORDS_AT_LEAST:
            yield match.span()


def find_codes(text: str) -> Iterator[tuple[int, int]]:
    """Spans of short numbers in folded `text` that a word calls one: 暗証番号は…, 記号・番号."""
    for pattern in (_LABELLED, _SYMBOL, _PART):
        for match in pattern.finditer(text):
            yield match.span(match.lastgroup or 0)
