"""benchmarks/understanding/outcomes.py: what a resident gets."""

from __future__ import annotations

import pytest

from benchmarks.understanding.outcomes import Guess, Verdict, outcome, tally
from benchmarks.understanding.questions import Unseen

RIGHT = frozenset({"lost_reissue"})
REFUSE = frozenset({"out_of_scope"})


def guess(*ranking: tuple[str, float], sure: bool = False) -> Guess:
    return Guess(ranking, sure)


@pytest.mark.parametrize(
    ("given", "right", "expected"),
    [
        (guess(("lost_reissue", 0.9), sure=True), RIGHT, Verdict.RIGHT),
        (guess(("not_arrived", 0.9), ("lost_reissue", 0.1), sure=True), RIGHT, Verdict.WRONG),
        (guess(("out_of_scope", 0.5), ("lost_reissue", 0.4), sure=True), RIGHT, Verdict.REFUSED),
        (guess(("not_arrived", 0.5), ("lost_reissue", 0.2)), RIGHT, Verdict.OFFERED),
        (guess(("lost_reissue", 0.5), ("not_arrived", 0.4)), RIGHT, Verdict.OFFERED),
        (guess(("not_arrived", 0.5), ("registered_mail", 0.2)), RIGHT, Verdict.ASKED),
        # An option as unlikely as this is not offered.
        (guess(("not_arrived", 0.5), ("lost_reissue", 0.06)), RIGHT, Verdict.ASKED),
        # Nor is a fourth one.
        (
            guess(
                ("not_arrived", 0.3),
                ("registered_mail", 0.25),
                ("call_center", 0.2),
                ("lost_reissue", 0.15),
            ),
            RIGHT,
            Verdict.ASKED,
        ),
        # But what cannot be an option takes no place from one.
        (
            guess(
                ("out_of_scope", 0.3), ("inform", 0.25), ("not_arrived", 0.2), ("lost_reissue", 0.1)
            ),
            RIGHT,
            Verdict.OFFERED,
        ),
        (guess(("inform", 0.5), ("affirm", 0.2)), frozenset({"inform"}), Verdict.ASKED),
        (guess(), RIGHT, Verdict.ASKED),
        # Any of several right ids will do.
        (guess(("not_arrived", 0.9), sure=True), RIGHT | {"not_arrived"}, Verdict.RIGHT),
        (guess(("out_of_scope", 0.5), sure=True), REFUSE, Verdict.RIGHT),
        # A person to talk to is no wrong answer.
        (guess(("operator", 0.9), sure=True), REFUSE, Verdict.REFUSED),
        (guess(("operator", 0.9), sure=True), RIGHT, Verdict.REFUSED),
        (guess(("lost_reissue", 0.9), sure=True), REFUSE, Verdict.WRONG),
        (guess(("out_of_scope", 0.3), ("lost_reissue", 0.2)), REFUSE, Verdict.ASKED),
    ],
)
def test_outcome(given: Guess, right: frozenset[str], expected: Verdict) -> None:
    """Sure: right, refused or wrong. Unsure: asked back, with the right one among the options?"""
    assert outcome(given, right) is expected


def test_guess_of_a_sure_message() -> None:
    """The intent is the first of the ranking: it may be acted on."""
    ranking = [{"name": "greet", "confidence": 0.9}, {"name": "thank", "confidence": 0.1}]
    found = Guess.of({"intent": ranking[0], "intent_ranking": ranking})
    assert found == guess(("greet", 0.9), ("thank", 0.1), sure=True)
    assert (found.said, found.confidence) == ("greet", 0.9)


def test_guess_of_an_unsure_message() -> None:
    """The fallback is not a guess: the likeliest id is the first one after it."""
    fallback, greet = (
        {"name": "nlu_fallback", "confidence": 0.6},
        {"name": "greet", "confidence": 0.4},
    )
    found = Guess.of({"intent": fallback, "intent_ranking": [fallback, greet]})
    assert found == guess(("greet", 0.4))


def test_has_counts_places() -> None:
    """A right id in the second place is among the first two, not the first."""
    found = guess(("not_arrived", 0.5), ("lost_reissue", 0.4))
    assert (found.has(RIGHT, 1), found.has(RIGHT, 2)) == (False, True)


def test_tally() -> None:
    """Each question counts once."""
    question = Unseen("なくした", RIGHT, "voice")
    right, wrong = guess(("lost_reissue", 0.9), sure=True), guess(("greet", 0.9), sure=True)
    counts = tally([(question, right), (question, right), (question, wrong)])
    assert counts == {Verdict.RIGHT: 2, Verdict.WRONG: 1}
