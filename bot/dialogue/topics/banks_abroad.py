"""Finds the banks that a message in another language names: 横滨银行, Yokohama Bank, Sony Bank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.rules import Edition

# Not on the list, and yet they hold the name of one that is.
_NAMESAKES = (
    r"(?:Mitsubishi UFJ|MUFG|Sumitomo Mitsui|Mitsui Sumitomo) Trust(?: Bank)?|"
    r"Saitama Resona(?: Bank)?|埼玉(?:りそな|理索纳|里索那)|"
    r"(?:三菱(?:UFJ|日联|日聯)|三井住友)信[托託](?:银行|銀行)?"
)
_NAME = r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*"
# Words beside "bank", and parts of them, that are no bank's name.
_NO_NAME = (
    r"(?:an?|the|my|your|our|his|her|their|this|that|which|what|any|other|another|same|some|every|"
    r"each|all|no|of|is|are|can|do|does|use|using|from|by|at|in|to|for|with|and|or|about|"
    r"japan(?:ese)?|online|net|internet|local|foreign|different|usual|if|through|via|one|bring|"
    r"need|new|old|have|has|sa|ng|ang|mga)"
)
_NO_NAME_ZH = "[用是有在和与哪什其别別我你这這那个個的]"
_NO_NAME_KO = "(?:어느|어떤|무슨|다른|제|내|이|그|일본|인터넷|거래|시중|같은|보통)"
_NO_NAME_NE = r"(?:कुन|मेरो|अर्को|यो|त्यो|जापानी|अन्य|सबै|भने|के|हाम्रो|र)\s"
_OF_A_BANK = "(?:account|counter|book|transfer|card|list|name|holiday)"
_BANK = "(?:[Bb]anco|[Bb]angko|[Bb]anko|[Nn]gân hàng|[Nn]gan hang)"
_ANY_BANK = (
    rf"{_BANK}(?: (?:d[aeo]|ng))? (?P<after>{_NAME})",
    rf"(?P<before>{_NAME}) Bank\b",
    rf"(?i)\b(?P<small>(?!{_NO_NAME}\b)[a-z][\w&.-]*) bank\b(?! {_OF_A_BANK})",
    rf"(?:(?<=[用是有在和与,，\s])|^)(?P<zh>(?![任普网網])(?:(?!{_NO_NAME_ZH})[一-鿿A-Za-z]){{2,8}}?"
    r"(?:银行|銀行))",
    rf"(?<![가-힣])(?P<ko>(?!{_NO_NAME_KO}\s?은행)[가-힣A-Za-z]{{2,8}}\s?은행)",
    rf"(?<![\u0900-\u097f])(?P<ne>(?!{_NO_NAME_NE})[\u0900-\u097f]{{2,12}}) (?:बैंक|बैङ्क)",
)
_OF_ITS_NAME = re.compile(r"\s?(?:은행|银行|銀行|बैंक|बैङ्क|bank\b)", re.IGNORECASE)
_SMALL_FIRST = re.compile(rf"^(?:{_NO_NAME} )+", re.IGNORECASE)
_KNOWN_OTHERS = re.compile(r"\b(?:SBI|au Jibun|GMO|Suruga|Shinsei|Sony)\b", re.IGNORECASE)


def find_banks_abroad(text: str, edition: Edition) -> list[tuple[str, bool]]:
    """The banks that ``text`` names, in order, each with whether it is on the list; [] for none.

    As it is written, a listed one with its Japanese name: Yokohama Bank (横浜銀行).
    """
    words = unicodedata.normalize("NFKC", text)
    found: dict[int, tuple[str, bool]] = {}
    told: set[str] = set()
    for start, end, name in _listed(words, edition):
        said = words[start:end]
        if not name or name not in told:  # SMBC (三井住友銀行) is one
            found[start] = (f"{said} ({name})" if name and said != name else said, bool(name))
            told.add(name)
        words = words[:start] + "\0" * (end - start) + words[end:]
    for pattern in (*_ANY_BANK, _KNOWN_OTHERS):
        for match in re.finditer(pattern, words):
            said = next(filter(None, match.groups()), match[0])
            if "\0" in match[0] or not (said := _SMALL_FIRST.sub("", said)):
                continue
            found[match.start()] = (said, False)
            words = words[: match.start()] + "\0" * len(match[0]) + words[match.end() :]
    return list(dict.fromkeys(found[start] for start in sorted(found)))


def _listed(words: str, edition: Edition) -> Iterator[tuple[int, int, str]]:
    """Where the names of listed banks stand, with the name on the list; "" for a namesake."""
    called = {
        alias.lower(): bank.name
        for bank in edition.banks.listed
        for alias in (bank.name, *bank.also, *bank.abroad)
    }
    names = "|".join(map(_edged, sorted(called, key=len, reverse=True)))
    pattern = re.compile(rf"(?P<other>{_NAMESAKES})|{names}", re.IGNORECASE)
    for match in pattern.finditer(words):
        rest = _OF_ITS_NAME.match(words, match.end())  # 라쿠텐 은행, Rakuten bank
        end = rest.end() if rest else match.end()
        yield match.start(), end, "" if match["other"] else called[match[0].lower()]


def _edged(name: str) -> str:
    """A name in Latin letters is a word of its own."""
    before = r"(?<![A-Za-z])" if name[0].isascii() else ""
    after = r"(?![A-Za-z])" if name[-1].isascii() else ""
    return f"{before}{re.escape(name)}{after}"
