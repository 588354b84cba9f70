"""bot.text.lexical.keyword_search.py on numbers that can be checked by hand."""

from __future__ import annotations

import math

import pytest

from bot.text.lexical.keyword_search import KeywordSearch, ranked

TEXTS = [["確認書", "期限"], ["確認書", "紛失"]]
# Two texts of the mean length with each word once: 1 * (1.5 + 1) / (1 + 1.5) = 1, so that a weight
# is the rarity alone: ln(1 + (2 - n + 0.5) / (n + 0.5)).
IN_BOTH, IN_ONE = math.log(1.2), math.log(2)


def test_rare_words_weigh_more() -> None:
    """A word of one text in two weighs ln 2, a word of both ln 1.2."""
    scores = KeywordSearch(TEXTS).scores(["確認書", "紛失"])
    assert scores == pytest.approx({0: IN_BOTH, 1: IN_BOTH + IN_ONE})


def test_unknown_words_find_nothing() -> None:
    """Words that no text holds give no scores."""
    assert KeywordSearch(TEXTS).scores(["図書館"]) == {}


def test_long_texts_weigh_less() -> None:
    """Lengths 1 and 3, mean 2: factors 2.5 / (1 + 1.5 * 0.625) and 2.5 / (1 + 1.5 * 1.375)."""
    scores = KeywordSearch([["期限"], ["期限", "紛失", "届く"]]).scores(["期限"])
    assert scores == pytest.approx({0: IN_BOTH * 2.5 / 1.9375, 1: IN_BOTH * 2.5 / 3.0625})


def test_repeated_words_saturate() -> None:
    """A word twice in a text of mean length weighs 2 * 2.5 / (2 + 1.5), not twice as much."""
    scores = KeywordSearch([["期限", "期限"], ["紛失", "届く"]]).scores(["期限"])
    assert scores == pytest.approx({0: IN_ONE * 5 / 3.5})


def test_the_best_examples_speak_together() -> None:
    """An id ranks by its best three examples together, however many more it has."""
    names = ["expiry", "lost", "lost", "many", "many", "many", "many", "many"]
    scores = {0: 2.0, 1: 1.0, 2: 3.0, 3: 0.5, 4: 0.5, 5: 0.5, 6: 0.5, 7: 0.5}
    assert ranked(scores, names) == [("lost", 4.0), ("expiry", 2.0), ("many", 1.5)]
