"""bot/content/book.py: broken texts are refused at the start and passed over while running."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.content import Library, read_book
from bot.content.book import PHRASES, TEXTS
from bot.errors import DataError

ENTRY = """\
{name}:
  title: 題名
  short: 短い答え。
  again: 別の言葉。
  script: 読み上げ。
  checked: 2026-11-23
"""
PHRASE = "talk:\n  back: 続きです。\n"
OTHERS = "".join(ENTRY.format(name=name) for name in ("b", "c", "d", "e"))


class Files:
    """A folder of texts and a file of phrases that a test may break."""

    def __init__(self, folder: Path) -> None:
        self.texts = folder / "texts"
        self.texts.mkdir()
        self.phrases = folder / "phrases.yml"
        self.write(ENTRY.format(name="a"))
        (self.texts / "others.yml").write_text(OTHERS, encoding="utf-8")
        self.phrase(PHRASE)

    def write(self, text: str) -> None:
        (self.texts / "first.yml").write_text(text, encoding="utf-8")

    def phrase(self, text: str) -> None:
        self.phrases.write_text(text, encoding="utf-8")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Good texts."""
    return Files(tmp_path)


def test_good_texts_are_read(files: Files) -> None:
    """Entries of all files and all phrases are in one book."""
    book = read_book(files.texts, files.phrases)
    assert sorted(book.answers) == ["a", "b", "c", "d", "e"]
    assert book.answers["a"].short == "短い答え。"
    assert book.phrases == {"talk": {"back": "続きです。"}}


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("  shor: 答え\n", r"first\.yml.a: unknown key shor"),
        ("  titel: 題\n  x: 1\n", r"first\.yml.a: unknown key titel, x"),
        ("  title: 二つ目\n", r"first\.yml: cannot be read: .*duplicate key \"title\""),
        ("  details: 一つだけ\n", r"first\.yml.a.details: '一つだけ' is not a list"),
        ("  details: ['']\n", r"first\.yml.a.details\[0\]: '' is not a text"),
        ("  details: ['a\n", r"first\.yml: cannot be read"),
        ("  links: [{url: 'https://a.jp'}]\n", r"first\.yml.a.links\[0\]: missing key label"),
        ("  links: [{label: 市, url: 'http://a.jp'}]\n", r"a: http://a.jp is not https"),
        ("  links: [{label: 市, url: 'javascript:x'}]\n", r"a: javascript:x is not https"),
        ("  related: [z]\n", r"a: related names z, which has no answer"),
        ("  related: [a]\n", r"a: related are at most 3 other ids"),
        ("  related: [b, c, d, e]\n", r"a: related are at most 3 other ids"),
        ("  details: ['{phon}へ']\n", r"a: {phon} is not filled in by anything"),
        ("  after: まで\n", r"a: after and script_after come together"),
        ("  after: '{date}まで'\n  script_after: あ\n", r"a: {date} is not filled in by anything"),
        ("  bring: ['{}']\n", r"a: {} is not filled in by anything"),
        ("  steps: ['{phone']\n", r"a: .*"),
        ("  steps: ['{phone.real}']\n", r"a: {phone.real} is not filled in"),
        ("  steps: ['phone}']\n", r"a: .*"),
    ],
)
def test_a_broken_entry_is_refused(files: Files, broken: str, complaint: str) -> None:
    """Whatever is wrong with an entry is told with its file or id, and its key."""
    files.write(ENTRY.format(name="a") + broken)
    with pytest.raises(DataError, match=complaint):
        read_book(files.texts, files.phrases)


@pytest.mark.parametrize("key", ["title", "short", "again", "script", "checked"])
def test_a_missing_key_is_refused(files: Files, key: str) -> None:
    """An entry without one of the keys that all need is refused by file, id and key."""
    lines = ENTRY.format(name="a").splitlines(keepends=True)
    files.write("".join(line for line in lines if not line.startswith(f"  {key}:")))
    with pytest.raises(DataError, match=rf"first\.yml\.a: missing key {key}"):
        read_book(files.texts, files.phrases)


@pytest.mark.parametrize(
    ("title", "good"), [("題" * 20, True), ("題" * 21, False), ("''", False), ("'  '", False)]
)
def test_titles_fit_on_a_button(files: Files, title: str, good: bool) -> None:
    """A title has 1 to 20 characters: it is the label of a button."""
    files.write(ENTRY.format(name="a").replace("題名", title))
    if good:
        assert read_book(files.texts, files.phrases)
        return
    with pytest.raises(DataError, match=r"a.*title"):
        read_book(files.texts, files.phrases)


