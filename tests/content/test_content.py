"""bot/content/content.py: one folder is checked as a whole, and read anew when a file changes."""

from __future__ import annotations

import logging
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content import Content, current_content
from bot.errors import DataError
from bot.text import writers
from bot.text.writers import JapaneseDates
from tests.content.folders import CITY, EDITION, ENTRY, KAWASAKI, PHRASE, Files

IN_FORCE = date(2025, 10, 1)


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for the second between two looks at the files."""
    monkeypatch.setattr("bot.content.content.LOOK_EVERY_SECONDS", 0)


def test_the_files_are_looked_at_once_a_second(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer says dozens of phrases; the files are looked at again only a second later."""
    now = 100.0
    monkeypatch.setattr("bot.content.content.monotonic", lambda: now)
    monkeypatch.setattr("bot.content.content.LOOK_EVERY_SECONDS", 1)
    content = Content(files.folder)
    files.write(ENTRY.format(name="a").replace("短い答え", "新しい短い答え"))
    now += 0.9
    assert content.book().answers["a"].short == "短い答え。"
    now += 0.2
    assert content.book().answers["a"].short == "新しい短い答え。"


def test_an_edit_is_seen_though_a_language_is_opened_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A language that is read between an edit and the next look at the files hides no edit."""
    now = 100.0
    monkeypatch.setattr("bot.content.content.monotonic", lambda: now)
    monkeypatch.setattr("bot.content.content.LOOK_EVERY_SECONDS", 1)
    folder = shutil.copytree(KAWASAKI, tmp_path / "kawasaki")
    content = Content(folder)
    path = folder / "answers" / "ja" / "contact.yml"
    path.write_text(path.read_text("utf-8").replace("通話料が", "電話代が"), "utf-8")
    assert content.book("en") is not content.book()
    now += 1.1
    assert "電話代が" in str(content.book().answers["call_center"])


def test_an_edit_takes_effect_at_once(files: Files) -> None:
    """The next call after an edit has the new text, without a restart."""
    content = Content(files.folder)
    assert content.book() is content.book()
    files.write(ENTRY.format(name="a").replace("短い答え", "新しい短い答え"))
    files.phrase(PHRASE.replace("続きです", "先ほどの続きです"))
    assert content.book().answers["a"].short == "新しい短い答え。"
    assert content.book().phrases["talk"]["back"] == "先ほどの続きです。"


def test_a_new_file_takes_effect_at_once(files: Files) -> None:
    """A file that is added or removed counts as an edit."""
    content = Content(files.folder)
    (files.texts / "more.yml").write_text(ENTRY.format(name="f"), encoding="utf-8")
    assert "f" in content.book().answers
    (files.texts / "more.yml").unlink()
    assert "f" not in content.book().answers


@pytest.mark.parametrize("broken", ["a: [\n", "a:\n  titel: 題\n", ""])
def test_a_broken_edit_keeps_the_last_good_texts(
    files: Files, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A broken edit is logged once, with its file; the last good texts stay until it is mended."""
    content = Content(files.folder)
    files.write(broken)
    with caplog.at_level(logging.ERROR):
        assert content.book().answers["a"].short == "短い答え。"
        assert content.book().answers["a"].short == "短い答え。"
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "first.yml" in caplog.text
    files.write(ENTRY.format(name="a").replace("短い答え", "直した短い答え"))
    assert content.book().answers["a"].short == "直した短い答え。"


def test_a_phrases_file_that_vanishes_keeps_the_last_good_texts(
    files: Files, caplog: pytest.LogCaptureFixture
) -> None:
    """An editor that replaces a file by removing it first silences nobody."""
    content = Content(files.folder)
    files.phrases.unlink()
    with caplog.at_level(logging.ERROR):
        assert content.book().phrases["talk"]["back"] == "続きです。"
    files.phrase(PHRASE)
    assert content.book().phrases["talk"]["back"] == "続きです。"


def test_a_broken_start_is_refused(files: Files) -> None:
    """With broken texts nothing starts."""
    files.write("a: [\n")
    with pytest.raises(DataError, match=r"first\.yml"):
        Content(files.folder)


def test_an_edit_that_drops_an_id_is_broken(tmp_path: Path) -> None:
    """An entry that others lead to cannot be dropped while the bot runs."""
    shutil.copytree(KAWASAKI, tmp_path / "city")
    content = Content(tmp_path / "city")
    (tmp_path / "city" / "answers" / "ja" / "contact.yml").unlink()
    assert "call_center" in content.book().answers


@pytest.mark.parametrize(
    ("city", "complaint"),
    [
        ("languages: [ja]\n", r"city\.yml: missing key home, names"),
        (CITY + "mayor: 市長\n", r"city\.yml: unknown key mayor"),
        (CITY.replace("[ja]", "[]"), r"city\.yml\.languages: name at least one"),
        (CITY.replace("[ja]", "[ja, en]"), r"en"),
    ],
)
def test_a_broken_city_is_refused(files: Files, city: str, complaint: str) -> None:
    """Whatever is wrong with city.yml is told with its key, and nothing starts."""
    files.city(city)
    with pytest.raises(DataError, match=complaint):
        Content(files.folder).check()


