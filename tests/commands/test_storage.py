"""bot/commands/storage.py: kept words can be deleted before their time, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands import storage
from bot.settings import Settings
from bot.storage.ports.accounts import AccountRecord
from bot.storage.ports.unanswered import State, UnansweredQuestion
from bot.storage.stores import Stores

WORDS = "入院代を安くする紙がほしい"


@pytest.mark.parametrize("what", ["unanswered", "taught"])
def test_forget(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """One of the two goes with every byte and the file of the earlier release; the rest stays."""
    monkeypatch.setattr(storage, "settings", lambda: Settings(data=tmp_path))
    stores = Stores.local(tmp_path)
    stores.accounts.add(AccountRecord("taro", "operator", "hash", "stamp"))
    stores.unanswered.add([UnansweredQuestion("2025-10-01T10", "web", WORDS, "asked", "")])
    stores.teaching.add("2025-10-01T10:00", "hanako", "", "口座を変えたい")
    stores.teaching.remember("model", "口座を変えたい", "inputs")
    for name in ("unanswered.sqlite", "learning.sqlite", "audit.sqlite"):
        (tmp_path / f"{name}.migrated").write_text(name, encoding="utf-8")
    assert main(["storage", "forget", what]) == 0
    assert capsys.readouterr().out == f"storage: {what} is deleted in {tmp_path}\n"
    assert stores.accounts.find("taro") is not None
    kept = "".join(p.read_bytes().decode(errors="replace") for p in tmp_path.iterdir())
    gone = what == "unanswered"
    assert (WORDS in kept, "口座を変えたい" in kept) == (not gone, gone)
    assert len(stores.unanswered.lines([State.OPEN])) == (0 if gone else 1)
    assert (stores.teaching.export(1) is None, stores.teaching.taught("model") is None) == (
        not gone,
        not gone,
    )
    asides = {path.name for path in tmp_path.glob("*.migrated")}
    lost = "unanswered.sqlite.migrated" if gone else "learning.sqlite.migrated"
    assert lost not in asides
    assert len(asides) == 2
