"""bot/conversation/consultation.py: a number is understood as operators type and callers say it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.consultation import read_number

hundred = settings(max_examples=100)
# One way in which each digit is said short, and one in which it is drawn out.
SHORT = ("ぜろ", "いち", "に", "さん", "し", "ご", "ろく", "なな", "はち", "く")
LONG = ("れい", "いちー", "にい", "さん", "よーん", "ごお", "ろーく", "しち", "はち", "きゅう")


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        "123 456",
        " 123-456 ",
        "123－456",
        "１２３－４５６",
        "１２３　４５６",
        "12 34 56",
        "123、456。",
        "123.456",
        "(123)456",
        "「123 456」",
        "123の456",
        "①②③④⑤⑥",
        "一二三四五六",
        "123456です",
        "123 456 です。",
        "123456ですね",
        "123456番です",
        "123456でございます。",
        "番号は123456",
        "相談番号 123456",
        "相談番号は、123 456 です。",
        "いちにさんよんごろく",
        "いちにいさん よんごおろく",
        "いち、にい、さん。よん、ごう、ろくです",
        "いちにさん しいごろく",
        "イチ ニー サン ヨン ゴー ロク",
        "いちーにーさーん、よーんごーろーく",
        "番号は いちにさん 456 でございます",
    ],
)
def test_ways_to_say_a_number(text: str) -> None:
    """Typed in any width, grouped, or spelled out as people do on the phone."""
    assert read_number(text) == "123456"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("なななな なな", None),
        ("ななななななななななな", None),
        ("なななななななななななな", "777777"),
        ("しちはちきゅうぜろれいまる", "789000"),
        ("番号はちいちにさんよんご", "812345"),
        ("番号ははちいちにさんよんご", "812345"),
        ("にいちにいちにいち", "212121"),
        ("くうくうくう くくく", "999999"),
    ],
)
def test_where_one_digit_ends(text: str, number: str | None) -> None:
    """Digits that run into each other are told apart, and one too few is none."""
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "です", "相談番号", "12345", "1234567", "123 4567", "12345a", "１２３４５",
        "ひゃくにじゅうさん よんひゃくごじゅうろく", "百二十三四五六", "十二三四五六",
        "123456か234567", "-1234567", "+123456x", "0x1234", "1e5", "123456\x00", "٣٤٥٦٧٨",
        "½½½½½½", "いちにさんよんご",
        "9" * 5000, "いち" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    """Counted numbers (ひゃく…), too few or too many digits, and everything else."""
    assert read_number(text) is None


def spelled(words: tuple[str, ...], number: str) -> str:
    """Each digit as `words` say it."""
    return "".join(words[int(digit)] for digit in number)


@hundred
@given(st.from_regex(r"[0-9]{6}", fullmatch=True), st.data())
def test_every_number_is_read_back(number: str, data: st.DataObject) -> None:
    """Every six digits come back from each way of writing them, also from a mixture."""
    wide = number.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    mixed = "".join(
        data.draw(st.sampled_from((d, SHORT[int(d)], LONG[int(d)], "〇一二三四五六七八九"[int(d)])))
        for d in number
    )
    for text in (number, wide, spelled(SHORT, number), spelled(LONG, number), mixed):
        assert read_number(text) == number
        assert read_number(f"相談番号は {text[:3]} {text[3:]} です。") == number


@hundred
@given(st.text(max_size=40))
def test_any_text_is_a_number_or_none(text: str) -> None:
    """Whatever is typed gives six plain digits or nothing, the same in every width."""
    found = read_number(text)
    assert found is None or re.fullmatch("[0-9]{6}", found, re.ASCII)
    assert read_number(unicodedata.normalize("NFKC", text)) == found