def test_an_id_in_two_files_is_refused(files: Files) -> None:
    """One id is answered in one place."""
    files.write(ENTRY.format(name="b"))
    with pytest.raises(DataError, match=r"others\.yml: b is answered in two files"):
        read_book(files.texts, files.phrases)


def test_an_id_twice_in_a_file_is_refused(files: Files) -> None:
    """A second entry of the same id does not quietly replace the first."""
    files.write(ENTRY.format(name="a") * 2)
    with pytest.raises(DataError, match=r"first\.yml: cannot be read: .*duplicate key"):
        read_book(files.texts, files.phrases)


@pytest.mark.parametrize("text", ["", "- a\n", "a:\n", "a: text\n", "a: [\n"])
def test_a_file_without_entries_is_refused(files: Files, text: str) -> None:
    """A file that is empty or holds something else is refused by its name."""
    files.write(text)
    with pytest.raises(DataError, match=r"first\.yml"):
        read_book(files.texts, files.phrases)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("talk:\n  back: '{dat}です'\n", r"talk.back: {dat} is not filled in"),
        ("talk:\n  back: ''\n", r"phrases\.yml.talk.back: '' is not a text"),
        ("talk: back\n", r"phrases\.yml.talk: 'back' is not a mapping"),
        ("talk:\n  back: a\n  back: b\n", r"phrases\.yml: cannot be read: .*duplicate"),
        (f"label:\n  long: {'字' * 21}\n", r"label.long: longer than 20 characters"),
        ("talk:\n  yes: a\n  back: '{date'\n", r"talk.back: "),
    ],
)
def test_a_broken_phrase_is_refused(files: Files, text: str, complaint: str) -> None:
    """Whatever is wrong with a phrase is told with its section and key."""
    files.phrase(text)
    with pytest.raises(DataError, match=complaint):
        read_book(files.texts, files.phrases)


def test_an_edit_takes_effect_at_once(files: Files) -> None:
    """The next call after an edit has the new text, without a restart."""
    library = Library(files.texts, files.phrases)
    assert library.book() is library.book()
    files.write(ENTRY.format(name="a").replace("短い答え", "新しい短い答え"))
    files.phrase(PHRASE.replace("続きです", "先ほどの続きです"))
    assert library.book().answers["a"].short == "新しい短い答え。"
    assert library.book().phrases["talk"]["back"] == "先ほどの続きです。"


def test_a_new_file_takes_effect_at_once(files: Files) -> None:
    """A file that is added or removed counts as an edit."""
    library = Library(files.texts, files.phrases)
    (files.texts / "more.yml").write_text(ENTRY.format(name="f"), encoding="utf-8")
    assert "f" in library.book().answers
    (files.texts / "more.yml").unlink()
    assert "f" not in library.book().answers


@pytest.mark.parametrize("broken", ["a: [\n", "a:\n  titel: 題\n", ""])
def test_a_broken_edit_keeps_the_last_good_texts(
    files: Files, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A broken edit is logged once, with its file; the last good texts stay until it is mended."""
    library = Library(files.texts, files.phrases)
    files.write(broken)
    with caplog.at_level(logging.ERROR):
        assert library.book().answers["a"].short == "短い答え。"
        assert library.book().answers["a"].short == "短い答え。"
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "first.yml" in caplog.text
    files.write(ENTRY.format(name="a").replace("短い答え", "直した短い答え"))
    assert library.book().answers["a"].short == "直した短い答え。"


def test_a_phrases_file_that_vanishes_keeps_the_last_good_texts(
    files: Files, caplog: pytest.LogCaptureFixture
) -> None:
    """An editor that replaces a file by removing it first silences nobody."""
    library = Library(files.texts, files.phrases)
    files.phrases.unlink()
    with caplog.at_level(logging.ERROR):
        assert library.book().phrases["talk"]["back"] == "続きです。"
    files.phrase(PHRASE)
    assert library.book().phrases["talk"]["back"] == "続きです。"


def test_a_broken_start_is_refused(files: Files) -> None:
    """With broken texts nothing starts."""
    files.write("a: [\n")
    with pytest.raises(DataError, match=r"first\.yml"):
        Library(files.texts, files.phrases)


def test_an_edit_that_drops_an_id_is_broken(tmp_path: Path) -> None:
    """An entry that others lead to cannot be dropped while the bot runs."""
    shutil.copytree(TEXTS, tmp_path / "texts")
    library = Library(tmp_path / "texts", PHRASES)
    (tmp_path / "texts" / "contact.yml").unlink()
    assert "call_center" in library.book().answers
