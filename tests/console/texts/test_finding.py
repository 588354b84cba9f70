"""bot/console/texts/finding.py: an editor finds a text by what is remembered of it."""

from __future__ import annotations

import pytest

from bot.console.texts.finding import found_texts
from bot.content.places import read_texts
from tests.content.folders import KAWASAKI

TEXTS = read_texts(KAWASAKI, "ja")


@pytest.mark.parametrize(
    ("asked", "kind", "entry", "said"),
    [
        ("どういたしまして", "", "answer:thank", "どういたしまして"),
        ("debit_start", "", "answer:debit_start", ""),
        ("資格確認書 期限 原則", "answer", "answer:certificate_expiry", "資格確認書"),
        ("チャットで質問する", "widget", "widget:launcher", "チャットで質問する"),
        ("044-200-0783", "value", "value:2025.call_centre", "044-200-0783"),
        ("０４４－２００", "", "value:2025.call_centre", "044-200"),
    ],
)
def test_found(asked: str, kind: str, entry: str, said: str) -> None:
    """By id, by words in any order and width, in a kind or in all; shown is where they stand."""
    found = {text.entry: text.text for text in found_texts(TEXTS, asked, kind)}
    assert said in found[entry]


def test_without_words() -> None:
    """Every answer once, in the order of the files; of another kind, every one of that kind."""
    answers = found_texts(TEXTS, "", "")
    assert len({text.entry for text in answers}) == len(answers) > 60
    assert {text.kind for text in answers} == {"answer"}
    values = {text.entry for text in found_texts(TEXTS, "", "value")}
    assert {"value:2025", "value:2025.documents", "value:city.names"} <= values
    assert found_texts(TEXTS, "どこにもない言葉", "") == []
