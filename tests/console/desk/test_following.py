"""bot/console/desk/following.py: what a talk surely is about, and silence else."""

from __future__ import annotations

import asyncio

import pytest

from bot.console.desk.following import SURE, followed
from bot.console.desk.suggesting import Kind, SuggestedCard, Suggestions


class Understanding:
    """Answers as it was told, and notes what it was asked."""

    def __init__(self, **found: Suggestions) -> None:
        self.found, self.asked = found, list[str]()

    async def suggest(self, text: str) -> Suggestions:
        """What was told for the text, else nothing."""
        self.asked.append(text)
        return self.found.get(text, Suggestions(kind="none"))


def shown(kind: Kind, *cards: tuple[str, int | None]) -> Suggestions:
    """Suggestions with these ids and percents."""
    items = [SuggestedCard(id=n, title=n, confidence=c, lead="") for n, c in cards]
    return Suggestions(kind=kind, items=items)


def follow(understanding: Understanding, *sentences: str) -> Suggestions:
    """What is shown for the sentences."""
    return asyncio.run(followed(understanding, sentences))


def test_what_was_said_before_decides_with_it() -> None:
    """持ち物は何ですか is of the matter that was named in the sentence before."""
    both = Understanding(
        **{"口座振替です。何を": shown("cards", ("a", 98)), "何を": shown("cards", ("b", 99))}
    )
    assert [item.id for item in follow(both, "口座振替です", "何を").items] == ["a"]
    assert both.asked == ["口座振替です。何を"]


def test_the_last_sentence_alone_where_all_of_it_means_nothing() -> None:
    """Small talk before a question hides it from nobody."""
    alone = Understanding(いつまで=shown("cards", ("a", 98)))
    assert [item.id for item in follow(alone, "雨ですね", "いつまで").items] == ["a"]
    assert alone.asked == ["雨ですね。いつまで", "いつまで"]


def test_a_question_in_pieces() -> None:
    """Recognition cuts where somebody breathes: two or three sentences are read together."""
    pieces = Understanding(**{"紙ですが。はい。いつまで": shown("cards", ("a", SURE))})
    assert [item.id for item in follow(pieces, "昔々", "紙ですが", "はい", "いつまで").items] == [
        "a"
    ]
    assert pieces.asked == ["紙ですが。はい。いつまで"]


@pytest.mark.parametrize(
    "unsure",
    [
        shown("ask", ("a", None), ("b", None)),
        shown("words", ("a", None)),
        shown("near", ("a", None)),
        shown("refuse", ("out_of_scope", 99)),
        shown("cards", ("a", SURE - 1)),
        shown("cards", ("a", None)),
        shown("none"),
    ],
)
def test_silent_when_unsure(unsure: Suggestions) -> None:
    """Where the box would offer a choice, a card comes up by itself only if it is right."""
    assert follow(Understanding(x=unsure), "x") == Suggestions(kind="none")


def test_unsure_second_cards_stay_away() -> None:
    """Beside a sure card only sure ones stand."""
    found = follow(Understanding(x=shown("cards", ("a", SURE), ("b", 40))), "x")
    assert [item.id for item in found.items] == ["a"]


def test_a_cry_for_help_is_never_silent() -> None:
    """That comes first, whatever else is said."""
    assert follow(Understanding(x=shown("help")), "y", "x").kind == "help"


@pytest.mark.parametrize("sentences", [(), ("",), (" ", "\n")])
def test_nothing_said(sentences: tuple[str, ...]) -> None:
    """Nobody is asked for nothing."""
    understanding = Understanding()
    assert follow(understanding, *sentences).kind == "none"
    assert understanding.asked == []
