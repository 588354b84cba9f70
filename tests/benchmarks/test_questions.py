"""The test questions are frozen, well formed and not learnt from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from benchmarks.understanding.questions import (
    HELDOUT,
    SAMPLES,
    checksum,
    frozen_checksum,
    read_questions,
)
from bot.strict_yaml import load
from tests.nlu.test_data import NEAR, ROOT, bare, examples, grams, similarity


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


def test_frozen() -> None:
    """The held-out questions are those that were written down once."""
    assert checksum() == frozen_checksum()


def test_every_id_is_asked() -> None:
    """Each intent of the domain has at least five held-out questions, `out_of_scope` 220."""
    count = Counter(name for q in read_questions(HELDOUT) for name in q.intents)
    intents = set(load(ROOT / "domain.yml")["intents"]) - {"nlu_fallback"}
    assert {name for name in intents if count[name] < 5} == set()
    assert set(count) <= intents
    assert count["out_of_scope"] == 220


def test_near_and_far() -> None:
    """Of the questions that are not ours, 170 are near misses; no question of ours is far."""
    questions = read_questions(HELDOUT)
    assert sum(not q.ours and not q.far for q in questions) == 170
    assert [q for q in questions if q.ours and q.far] == []


def test_no_question_twice() -> None:
    """No held-out question is there twice, width, kana and dots aside."""
    count = Counter(bare(q.text) for q in read_questions(HELDOUT))
    assert [text for text, times in count.items() if times > 1] == []


def test_no_file_no_questions() -> None:
    """A file that is not there has no questions; the samples need not be there."""
    assert read_questions(HELDOUT.with_name("absent.jsonl")) == ()


@pytest.mark.parametrize("path", [HELDOUT, SAMPLES], ids=["heldout", "samples"])
def test_not_learnt(path: Path) -> None:
    """No test question is, or nearly is, a training utterance."""
    if not path.exists():
        pytest.skip("the sample questions are not here")
    assert near_pairs([q.text for q in read_questions(path)], learnt()) == []
