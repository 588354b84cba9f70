"""bot/dialogue/challenge.py: a day is doubted, or compared with the paper in hand."""

from __future__ import annotations

import pytest

from bot.content import say
from tests.dialogue.talking import Conversation

YES = f"はい。{say('challenge', 'stays')}"


@pytest.fixture
def told(talk: Conversation) -> Conversation:
    """The 28 February of somebody born on 昭和31年3月1日; the circumstances are still asked for."""
    talk.say("certificate_expiry", "昭和31年3月1日生まれです。資格確認書はいつまで？")
    return talk


@pytest.mark.parametrize(
    "words",
    [
        "紙に2月28日って書いてある。合ってる？",
        "紙には令和8年2月28日と書いてありますが、合っていますか",
        "確認書に2026年2月28日とあるけど、これで正しい？",
    ],
)
@pytest.mark.parametrize("ended", [True, False])
def test_the_day_on_the_paper(told: Conversation, words: str, ended: bool) -> None:
    """The same day on the paper is right: yes first, and an open question comes back."""
    if ended:
        told.press("どれもない")
    reply = told.say("inform", words)
    assert reply.first == YES
    assert reply.asks is not ended


def test_another_day_on_the_paper(told: Conversation) -> None:
    """Another day than ours is no yes: the paper is to be looked at together."""
    told.press("どれもない")
    reply = told.say("inform", "紙に7月31日って書いてある。合ってる？")
    assert reply.first == say("challenge", "stays")
    assert say("challenge", "printed") in reply
