"""benchmarks/web/talks.py: what is said covers what the report names."""

from __future__ import annotations

from itertools import chain, islice

import pytest

from benchmarks.web.stock import own_examples
from benchmarks.web.talks import SCRIPTS, TalkKind, TalkTurn, scripts_from, share_of

TURNS = list(chain.from_iterable(SCRIPTS))


@pytest.mark.parametrize(
    ("turn", "kind"),
    [
        (TalkTurn("期限は?", "月", "certificate_expiry"), TalkKind.QUESTION),
        (TalkTurn("昭和31年3月1日です", "令和8年", "inform"), TalkKind.DATE),
        (TalkTurn("どれもない", "令和8年", payload="/inform"), TalkKind.BUTTON),
    ],
)
def test_kind(turn: TalkTurn, kind: TalkKind) -> None:
    """A payload makes a button, the id `inform` a date, anything else a question."""
    assert turn.kind is kind


def test_every_kind_is_said() -> None:
    """General questions are the most, dates and buttons are there, and the shares make a whole."""
    shares = {kind: share_of(kind) for kind in TalkKind}
    assert max(shares, key=shares.__getitem__) is TalkKind.QUESTION
    assert min(shares.values()) > 0
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("turn", TURNS, ids=[turn.text for turn in TURNS])
def test_a_turn_is_either_typed_or_pressed(turn: TalkTurn) -> None:
    """It has an id to learn or a payload to send, not both, and words to be found in its answer."""
    assert bool(turn.intent) != bool(turn.payload)
    assert turn.expects


@pytest.mark.parametrize("number", range(2 * len(SCRIPTS)))
def test_each_talk_begins_elsewhere(number: int) -> None:
    """Neighbouring talks begin with different scripts, and each goes through all of them."""
    said = list(islice(scripts_from(number), len(SCRIPTS)))
    assert said[0] == SCRIPTS[number % len(SCRIPTS)]
    assert set(said) == set(SCRIPTS)


def test_stock_learns_what_is_typed() -> None:
    """Its own examples are all typed turns, and no button."""
    assert own_examples() == [(t.text, t.intent) for t in TURNS if t.kind is not TalkKind.BUTTON]
