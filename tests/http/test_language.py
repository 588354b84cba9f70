"""bot/http/language.py: a request is answered in a language that its browser asks for."""

from __future__ import annotations

import pytest

from bot.http.language import preferred


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        ("", "ja"),
        ("vi", "vi"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en;q=0.9, vi;q=0.5", "vi"),
        ("ja;q=0.4, vi;q=0.5", "vi"),
        ("fr, vi-VN;q=0.8, ja;q=0.9", "ja"),
        ("VI", "vi"),
        ("vi, ja", "vi"),
        ("fr", "ja"),
        ("*", "ja"),
        ("vi;q=often", "vi"),
        (";;q=,,=", "ja"),
    ],
)
def test_preferred(wishes: str, language: str) -> None:
    """The most wished for of the city's languages; its first one where none of them is."""
    assert preferred(wishes, ("ja", "vi")) == language
