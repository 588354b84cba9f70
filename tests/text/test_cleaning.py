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
    """The model sees one word for every date; spans and ages keep their meaning."""
    assert for_understanding(raw) == seen


@pytest.mark.parametrize(
    "template",
    [
        "{}は休みですか",
        "{}も電話できますか",
        "{}でも間に合いますか",
        "資格確認書は{}に届きますか",
        "{}に区役所で申し込みました",
        "期限は{}までです",
        "{}だったらどうなりますか",
        "{}生まれの母です",
    ],
)
def test_every_day_is_alike(template: str) -> None:
    """All days of a month, with and without it, in every writing, are one and the same word."""
    days = [f"{day}日" for day in range(1, 32)] + ["１５日"]
    days += [f"{month}月{day}日" for month in (1, 8, 12) for day in (1, 3, 28)]
    if "も" not in template:  # 二十日も, like 26日も, may be a length of time
        days += ["二十日", "三十一日", "十日", "はつか", "八月三日", "8/3"]
    days += ["昭和31年3月1日", "2026年3月31日", "令和八年三月二十日", "S30.7.15"]
    seen = {for_understanding(template.format(day)) for day in days}
    assert seen == {template.format(DAY_WORD)}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{}から2割になります", [f"{month}月" for month in range(1, 13)] + ["三月", "令和8年7月"]),
        ("{}に卒業します", ["2026年", "2027年", "令和8年", "令和九年"]),
        ("来月{}に受診します", [f"{day}日" for day in range(1, 29)]),
        ("{}まで電話できますか", [f"{hour}時" for hour in range(8, 22)] + ["17:15", "5時半"]),
        ("病院で{}払いました", ["38万円", "5000円", "１２，０００円"]),
    ],
)
def test_other_numbers_are_alike(template: str, said: list[str]) -> None:
    """Months, years, times of day and sums of money are each one word."""
    assert len({for_understanding(template.format(words)) for words in said}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "70歳です", "65歳以上", "90日を超えて入院", "2割です", "3割から2割に", "第179号", "1点2点",
        "問1の答え", "第2土曜", "2枚届いた", "3か月後", "10年と5年", "3年生", "元日は", "月末まで",
    ],
)  # fmt: skip
def test_numbers_that_mean_something_stay(text: str) -> None:
    """An age, a length of time, a share, a count and a number of something are kept."""
    assert for_understanding(text) == text


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("ペイジ―です", "ペイジーです"),
        ("ペイジ−", "ペイジー"),
        ("コ―ルセンタ—", "コールセンター"),
        ("Pay-easyで", "ペイジーで"),
        ("ＰＡＹ　ＥＡＳＹ", "ペイジー"),
        ("payeasy", "ペイジー"),
        ("ペイイージー", "ペイジー"),
        ("マテ゛", "マデ"),
        ("ﾃﾞﾝｼ", "デンシ"),
        ("ハ゜ート", "パート"),
        ("044-200-0783", "044-200-0783"),
        ("7―8月", "7―8月"),
    ],
)
def test_slips_of_the_keyboard(raw: str, mended: str) -> None:
    """A wrong dash, a voicing mark apart and a foreign spelling of ペイジー are mended."""
    assert normalise(raw) == mended


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
