"""What may be a password: long, and not easy to guess; no rules about signs (NIST SP 800-63B)."""

from __future__ import annotations

import re
import unicodedata

from zxcvbn import zxcvbn

from bot.content import current_content
from bot.errors import AccountError

SHORTEST, LONGEST = 12, 200  # characters
_STRONG = 3  # of zxcvbn's 0 to 4: safe from guessing in moderation, as at a slowed sign-in
_JUDGED = 72  # characters that zxcvbn looks at; it takes time by the square of them

# What people here put together first; zxcvbn knows the world's lists, not this office. It counts
# such words as if each could have been any, so they are taken out before it judges the rest.
_OFFICE = (
    *("password", "passwd", "パスワード", "ぱすわーど", "secret", "admin", "root", "user"),
    *("login", "operator", "editor", "console", "callcenter", "コールセンター"),
    *("shiyakusho", "市役所", "kokuho", "国保", "こくほ", "国民", "健康", "保険", "hoken"),
    *("nenkin", "年金"),
    *("令和", "平成", "reiwa", "heisei"),
)
_YEARS = re.compile(r"(?:19|20)\d\d|[\W_]+")  # years, and what stands between words
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def prepared(typed: str) -> str:
    """`typed` as it is hashed and compared: full-width and half-width letters are the same."""
    return normalised(typed, LONGEST)


def normalised(typed: str, longest: int) -> str:
    """`typed` in NFKC; of what is longer than `longest` only so much that it stays too long.

    Some texts take time by the square of their length, so they are cut before. No composed
    character is made of more than four.
    """
    return unicodedata.normalize("NFKC", typed[: 4 * longest + 1])


def check_password(password: str, name: str) -> str:
    """The password as it is hashed. Raises AccountError saying what is wrong with it."""
    found = prepared(password)
    if not SHORTEST <= len(found) <= LONGEST:
        raise AccountError(f"a password has {SHORTEST} to {LONGEST} characters")
    if not found.isprintable():
        raise AccountError("a password has no control characters, such as a tab, in it")
    if _is_weak(found, name):
        raise AccountError("that password is too easy to guess; take a few words of your own")
    return found


def _is_weak(password: str, name: str) -> bool:
    """Is what is left without the name, years and the office's words quickly guessed?"""
    plain = password.casefold()
    spellings = {_left(text, name)[:_JUDGED] for text in (plain, plain.translate(_LOOKALIKES))}
    return any(zxcvbn(spelling)["score"] < _STRONG for spelling in spellings)


def _left(text: str, name: str) -> str:
    words = {name.casefold(), *_OFFICE, *current_content().city.guessable}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        text = text.replace(word, " ")
    return _YEARS.sub("", text) or " "
