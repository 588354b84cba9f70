"""bot/conversation/finding.py: keywords lead to their cards, in every language."""

from __future__ import annotations

import pytest

from benchmarks.console.keywords import read_keywords
from bot.content import library
from bot.conversation.finding import NO_CARDS, titled
from bot.conversation.offline import OfflineAnswerer
from tests.house.serving import NOW

TODAY = NOW.date()
LANGUAGES = library().city.languages
MOST = 3
AT_LEAST = 0.97


def test_keywords(resort: OfflineAnswerer) -> None:
    """Of one- and two-word keywords 97 in 100 have a right card among the first three."""
    words, keywords = library().words(TODAY), read_keywords()
    assert len(keywords) >= 200
    missed = [
        keyword.typed
        for keyword in keywords
        if not keyword.ids & set(resort.finder.find(keyword.typed, words, MOST).names)
    ]
    assert len(missed) <= (1 - AT_LEAST) * len(keywords), missed


def test_the_ids_of_the_keywords_exist() -> None:
    """A keyword asks for cards that there are; none is there twice."""
    keywords = read_keywords()
    assert set().union(*(keyword.ids for keyword in keywords)) <= library().book().answers.keys()
    assert len({keyword.typed for keyword in keywords}) == len(keywords)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_is_its_card(language: str) -> None:
    """Who sends the very title of a card, in any width, means that card; small talk is none."""
    words = library().words(TODAY, language)
    for name, answer in words.book.answers.items():
        expected = None if name in NO_CARDS else name
        assert titled(answer.title, words) == titled(f" {answer.title.upper()} ", words) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_title_finds_its_card(resort: OfflineAnswerer, language: str) -> None:
    """In each language the whole title of a card has it among the first three."""
    words = library().words(TODAY, language)
    for name in words.book.answers.keys() - NO_CARDS:
        found = resort.finder.find(words.title(name), words, MOST)
        assert name in found.names, (name, words.title(name), found)
        assert not found.near


def test_what_is_left_out(resort: OfflineAnswerer) -> None:
    """Small talk is no card; an id that is not wanted makes room for the next."""
    words = library().words(TODAY)
    assert not {*resort.finder.find("こんにちは ありがとう", words, 50).names} & NO_CARDS
    with_it = resort.finder.find("支援措置", words, MOST)
    without = resort.finder.find("支援措置", words, MOST, without={"dv_support"})
    assert with_it.names[0] == "dv_support"
    assert "dv_support" not in without.names
