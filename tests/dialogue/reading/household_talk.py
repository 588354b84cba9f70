"""Messages about households, built of people × facts × sentences × what stands between them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bot.text.eras import era_of

T = TypeVar("T")

PEOPLE: dict[str, tuple[str, ...]] = {
    "self": ("私", "わたし", "俺", "わし"),
    "father": ("父", "うちの父", "お父さん", "親父", "おとん"),
    "mother": ("母", "お母さん", "おふくろ", "うちのおかん"),
    "husband": ("夫", "主人", "旦那"),
    "wife": ("妻", "家内", "嫁"),
    "grandmother": ("祖母", "おばあちゃん"),
    "father_in_law": ("義父", "妻の父"),
    "son_1": ("長男", "上の息子"),
    "daughter": ("娘", "うちの娘"),
    "child_2": ("下の子",),
    "brother_younger": ("弟",),
}
# Strategies that are made once: to check a new one takes longer than to draw from it.
one_of = cache(st.sampled_from)
_days = cache(st.dates)
_CHILDREN = frozenset({"son_1", "daughter", "child_2"})
_ENDS = (datetime.date(2025, 8, 2), datetime.date(2026, 7, 30))
_LETTERS = {"昭和": "S", "平成": "H", "令和": "R"}


@dataclass(frozen=True)
class Phrase:
    """A fact, how it is said of somebody (父は…) and how it describes them (…の父)."""

    name: str
    value: str
    says: str
    describes: str


@dataclass(frozen=True)
class Household:
    """A message, and every fact in it by person and name."""

    message: str
    facts: dict[str, dict[str, str]]


@cache
def _some(choices: Sequence[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    return st.lists(one_of(choices), min_size=least, max_size=most, unique=True)


def _one(draw: DrawFn, *ways: str) -> str:
    return ways[draw(one_of(range(len(ways))))]


@cache
@st.composite
def _written(draw: DrawFn, first: datetime.date, last: datetime.date) -> tuple[str, str]:
    """A day, and how somebody writes it."""
    day = draw(_days(first, last))
    era, year = era_of(day)
    ways = (
        f"{era.name}{year}年{day.month}月{day.day}日",
        f"{_LETTERS[era.name]}{year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{era.name}の{year}年の{day.month}月の{day.day}日",
    )
    return day.isoformat(), _one(draw, *ways)


@cache
@st.composite
def _birthday(draw: DrawFn, key: str) -> Phrase:
    child = key in _CHILDREN
    first, last = (2000, 2014) if child else (1935, 1974)
    value, day = draw(_written(datetime.date(first, 1, 1), datetime.date(last, 12, 31)))
    says = _one(draw, f"{day}生まれ", day, f"生年月日は{day}", f"誕生日が{day}")
    return Phrase("birthday", value, says, f"{day}生まれ")


@cache
@st.composite
def _residence(draw: DrawFn) -> Phrase:
    value, day = draw(_written(*_ENDS))
    says = _one(draw, f"在留期限は{day}", f"ビザは{day}まで", f"在留期限が{day}")
    return Phrase("residence_until", value, says, f"在留期限が{day}まで")


@cache
@st.composite
def _ecert(draw: DrawFn) -> Phrase:
    value, day = draw(_written(*_ENDS))
    says = _one(draw, f"電子証明書は{day}まで", f"電子証明書の期限が{day}")
    return Phrase("ecert_expiry", value, says, f"電子証明書が{day}まで")


@cache
@st.composite
def _burden(draw: DrawFn) -> Phrase:
    value, day = draw(_written(*_ENDS))
    says = _one(draw, f"負担割合が{day}に変わる予定", f"{day}から2割になる予定")
    return Phrase("burden_change", value, says, f"{day}から負担割合が変わる予定")


@cache
@st.composite
def _graduation(draw: DrawFn) -> Phrase:
    value, day = draw(_written(*_ENDS))
    says = _one(draw, f"マル学で{day}に卒業予定", f"市外の大学を{day}に卒業予定")
    return Phrase("graduation", value, says, f"マル学で{day}卒業予定")


@cache
@st.composite
def _paper(draw: DrawFn) -> Phrase:
    value, word = draw(one_of((("notice", "お知らせ"), ("certificate", "資格確認書"))))
    return Phrase("document", value, word, word)


@cache
@st.composite
def _phrases(draw: DrawFn, key: str) -> list[Phrase]:
    kinds = [_residence(), _ecert(), _burden(), _paper()]
    kinds += [_graduation()] if key in _CHILDREN else []
    more = draw(_some(range(len(kinds)), 0, 2))
    phrases = [draw(_birthday(key)), *(draw(kinds[index]) for index in more)]
    assume(len({phrase.value for phrase in phrases}) == len(phrases))  # a day twice may be one day
    return draw(st.permutations(phrases))


def _possessive(person: str, said: list[str]) -> str:
    owns = said[0].startswith(("生年", "誕生", "在留", "ビザ", "電子"))
    return f"{person}{'の' if owns else 'のほうは'}" + "で、".join(said)


# How one person's facts are told, and what may stand between two people told so.
_STYLES: dict[str, tuple[Callable[[str, list[str]], str], tuple[str, ...]]] = {
    "topic": (lambda p, said: f"{p}は" + "で、".join(said), ("です。", "で、", "です。あと")),
    "run on": (lambda p, said: f"{p}は" + "で".join(said), ("です", "で", "なんですけど", "\n")),
    "subject": (lambda p, said: f"{p}が" + "で".join(said), ("で、", "で", "なんですけど")),
    "possessive": (_possessive, ("です。", "で、", "ですが、", "なんですけど", "\n")),
    "list": (lambda p, said: f"{p} " + " ".join(said), ("\n", "。", "、")),
    "label": (lambda p, said: f"{p}:" + "、".join(said), ("\n", "。", " ")),
    "brackets": (lambda p, said: f"{p}({'、'.join(said)})", ("\n", "、", "と", "")),
}  # fmt: skip
_BEFORE = (
    "", "お世話になります。", "資格確認書の期限を教えてください。", "すみません、",
    "先週役所から紙が届いたのですが、", "友人から聞いて電話しました。",
)  # fmt: skip
_BEHIND = (
    "",
    "です。",
    "です。期限はいつですか。",
    "なんですけど",
    "です。それぞれ教えてください。",
)


@st.composite
def households(draw: DrawFn) -> Household:
    """Two or three people, each with a birthday and up to two more facts, in one style."""
    keys = draw(_some(tuple(PEOPLE), 2, 3))
    tell, between = _STYLES[draw(one_of(tuple(_STYLES)))]
    facts: dict[str, dict[str, str]] = {}
    blocks = []
    for key in keys:
        phrases = draw(_phrases(key))
        facts[key] = {phrase.name: phrase.value for phrase in phrases}
        blocks.append(tell(draw(one_of(PEOPLE[key])), [p.says for p in phrases]))
    message = draw(one_of(between)).join(blocks)
    return Household(draw(one_of(_BEFORE)) + message + draw(one_of(_BEHIND)), facts)


@st.composite
def described(draw: DrawFn) -> Household:
    """Two people, each described by one fact and told another: 昭和25年生まれの父は…."""
    keys = draw(_some(tuple(PEOPLE), 2, 2))
    facts: dict[str, dict[str, str]] = {}
    sentences = []
    for key in keys:
        first, *rest = draw(_phrases(key))
        facts[key] = {phrase.name: phrase.value for phrase in (first, *rest)}
        person = draw(one_of(PEOPLE[key]))
        if not rest:
            facts[key]["insured"] = "yes"
        told = "で、".join(phrase.says for phrase in rest) or "国保"
        sentences.append(f"{first.describes}の{person}は{told}です。")
    return Household("".join(sentences), facts)
