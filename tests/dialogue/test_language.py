"""bot/dialogue/language.py, switching.py: the language of the talk, and the Japanese beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from actions.answering import turn_of
from bot.content import current_content
from bot.dialogue.switching import language_asked_for
from bot.text.languages import LANGUAGES
from tests.dialogue.talking import Conversation
from tests.house.translated import two_languages


@pytest.fixture(scope="module", autouse=True)
def _our_city_in_two_languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Japanese and Filipino, of which each Japanese word is an x."""
    with two_languages(tmp_path_factory.mktemp("city"), "tl"):
        yield


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("English please", "en"),
        ("Do you speak English?", "en"),
        ("日本語で", "ja"),
        ("日本語でお願いします", "ja"),
        ("やさしい日本語で", "ja-easy"),
        ("英語で答えてください", "en"),
        ("中文可以吗？", "zh"),
        ("한국어로 해주세요", "ko"),
        ("tieng viet duoc khong", "vi"),
        ("Tagalog po", "tl"),
        ("em português", "pt"),
        ("en español por favor", "es"),
        ("नेपालीमा", "ne"),
        ("I don't speak Japanese", ""),
        ("日本語がわかりません", ""),
        ("Can I get the paper in English?", ""),
        ("資格確認書はいつまでですか", ""),
        ("12", ""),
    ],
)
def test_a_language_asked_for(said: str, language: str) -> None:
    """Its name and a polite word ask for a language; a sentence that only names one does not."""
    assert language_asked_for(said) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_own_name_asks_for_it(language: str) -> None:
    """What stands on the button of a language asks for it."""
    assert language_asked_for(LANGUAGES[language].name) == language


def test_the_language_is_kept() -> None:
    """A message that surely is Filipino is answered in it, and so is what is of no language."""
    talk = Conversation()
    talk.say("call_center", "Ano ang numero ng call center?", language="tl", sure=True)
    assert {m["answer"]["language"] for m in talk.reply.messages} == {"tl"}
    talk.say("certificate_expiry", "12", language="ja")
    assert {m["answer"]["language"] for m in talk.reply.messages} == {"tl"}
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか", language="ja", sure=True)
    assert {m["answer"]["language"] for m in talk.reply.messages} == {"ja"}


def test_a_word_switches() -> None:
    """The name of a language switches to it, and what follows is said in it."""
    talk = Conversation()
    talk.say("nlu_fallback", "Filipino", language="en", sure=True)
    assert talk.reply.messages[0]["answer"]["language"] == "tl"
    talk.say("certificate_expiry", "2026", language="ja")
    assert talk.reply.messages[0]["answer"]["language"] == "tl"
    talk.say("nlu_fallback", "日本語で", language="ja", sure=True)
    assert talk.reply.messages[0]["answer"]["language"] == "ja"


def test_the_channel_may_say_the_same() -> None:
    """A talk that went over to another language stays there, whatever its channel says next."""
    slots: dict[str, Any] = {}
    told = []
    for text, sure, hint in (
        ("Ano ito?", True, "ja"),
        ("Ano ito?", True, "tl"),
        ("12", False, "ja"),
    ):
        message = {
            "text": text,
            "intent": {"name": "call_center"},
            "language": "tl" if sure else "ja",
            "language_sure": sure,
            "metadata": {"language": hint},
        }
        turn = turn_of(message, slots)
        told.append(turn.words.language)
        slots = turn.talk.slots()
    assert told == ["tl", "tl", "tl"]


def test_a_language_without_texts() -> None:
    """Who surely writes in another language gets the phone number; a talk goes on as before."""
    talk = Conversation()
    talk.say("certificate_expiry", "언제까지 쓸 수 있어요?", language="ko", sure=True)
    assert talk.reply.kinds == ["refusal"]
    assert "044-200-0783" in talk.reply
    talk.say("nlu_fallback", "한국어로", language="ko", sure=True)
    assert talk.reply.kinds == ["refusal"]


def test_the_japanese_decides() -> None:
    """Once a talk it is said that the Japanese text decides; every answer carries it."""
    talk, decides = Conversation(), _tl("language", "decides")
    told = []
    for _ in range(3):
        talk.say("certificate_expiry", "Hanggang kailan ito?", language="tl", sure=True)
        told.append(decides in (talk.reply.messages[0]["answer"]["parts"]["source"] or ""))
        assert "資格確認書" in talk.reply.messages[0]["answer"]["original"]
    assert told == [True, False, False]
    talk.say("certificate_expiry", "資格確認書はいつまで使えますか", language="ja", sure=True)
    assert talk.reply.messages[0]["answer"]["original"] is None


def test_the_japanese_is_shown() -> None:
    """A button shows the last answer in Japanese, to be held to a counter."""
    talk = Conversation()
    talk.say("discard_expired", "Puwede bang itapon?", language="tl", sure=True)
    talk.press(_tl("language", "show"))
    assert [m["answer"]["language"] for m in talk.reply.messages] == ["tl", "ja"]
    assert talk.reply.ids == [None, "discard_expired"]
    assert talk.reply.messages[1]["buttons"] == []


def _tl(section: str, key: str) -> str:
    return current_content().book("tl").phrases[section][key]
