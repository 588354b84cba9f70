"""The talk itself, when no question of ours is open."""

from __future__ import annotations

import pytest

from bot.content import find_answer, say
from tests.dialogue.matters import BY_ID, ask, go_through
from tests.dialogue.talking import PHONE, Conversation

# fmt: off
ABOUT_THE_TALK = (
    "affirm", "deny", "inform", "whose", "dont_know", "decline", "cancel", "rephrase", "operator",
)
# fmt: on


@pytest.mark.parametrize("intent", ABOUT_THE_TALK)
def test_out_of_the_blue(talk: Conversation, intent: str) -> None:
    """Without an open question each of them has a written answer."""
    reply = talk.say(intent, "そうですね")
    assert reply.ids == [intent]
    assert find_answer(intent).short.partition("{")[0] in reply


@pytest.mark.parametrize("intent", ABOUT_THE_TALK)
def test_twice_out_of_the_blue(talk: Conversation, intent: str) -> None:
    """Said twice, they are answered in other words."""
    assert talk.say(intent, "そうですね").text != talk.say(intent, "そうですね").text


@pytest.mark.parametrize("intent", ["affirm", "deny"])
def test_yes_or_no_to_a_question_for_a_date(talk: Conversation, intent: str) -> None:
    """はい to a question for a date is no date: the question is asked again."""
    ask(talk, BY_ID["certificate_expiry"])
    reply = talk.say(intent, "はい" if intent == "affirm" else "いいえ")
    assert reply.asks
    assert say("talk", "unread") in reply


def test_none_of_these(talk: Conversation) -> None:
    """どれでもない after options asks for other words and names the phone."""
    talk.say("nlu_fallback", "あれの期限", [("certificate_expiry", 0.4), ("notice_expiry", 0.3)])
    reply = talk.press("どれでもない")
    assert "別の言葉" in reply
    assert PHONE in reply


@pytest.mark.parametrize("matter_id", ["certificate_expiry", "ecert_grace", "debit_start"])
def test_say_it_again_while_a_question_is_open(talk: Conversation, matter_id: str) -> None:
    """もう一回 while a question is open asks that question again."""
    first = ask(talk, BY_ID[matter_id])
    reply = talk.say("rephrase", "もう一回言ってください")
    assert reply.last.endswith(first.last)


def test_say_it_again_after_an_answer(talk: Conversation) -> None:
    """もう一回 after an answer gives the same answer in other words."""
    talk.say("what_is_notice", "お知らせって何ですか")
    reply = talk.say("rephrase", "もっと簡単に言ってください")
    assert reply.ids == ["what_is_notice"]
    assert reply.first == find_answer("what_is_notice").again


def test_start_over_counts_anew(talk: Conversation) -> None:
    """After 最初から the first answer comes in its first words again."""
    first = talk.say("what_is_notice", "お知らせって何ですか")
    talk.say("start_over", "最初から")
    assert talk.say("what_is_notice", "お知らせって何ですか").text == first.text


def test_start_over_while_a_question_is_open(talk: Conversation) -> None:
    """最初から ends an open question; what is said then does not answer it."""
    ask(talk, BY_ID["certificate_expiry"])
    assert not talk.say("start_over", "最初から").asks
    assert talk.say("inform", "昭和31年3月1日です").ids == ["inform"]
    assert talk.state.topic is None


def test_button_of_start_over_leads_on(talk: Conversation) -> None:
    """The buttons after 最初から ask their questions."""
    go_through(talk, BY_ID["ecert_grace"])
    talk.say("start_over", "最初から")
    assert talk.press("資格確認書の期限").ids[0] == "certificate_expiry"
