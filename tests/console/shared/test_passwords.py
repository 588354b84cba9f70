"""bot/console/shared/passwords.py: long and not obvious, in whatever width it is typed."""

from __future__ import annotations

import secrets
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.shared.passwords import LONGEST, SHORTEST, check_password, normalised, prepared
from bot.errors import AccountError

quietly = settings(max_examples=50)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "ほととぎすなきつるかたを",
        "tr7-Vk2_qLw9",
        "x" * 8 + " moist ferry",
        " leading and trailing ",
        "川崎の国保はまいあさ七時に坂をのぼる",
        "kawasaki rains on my bicycle",
        "明日は🌧️のち☀️きっと遠足です",
        "q9 wound lemon " * 13,
    ],
)
def test_what_may_be_a_password(password: str) -> None:
    """A few words of one's own, in any script and with spaces, are taken as they are typed."""
    assert check_password(password, "hanako") == unicodedata.normalize("NFKC", password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "12 to 200"),
        ("elevenchars", "12 to 200"),
        ("long enough?" * 17, "12 to 200"),
        ("x moist ferry" * 10_000, "12 to 200"),
        ("moist\tferry wound", "control"),
        ("moist ferry\x00wound", "control"),
        ("moist ferry\u200bwound", "control"),
        ("moist ferry \udcff wound", "control"),
        ("aaaaaaaaaaaaaaaa", "easy"),
        ("abababababab", "easy"),
        ("password2025!", "easy"),
        ("P@ssw0rd-2025", "easy"),
        ("kawasaki-kokuho-2025", "easy"),
        ("K4w4s4k1 K0kuh0", "easy"),
        ("川崎市役所国保年金2025", "easy"),
        ("ﾊﾟｽﾜｰﾄﾞﾊﾟｽﾜｰﾄﾞﾊﾟｽﾜｰﾄﾞ", "easy"),
        ("ｐａｓｓｗｏｒｄ２０２５", "easy"),
        ("hanako-hanako-1", "easy"),
        ("Hanako1987Hanako", "easy"),
        ("1234567890123", "easy"),
        ("qwertyuiopasdf", "easy"),
        ("abcdefghijkl", "easy"),
    ],
    ids=lambda value: value[:20].encode("unicode_escape").decode(),
)
def test_what_may_not(password: str, why: str) -> None:
    """What is short, endless, unseen or first in a guesser's list is refused with the reason."""
    with pytest.raises(AccountError, match=why) as refusal:
        check_password(password, "hanako")
    assert len(password) < SHORTEST or password not in str(refusal.value)


@pytest.mark.parametrize(
    ("length", "fits"), [(SHORTEST - 1, 0), (SHORTEST, 1), (LONGEST, 1), (LONGEST + 1, 0)]
)
def test_the_lengths(length: int, fits: int) -> None:
    """12 to 200 characters, both included."""
    password = ("zvmklrtbdy" * 21)[:length]
    if fits:
        assert check_password(password, "hanako") == password
    else:
        with pytest.raises(AccountError):
            check_password(password, "hanako")


@quietly
@given(
    st.lists(
        st.sampled_from(["kawasaki", "国保", "hanako", "password", "2025", "1999", "-", "!", " "]),
        min_size=4,
        max_size=20,
    ),
    st.booleans(),
)
def test_nothing_but_the_obvious(parts: list[str], shout: bool) -> None:
    """Whatever is only made of the name, years, the office and its like is refused."""
    password = "".join(parts)
    with pytest.raises(AccountError):
        check_password(password.upper() if shout else password, "hanako")


@quietly
@given(st.binary(min_size=16, max_size=40))
def test_what_a_generator_makes(random: bytes) -> None:
    """A random password as a password manager makes it is hardly ever refused as obvious."""
    made = "".join("bdfghjklmnpqrtvwxyz9"[byte % 20] for byte in random)
    if len(set(made)) >= 6:
        assert check_password(made, "hanako") == made


def test_a_token_may_be_a_password() -> None:
    """So is what the standard library makes."""
    for _ in range(100):
        token = secrets.token_urlsafe(24)
        assert check_password(token, "hanako") == token


@quietly
@given(st.text(max_size=60))
def test_widths_are_the_same(typed: str) -> None:
    """Prepared twice is prepared once, so what is stored fits what is typed."""
    assert prepared(prepared(typed)) == prepared(typed)
    assert prepared(unicodedata.normalize("NFD", typed)) == prepared(typed)


@quietly
@given(st.text(max_size=30), st.integers(1, 6))
def test_what_is_cut_stays_too_long(typed: str, longest: int) -> None:
    """Cutting before normalising never makes a fitting text of one that is too long."""
    whole = unicodedata.normalize("NFKC", typed)
    found = normalised(typed, longest)
    assert found == whole or len(found) > longest


def test_four_become_one() -> None:
    """The longest that can be typed is taken in its longest spelling too, and one more is not."""
    one = "\u1f82"  # alpha with three marks
    longest = one * LONGEST
    assert prepared(unicodedata.normalize("NFD", longest)) == longest
    assert len(prepared(unicodedata.normalize("NFD", longest) + "a")) > LONGEST