def test_names_of_the_city_stand_in_every_text(files: Files) -> None:
    """A name of city.yml and a value of the edition may stand in an answer and in a phrase."""
    files.write(ENTRY.format(name="a").replace("短い答え。", "'{city}の{issue}。'"))
    said = Content(files.folder).words(IN_FORCE)
    assert said.conclusion("a") == "試験市の第179号(令和7年7月)。"
    assert said.source("1ページ") == "出典: 試験だより第179号(令和7年7月) 1ページ"


def test_an_edition_takes_effect_at_once(files: Files) -> None:
    """A corrected value of the edition is told by the next words, without a restart."""
    content = Content(files.folder)
    assert content.words(IN_FORCE).fill("{phone}") == "044-200-0783"
    new = EDITION.read_text(encoding="utf-8").replace("044-200-0783", "099-999-9999")
    (files.folder / "editions" / EDITION.name).write_text(new, encoding="utf-8")
    assert content.words(IN_FORCE).fill("{phone}") == "099-999-9999"


class Marked(JapaneseDates):
    """A toy language that marks its dates."""

    def month(self, day: date) -> str:
        """Its way of writing."""
        return f"<{day:%Y-%m}>"


@pytest.fixture
def two_languages(files: Files, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Content in ja and xx."""
    monkeypatch.setitem(writers.WRITERS, "xx", Marked())
    files.city(CITY.replace("[ja]", "[ja, xx]"))
    files.translate("xx")
    return files


def test_words_are_of_one_language(two_languages: Files) -> None:
    """Phrases, names and dates are those of the language asked for."""
    words = Content(two_languages.folder).words(IN_FORCE, "xx")
    assert (words.language, words.say("talk", "back")) == ("xx", "xx。")
    assert words.month(IN_FORCE) == "<2025-10>"
    assert words.source("3ページ 問1").startswith("出典: Letter")


@pytest.mark.parametrize("language", ["", "ja", "de"])
def test_a_language_without_texts_is_told_the_first(two_languages: Files, language: str) -> None:
    """Nobody meets silence for a language that the city does not write."""
    words = Content(two_languages.folder).words(IN_FORCE, language)
    assert (words.language, words.say("talk", "back")) == ("ja", "続きです。")


def test_a_broken_language_is_told_the_first(two_languages: Files) -> None:
    """A language that broke before its first use is answered in the first one, and reported."""
    content = Content(two_languages.folder)
    (two_languages.folder / "phrases" / "xx.yml").write_text("talk: [\n", encoding="utf-8")
    assert content.words(IN_FORCE, "xx").language == "ja"
    with pytest.raises(DataError, match=r"phrases/xx\.yml"):
        content.check()


def test_an_edit_of_a_language_in_use(two_languages: Files) -> None:
    """A language that was read follows its files; a broken edit leaves the last good one."""
    content = Content(two_languages.folder)
    assert content.words(IN_FORCE, "xx").say("talk", "back") == "xx。"
    phrases = two_languages.folder / "phrases" / "xx.yml"
    good = phrases.read_text(encoding="utf-8")
    phrases.write_text(good.replace("xx。", "other words"), encoding="utf-8")
    assert content.words(IN_FORCE, "xx").say("talk", "back") == "other words"
    phrases.write_text("talk: [\n", encoding="utf-8")
    assert content.words(IN_FORCE, "xx").say("talk", "back") == "other words"


def test_a_language_says_everything(two_languages: Files) -> None:
    """A language that lacks something stops the start."""
    (two_languages.folder / "answers" / "xx" / "others.yml").unlink()
    with pytest.raises(DataError, match=r"answers/xx/others\.yml: no answer to b, c, d, e"):
        Content(two_languages.folder).check()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("title: 国保の質問\n", r"widget/ja\.yml: missing key title"),
        ("extra: あ\n", r"widget/ja\.yml: unknown key extra"),
        ("{phone}", r"page/ja\.html: \{phon\} is not filled in"),
    ],
)
def test_broken_words_of_the_widget_are_refused(files: Files, change: str, complaint: str) -> None:
    """A word that the widget lacks or does not know, and a broken page, stop the start."""
    words, page = files.folder / "widget" / "ja.yml", files.folder / "page" / "ja.html"
    if change.startswith("{"):
        page.write_text(page.read_text(encoding="utf-8").replace(change, "{phon}"), "utf-8")
    elif change in words.read_text(encoding="utf-8"):
        words.write_text(words.read_text(encoding="utf-8").replace(change, ""), "utf-8")
    else:
        words.write_text(words.read_text(encoding="utf-8") + change, "utf-8")
    with pytest.raises(DataError, match=complaint):
        Content(files.folder)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "3ページ 問1 ※6、4ページ"),
        ("en", "page 3 Q1 (問1) ※6, page 4"),
        ("zh", "第3页 问答1（問1） ※6、第4页"),
    ],
)
def test_a_source_is_of_its_language(language: str, said: str) -> None:
    """Pages and questions are named in the language; what is printed stands beside them."""
    words = current_content().words(IN_FORCE, language)
    assert words.source("3ページ 問1 ※6、4ページ").endswith(said)
