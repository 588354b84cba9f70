"""bot/content/refusals_in_words.py: an editor reads Japanese, whatever the loaders refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content import editions
from bot.content.refusals_in_words import in_words

# What read_edition holds the values of an edition against, as it stands there.
CHECKS = re.findall(r'^        "([a-z_]+: [^"]+)": ', Path(editions.__file__).read_text(), re.M)


def test_there_are_checks() -> None:
    """The list below is not empty."""
    assert "documents: starts is not before ends" in CHECKS


@pytest.mark.parametrize(
    "check",
    [
        *CHECKS,
        "documents.starts is 2026-08-01, but the edition before it ends 2026-07-30: "
        "a gap or an overlap",
    ],
)
def test_values_that_contradict_each_other(check: str) -> None:
    """Each is a Japanese sentence that begins with the file."""
    said = in_words(f"2026.yml: {check}")
    assert said.startswith("2026.yml: ")
    assert said.endswith("。")
    assert check not in said
