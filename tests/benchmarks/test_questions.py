"""The test questions are frozen, well formed and not learnt from."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from benchmarks.understanding.questions import (
    ASKED,
    BLIND,
    DEVELOPMENT,
    HELDOUT,
    SAMPLES,
    checksum,
    frozen_checksum,
    read_questions,
)
from bot.content.strict_yaml import load
from tests.nlu.test_data import NEAR, ROOT, bare, examples, grams, similarity

# Ids of our own between two questions of the bot; the catalogue that the authors read lacks them.
TURNS_OF_TALK = {"inform", "whose", "dont_know", "decline", "cancel", "rephrase"}


@cache
def learnt() -> tuple[str, ...]:
    """Every training utterance."""
    return tuple(text for _, text in examples())


def near_pairs(ones: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of texts whose 3-grams have a Jaccard similarity above NEAR; dots aside."""
    second = [grams(bare(text)) for text in others]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, known in enumerate(second):
        for gram in known:
            holders[gram].append(number)
    found = []
    for one in ones:
        own = grams(bare(one))
        # A near text lacks less than 1 - NEAR of these, so it has one of any that many and one.
        some = sorted(own, key=lambda gram: len(holders.get(gram, ())))
        some = some[: int((1 - NEAR) * len(own)) + 1]
        candidates = {number for gram in some for number in holders.get(gram, ())}
        near = sorted(n for n in candidates if similarity(own, second[n]) > NEAR)
        found += [(one, others[number]) for number in near]
    return found


def test_near_pairs() -> None:
    """Width, kana, case, spaces and dots do not tell two texts apart; another word does."""
    ones = ["ﾏｲﾅ 保険証、つかえる？", "abcdefghijk"]
    others = ["まいな保険証ツカエル", "ABCDEFGHIJKL", "abcdefgXhijk"]
    assert near_pairs(ones, others) == [(ones[0], others[0]), (ones[1], others[1])]


BOTH = pytest.mark.parametrize("path", [DEVELOPMENT, HELDOUT], ids=lambda path: path.stem)


@pytest.mark.parametrize("path", [DEVELOPMENT, HELDOUT, ASKED, BLIND], ids=lambda path: path.stem)
def test_frozen(path: Path) -> None:
    """The questions are those that were written down once."""
    assert checksum(path) == frozen_checksum(path)


@pytest.mark.parametrize(("path", "each"), [(DEVELOPMENT, 5), (HELDOUT, 2)])
def test_every_id_is_asked(path: Path, each: int) -> None:
    """Each intent that is answered has its questions, five in development and two held out."""
    count = Counter(name for q in read_questions(path) for name in q.intents)
    intents = set(load(ROOT / "domain.yml")["intents"]) - {"nlu_fallback"}
    wanted = intents - (TURNS_OF_TALK if path == HELDOUT else set())
    assert {name for name in wanted if count[name] < each} == set()
    assert set(count) <= intents


@BOTH
def test_enough_questions(path: Path) -> None:
    """At least 500 questions are ours and 200 are not, most of these near misses; ours are near."""
    questions = read_questions(path)
    others = [q for q in questions if not q.ours]
    assert len(questions) - len(others) >= 500
    assert len(others) >= 200
    assert sum(not q.far for q in others) > len(others) / 2
    assert [q for q in questions if q.ours and q.far] == []


def test_asked_of_other_cities() -> None:
    """400 questions from 60 public pages or more, each labelled with ids that the bot knows."""
    rows = [json.loads(line) for line in ASKED.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 400
    assert len({row["source"] for row in rows}) >= 60
    assert {name for row in rows for name in row["intents"]} <= set(
        load(ROOT / "domain.yml")["intents"]
    )


def test_second_blind_set() -> None:
    """300 questions from 60 sources or more in two halves; a source is in one half alone."""
    rows = [json.loads(line) for line in BLIND.read_text(encoding="utf-8").splitlines()]
    assert len(rows) >= 300
    halves: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        halves[row["source"]].add(row["half"])
    assert len(halves) >= 60
    assert {len(found) for found in halves.values()} == {1}
    assert set().union(*halves.values()) == {"dev", "test"}
    known = set(load(ROOT / "domain.yml")["intents"])
    assert {name for row in rows for name in row["intents"]} <= known


def test_no_question_twice() -> None:
    """No test question is there twice, in one file or several: width, kana and dots aside."""
    every = [q for path in (DEVELOPMENT, HELDOUT, ASKED, BLIND) for q in read_questions(path)]
    count = Counter(bare(q.text) for q in every)
    assert [text for text, times in count.items() if times > 1] == []


@pytest.mark.parametrize("path", [HELDOUT, ASKED, BLIND], ids=lambda path: path.stem)
def test_development_is_not_held_out(path: Path) -> None:
    """No question kept aside is nearly one of those whose mistakes are read."""
    one, other = ([q.text for q in read_questions(p)] for p in (path, DEVELOPMENT))
    assert near_pairs(one, other) == []


def test_no_file_no_questions() -> None:
    """A file that is not there has no questions; the samples need not be there."""
    assert read_questions(HELDOUT.with_name("absent.jsonl")) == ()


@pytest.mark.parametrize(
    "path", [DEVELOPMENT, HELDOUT, ASKED, BLIND, SAMPLES], ids=lambda path: path.stem
)
def test_not_learnt(path: Path) -> None:
    """No test question is, or nearly is, a training utterance."""
    if not path.exists():
        pytest.skip("the sample questions are not here")
    assert near_pairs([q.text for q in read_questions(path)], learnt()) == []
