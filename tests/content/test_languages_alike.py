"""Every id in every language: the same facts, no open placeholder, in its own letters."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.adapters import AnswerAction
from bot.content import current_content
from bot.content.current import CITIES
from bot.content.snapshot import read_originals
from bot.content.translation import TranslationDraft
from bot.dialogue.facts import DATED
from bot.text.languages import LANGUAGES
from bot.text.writers import WRITERS

KAWASAKI = CITIES / "kawasaki"
DAYS = (date(2025, 10, 1), date(2026, 9, 1))
LIVE = current_content().city.languages
OTHERS = [language for language in LIVE[1:] if language != "ja-easy"]

# The newsletter names no other language of the call centre: who calls must know before.
IN_JAPANESE = {
    "ja-easy": "電話は日本語で話します。",
    "en": "The Call Center answers in Japanese.",
    "zh": "咨询中心用日语回答。",
    "ko": "콜센터는 일본어로 답해 드립니다.",
    "vi": "Tổng đài trả lời bằng tiếng Nhật.",
    "tl": "Sumasagot ang Call Center sa wikang Japanese.",
    "pt": "A Central de Atendimento responde em japonês.",
    "es": "El Centro de Atención responde en japonés.",
    "ne": "कल सेन्टरले जापानी भाषामा जवाफ दिन्छ।",
}

_OPEN = re.compile(r"[{}]")
_NUMBER = re.compile(r"\d+")


@pytest.mark.parametrize("language", LIVE)
def test_a_live_language_is_whole(language: str) -> None:
    """What stands in city.yml lacks nothing of the first language, and is in the table."""
    assert language in LANGUAGES
    assert language in WRITERS
    originals = read_originals(KAWASAKI)
    if language != originals.language:
        assert list(TranslationDraft(language, originals).complaints()) == []


@pytest.mark.parametrize("day", DAYS, ids=["within", "after"])
@pytest.mark.parametrize("language", LIVE)
def test_all_ids_tell_the_same_facts(language: str, day: date) -> None:
    """The same facts, links and ids follow; every placeholder is filled in."""
    own, first = (current_content().words(day, code) for code in (language, LIVE[0]))
    assert own.book.answers.keys() == first.book.answers.keys()
    for name, answer in own.book.answers.items():
        original, parts = first.answer(name), own.parts(name)
        assert (answer.facts, answer.related) == (original.facts, original.related), name
        assert not _OPEN.search(parts.text), name
        assert [link.url for link in parts.links] == [
            link.url for link in first.parts(name).links
        ], name
        assert bool(parts.source) == bool(first.parts(name).source), name


@pytest.mark.parametrize("day", DAYS, ids=["within", "after"])
@pytest.mark.parametrize("language", LIVE[1:])
@pytest.mark.parametrize("name", ["out_of_scope", "call_center", "operator"])
def test_the_call_centre_answers_in_japanese(name: str, language: str, day: date) -> None:
    """Who is sent to the phone reads its number and the language that is spoken there."""
    words = current_content().words(day, language)
    for again in (False, True):
        text = words.parts(name, again=again).text
        assert words.values["phone"] in text
        assert IN_JAPANESE[language] in text


def _answers() -> Iterator[tuple[str, str]]:
    yield from (("certificate_expiry", fact) for fact in ("birthday", "residence_until"))
    yield ("ecert_grace", "ecert_expiry")
    yield ("debit_start", "applied_on")


@pytest.mark.parametrize("language", LIVE)
@pytest.mark.parametrize(("intent", "fact"), list(_answers()))
def test_a_computed_day_is_the_same(language: str, intent: str, fact: str) -> None:
    """`answer.date` is that of Japanese, and the text tells its day and year in own words."""
    assert fact in DATED
    days = [_told(code, intent, fact) for code in (LIVE[0], language)]
    assert days[0][0] == days[1][0]
    day, text = days[1]
    if day is not None:
        assert current_content().words(DAYS[0], language).date(day) in text or (
            current_content().words(DAYS[0], language).month(day) in text
        )


def _told(language: str, intent: str, fact: str) -> tuple[date | None, str]:
    """The first day that a talk tells, and the text with it."""
    slots: dict[str, Any] = {}
    said: list[dict[str, Any]] = []
    for text in (f"/{intent}", f'/inform{{"answer": "{fact}=1955-09-15"}}'):
        given = text.partition('"answer": "')[2].removesuffix('"}')
        message = {
            "text": text,
            "intent": {"name": text[1:].partition("{")[0]},
            "entities": [{"entity": "answer", "value": given}] if given else [],
            "metadata": {"language": language},
        }
        dispatcher = CollectingDispatcher()
        tracker = Tracker("s", slots, message, [], False, None, {}, None)
        events = asyncio.run(AnswerAction().run(dispatcher, tracker, {}))
        slots = {event["name"]: event["value"] for event in events}
        said += dispatcher.messages
    assert {message["answer"]["language"] for message in said} == {language}
    for message in said:
        if message["answer"]["date"]:
            return date.fromisoformat(message["answer"]["date"]), message["text"]
    return None, said[-1]["text"]
