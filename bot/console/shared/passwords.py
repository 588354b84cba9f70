"""What may be a password: long, and not easy to guess; no rules about signs (NIST SP 800-63B)."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import AccountError

SHORTEST, LONGEST = 12, 200  # characters
_LEFT_SHORTEST = 8  # characters left when everything obvious is taken away
_DISTINCT_FEWEST = 6

# What people take when they have to invent one in this office, and what guessers try first.
_OBVIOUS = (
    *("password", "passwd", "pass", "パスワード", "ぱすわーど", "secret", "letmein", "welcome"),
    *("admin", "administrator", "root", "user", "login", "signin", "test", "guest", "changeme"),
    *("operator", "editor", "console", "callcenter", "callcentre", "コールセンター"),
    *("kawasaki", "川崎", "かわさき", "カワサキ", "kanagawa", "神奈川", "shiyakusho", "市役所"),
    *("kuyakusho", "区役所", "kokuho", "国保", "こくほ", "kokumin", "国民", "kenkou", "kenko"),
    *("健康", "hoken", "保険", "nenkin", "年金", "faq", "reiwa", "令和", "heisei", "平成"),
    *("qwertyuiop", "qwerty", "asdfghjkl", "asdf", "zxcvbnm", "zxcv", "1qaz2wsx", "qazwsx"),
    *("abcdefgh", "abcdef", "abcd", "abc", "iloveyou", "sakura", "monkey", "dragon"),
    *("1234567890", "0123456789", "12345678", "123456", "1234", "123", "0987654321", "987654321"),
)
_NUMBERS = re.compile(r"(?:19|20)\d\d|[\W_]+")  # years, and what stands between words
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
    if len(set(found)) < _DISTINCT_FEWEST or _is_obvious(found, name):
        raise AccountError("that password is too easy to guess; take a few words of your own")
    return found


def _is_obvious(password: str, name: str) -> bool:
    """Is too little left without the name, years and what everybody takes?"""
    plain = password.casefold()
    spellings = (plain, plain.translate(_LOOKALIKES))
    return any(len(_left(spelling, name)) < _LEFT_SHORTEST for spelling in spellings)


def _left(text: str, name: str) -> str:
    words = {name.casefold(), *_OBVIOUS}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        text = text.replace(word, " ")
    return _NUMBERS.sub("", text)
