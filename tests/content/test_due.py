"""bot/content/due.py: a translation is looked at after its original changed, and only then."""

from __future__ import annotations

import pytest

from bot.content.due import due_translations, is_translated
from bot.content.overlay import Edit

JA, EN, KO = (f"answers/{code}/a.yml#a.short" for code in ("ja", "en", "ko"))
LANGUAGES = ("ja", "en", "ko")
FIRST, BACK = Edit(JA, "一", "二"), Edit(JA, "二", "一")


@pytest.mark.parametrize(
    ("history", "due"),
    [
        ([], []),
        ([[FIRST]], [EN, KO]),
        ([[FIRST, Edit(EN, "one", "two")]], [KO]),
        ([[FIRST], [Edit(EN, "one", "one")]], [KO]),
        ([[FIRST], [BACK]], []),
        ([[FIRST, Edit(EN, "one", "two")], [BACK]], [EN]),
        ([[FIRST, Edit(EN, "one", "two")], [BACK, Edit(EN, "two", "one")]], []),
        ([[Edit(EN, "one", "two")]], []),
        ([[Edit(JA.replace("short", "script"), "一", "二")]], []),
    ],
)
def test_due(history: list[list[Edit]], due: list[str]) -> None:
    """Changed or confirmed, after the original or with it, it is looked at; a way back counts."""
    assert due_translations(history, LANGUAGES) == due


def test_what_operators_read_is_not_translated() -> None:
    """Scripts, days of a check, words of the desk and values have no other language."""
    places = ("answers/ja/a.yml#a.checked", "phrases/ja.yml#desk.passed", "city.yml#names.city")
    assert not any(map(is_translated, places))
    assert all(map(is_translated, (JA, "phrases/ja.yml#talk.back", "widget/ja.yml#launcher")))
