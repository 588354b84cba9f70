"""data/nlu: what the intent model learns from, checked without a model."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from bot.acceptance import FROM_CALLERS
from bot.content.strict_yaml import load

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT.parent / "shared/samples/questions.jsonl"

LEAST = 80
LEAST_REFUSED = 400
NEAR = 0.8
CITY_PHONE = "0442000783"

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
# Twelve digits in a row, as on a card: also in groups of four.
_MY_NUMBER = re.compile(r"(?<!\d)\d(?:[ \-]?\d){11}(?!\d)")
# Ten or eleven digits that begin with 0, with or without hyphens and brackets.
_PHONE = re.compile(r"(?<!\d)0\d{1,4}[-( ]{0,2}\d{1,4}[-) ]{0,2}\d{3,4}(?!\d)")
_MAIL = re.compile(r"[\w.]+@[\w.]+")


@cache
def examples() -> tuple[tuple[str, str], ...]:
    """Intent and utterance of every example that authors wrote."""
    return _read(*(path for path in _files() if path.stem != FROM_CALLERS))


@cache
def everything() -> tuple[tuple[str, str], ...]:
    """The same, with what a city has taught its bot at the console.

    Callers may well say what a test question says: rules of number and likeness are for authors.
    """
    return _read(*_files())


def _files() -> list[Path]:
    return sorted((ROOT / "data/nlu").glob("*.yml"))


def _read(*paths: Path) -> tuple[tuple[str, str], ...]:
    found = []
    for path in paths:
        for entry in load(path)["nlu"]:
            for line in entry["examples"].splitlines():
                assert line.startswith("- "), f"{path.name}, {entry['intent']}: {line!r}"
                found.append((entry["intent"], line[2:]))
    return tuple(found)


def bare(text: str) -> str:
    """The letters, digits and pictures alone: one width, one case, one kana."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_TO_HIRAGANA)
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LNS")


def grams(text: str) -> frozenset[str]:
    """The character 3-grams of `text`; a shorter text is one of its own."""
    return frozenset(text[i : i + 3] for i in range(max(1, len(text) - 2)))


def similarity(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def test_near_is_what_it_says() -> None:
    """The measure of nearness on strings that can be counted by hand."""
    assert similarity(grams("abcde"), grams("abcde")) == 1
    assert similarity(grams("abcd"), grams("bcde")) == 1 / 3
    assert bare("ﾏｲﾅ 保険証、つかえる？") == bare("まいな保険証ツカエル")


def test_enough_for_each_id() -> None:
    """Each id has at least 80 utterances that differ in more than punctuation."""
    told: dict[str, set[str]] = defaultdict(set)
    for intent, text in examples():
        told[intent].add(bare(text))
    few = {intent: len(texts) for intent, texts in told.items() if len(texts) < LEAST}
    assert few == {}
    assert len(told["out_of_scope"]) >= LEAST_REFUSED


def test_nothing_is_there_twice() -> None:
    """No utterance is repeated, within an id or between two: width, kana and dots aside."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for intent, text in everything():
        places[bare(text)].append((intent, text))
    assert {key: found for key, found in places.items() if len(found) > 1} == {}


def test_no_utterance_is_empty() -> None:
    """Every utterance has something besides punctuation, and no spaces around it."""
    assert [text for _, text in everything() if not bare(text) or text != text.strip()] == []


def test_no_commands() -> None:
    """No utterance looks like a command of Rasa or holds a label of an entity."""
    looks = re.compile(r"^[/／]|\]\(|\]\{")
    assert [text for _, text in everything() if looks.search(text)] == []


def test_no_control_characters() -> None:
    """No utterance holds control, format or private characters, or a broken one."""
    odd = ("Cc", "Cf", "Co", "Cs", "Cn")
    assert [
        text
        for _, text in everything()
        if any(unicodedata.category(c) in odd for c in text) or "\N{REPLACEMENT CHARACTER}" in text
    ] == []


def test_what_nobody_types() -> None:
    """Authors write as keyboards do: no katakana of half width, which no phone gives unasked."""
    assert [text for _, text in examples() if re.search("[\uff66-\uff9f]", text)] == []


def test_no_personal_numbers() -> None:
    """No utterance holds a My Number, a mail address, or a phone number but the city's own."""
    bad = []
    for _, text in everything():
        plain = unicodedata.normalize("NFKC", text).replace("‐", "-").replace("−", "-")
        phones = {re.sub(r"\D", "", found) for found in _PHONE.findall(plain)}
        real = {phone for phone in phones if len(phone) in (10, 11)} - {CITY_PHONE}
        if _MY_NUMBER.search(plain) or _MAIL.search(plain) or real:
            bad.append(text)
    assert bad == []


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample questions are not here")
def test_samples_are_not_learnt() -> None:
    """No utterance is, or nearly is, a line of the sample questions: they measure the model."""
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()
    samples = {text: grams(bare(text)) for text in (json.loads(line)["text"] for line in lines)}
    near = []
    for intent, text in examples():
        own = grams(bare(text))
        near += [
            (intent, text, sample)
            for sample, other in samples.items()
            # Sets of very different size cannot be alike; the test keeps this quick.
            if NEAR * len(own) <= len(other) <= len(own) / NEAR and similarity(own, other) > NEAR
        ]
    assert near == []
