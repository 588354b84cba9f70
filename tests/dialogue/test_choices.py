"""bot/dialogue/choices.py: a typed choice is the choice, and nothing else is one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.choices import is_bare_number, picked_number

# What is typed, and which of three choices it picks.
PICKS = {
    1: "1 １ 一 いち ① ❶ 1️⃣ 1番 一番 1つ目 １つめ 一つ目 ひとつめ ひとつ目 1番目 "
    "まる1 丸1 ○1 (1) 1. 1) 1です 一番上 いちばん上 いちばんうえ 一番上のやつ "
    "上のやつ 上の うえ 最初 最初の 最初のやつ 最初ので はじめの 先頭の "
    "1番でお願いします じゃあ1で まず1 えっと1番のほう 下から3番目 No.1 1個目",
    2: "2 ２ 二 に ② ❷ 2️⃣ 2番 二番 2つ目 ２つめ 二つ目 ふたつめ ふたつめのやつ "
    "2番目 二番目でお願いします まる2 2で 2を 2がいいです 2番のほう 上から2番目 "
    "下から二番目 真ん中 真ん中のやつ 2番目の質問 2、お願いします",
    3: "3 ３ 三 さん ③ 3番 三番 3つ目 みっつめ 3番目 最後 最後の 最後のやつ 一番下 "
    "いちばん下のやつ 下のやつ ラスト 一番最後 3です 上から三番目 3番にします",
}  # fmt: skip
# None of them picks anything out of three.
NO_CHOICE = (
    "0", "4", "10", "９", "×", "2割です", "2割", "1日に届きますか", "3月",
    "昭和31年", "75歳です", "90日", "1点2点", "1と2", "1か2", "はい",
    "資格確認書", "一番近い区役所は", "最後に電話したい", "2枚届いた",
    "三つ教えて", "", "。", "第179号", "1番窓口はどこ", "3月31日",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"), [(text, n) for n, texts in PICKS.items() for text in texts.split(" ")]
)
def test_a_typed_choice(text: str, number: int) -> None:
    """However the number of a choice is typed, it picks that choice."""
    assert picked_number(text, 3) == number


@pytest.mark.parametrize("text", NO_CHOICE)
def test_no_choice(text: str) -> None:
    """What says more, or names a number that is not shown, picks nothing."""
    assert picked_number(text, 3) is None


@pytest.mark.parametrize(("text", "number"), [("下の", 2), ("上の", 1), ("後者", 2), ("最後", 2)])
def test_of_two(text: str, number: int) -> None:
    """Of two choices, the lower is the last; there is none in the middle."""
    assert picked_number(text, 2) == number
    assert picked_number("真ん中", 2) is None


def test_without_choices() -> None:
    """Where nothing is shown, nothing is picked."""
    assert picked_number("1", 0) is None


@given(st.text(max_size=12), st.integers(0, 12))
def test_only_what_is_shown(text: str, count: int) -> None:
    """Whatever is typed, a choice that is not shown is never picked."""
    number = picked_number(text, count)
    assert number is None or 1 <= number <= count


@pytest.mark.parametrize(
    "text", ["2", "２", "②", "2️⃣", "まる1", "31", "31です", "二", "2番", "2つめ", "2。", "三十一"]
)
def test_a_bare_number(text: str) -> None:
    """A number with nothing beside it is bare."""
    assert is_bare_number(text)


@pytest.mark.parametrize("text", ["2割", "2月", "31年", "最初の", "2番窓口", "はい", "", "1と2"])
def test_no_bare_number(text: str) -> None:
    """With a unit of its own, or other words, a number is not bare."""
    assert not is_bare_number(text)
