"""topics.yml: what the opening of a chat offers, by the season."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content import Content, current_content
from bot.errors import DataError
from tests.content.folders import Files

TABLE = {  # day: what comes first, and that it is there
    "2025-07-15": ("いつ届くか", "家族で紙が違う・届く日"),
    "2025-08-01": ("病院に持って行く物", "まだ届かない"),
    "2025-11-28": ("資格確認書の期限", "なくした・破れた"),
    "2026-07-15": ("いつ届くか", "家族で紙が違う・届く日"),
    "2026-11-28": ("期限が過ぎている", "次の紙は自動で届くか"),
}


@pytest.mark.parametrize(("day", "first"), TABLE.items())
def test_the_season_comes_first(day: str, first: tuple[str, str]) -> None:
    """In July it is asked when it comes, in August what to carry, afterwards that it is over."""
    words = current_content().words(date.fromisoformat(day))
    labels = [label for _, label in words.opening()]
    assert labels[0] == first[0]
    assert first[1] in labels


@pytest.mark.parametrize("language", current_content().city.languages)
@pytest.mark.parametrize("day", TABLE)
def test_six_to_eight_in_every_language(day: str, language: str) -> None:
    """The same topics in every language, each with words of its own."""
    words = current_content().words(date.fromisoformat(day), language)
    first = current_content().words(date.fromisoformat(day))
    labels = [label for _, label in words.opening()]
    assert [name for name, _ in words.opening()] == [name for name, _ in first.opening()]
    assert 6 <= len(set(labels)) == len(labels) <= 8


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{usual: [], over: [{id: a}]}", "usual: 1 to 8 topics, each once"),
        ("{usual: [{id: a}, {id: a}], over: [{id: a}]}", "usual: 1 to 8 topics, each once"),
        ("{usual: [{id: a}], over: [{id: z}]}", "over: z has no answer"),
        ("{usual: [{id: a, label: no}], over: [{id: a}]}", "usual: no is no label"),
        ("{usual: [{id: a}], over: [{id: a}], months: {13: [{id: a}]}}", "13: there is no such"),
        ("{usual: [{id: a}], winter: [{id: a}]}", "unknown key winter"),
    ],
)
def test_what_is_wrong_is_named(files: Files, text: str, complaint: str) -> None:
    """A topic without an answer or words, twice, or in no month, stops the start."""
    files.topics(text)
    with pytest.raises(DataError, match=complaint):
        Content(files.folder)
