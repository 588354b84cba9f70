"""data/nlu/languages: what the understanding of other languages learns from, without a model."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.content.strict_yaml import load
from bot.text.languages import LANGUAGES
from tests.nlu.test_data import NEAR, bare, grams, similarity

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "nlu" / "languages"
FILES = sorted(FOLDER.glob("*.yml"))
SAMPLES = ROOT.parent / "shared/samples/languages.jsonl"
LEAST = 10  # of each id: cross-validation needs some in each fold

_COMMAND = re.compile(r"^[/／]|\]\(|\]\{")


@cache
def blocks(path: Path) -> tuple[dict[str, Any], ...]:
    return tuple(load(path)["nlu"])


def lines(block: dict[str, Any]) -> list[str]:
    return [line.removeprefix("- ") for line in block["examples"].splitlines()]


@cache
def intents() -> frozenset[str]:
    """The ids that Japanese has examples of."""
    return frozenset(
        block["intent"] for path in FOLDER.parent.glob("*.yml") for block in load(path)["nlu"]
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_example_says_its_language(path: Path) -> None:
    """The file's name is a language, and each block says it; its ids are those of Japanese."""
    assert path.stem in LANGUAGES
    assert {block["metadata"]["language"] for block in blocks(path)} == {path.stem}
    assert {block["intent"] for block in blocks(path)} <= intents()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_enough_and_nothing_twice(path: Path) -> None:
    """Each id has some examples, none empty, none a command, none twice in its language."""
    told = Counter()
    for block in blocks(path):
        told[block["intent"]] += len(lines(block))
    assert {intent for intent, count in told.items() if count < LEAST} == set()
    texts = [line for block in blocks(path) for line in lines(block)]
    assert [text for text in texts if not text.strip() or _COMMAND.search(text)] == []
    twice = Counter(text.strip().casefold() for text in texts)
    assert {text for text, count in twice.items() if count > 1} == set()


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample questions are not here")
def test_samples_are_not_learnt() -> None:
    """No example is, or nearly is, a line of the sample questions: they measure the model."""
    asked = [json.loads(line)["text"] for line in SAMPLES.read_text("utf-8").splitlines()]
    samples = [(text, grams(bare(text))) for text in asked]
    near = []
    for path in FILES:
        for text in (line for block in blocks(path) for line in lines(block)):
            own = grams(bare(text))
            near += [
                (text, sample)
                for sample, other in samples
                if NEAR * len(own) <= len(other) <= len(own) / NEAR
                and similarity(own, other) > NEAR
            ]
    assert near == []


def test_standard_rasa_reads_them() -> None:
    """The files are Rasa's own format, version 3.1."""
    assert {YAML(typ="safe").load(path)["version"] for path in FILES} <= {"3.1"}
