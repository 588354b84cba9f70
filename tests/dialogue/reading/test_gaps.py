"""bot/dialogue/reading/gaps.py: birthdays that are told by somebody else's."""

from __future__ import annotations

import datetime

import pytest

from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.gaps import gaps
from bot.dialogue.reading.situation import KnownPerson

_BORN = "1955-05-05"
_TODAY = datetime.date(2025, 8, 1)


def _of(words: str, *birthdays: str) -> list[str]:
    drafts = [Draft(0, 0, "birthday", value) for value in birthdays]
    return [draft.part for draft in gaps(words, drafts, (), _TODAY)]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("私は2つ下です", "1956-05-06", "1958-05-04"),
        ("妻は五歳年下です", "1959-05-06", "1961-05-04"),
        ("夫は3つ上です", "1951-05-06", "1953-05-04"),
        ("ふたつ下の妻です", "1956-05-06", "1958-05-04"),
        ("夫とは同い年です", "1954-05-06", "1956-05-04"),
    ],
)
def test_a_year_is_left_open_to_both_sides(words: str, first: str, last: str) -> None:
    """2つ下 may count ages, years of birth or years at school."""
    assert _of(words, _BORN) == [f"{first}/{last}"]


@pytest.mark.parametrize("words", ["妻は2つ下の子と住んでいます", "2つ下なら", "窓口は2階の上です"])
def test_other_words_are_no_age(words: str) -> None:
    """A younger child, a condition and a floor tell nobody's age."""
    assert _of(words, _BORN) == []


@pytest.mark.parametrize("birthdays", [(), (_BORN, "1960-01-01")])
def test_nothing_is_reckoned_from_nobody_or_from_two(birthdays: tuple[str, ...]) -> None:
    """From whose birthday it is to be reckoned has to be clear."""
    assert _of("私は2つ下です", *birthdays) == []


def test_the_talk_may_know_the_birthday() -> None:
    """The one birthday that was told before is reckoned from."""
    known = [KnownPerson("husband", facts={"birthday": _BORN})]
    (found,) = gaps("私は2つ下です", (), known, _TODAY)
    first, _ = found.part.split("/")
    assert datetime.date.fromisoformat(first) == datetime.date(1956, 5, 6)


def test_an_age_is_reckoned_from() -> None:
    """Where one age alone is known, all days on which that person can be born count."""
    (found,) = gaps("父は母より5つ上です", [Draft(0, 0, "age", "70")], (), _TODAY)
    assert found.part == "1948-08-03/1951-07-31"
