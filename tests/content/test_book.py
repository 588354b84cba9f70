"""bot/content/book.py: broken texts are refused."""

from __future__ import annotations

import pytest

from bot.content.book import Book
from bot.content.book import read_book as read
from bot.content.facts import read_facts
from bot.errors import DataError
from tests.content.folders import ENTRY, Files

NAMES = frozenset({"phone", "newsletter", "issue"})


def read_book(files: Files) -> Book:
    return read(files.texts, files.phrases, NAMES, read_facts(files.folder / "facts.yml"))


def test_good_texts_are_read(files: Files) -> None:
    """Entries of all files and all phrases are in one book."""
    book = read_book(files)
    assert sorted(book.answers) == ["a", "b", "c", "d", "e"]
    assert book.answers["a"].short == "短い答え。"
    assert book.phrases["talk"] == {"back": "続きです。"}


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
        ("  again_after: 過ぎた\n", r"a: after and script_after come together"),
        ("  details_after: [過ぎた]\n", r"a: after and script_after come together"),
        ("  script_after: 過ぎた\n", r"a: after and script_after come together"),
        ("  facts: [nothing]\n", r"a: facts names nothing, which is not in facts\.yml"),
        ("  source: 1ページ\n", r"a: source is made from the places of its facts"),
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
        read_book(files)


def test_a_source_is_made_of_facts(files: Files) -> None:
    """An entry that names facts has their places as its source; without facts it has none."""
    files.write(ENTRY.format(name="a") + "  facts: [discard, return_mail]\n")
    answers = read_book(files).answers
    assert (answers["a"].source, answers["b"].source) == ("3ページ 問3", "")


@pytest.mark.parametrize("key", ["title", "short", "again", "script", "checked"])
def test_a_missing_key_is_refused(files: Files, key: str) -> None:
    """An entry without one of the keys that all need is refused by file, id and key."""
    lines = ENTRY.format(name="a").splitlines(keepends=True)
    files.write("".join(line for line in lines if not line.startswith(f"  {key}:")))
    with pytest.raises(DataError, match=rf"first\.yml\.a: missing key {key}"):
        read_book(files)


@pytest.mark.parametrize(
    ("title", "good"), [("題" * 20, True), ("題" * 21, False), ("''", False), ("'  '", False)]
)
def test_titles_fit_on_a_button(files: Files, title: str, good: bool) -> None:
    """A title has 1 to 20 characters: it is the label of a button."""
    files.write(ENTRY.format(name="a").replace("題名", title))
    if good:
        assert read_book(files)
        return
    with pytest.raises(DataError, match=r"a.*title"):
        read_book(files)


def test_an_id_in_two_files_is_refused(files: Files) -> None:
    """One id is answered in one place."""
    files.write(ENTRY.format(name="b"))
    with pytest.raises(DataError, match=r"others\.yml: b is answered in two files"):
        read_book(files)


def test_an_id_twice_in_a_file_is_refused(files: Files) -> None:
    """A second entry of the same id does not quietly replace the first."""
    files.write(ENTRY.format(name="a") * 2)
    with pytest.raises(DataError, match=r"first\.yml: cannot be read: .*duplicate key"):
        read_book(files)


@pytest.mark.parametrize("text", ["", "- a\n", "a:\n", "a: text\n", "a: [\n"])
def test_a_file_without_entries_is_refused(files: Files, text: str) -> None:
    """A file that is empty or holds something else is refused by its name."""
    files.write(text)
    with pytest.raises(DataError, match=r"first\.yml"):
        read_book(files)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("talk:\n  back: '{dat}です'\n", r"talk.back: {dat} is not filled in"),
        ("talk:\n  back: ''\n", r"ja\.yml.talk.back: '' is not a text"),
        ("talk: back\n", r"ja\.yml.talk: 'back' is not a mapping"),
        ("talk:\n  back: a\n  back: b\n", r"ja\.yml: cannot be read: .*duplicate"),
        (f"label:\n  long: {'字' * 21}\n", r"label.long: longer than 20 characters"),
        ("talk:\n  yes: a\n  back: '{date'\n", r"talk.back: "),
    ],
)
def test_a_broken_phrase_is_refused(files: Files, text: str, complaint: str) -> None:
    """Whatever is wrong with a phrase is told with its section and key."""
    files.phrase(text)
    with pytest.raises(DataError, match=complaint):
        read_book(files)
