"""bot/text/cleaning.py: what every door does to words first."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.cleaning import DAY_WORD, LONGEST, clean, for_understanding, normalise

from . import repeatable


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("資格確認書", "資格確認書"),
        ("  資格\t確認書\r\n ", "資格 確認書"),
        ("資格　　確認書", "資格 確認書"),
        ("a\x00b\x07c\x1b[31m", "a b c [31m"),
        ("a\u200bb\u200fc\ufeffd", "a b c d"),
        ("a\ue000b\ud800c\uffffd", "a b c d"),
        ("", ""),
        (" \u3000\t\n\x00\u200b", ""),
        ("ｶｰﾄﾞ　Ｗｅｂ", "ｶｰﾄﾞ Ｗｅｂ"),
        ("お寿司🍣と👍🏽", "お寿司🍣と👍🏽"),
        (
            "<b>確認書</b>&amp;<script>alert(1)</script>",
            "<b>確認書</b>&amp;<script>alert(1)</script>",
        ),
        ("'; DROP TABLE users; --", "'; DROP TABLE users; --"),
        ("{phone} %s \\n {0}", "{phone} %s \\n {0}"),
        ("髙﨑 葛󠄀", "髙﨑 葛󠄀"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    """Control characters and runs of spaces become one space; all else stays as typed."""
    assert clean(raw) == cleaned


@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 5000, 100_000])
def test_clean_cuts(length: int) -> None:
    """Never more than the longest text comes out, and nothing of a shorter one is lost."""
    assert clean("確" * length) == "確" * min(length, LONGEST)


def test_spaces_do_not_count() -> None:
    """A long run of spaces in front does not push the words out."""
    assert clean(" " * 5000 + "確認書" + "\n" * 5000) == "確認書"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("ｶｰﾄﾞﾘｰﾀﾞｰ", "カードリーダー"),
        ("Ｗｅｂ　ＷＥＢ", "web web"),
        ("①か㈱か㍻", "1か(株)か平成"),
        ("ＯＫです！", "okです!"),
        ("ＭＹ\x00ＮＡ", "my na"),
        ("が", "が"),
    ],
)
def test_normalise(raw: str, normal: str) -> None:
    """Every width and case becomes one."""
    assert normalise(raw) == normal


def test_normalise_stays_short() -> None:
    """Characters that become many (﷽ becomes eighteen) do not make the text longer than allowed."""
    assert len(normalise("\ufdfa" * 5000)) <= LONGEST


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("昭和30年7月15日生まれです", f"{DAY_WORD}生まれです"),
        ("在留期限は2026/3/31です", f"在留期限は{DAY_WORD}です"),
        ("Ｓ３０．７．１５", DAY_WORD),
        ("昭和30年7月15日と令和8年3月20日", f"{DAY_WORD}と{DAY_WORD}"),
        ("3か月で終わりますか", "3か月で終わりますか"),
        ("来月からですか", "来月からですか"),
        ("70歳になります", "70歳になります"),
        ("確認書はいつまで", "確認書はいつまで"),
        ("26の銀行", "26の銀行"),
        ("ｼｶｸ ｶｸﾆﾝｼｮ", "シカク カクニンショ"),
        ("", ""),
    ],
)
def test_for_understanding(raw: str, seen: str) -> None:
    """The model sees one word for every date with a year; spans and ages keep their meaning."""
    assert for_understanding(raw) == seen


@repeatable
@given(st.text(max_size=300))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A cleaned text is clean, has no control characters, and is not longer than it was."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert len(cleaned) <= min(len(text), LONGEST)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs", "Cn") for c in cleaned)


@repeatable
@given(st.text(max_size=300))
def test_normalising_twice_changes_nothing(text: str) -> None:
    """A normalised text is normal."""
    assert normalise(normalise(text)) == normalise(text)


@repeatable
@given(st.text(alphabet=string.printable, max_size=300))
def test_plain_letters_are_never_lost(text: str) -> None:
    """Of the plain characters only spaces and control characters are touched."""
    kept = [c for c in text if c.isprintable() and c != " "]
    assert [c for c in clean(text) if c != " "] == kept


@repeatable
@given(st.text(max_size=200))
def test_anything_can_be_understood(text: str) -> None:
    """Whatever is typed, the model gets a short text and no exception."""
    assert len(for_understanding(text)) <= LONGEST
