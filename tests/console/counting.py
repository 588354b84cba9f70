"""Counts as they may come, for tests of what is told of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from bot.console.figures.reporting import CHANNELS, Period
from bot.content import library
from bot.conversation.statistics import DAYS_KEPT
from bot.storage.ports.statistics import Counted, Key, Tally

TODAY = date(2025, 10, 1)  # as in the tests of the gateway

IDS = [*sorted(library().book().answers)[:40], "", "an_id_of_last_year"]
_PARTS = st.tuples(*[st.sampled_from([0, 0, 1, 3, 1200])] * 4)


def tally_of(outcomes: tuple[int, ...], votes: tuple[int, ...]) -> Tally:
    """A tally that may be: parts are not more than their whole."""
    answered, asked_back, refused, inquired = outcomes
    helped, wrong, others, small_talk = votes
    reduced = min(small_talk, sum(outcomes))
    whole = helped + wrong + others
    return Tally(answered, asked_back, refused, inquired, small_talk, reduced, whole, helped, wrong)


@st.composite
def periods(draw: st.DrawFn) -> tuple[Period, list[Counted]]:
    """A period and what was counted in it, some of it under the same key."""
    days = draw(st.sampled_from([1, 2, 7, 31, 32, 217, 218, DAYS_KEPT]))
    first = TODAY - timedelta(days=days - 1)
    hours = st.builds(
        lambda n, hour: f"{first + timedelta(days=n)}T{hour:02}",
        st.integers(0, days - 1),
        st.integers(0, 23),
    )
    keys = st.builds(Key, hours, st.sampled_from(list(CHANNELS)), st.sampled_from(IDS))
    tallies = st.builds(tally_of, _PARTS, _PARTS)
    counted = draw(st.lists(st.tuples(keys, tallies), max_size=25))
    return Period("days", first, TODAY), counted
