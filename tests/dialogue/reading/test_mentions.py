"""People in passing, rules and questions. The table is mentions.txt; - is: nobody and nothing."""

from __future__ import annotations

import pytest

from tests.dialogue.reading.telling import messages, read, same


@pytest.mark.parametrize(("message", "line"), messages("mentions.txt"))
def test_nothing_is_taken_from_them(message: str, line: str) -> None:
    """Who is only a source, and what is only asked or supposed, gives nobody a fact."""
    assert read(message) == same(line)
