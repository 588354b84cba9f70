"""bot/text/lexer.py: tokens, above all where words begin in running hiragana."""

from __future__ import annotations

import pytest

from bot.text.lexer import Kind, tokenise


def kinds(text: str) -> list[str]:
    """Return the names of the kinds of tokens in the text."""
    return [token.kind.name for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昭和30年7月15日", "ERA NUMBER YEAR NUMBER MONTH NUMBER DAY"),
        ("しょうわさんじゅうねん", "ERA NUMBER YEAR"),
        ("れいわがんねん", "ERA NUMBER YEAR"),
        ("s30.7.15", "ERA NUMBER NUMBER NUMBER"),
        ("昨日", "DAY_OFFSET"),
        ("先月", "MONTH_OFFSET"),
        ("再来年", "YEAR_OFFSET"),
        ("3か月", "NUMBER MONTHS"),
        ("先週の金曜日", "VAGUE_TIME"),
        ("15 july", "NUMBER ENGLISH_MONTH"),
        ("たんじょうびはしちがつ", "NUMBER MONTH"),
        ("3月末", "NUMBER MONTH"),
        ("月末", "MONTH_END"),
        ("令和7年度末", "ERA NUMBER YEAR"),
        ("年度末", "FEAST"),
    ],
)
def test_cuts_dates_into_tokens(text: str, expected: str) -> None:
    """The words of dates become tokens of their kind."""
    assert kinds(text) == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "わたしがつかう",
        "なにがつかえますか",
        "おくさんがつかう",
        "きろくがつかない",
        "とうきょう",
        "きょうだい",
        "どうしようかな",
        "月曜日",
        "毎日",
        "残念です",
        "年金",
        "sサイズ",
        "対象になりますか",
        "maybe",
    ],
)
def test_finds_none_in_other_words(text: str) -> None:
    """Pieces of other words do not become marks, numbers in kana, eras or months."""
    loose = {"NUMBER", "DAY_WORD", "ERA"}
    assert [kind for kind in kinds(text) if kind not in loose] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1 9 5 5 年 7 月 1 5 日", [1955, 7, 15]),
        ("昭和 3 0 年 1 2 月", [30, 12]),
        ("平成7 3月", [7, 3]),
        ("1955 7 15", [1955, 7, 15]),
    ],
)
def test_joins_digits_typed_apart(text: str, values: list[int]) -> None:
    """Digits with blanks between are one number before 年, 月 or 日, unless a year lacks its 年."""
    assert [token.value for token in tokenise(text) if token.kind is Kind.NUMBER] == values


@pytest.mark.parametrize(
    ("text", "slip"), [("昭和30念", True), ("30念", False), ("7月15曰", True), ("15号", False)]
)
def test_reads_slips_only_in_place(text: str, slip: bool) -> None:
    """念 is 年 only behind an era, 曰 and 号 are 日 only behind a month."""
    assert (kinds(text)[-1] != "NUMBER") is slip
