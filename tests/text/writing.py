"""Every way in which these tests write a date, for round trips through the reader."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from bot.text.eras import era_of
from bot.text.writers.ja import format_date, format_date_long, speak_date

_FULL_WIDTH = str.maketrans("0123456789./-SHTMR", "０１２３４５６７８９．／－ＳＨＴＭＲ")
_LETTERS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}
_LIGATURES = {"明治": "㍾", "大正": "㍽", "昭和": "㍼", "平成": "㍻", "令和": "㋿"}
_DIGITS = "〇一二三四五六七八九"
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_ENGLISH = _MONTHS.split()
_HALF_WIDTH = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        "ァィゥェォャュョッー",
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝｧｨｩｪｫｬｭｮｯｰ",
        strict=True,
    )
)
_VOICED = dict(
    zip(
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボ",
        "カキクケコサシスセソタチツテトハヒフヘホ",
        strict=True,
    )
)


def kanji(number: int) -> str:
    """Write a number below 100 as 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def positional(number: int) -> str:
    """Write a number digit by digit: 三一."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def katakana(text: str) -> str:
    """Write hiragana as katakana."""
    return text.translate(_HIRAGANA_TO_KATAKANA)


def half_width(text: str) -> str:
    """Write kana as half-width katakana, voiced marks apart."""
    return "".join(
        _HALF_WIDTH[_VOICED[char]] + "ﾞ" if char in _VOICED else _HALF_WIDTH.get(char, char)
        for char in katakana(text)
    )


def _spoken(day: datetime.date) -> str:
    return "".join(speak_date(day).split("、")[:3])


def _era(day: datetime.date) -> tuple[str, int]:
    era, year = era_of(day)
    return era.name, year


def _era_form(pattern: str, names: dict[str, str] | None = None) -> Callable[[datetime.date], str]:
    def write(day: datetime.date) -> str:
        name, year = _era(day)
        era = names[name] if names else name
        return pattern.format(e=era, y=year, m=day.month, d=day.day, s=name[0], g=day.year)

    return write


FORMS: dict[str, Callable[[datetime.date], str]] = {
    "昭和30年7月15日": _era_form("{e}{y}年{m}月{d}日"),
    "full width": lambda day: _era_form("{e}{y}年{m}月{d}日")(day).translate(_FULL_WIDTH),
    "昭和の30年の7月の15日": _era_form("{e}の{y}年の{m}月の{d}日"),
    "昭和 30 年 7 月 15 日": _era_form("{e} {y} 年 {m} 月 {d} 日"),
    "昭和の30年、7月15日": _era_form("{e}の{y}年、{m}月{d}日"),
    "昭和30/7/15": _era_form("{e}{y}/{m}/{d}"),
    "昭和30-07-15": _era_form("{e}{y}-{m:02}-{d:02}"),
    "昭和30.7.15": _era_form("{e}{y}.{m}.{d}"),
    "昭和30 7 15": _era_form("{e}{y} {m} {d}"),
    "昭30.7.15": _era_form("{s}{y}.{m}.{d}"),
    "昭30年7月15日": _era_form("{s}{y}年{m}月{d}日"),
    "S30.7.15": _era_form("{e}{y}.{m}.{d}", _LETTERS),
    "Ｓ３０．７．１５": lambda day: _era_form("{e}{y}.{m}.{d}", _LETTERS)(day).translate(
        _FULL_WIDTH
    ),
    "s30/7/15": lambda day: _era_form("{e}{y}/{m}/{d}", _LETTERS)(day).lower(),
    "S30年7月15日": _era_form("{e}{y}年{m}月{d}日", _LETTERS),
    "S300715": _era_form("{e}{y:02}{m:02}{d:02}", _LETTERS),
    "㍼30年7月15日": _era_form("{e}{y}年{m}月{d}日", _LIGATURES),
    "昭和三十年七月十五日": lambda day: "{}{}年{}月{}日".format(
        _era(day)[0],
        "元" if _era(day)[1] == 1 else kanji(_era(day)[1]),
        kanji(day.month),
        kanji(day.day),
    ),
    "昭和三〇年七月一五日": lambda day: "{}{}年{}月{}日".format(
        _era(day)[0], *map(positional, (_era(day)[1], day.month, day.day))
    ),
    "しょうわさんじゅうねんしちがつじゅうごにち": _spoken,
    "katakana": lambda day: katakana(_spoken(day)),
    "half-width katakana": lambda day: half_width(_spoken(day)),
    "spoken with commas": speak_date,
    "しょうわ30ねん7がつ15にち": lambda day: _era_form("{e}{y}ねん{m}がつ{d}にち")(day).replace(
        _era(day)[0], era_of(day)[0].kana
    ),
    "1955年7月15日": _era_form("{g}年{m}月{d}日"),
    "西暦1955年7月15日": _era_form("西暦{g}年{m}月{d}日"),
    "1955/7/15": _era_form("{g}/{m}/{d}"),
    "1955-07-15": lambda day: day.isoformat(),
    "1955.7.15": _era_form("{g}.{m}.{d}"),
    "1955 7 15": _era_form("{g} {m} {d}"),
    "19550715": lambda day: day.strftime("%Y%m%d"),
    "１９５５０７１５": lambda day: day.strftime("%Y%m%d").translate(_FULL_WIDTH),
    "一九五五年七月十五日": lambda day: (
        f"{positional(day.year)}年{kanji(day.month)}月{kanji(day.day)}日"
    ),
    "昭和30(1955)年7月15日": _era_form("{e}{y}({g})年{m}月{d}日"),
    "昭和30年(1955年)7月15日": _era_form("{e}{y}年({g}年){m}月{d}日"),
    "1955年(昭和30年)7月15日": _era_form("{g}年({e}{y}年){m}月{d}日"),
    "1955年7月15日(昭和30年)": _era_form("{g}年{m}月{d}日({e}{y}年)"),
    "昭和30年7/15": _era_form("{e}{y}年{m}/{d}"),
    "15 Jul 1955": lambda day: f"{day.day} {_ENGLISH[day.month - 1]} {day.year}",
    "Jul 15, 1955": lambda day: f"{_ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "format_date": format_date,
    "format_date_long": format_date_long,
}
