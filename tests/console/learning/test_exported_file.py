"""The file that bot/console/learning/taught.py writes, as we, Rasa and the rules read it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.nlu.training_data.loading import load_data

from bot.console.learning.reviewing import reviewed
from bot.console.learning.taught import is_ours, pairs, read, taught_file, written
from tests.console.learning_project import line, made
from tests.nlu import test_data as rules

pytestmark = pytest.mark.slow

ONE, MEANT = "入院代を安くする紙がほしい", "limit_certificate"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project."""
    return made(tmp_path, monkeypatch)


WORDS = st.text(
    alphabet=st.sampled_from("確書#:-[]{}()'\"|>&*!%@`\\$ aA1０、。?\u3000~,〜😀\N{BOM}\x85\u2028"),
    min_size=1, max_size=30,
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=6))
def test_any_words_that_may_go_come_back(texts: list[str]) -> None:
    """What passes the review is read back by us and by Rasa word for word, and keeps the rules."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        made(Path(folder), patch)
        items = reviewed([line("a", n, text, MEANT) for n, text in enumerate(texts)])
        going = sorted(item.line.wording for item in items if item.goes)
        taught_file().write_text(written({MEANT: going}), encoding="utf-8")
        if not going:
            return
        assert read(taught_file()) == {MEANT: going}
        found = load_data(str(taught_file()), "ja").intent_examples
        assert sorted(example.get("text") for example in found) == going
        assert not [example for example in found if example.get("entities")]
        keep_the_rules(patch, Path(folder))


def keep_the_rules(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """The tests of the training data that look at each line pass with what was taught."""
    patch.setattr(rules, "ROOT", folder)
    for cached in (rules.examples, rules.everything):
        cached.cache_clear()
    try:
        rules.test_nothing_is_there_twice()
        rules.test_no_utterance_is_empty()
        rules.test_no_commands()
        rules.test_no_control_characters()
        rules.test_no_personal_numbers()
    finally:
        for cached in (rules.examples, rules.everything):
            cached.cache_clear()


NUMBERS = st.text(alphabet=st.sampled_from("0123456789０- ()@ー−a"), min_size=6, max_size=24)


@settings(max_examples=60)
@given(NUMBERS)
def test_numbers_that_the_rules_forbid_are_held(number: str) -> None:
    """What `make test` would not have in the training data, the review does not let through."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        made(Path(folder), patch)
        items = reviewed([line("a", 1, f"確認書の{number}です", MEANT)])
        taught = {MEANT: [item.line.wording for item in items if item.goes]}
        taught_file().write_text(written(taught) or written({MEANT: [ONE]}), encoding="utf-8")
        keep_the_rules(patch, Path(folder))


@pytest.mark.parametrize(
    "taught", [{}, {"greet": []}, {"b": ["い", "あ"], "a": ["う"]}, {"a": ["- 一", "--", "# 二"]}]
)
def test_written_and_read(project: Path, taught: dict[str, list[str]]) -> None:
    """The text is sorted, holds everything once, and is empty where nothing is taught."""
    text = written(taught)
    taught_file().write_text(text, encoding="utf-8")
    expected = {name: sorted(texts) for name, texts in sorted(taught.items()) if texts}
    assert (read(taught_file()) if text else {}) == expected
    assert {tuple(pair) for pair in pairs(text)} == {
        (name, words) for name, texts in expected.items() for words in texts
    }
    assert (text == "") is not bool(expected)
    assert is_ours(text)
    assert not is_ours(f"{text}      - 手で足した行\n")
