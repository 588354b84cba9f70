"""Taking personal data out of words before they are stored or logged.

A found piece is replaced by a labelled placeholder: 〔番号〕, 〔電話〕, 〔メール〕, 〔郵便番号〕,
〔住所〕, 〔名前〕, 〔日付〕. Everything else stays as it was typed, also the city's own number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from bot.text.addresses import find_addresses
from bot.text.city import city_words
from bot.text.foreign import find_personal_days
from bot.text.grammar import read_dates
from bot.text.mails import find_accounts, find_mails, find_told_mails
from bot.text.names import find_names
from bot.text.number_words import find_number_words
from bot.text.spans import HIDDEN, Normal, fold, normalise
from bot.text.told_numbers import find_codes, find_told_numbers

Span = tuple[int, int]
Finder = Callable[[str], Iterator[Span]]

_PLACEHOLDER = re.compile("〔(?:番号|電話|メール|郵便番号|住所|名前|日付)〕")
_ANY_DAY = datetime.date(2001, 1, 1)  # where a date stands does not depend on today

# What people write between the groups of a number: 090-1234-5678, 090.1234.5678, 090 - 1234 - 5678.
_DASH = r"[ .・/_\-ー()]{0,3}"
_PHONE = re.compile(
    rf"(?<![0-9])(?:\+\s?81{_DASH}|0)[0-9]{{1,4}}{_DASH}[0-9]{{1,4}}{_DASH}[0-9]{{3,4}}(?![0-9])"
)
_POSTAL_CODE = re.compile(
    r"(?:〒|郵便番号)[はが:]?\s?[0-9]{3}[\-ーの ]?[0-9]{4}(?![0-9])"
    r"|(?<![0-9\-])[0-9]{3}-[0-9]{4}(?![0-9\-])"
)
_TWELVE = re.compile(r"(?<![0-9])[0-9](?:[ .・/_\-ー]{0,3}[0-9]){11}(?![0-9])")
_SIX = re.compile(r"(?<![0-9])[0-9]{6}(?=生|うまれ)")  # a birthday that no reader of dates takes
_DIGITS = re.compile(r"[0-9]+(?:[\-ー][0-9]+)*")
_LONG = 7  # digits from which a number may belong to a person


def mask(text: str) -> str:
    """Return ``text`` with numbers, phones, mail, addresses, names and dates replaced.

    Masking a masked text changes nothing.
    """
    return _masked(text, _ALL)


def mask_numbers(text: str) -> str:
    """Return ``text`` with only numbers, phones and mail replaced; dates stay readable."""
    return _masked(text, _NUMBERS)


def _each(pattern: re.Pattern[str]) -> Finder:
    """Return a finder for every match of a pattern in folded text."""

    def find(text: str) -> Iterator[Span]:
        return (match.span() for match in pattern.finditer(fold(text)))

    return find


def _folded(find: Finder) -> Finder:
    """The same finder, for text that is not folded."""
    return lambda text: find(fold(text))


@lru_cache
def _numbers_of(phones: tuple[str, ...]) -> re.Pattern[str]:
    """The city's own numbers, however somebody writes them; nothing for no number."""
    written = "|".join(_DASH.join(phone.split("-")) for phone in phones)
    return re.compile(rf"(?<![0-9])(?:{written})(?![0-9])" if written else r"(?!)")


def _find_own_phones(text: str) -> Iterator[Span]:
    return (match.span() for match in _numbers_of(city_words().phones).finditer(fold(text)))


def _find_dates(text: str) -> Iterator[Span]:
    return ((said.start, said.end) for said in read_dates(fold(text), _ANY_DAY))


def _find_phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(fold(text)):
        if _count_digits(match.group()) in ((11, 12) if "+" in match.group() else (10, 11)):
            yield match.span()


def _find_long_numbers(text: str) -> Iterator[Span]:
    for match in _DIGITS.finditer(fold(text)):
        if _count_digits(match.group()) >= _LONG:
            yield match.span()


def _count_digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


# In this order: what an earlier finder has taken is hidden from the later ones. Without a label the
# words stay, but no later finder may take them.
_KEEP = ""
_NUMBERS: tuple[tuple[str, Finder], ...] = (
    ("メール", _folded(find_mails)),
    ("メール", _folded(find_told_mails)),
    (_KEEP, _find_own_phones),
    (_KEEP, find_personal_days),
    (_KEEP, _find_dates),
    ("電話", _find_phones),
    ("番号", _each(_TWELVE)),
    ("郵便番号", _each(_POSTAL_CODE)),
    ("番号", _find_long_numbers),
    ("番号", _folded(find_told_numbers)),
    ("番号", _folded(find_number_words)),
)
_DATES = (_find_dates, find_personal_days)
_ALL: tuple[tuple[str, Finder], ...] = (
    *(
        (label or ("日付" if find in (_find_dates, find_personal_days) else _KEEP), find)
        for label, find in _NUMBERS
    ),
    ("日付", _each(_SIX)),
    ("番号", _folded(find_codes)),
    ("番号", _folded(find_accounts)),
    ("住所", find_addresses),
    ("名前", find_names),
)


def _masked(text: str, finders: tuple[tuple[str, Finder], ...]) -> str:
    # A placeholder can bring to light what its words had covered; every round hides something more.
    while (masked := _masked_once(normalise(text), finders)) != text:
        text = masked
    return text


def _masked_once(normal: Normal, finders: tuple[tuple[str, Finder], ...]) -> str:
    visible = _PLACEHOLDER.sub(lambda match: HIDDEN * len(match.group()), normal.text)
    hits: list[tuple[int, int, str]] = []
    for label, find in finders:
        spans = [span for span in _apart(find(visible)) if HIDDEN not in visible[slice(*span)]]
        visible = _replaced(visible, [(a, b, HIDDEN * (b - a)) for a, b in spans])
        hits += [(*normal.span(a, b), f"〔{label}〕") for a, b in spans if label]
    return _replaced(normal.original, sorted(hits))


def _apart(spans: Iterator[Span]) -> Iterator[Span]:
    """Leave out spans that begin inside an earlier one."""
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def _replaced(text: str, pieces: list[tuple[int, int, str]]) -> str:
    """Replace the sorted spans; one that shares a character with the one before gives way to it."""
    out: list[str] = []
    done = 0
    for start, end, new in pieces:
        if start >= done:
            out += [text[done:start], new]
            done = end
    return "".join([*out, text[done:]])
