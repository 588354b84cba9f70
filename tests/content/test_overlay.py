"""bot/content/overlay.py: what is published, as a copy that is taken over whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.content import Content
from bot.content.overlay import CURRENT, Edit, PublishedCopy, chained, fitting, lay_over
from bot.errors import DataError
from tests.content.folders import ENTRY, Files

SHORT = "answers/ja/first.yml#a.short"
EDIT = Edit(SHORT, "短い答え。", "公開した答え。")


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A small city."""
    return Files(tmp_path / "city")


@pytest.fixture
def copy(files: Files, tmp_path: Path) -> PublishedCopy:
    """Where its copy comes to be."""
    found = PublishedCopy(tmp_path / "published", files.folder)
    found.room.mkdir()
    return found


def put(copy: PublishedCopy, *edits: Edit) -> str:
    """Takes `edits` into force."""
    lay_over(copy.shipped, edits, copy.room / ".new")
    copy.put(copy.room / ".new", copy.key(edits))
    return copy.key(edits)


def test_many_come_to_one() -> None:
    """Edits that join are one; a way back is none; one that does not join begins anew."""
    one, two = Edit("p", "1", "2"), Edit("p", "2", "3")
    assert chained([one, two]) == {"p": Edit("p", "1", "3")}
    assert chained([one, two, Edit("p", "3", "1")]) == {}
    assert chained([one, Edit("p", "9", "8")]) == {"p": Edit("p", "9", "8")}
    assert chained([one, Edit("q", "x", "x")]) == {"p": one}


def test_the_copy_is_read(
    files: Files, copy: PublishedCopy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is put into force is told by who reads the city already, and no more once dropped."""
    monkeypatch.setattr("bot.content.content.LOOK_EVERY_SECONDS", 0)
    content = Content(files.folder, published=copy.room)
    assert content.book().answers["a"].short == EDIT.before
    key = put(copy, EDIT)
    assert content.book().answers["a"].short == EDIT.after
    assert copy.made_of == key
    copy.drop()
    assert content.book().answers["a"].short == EDIT.before


def test_a_new_release_is_told_until_the_copy_is_made_again(
    files: Files, copy: PublishedCopy
) -> None:
    """A copy of other files than the city has now is read by nobody."""
    put(copy, EDIT)
    assert copy.folder is not None
    files.write(ENTRY.format(name="a") + "  after: 後。\n  script_after: 後。\n")
    assert copy.folder is None
    assert copy.made_of == ""
    assert Content(files.folder, published=copy.room).book().answers["a"].after == "後。"


def test_a_broken_copy_stops_no_start(files: Files, copy: PublishedCopy) -> None:
    """Where somebody broke the copy, the city's own files are told, and what is wrong."""
    put(copy, EDIT)
    assert copy.folder is not None
    (copy.folder / "answers/ja/first.yml").write_text("a: [", encoding="utf-8")
    content = Content(files.folder, published=copy.room)
    assert content.book().answers["a"].short == EDIT.before
    assert "first.yml" in content.trouble


@pytest.mark.parametrize("text", ["", "{", "[]", '{"folder": "no", "base": "x", "key": "y"}'])
def test_a_broken_pointer_is_none(files: Files, copy: PublishedCopy, text: str) -> None:
    """Whatever stands in the file that names the copy, the city's own files are in force."""
    put(copy, EDIT)
    (copy.room / CURRENT).write_text(text, encoding="utf-8")
    assert Content(files.folder, published=copy.room).in_force == files.folder


def test_old_copies_go(copy: PublishedCopy) -> None:
    """The one before stays for who still reads it; older ones are deleted."""
    for text in ("二", "三", "四"):
        put(copy, Edit(SHORT, EDIT.before, text))
    assert len([path for path in copy.room.iterdir() if path.is_dir()]) == 2
    assert copy.folder is not None
    assert "四" in (copy.folder / "answers/ja/first.yml").read_text(encoding="utf-8")


def test_what_does_not_fit(files: Files, tmp_path: Path) -> None:
    """An edit of a text that is another one now is told; what a release says already is neither."""
    late = Edit(SHORT, "前の版の答え。", "x")
    nowhere = Edit("answers/ja/none.yml#a.short", "x", "y")
    done = Edit("answers/ja/first.yml#a.again", "前の版の言葉。", "別の言葉。")
    assert fitting(files.folder, [EDIT, late, nowhere, done]) == ([EDIT], [late, nowhere])
    with pytest.raises(DataError, match=r"a\.short"):
        lay_over(files.folder, [late], tmp_path / "new")
