"""まとめ: what the talk has worked out, told once more at its end."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.talking import Conversation, Reply

FIRST_DAY = "2025-08-01T10:00"
BUTTON = "結果のまとめを見る"


def rows(reply: Reply) -> list[tuple[str, str, str]]:
    """Name, matter and conclusion of each person."""
    people = reply.messages[0]["answer"]["parts"]["people"]
    return [(one["name"], one["about"], one["value"]) for one in people]


@pytest.fixture
def parents(begin: Begin) -> Conversation:
    """Father and mother, one after the other, each with a result."""
    talk = begin(FIRST_DAY)
    talk.say("certificate_expiry", "父の資格確認書の期限はいつですか。昭和25年11月3日生まれです")
    assert BUTTON not in talk.press("どれもない").buttons
    talk.say("whose", "じゃあ母は?")
    talk.say("inform", "昭和31年3月1日です")
    talk.press("どれもない")
    return talk


BOTH = [
    ("お父さま", "", "令和7年(2025年)11月2日"),
    ("お母さま", "", "令和8年(2026年)2月28日"),
]


def test_the_button_sums_up(parents: Conversation) -> None:
    """Once more was told than the last message holds, a button shows all of it."""
    assert rows(parents.press(BUTTON)) == BOTH


@pytest.mark.parametrize("words", ["まとめ", "結果をまとめてください", "結果の一覧を見せて"])
def test_words_sum_up(parents: Conversation, words: str) -> None:
    """Typed words are as good as the button, whatever the model makes of them."""
    assert rows(parents.say("nlu_fallback", words)) == BOTH


def test_a_result_with_an_open_question(begin: Begin) -> None:
    """What was told of one person is summed up while something is still asked."""
    talk = begin(FIRST_DAY)
    talk.say("certificate_expiry", "資格確認書の期限を知りたい")
    talk.say("inform", "昭和31年4月5日です")
    found = rows(talk.say("nlu_fallback", "まとめ"))
    assert found == [("調べたい方", "", "令和8年(2026年)4月30日")]


def test_two_matters(parents: Conversation) -> None:
    """Where several matters were worked out, each row says which."""
    parents.say("notice_expiry", "母の資格情報のお知らせの期限は?")
    parents.press("どれもない") if "どれもない" in parents.reply.buttons else None
    found = rows(parents.say("nlu_fallback", "まとめ"))
    assert [name for name, _, _ in found] == ["お父さま", "お母さま", "お母さま"]
    assert len({about for _, about, _ in found}) == 2


def test_nothing_to_sum_up(begin: Begin) -> None:
    """Where nothing was worked out, まとめ is a word like any other."""
    talk = begin(FIRST_DAY)
    assert not talk.say("nlu_fallback", "まとめ").messages[0]["answer"]["parts"]["people"]


def test_what_is_known_of_nobody_is_told_in_general(begin: Begin) -> None:
    """What holds for everybody is said once, and not of each that something is missing."""
    talk = begin()
    said = "父は昭和25年11月3日、母は昭和31年3月1日生まれです。二人の資格確認書の期限は?"
    talk.say("certificate_expiry", said)
    talk.press("どれもない")
    reply = talk.say("what_to_bring", "病院に持って行く物は何ですか")
    assert reply.kinds == ["general", "question"]
    assert "資格確認書を持って行ってください" in reply.first
    assert "お父さまのことをうかがいます" in reply.last
    assert "お答えできます" not in reply
