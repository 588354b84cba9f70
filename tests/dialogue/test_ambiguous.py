"""Words that mean several things are asked back, whatever the intent model is sure of."""

from __future__ import annotations

import pytest

from tests.dialogue.talking import Conversation


@pytest.mark.parametrize("words", ["更新したい", "更新はどうすればいいですか", "更新の手続き"])
def test_bare_renewal_is_asked_back(talk: Conversation, words: str) -> None:
    """更新 alone may be of three things: none of them is guessed."""
    reply = talk.say("ecert_renewal", words)
    assert reply.messages[0]["answer"]["kind"] == "options"
    assert {"電子証明書の更新", "次の紙は自動で届くか"} <= set(reply.buttons)


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("notice_expiry", "この紙はいつまで使えますか"),
        ("certificate_expiry", "届いた紙の期限は?"),
        ("what_is_notice", "紙がきた"),
    ],
)
def test_paper_without_a_name_is_asked_back(talk: Conversation, intent: str, words: str) -> None:
    """この紙 may be either of the two: the title is asked for by two buttons."""
    reply = talk.say(intent, words)
    assert reply.messages[0]["answer"]["kind"] == "options"
    assert len(reply.buttons) == 3


@pytest.mark.parametrize(
    ("intent", "words", "first"),
    [
        ("out_of_scope", "青い紙が届いたんだけどこれ何", "資格情報のお知らせとは"),
        ("nlu_fallback", "黄色の小さい紙はいつまで使える", "お知らせの期限"),
        ("what_is_certificate", "はがきくらいの紙は何ですか", "資格情報のお知らせとは"),
    ],
)
def test_looks_of_a_paper_are_asked_back(
    talk: Conversation, intent: str, words: str, first: str
) -> None:
    """The newsletter gives no colours and sizes: which title is on the paper is asked."""
    reply = talk.say(intent, words)
    assert reply.messages[0]["answer"]["kind"] == "options"
    assert next(iter(reply.buttons)) == first


@pytest.mark.parametrize(
    ("intent", "words"),
    [
        ("ecert_renewal", "電子証明書を更新したい"),
        ("certificate_expiry", "確認書の紙はいつまで使えますか"),
        ("certificate_expiry", "保険証の代わりの紙はいつまで"),
        ("limit_certificate", "認定証を更新したい"),
    ],
)
def test_named_things_are_answered(talk: Conversation, intent: str, words: str) -> None:
    """With a name in the words there is nothing to ask back."""
    assert talk.say(intent, words).messages[0]["answer"]["id"] == intent
