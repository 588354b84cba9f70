"""A sample of the 1,050 talks of tests/dialogue/whole_talks.py."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.whole_talks import FIRST_DAY, PAPERS, STYLES, hold

SAMPLE = 10  # talks a style and paper


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("paper", PAPERS)
def test_the_dates_are_those_of_the_table(begin: Begin, style: str, paper: str) -> None:
    """Whoever it is and however it is told, each person hears the date of the table."""
    held = hold(lambda: begin(FIRST_DAY), style, paper, SAMPLE)
    assert held.people >= SAMPLE
    assert held.wrong == []
    assert held.asked_again <= 1
