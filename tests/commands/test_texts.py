"""bot/commands/texts.py: what was published comes into the files of the next release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.content.overlay import Edit, PublishedCopy, lay_over
from bot.settings import settings
from tests.content.folders import Files

EDIT = Edit("answers/ja/first.yml#a.short", "短い答え。", "公開した答え。")


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    """A small city in which something is published."""
    files = Files(tmp_path / "city")
    monkeypatch.setenv("BOT_CITY", str(files.folder))
    monkeypatch.setenv("BOT_DATA", str(tmp_path / "data"))
    settings.cache_clear()
    copy = PublishedCopy(tmp_path / "data" / "published" / "city", files.folder)
    copy.room.mkdir(parents=True)
    lay_over(files.folder, [EDIT], copy.room / ".new")
    copy.put(copy.room / ".new", copy.key([EDIT]))
    yield files
    settings.cache_clear()


def test_only_what_was_changed_is_written(city: Files, capsys: pytest.CaptureFixture[str]) -> None:
    """The file with a published text is written over the city's own, and is named."""
    assert main(["texts", "export", str(city.folder)]) == 0
    assert capsys.readouterr().out == "answers/ja/first.yml\n\n1個のファイルを書きました。\n"
    assert EDIT.after in (city.folder / "answers/ja/first.yml").read_text(encoding="utf-8")


def test_elsewhere(city: Files, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Into an empty folder goes all of it; a second time nothing differs."""
    for said in ("city.yml", "違いはありません。"):
        assert main(["texts", "export", str(tmp_path / "out")]) == 0
        assert said in capsys.readouterr().out
