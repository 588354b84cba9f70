"""One person, nobody or one name for several. The table is one_person.txt."""

from __future__ import annotations

import pytest

from tests.dialogue.reading.telling import messages, read, same


@pytest.mark.parametrize(("message", "line"), messages("one_person.txt"))
def test_facts(message: str, line: str) -> None:
    """Every fact is read as what it is; where nobody is named, of whom the talk is about."""
    assert read(message) == same(line)
