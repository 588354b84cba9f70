"""bot/conversation/handoff.py: which words are about a number, which are a yes and which a no."""

from __future__ import annotations

import asyncio
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import say
from bot.conversation.handoff import is_about_number
from tests.house.handing import (
    ASKS,
    OFFER,
    UNDO,
    Talk,
    asked_for_consent,
    card,
    numbers_in,
    who_asked,
)


@pytest.fixture
def talk() -> Talk:
    """A resident who has asked something."""
    return who_asked()


@pytest.fixture
def asked() -> Talk:
    """The same, while the question for consent is open."""
    return asked_for_consent()


# What is about a number.


@pytest.mark.parametrize(
    "words",
    [
        ASKS,
        "相談番号",
        "相談番号をください。",
        "相談 番号",
        "相談ナンバーを教えて",
        "そうだんばんごう",
        "ｿｳﾀﾞﾝﾊﾞﾝｺﾞｳ",
        "ソウダン番号ってなに?",
        "相談用の番号がほしいです",
        OFFER,
    ],
)
def test_a_number_may_be_asked_for_at_any_time(talk: Talk, words: str) -> None:
    """Typed in whichever letters, and as the button says it, it leads to the same question."""
    told = talk.say(words) or ""
    assert told.endswith(say("consult", "agree"))
    assert talk.mine.consenting
    assert is_about_number(words)


@pytest.mark.parametrize(
    "words",
    [
        "電話番号を教えて", "マイナンバー", "相談の電話番号", "番号", "はい", "いいえ",
        "お願いします",
        "取り消し", "やめる", "資格確認書はいつまで使えますか", "相談したい", "", "consult:yes",
        "consult:ask", "/consult:yes", "死にたい。相談番号をください", "助けて!相談番号",
    ],
)  # fmt: skip
def test_all_else_is_for_rasa(talk: Talk, words: str) -> None:
    """What does not name the number is none of our business, nor are our payloads when typed;
    a cry for help is answered as one."""
    assert talk.say(words) is None
    assert not talk.mine.consenting
    assert not is_about_number(words)


@pytest.mark.parametrize(
    "words",
    [
        UNDO,
        "相談番号はいりません",
        "相談番号を消して",
        "相談番号をキャンセル",
        "相談番号が不要です",
    ],
)
def test_a_number_may_be_taken_back_in_words(asked: Talk, words: str) -> None:
    """Who does not want it any more says so in a sentence."""
    asked.say("はい")
    assert asked.say(words) == say("consult", "undone")
    assert asyncio.run(asked.numbers.count()) == 0


# The consent.

YES = [
    "はい", "はい。", "ハイ", "はーい!", "はい、お願いします", "はい　はい", "ええ", "うん",
    "OK", "ＯＫです", "オッケー", "お願いします", "おねがいします", "お願い致します",
    "よろしくお願いいたします。", "作ってください", "作って下さい", "相談番号を作ってください",
    "番号をお願いします", "同意します", "はい🙏",
]  # fmt: skip
NO = [
    "いいえ", "いえ、結構です", "いや", "ノー", "no", "けっこうです", "大丈夫です",
    "もういいです", "やめます", "やめておきます", "作らないでください", "作りません",
    "要りません", "いらない", "不要です", "同意しません", "取り消し", "取消", "取り消します",
    "キャンセル", "とりけして",
]  # fmt: skip
UNCLEAR = [
    "。", "!", "、。!", "🙏", "はい?", "はいいえ", "はい、いいえ", "いや、はい",
    "はいではありません", "お願いしません", "はい、でも名前は見せないで",
    "作ってもいいけど料金は?", "うんざり", "okじゃない", "番号", "ですか", "です", "たぶん",
    "どうしよう", "わかりました", "1", "昭和30年7月15日", "ok?",
    "はいはい、わかったから黙って",
]  # fmt: skip


@pytest.mark.parametrize("words", YES)
def test_a_clear_yes(asked: Talk, words: str) -> None:
    """Words that can mean nothing else make one number."""
    assert len(numbers_in(asked.say(words) or "")) == 1
    assert asyncio.run(asked.numbers.count()) == 1


@pytest.mark.parametrize("words", NO)
def test_a_clear_no(asked: Talk, words: str) -> None:
    """A no makes none and is taken at its word."""
    assert asked.say(words) == say("consult", "declined")
    assert (asyncio.run(asked.numbers.count()), asked.mine.consenting) == (0, False)


@pytest.mark.parametrize("words", UNCLEAR)
def test_anything_else_is_no_consent(asked: Talk, words: str) -> None:
    """Marks alone, doubts, conditions and other questions make no number."""
    assert not numbers_in(asked.say(words) or "")
    assert asyncio.run(asked.numbers.count()) == 0


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*YES, *NO, *UNCLEAR]), min_size=1, max_size=3))
def test_one_doubt_is_enough(parts: list[str]) -> None:
    """Words together are a yes only if each of them is one, or is a mere mark beside one."""
    told = asked_for_consent().say("、".join(parts)) or ""
    yes = any(p in YES for p in parts) and all(p in YES or not re.search(r"\w", p) for p in parts)
    assert bool(numbers_in(told)) == yes


@pytest.mark.parametrize(
    "words", ["はい" * 2500 + "、ではありません", "はい" * 21, "は" + "ー" * 5000 + "い"]
)
def test_what_is_long_is_no_clear_yes(asked: Talk, words: str) -> None:
    """Of a long text only the beginning is read, so that it is never taken as a consent."""
    assert not numbers_in(asked.say(words) or "")
    assert asyncio.run(asked.numbers.count()) == 0


def test_yes_means_that_only_right_after_the_question(asked: Talk) -> None:
    """After a turn about something else はい is for Rasa again."""
    asked.turn("ところで、窓口は?", card("call_center"))
    assert asked.say("はい") is None
    assert asyncio.run(asked.numbers.count()) == 0
