"""bot/console/texts/naming.py: every text, language and stage has a name that people know."""

from __future__ import annotations

import pytest

from bot.console.texts.naming import FIELDS, KINDS, LANGUAGES, SECTIONS, STAGES, named, plain
from bot.content import library
from bot.content.places import KINDS as ALL_KINDS
from bot.content.places import read_texts
from bot.storage.ports.editing import Stage
from tests.content.folders import KAWASAKI

TEXTS = read_texts(KAWASAKI, "ja")


def test_everything_has_a_name() -> None:
    """No page shows a code where people have a word."""
    assert set(STAGES) == set(Stage)
    assert tuple(KINDS) == ALL_KINDS
    assert set(LANGUAGES) == set(library().city.languages)
    fields = {
        text.field for text in TEXTS if text.kind != "value" and not text.field.startswith("links.")
    }
    assert fields == set(FIELDS)
    values = {text.entry.partition(":")[2] for text in TEXTS if text.kind == "value"}
    assert {name.partition(".")[2] for name in values} - {"", "home"} == set(SECTIONS)


def test_an_entry_is_called_as_people_call_it() -> None:
    """An answer by its title, a value by its year, anything else by what it is."""
    titles = {"answer:thank": "お礼"}
    assert named("answer:thank", titles) == "お礼 (thank)"
    assert named("value:2025", titles) == "2025年の号の値"
    assert named("value:city.names", titles) == "市の値: 呼び名"
    assert named("phrase:talk.back", titles) == "決まった文とボタン talk.back"


@pytest.mark.parametrize(
    ("complaint", "language", "said"),
    [
        ("answers/ko/a.yml a.short: 空です。", "ko", "韓国・朝鮮語の「結論」: 空です。"),
        ("answers/en/a.yml a.details[2]: x", "en", "英語の「くわしく」2行目: x"),
        ("a.title: 題は短く。", "", "「題」: 題は短く。"),
        ("2025.yml: cannot be read", "", "2025.yml: cannot be read"),
    ],
)
def test_a_complaint_in_words(complaint: str, language: str, said: str) -> None:
    """Where something is wrong is told by field and language, not by file."""
    assert plain(complaint) == (language, said)
