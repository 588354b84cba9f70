"""A resident's words as an operator or an editor may see them: nothing tells who it is.

Stricter than `bot.text.mask`, which leaves the words whole enough to be understood: here go also
names that only a dictionary or a language knows, where somebody lives, and what ails somebody.
A word too many is no loss. Placeholders as in `bot.text.masking`, and 〔病名〕.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.text.city import city_words
from bot.text.cleaning import LONGEST, clean
from bot.text.foreign_names import find_foreign_names
from bot.text.illnesses import find_illnesses
from bot.text.masking import mask
from bot.text.said_names import find_said_names
from bot.text.spans import HIDDEN, normalise
from bot.text.sudachi import tokenize

Span = tuple[int, int]

_VARIATION = re.compile("[︀-️󠄀-󠇯]")  # another form of the letter before
_PLACEHOLDER = re.compile("〔[^〕]{2,4}〕")
# A day with its year in any language; the readers of dates took those that they know.
_ANY_DATE = re.compile(
    r"(?:(?<![0-9])[0-9]{1,2}[^0-9\n〔〕]{1,14}){0,2}(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])(?:[^0-9\n〔〕]{1,4}[0-9]{1,2}(?![0-9])){0,2}"
)
# The day of a feast, and days told in words.
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|"
    "fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|"
    "twenty-[a-z]+|thirty-first"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_TOLD_DATE = re.compile(
    "(?:七夕|元旦|元日|大晦日|大みそか|クリスマス(?:イブ)?|節分|ひな祭り|こどもの日|成人の日)"
    "(?=[のに]?(?:生|うま))"
    rf"|(?i:\b(?:(?:{_ORDINALS}) (?:of )?(?:{_MONTHS})|(?:{_MONTHS}) (?:the )?(?:{_ORDINALS}))\b"
    r"(?:,? nineteen(?:[ \-][a-z]+){1,2})?"
    r"|\b[a-z]+ de [a-zç]+ de(?:l)? (?:mil|año|ano)\b[^,.;!?0-9]{0,40})"
)
_NEAR_A_STATION = re.compile(
    "(?<![一-鿿ァ-ヺー])(?P<name>[一-鿿ァ-ヺー](?:[一-鿿ァ-ヺー]|[のがヶケ](?=[一-鿿])){1,7})"
    "(?=の?駅(?:の|前|裏|か|近|[東西南北]|$))"
)
_HOUSES = (
    "マンション|アパート|ハイツ|コーポ|ハイム|メゾン|レジデンス|団地|荘|パレス|シャトー|ヴィラ"
)
_HOUSE = re.compile(
    rf"(?:[ァ-ヺー一-鿿A-Za-z]{{1,12}}(?:{_HOUSES})[ァ-ヺー一-鿿]{{0,8}}"
    r"|(?:メゾン|コーポ|ハイツ|ハイム|ヴィラ|パレス|シャトー|レジデンス)[・ ]?"
    r"[ぁ-んァ-ヺー一-鿿・]{1,14}?(?=の|に|です|、|。|[0-9]|$)"
    # さくら荘, but not わたしのマンション or きれいなアパート
    rf"|(?<![ぁ-ん])[ぁ-ん]{{1,5}}[^のないたるはがをにでもと一-鿿ァ-ヺー、。](?:{_HOUSES}))"
    r"(?:\s?の?[0-9]{1,4}(?:号室?)?)?"
)
_COMMON_HOUSE = re.compile(rf"(?:色の?|い|貸|分譲|高層|県営|市営|公営|賃貸)?(?:{_HOUSES})$")
# Dates have gone before. 2-10-7 is a lot in every language.
_LATIN_LOT = re.compile(
    r"[0-9]{1,4}(?:-[0-9]{1,4}){1,3}\s+[A-Z][A-Za-z\-]+|[A-Z][A-Za-z]+-(?:cho|machi|chome)\b"
    r"|(?:(?<![가-힣])[가-힣]{1,8}(?:시|구|초|쵸|정|마치|동)\s?|(?<![ऀ-ॿ])[ऀ-ॿ]+\s)?"
    r"(?<![0-9०-९\-])[0-9०-९]{1,4}(?:-[0-9०-९]{1,4}){2,3}(?![0-9०-९\-])"
)
_TOLD_ADDRESS = re.compile(
    r"(?:住所|じゅうしょ|アドレス)(?:は|が|、|:|\s)\s?(?P<name>[^。、\n〔〕]{1,30}?[0-9][0-9の\-丁目番地号]*)"
    r"|住在(?P<zh>[^,，。.、\s〔〕]{2,20})"
)
_NAMED_WITH_KE = re.compile(
    "(?<![一-鿿])(?![一二三四五六七八九十何数半両各][ヶケ][月所国])[一-鿿]{1,3}[ヶケ][一-鿿]{1,3}"
)
# A room without its house: 5号棟の302, 1205号室
_ROOM = re.compile(
    rf"[0-9]{{1,2}}号棟(?:\s?の?[0-9]{{1,4}}(?:号室?)?)?|(?<![0-9])[0-9]{{2,4}}号室"
    rf"|(?:{_HOUSES})の[0-9]{{2,4}}(?![0-9]|\s?[月日年時人円回歳割階番])"
)


def masked_for_people(text: str) -> str:
    """`text` with all that tells who somebody is, or what ails somebody, replaced."""
    # What is hidden can make a name of the words beside it; every round hides something more.
    while (masked := _masked_once(text)) != text:
        text = masked
    return text


def _masked_once(text: str) -> str:
    masked = mask(_VARIATION.sub("", clean(text)))
    for label, find in _FINDERS:
        masked = _replaced(masked, label, find)
    if len(masked) <= LONGEST:
        return masked
    cut = masked[:LONGEST]
    return cut[: cut.rindex("〔")] if cut.rfind("〔") > cut.rfind("〕") else cut


def _replaced(text: str, label: str, find: Callable[[str], Iterator[Span]]) -> str:
    normal = normalise(text)
    visible = _PLACEHOLDER.sub(lambda match: HIDDEN * len(match.group()), normal.text)
    done, out = len(normal.original), []
    for begin, end in sorted(find(visible), reverse=True):
        if begin < end and HIDDEN not in visible[begin:end]:
            first, last = normal.span(begin, end)
            if last <= done:
                out += [normal.original[last:done], f"〔{label}〕"]
                done = first
    return "".join([normal.original[:done], *reversed(out)])


def _matches(pattern: re.Pattern[str], group: int | str = 0) -> Callable[[str], Iterator[Span]]:
    return lambda text: (match.span(group) for match in pattern.finditer(text))


def _places(text: str) -> Iterator[Span]:
    """Names of places below a city, with the figures behind them."""
    for token in tokenize(text):
        _, kind, part, which, *_ = token.part_of_speech()
        if (kind, part, which) == ("固有名詞", "地名", "一般"):
            # A piece of a longer word in kanji is a misspelling, and abroad is far away.
            whole = not _KANJI_BESIDE.search(text[: token.begin()][-1:])
            known = token.surface() in (*_KNOWN_PLACES, city_words().place) or not whole
            if not known and not _WIDE_PLACE.match(token.surface() + text[token.end() :][:4]):
                figures = re.match(r"\s?[0-9]{1,5}(?:[-の][0-9]{1,4})*", text[token.end() :])
                yield token.begin(), token.end() + (figures.end() if figures else 0)


def _homes(text: str) -> Iterator[Span]:
    """Names of places before の団地 or のふもと; some of them are names of people as well."""
    for token in tokenize(text):
        proper = token.part_of_speech()[1] == "固有名詞" and len(token.surface()) > 1
        known = token.surface() in (*_KNOWN_PLACES, city_words().place)
        if proper and not known and _HOME_BEHIND.match(text[token.end() :]):
            yield token.begin(), token.end()


def _told_addresses(text: str) -> Iterator[Span]:
    return (match.span(match.lastgroup or 0) for match in _TOLD_ADDRESS.finditer(text))


def _houses(text: str) -> Iterator[Span]:
    return (
        match.span()
        for match in _HOUSE.finditer(text)
        if not _COMMON_HOUSE.fullmatch(match.group())
    )


# Wide enough that where somebody comes from or goes to says nothing of who it is.
_KANJI_BESIDE = re.compile("[一-鿿]")
_WIDE_PLACE = re.compile(
    r"[ァ-ヺー]+(?![ァ-ヺー一-鿿])|[一-鿿ァ-ヺー]+?(?:[市区都道府県国人線語]|の?区役所|銀行|信金)"
)
_HOME_BEHIND = re.compile(
    "の(?:団地|アパート|マンション|社宅|寮|ふもと|近く|近所|あたり|辺り|そば|商店街)"
)
_KNOWN = "日本 東京 大阪 横浜 神奈川 関東 千葉 埼玉 北海道 沖縄 京都 名古屋 福岡"
_KNOWN_PLACES = frozenset(_KNOWN.split())
_FINDERS: tuple[tuple[str, Callable[[str], Iterator[Span]]], ...] = (
    ("日付", _matches(_ANY_DATE)),
    ("日付", _matches(_TOLD_DATE)),
    ("名前", find_said_names),
    ("住所", _matches(_LATIN_LOT)),
    ("名前", find_foreign_names),
    ("住所", _houses),
    ("住所", _matches(_ROOM)),
    ("住所", _matches(_NEAR_A_STATION, "name")),
    ("住所", _places),
    ("住所", _homes),
    ("住所", _told_addresses),
    ("住所", _matches(_NAMED_WITH_KE)),
    ("病名", find_illnesses),
)
