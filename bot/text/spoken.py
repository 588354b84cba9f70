"""Written sentences as somebody reads them aloud into a telephone.

Who reads is a person, and Japanese: 令和8年7月31日 in digits is taken in at a glance, and
れいわはちねん、しちがつ… makes even a native reader spell. So digits stay. What changes is what the
eye takes and the mouth does not: a second year in brackets, 17:15, hyphens, 〒, ※, 〜, addresses
of pages. Numbers that the caller writes down are given digit by digit, with ニー, ゴー and ゼロ,
which are not misheard. A reading stands only behind the few days that are: 1日 as いちにち,
4日 for 8日.

`speakable` of a speakable text is that text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

Replacement = str | Callable[[re.Match[str]], str]
Rule = tuple[str, Replacement]
Change = tuple[re.Pattern[str], Replacement]

_DIGITS = dict(
    zip(
        "0123456789",
        ("ゼロ", "イチ", "ニー", "サン", "ヨン", "ゴー", "ロク", "ナナ", "ハチ", "キュー"),
        strict=True,
    )
)
_READINGS = {"1": "ついたち", "4": "よっか", "8": "ようか", "20": "はつか"}
_HINTS = "|".join(_READINGS.values())
_WIDTHS = str.maketrans("０１２３４５６７８９（）：／～~", "0123456789():/〜〜")

_ERA = r"(?:明治|大正|昭和|平成|令和)(?:[0-9]{1,2}|元)年"
_TIME = (
    r"(?<![0-9前後])(?<!お昼の)(?P<hour>[01]?[0-9]|2[0-4])"
    r"(?::(?P<colon>[0-5][0-9])|時(?!間)(?:(?P<min>[0-5]?[0-9])分)?)"
)
_UNTIL = r"\s?[〜–―—]\s?"


class Reader(NamedTuple):
    """Who reads aloud: somebody in `centre`, whose number `phone` is, with a page on `site`.

    `newsletter`: the name in front of an edition's number.
    """

    phone: str
    centre: str
    site: str
    newsletter: str


def speakable(text: str, reader: Reader) -> str:
    """`text` in a form that `reader` reads aloud without stumbling."""
    said = text.translate(_WIDTHS)
    for pattern, new in _changes(reader):
        said = pattern.sub(new, said)
    return said.strip()


def spoken_sentences(text: str, reader: Reader) -> list[str]:
    """The sentences of `text` as they are read aloud; the line that names the source is not."""
    lines = (line for line in text.splitlines() if not line.startswith("出典"))
    return [sentence for line in lines for sentence in _sentences(speakable(line, reader))]


def _sentences(line: str) -> list[str]:
    found = [piece.strip() for piece in _END.split(line)]
    return [piece if piece[-1] in "。?!」" else f"{piece}。" for piece in found if piece]


def _spelled(match: re.Match[str]) -> str:
    groups = re.split(r"[\-ー]", match["number"])
    return " の ".join("".join(_DIGITS[digit] for digit in group) for group in groups)


def _time(match: re.Match[str]) -> str:
    hour, minutes = int(match["hour"]), int(match["colon"] or match["min"] or 0)
    part = "お昼の12" if hour == 12 else f"午前{hour}" if hour < 12 else f"午後{hour - 12}"
    return f"{part}時{minutes}分" if minutes else f"{part}時"


def _day(match: re.Match[str]) -> str:
    return f"{match[0]}({_READINGS[match['day']]})"


def _of_reader(reader: Reader) -> tuple[Rule, ...]:
    """What depends on who reads; before all else."""
    phone, centre, site, newsletter = map(re.escape, reader)
    own = rf"(?:{centre}|(?<!の)コールセンター)(?:\({phone}\))?"
    return (
        (rf"https?://[a-z.\-]*{site}[!-~]*", "市のホームページ"),
        (r"https?://[!-~]+", "ご案内のサイト"),
        # Brackets that repeat, or help who types.
        (r"(?<=[年月日])\([0-9]{4}年[^()]*\)", ""),
        (r"(?<=日)\(([月火水木金土日])曜日\)", r"、\1曜日"),
        (rf"({newsletter})?(第[0-9]+号)\(({_ERA}[0-9]+月)\)", r"\3の\1\2"),
        (r"\(例:[^()]*\)|\(在留期間満了日\)", ""),
        # Who reads this sits in the call centre: nobody is sent where they are already.
        (
            rf"か、?{own}(?:で確かめて|へお電話|へご相談)ください",
            "か、このお電話でご相談ください",
        ),
        (rf"{own}で確かめてください", "こちらで確かめて、お答えします"),
        (rf"、?(?:{own}|{phone})\s?へ(?:お電話|ご相談)ください", "、このお電話で、うかがいます"),
        (rf"(?:{own}|{phone})\s?(?:で(?=[^す])|に(?=伝え|聞))", "このお電話で"),
        (rf"(?:{centre}|コールセンター)\({phone}\)", "こちらのコールセンター"),
        (r"あなた", "お客様"),
        (r"\(要確認\)。", "。ここは、確認が必要です。"),
        (r"\(要確認\)", ""),
        (r"要確認(?=です|の)", "確認が必要"),
        (r"要確認(?=。|$)", "確認が必要です"),
    )


# One after the other; none makes what an earlier one would change.
_FOR_ALL: tuple[Rule, ...] = (
    # Numbers to write down.
    (r"〒\s?(?P<number>[0-9]{3}[\-ー][0-9]{4})\s*", lambda m: f"郵便番号、{_spelled(m)}、"),
    (r"(?P<number>(?<![0-9])[0-9]+(?:[\-ー][0-9]+)+)", _spelled),
    # Times and spans.
    (rf"(?<=[0-9分]){_UNTIL}(?=[0-9]{{1,2}}(?::|時))", "から"),
    (_TIME, _time),
    (r"(?<=[時分])から(?=午|お昼)", "から、"),
    (rf"([0-9]+){_UNTIL}([0-9]+)([か日年分人点]月?)", r"\1\3から\2\3"),
    (rf"{_UNTIL}", "から"),
    # Marks that have no sound.
    (r"※[0-9]*\s?|^[・→]\s?", ""),
    (r"第([0-9])・第([0-9])", r"第\1と第\2"),
    (r"[・/](?![^「」]*」)", "、"),  # in 「…」 stand names
    (r"Web(?=[一-龠])", "ウェブ"),  # part of a name, which a caller has to find
    (r"Web(?:サイト)?", "インターネット"),
    (r"([0-9])ヶ月", r"\1か月"),
    (rf"\((?!(?:{_HINTS})\))([^()]*)\)(?=[。、はがをもにのでとへか]|$)", r"、\1"),
    (rf"\((?!(?:{_HINTS})\))([^()]*)\)", r"、\1、"),
    (rf"(?<=[0-9]月)(?P<day>1|4|8|20)日(?!\((?:{_HINTS})\)|間)", _day),
    (r"(?<![0-9月])(?P<day>1)日(?=生まれ)", _day),
    (r"、+(?=。|$)|(?<=[。?!])、+|^、+", ""),
    (r"、{2,}", "、"),
)


@lru_cache
def _changes(reader: Reader) -> tuple[Change, ...]:
    return tuple((re.compile(rule), new) for rule, new in (*_of_reader(reader), *_FOR_ALL))


# After a full stop that does not stand inside 「…」.
_END = re.compile(r"(?<=[。?!])(?![^「」]*」)")
