"""Several people in one message: each fact with its owner. The table is households.txt."""

from __future__ import annotations

import pytest

from tests.dialogue.reading.telling import messages, read, same


@pytest.mark.parametrize(("message", "line"), messages("households.txt"))
def test_owners(message: str, line: str) -> None:
    """Every fact stands with the person whose it is, in every register."""
    assert read(message) == same(line)
