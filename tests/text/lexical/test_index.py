"""bot/text/lexical/index.py: found however it is spelt, and what is only like it says so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text.lexical.index import FoundNames, LexicalIndex
from bot.text.lexical.terms import JAPANESE, OTHER

TITLES = {
    "expiry": "資格確認書の期限",
    "lost": "なくした・破れた",
    "debit": "口座振替に使える銀行",
    "stamp": "届出印",
}
SPOKEN = [("資格確認書", "カクニンショウ")]  # 確認証, the wrong name
INDEX = LexicalIndex(
    {name: JAPANESE.words(title) * 3 for name, title in TITLES.items()}, TITLES, JAPANESE, SPOKEN
)
FOREIGN = {"expiry": "Ngày hết hạn của thẻ", "bank": "Ngân hàng", "paper": "资格确认书"}
OTHERS = LexicalIndex({name: OTHER.words(title) for name, title in FOREIGN.items()}, FOREIGN, OTHER)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("期限", "expiry"),
        ("きげん", "expiry"),
        ("キゲン", "expiry"),
        ("kigen", "expiry"),
        ("kige", "expiry"),  # still being typed
        ("きげn", "expiry"),
        ("紛失した なくした", "lost"),
        ("無くしました", "lost"),
        ("資格", "expiry"),  # begins so
        ("しかく", "expiry"),
        ("確認書", "expiry"),  # lies in it
        ("確認賞", "expiry"),  # read as the wrong name is
        ("振替", "debit"),
        ("銀行 口座", "debit"),
        ("とどけでいん", "stamp"),
    ],
)
def test_found(typed: str, name: str) -> None:
    """Kana, kanji, romaji, beginnings, parts and homophones lead to the same."""
    found = INDEX.find(typed, 1)
    assert found == FoundNames((name,), near=False)


def test_a_rare_word_does_not_go_before_a_common_one() -> None:
    """きげ becomes 期限, which is often said, rather than 機嫌, which one card happens to hold."""
    said = {"expiry": ["期限"] * 5, "notice": ["期限"] * 4, "renewal": ["期限"], "mood": ["機嫌"]}
    index = LexicalIndex(said, dict.fromkeys(said, ""), JAPANESE)
    assert index.find("きげ", 1).names == ("expiry",)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("とどけいん", "stamp"), ("とどけでいし", "stamp")],
)
def test_like_it(typed: str, name: str) -> None:
    """A slip of the finger is found, and told apart from what holds the words."""
    found = INDEX.find(typed, 3)
    assert found.near
    assert name in found.names


@pytest.mark.parametrize("typed", ["", " ", "期", "👍", "。。", "qqqq"])
def test_like_nothing(typed: str) -> None:
    """One letter, a picture or what is like nothing finds nothing."""
    assert INDEX.find(typed, 3) == FoundNames()


@pytest.mark.parametrize(
    ("typed", "name"),
    [("het han", "expiry"), ("ngân", "bank"), ("NGAN H", "bank"), ("确认", "paper")],
)
def test_other_languages(typed: str, name: str) -> None:
    """With and without accents, from the beginning of a word on."""
    assert OTHERS.find(typed, 1).names == (name,)


@settings(max_examples=60)
@given(st.text(max_size=40), st.integers(0, 5))
def test_anything(typed: str, most: int) -> None:
    """Whatever is typed, no more than asked for, none twice, and near only where there is some."""
    found = INDEX.find(typed, most)
    assert len(found.names) == len(set(found.names)) <= most
    assert found.names or not found.near
