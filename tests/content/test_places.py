"""bot/content/places.py: every text of a city has a place, and belongs to an entry."""

from __future__ import annotations

import pytest

from bot.content.places import (
    language_of,
    of_entry,
    read_texts,
    sibling,
    text_at,
)
from tests.content.folders import KAWASAKI

TEXTS = read_texts(KAWASAKI, "ja")


def test_each_place_is_one_text() -> None:
    """No two texts share a place, and each place gives its text back."""
    assert len({text.place for text in TEXTS}) == len(TEXTS) > 1000
    for text in (TEXTS[0], TEXTS[-1]):
        assert text_at(KAWASAKI, text.place) == text.text


def test_what_a_program_goes_by_is_no_text() -> None:
    """Ids, addresses of links in answers and lists for passwords are not offered."""
    fields = {text.field for text in TEXTS}
    assert {"short", "details", "script", "checked"} <= fields
    assert not any(field.startswith("expiry.") for field in fields)
    assert not fields & {"related", "facts", "links.0.url", "guessable", "languages"}


@pytest.mark.parametrize(
    ("place", "language", "other"),
    [
        ("answers/ja/debit.yml#debit_start.short", "ja", "answers/en/debit.yml#debit_start.short"),
        ("phrases/ja.yml#talk.back", "ja", "phrases/en.yml#talk.back"),
        ("widget/ja-easy.yml#launcher", "ja-easy", "widget/en.yml#launcher"),
        ("editions/2025.yml#documents.ends", "", "editions/2025.yml#documents.ends"),
        ("city.yml#names.city", "", "city.yml#names.city"),
    ],
)
def test_languages(place: str, language: str, other: str) -> None:
    """A place tells its language, and where the same stands in another one."""
    assert language_of(place) == language
    assert sibling(place, "en") == other


def test_an_entry_is_what_is_changed_together() -> None:
    """An answer has its fields, a phrase its one text, a value its section."""
    fields = [text.field for text in of_entry(KAWASAKI, "answer:debit_start", "en")]
    assert fields[:2] == ["title", "short"]
    (phrase,) = of_entry(KAWASAKI, "phrase:talk.start_over", "ja") or of_entry(
        KAWASAKI, "phrase:source.line", "ja"
    )
    assert phrase.kind == "phrase"
    values = {text.field: text.text for text in of_entry(KAWASAKI, "value:2025.call_centre", "en")}
    assert values["call_centre.phone"] == "044-200-0783"
    assert of_entry(KAWASAKI, "answer:nothing", "ja") == []


def test_what_an_answer_may_have() -> None:
    """Lists that an answer is without are there to be written; nothing else is."""
    thank = {text.field: text.text for text in of_entry(KAWASAKI, "answer:thank", "ja")}
    assert (thank["bring"], thank["steps"], thank["details"]) == ("", "", "")
    assert "after" not in thank
    place = "answers/ja/conversation.yml#thank."
    assert [text_at(KAWASAKI, place + field) for field in ("bring", "after")] == ["", None]
    assert text_at(KAWASAKI, "answers/ja/conversation.yml#nobody.bring") is None
