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


def test_many_come_to_one(tmp_path: Path) -> None:
    """Edits that join are one; a way back is none; one that does not join begins anew."""
    one, two = Edit("p", "1", "2"), Edit("p", "2", "3")
    assert chained([one, two], tmp_path) == {"p": Edit("p", "1", "3")}
    assert chained([one, two, Edit("p", "3", "1")], tmp_path) == {}
    assert chained([one, Edit("p", "9", "8")], tmp_path) == {"p": Edit("p", "9", "8")}
    assert chained([one, Edit("q", "x", "x")], tmp_path) == {"p": one}


def test_a_release_with_a_text_of_the_way(files: Files) -> None:
    """Where a release has what was published some time ago, what came after it is laid over it."""
    files.write(ENTRY.format(name="a").replace("短い答え。", "公開した答え。"))
    later = Edit(SHORT, EDIT.after, "後の答え。")
    assert chained([EDIT, later], files.folder) == {SHORT: later}
    back = Edit(SHORT, EDIT.after, EDIT.before)
    assert chained([EDIT, back], files.folder) == {SHORT: back}


def test_a_new_edition(files: Files, tmp_path: Path) -> None:
    """A whole file is brought by one edit, a later edit of a value in it becomes part of it, and
    its way back leaves no file."""
    text = (files.folder / "editions" / "2025.yml").read_text(encoding="utf-8")
    whole = Edit("editions/2026.yml", "", text)
    phone = Edit("editions/2026.yml#call_centre.phone", "044-200-0783", "044-999-9999")
    found = chained([whole, phone], files.folder)
    assert list(found) == ["editions/2026.yml"]
    lay_over(files.folder, found.values(), tmp_path / "new")
    there = (tmp_path / "new" / "editions" / "2026.yml").read_text(encoding="utf-8")
    assert there == text.replace("044-200-0783", "044-999-9999")
    assert chained([whole, whole.undone], files.folder) == {}
    lay_over(tmp_path / "new", [Edit("editions/2026.yml", there, "")], tmp_path / "newer")
    assert not (tmp_path / "newer" / "editions" / "2026.yml").exists()


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
