"""bot/content/last_good.py: what was good once answers on, whatever happens to the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.content import Content
from bot.errors import DataError
from tests.content.folders import ENTRY, Files

BROKEN = "a: [\n"


@pytest.fixture
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the copy is kept."""
    return tmp_path_factory.mktemp("data") / "content" / "umibe"


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call looks at the files."""
    monkeypatch.setattr("bot.content.content.LOOK_EVERY_SECONDS", 0)


def served(files: Files, good: Path) -> Content:
    """The content of a process that has begun to serve."""
    content = Content(files.folder, good=good)
    content.check()
    content.keep_good()
    return content


def test_a_restart_with_a_broken_file(files: Files, good: Path) -> None:
    """The last good texts answer; what is wrong is known by file; mended, the new ones answer."""
    served(files, good)
    files.write(BROKEN)
    content = Content(files.folder, good=good)
    content.check()
    assert content.book().answers["a"].short == "短い答え。"
    assert "first.yml" in content.trouble
    files.write(ENTRY.format(name="a").replace("短い答え", "直した短い答え"))
    assert content.book().answers["a"].short == "直した短い答え。"
    assert content.trouble == ""


def test_a_broken_file_is_never_kept(files: Files, good: Path) -> None:
    """Two restarts on end with a broken file: still the good texts."""
    served(files, good)
    files.write(BROKEN)
    for _ in range(2):
        content = Content(files.folder, good=good)
        content.keep_good()
        assert content.book().answers["a"].short == "短い答え。"


def test_a_good_edit_is_kept(files: Files, good: Path) -> None:
    """What was taken over while serving is what a later restart goes back to."""
    content = served(files, good)
    files.write(ENTRY.format(name="a").replace("短い答え", "新しい短い答え"))
    content.book()
    with content._reading:  # the thread is done
        pass
    assert content.book().answers["a"].short == "新しい短い答え。"
    files.write(BROKEN)
    assert Content(files.folder, good=good).book().answers["a"].short == "新しい短い答え。"


def test_nothing_good_was_ever_read(files: Files, good: Path) -> None:
    """A first start with broken texts is refused, with the file."""
    files.write(BROKEN)
    with pytest.raises(DataError, match=r"first\.yml"):
        Content(files.folder, good=good)


def test_a_copy_that_cannot_be_read_any_more(files: Files, good: Path) -> None:
    """The complaint is about the file that a clerk has before him."""
    served(files, good)
    (good / "city.yml").write_text("of: another release\n", encoding="utf-8")
    files.write(BROKEN)
    with pytest.raises(DataError, match=r"first\.yml"):
        Content(files.folder, good=good)


def test_no_room_for_a_copy(files: Files, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The process serves all the same."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    content = served(files, tmp_path / "file" / "content")
    assert content.book().answers["a"].short == "短い答え。"
    assert "no copy" in caplog.text
