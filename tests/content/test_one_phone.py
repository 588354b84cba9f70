"""The call centre's number stands in the edition, and nowhere else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.channels.web.widget_words import texts_script
from bot.content import Content, speaking
from bot.text import city, mask
from tests.content.folders import KAWASAKI

OLD, NEW = "044-200-0783", "044-999-1234"


def test_changed_in_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes it in the edition alone changes it for answers, chat, page and masking."""
    folder = shutil.copytree(KAWASAKI, tmp_path / "city")
    for path in (folder / "editions").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    content = Content(folder)
    with speaking(content.words(date(2025, 10, 1))) as words:
        told = f"{words.book.answers} {texts_script(words)}"
        assert NEW in told
        assert OLD not in told
    monkeypatch.setattr(city, "_in_use", content.own_words)
    assert NEW in mask(f"コールセンターは{NEW}です")
    assert OLD not in mask(f"前の番号は{OLD}です")
    written = [path for path in folder.rglob("*.*") if OLD.encode() in path.read_bytes()]
    assert written == []
