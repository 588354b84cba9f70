"""What somebody has to look at is said at /readyz, in the figures and at the desk; nobody stops."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.sql.database import FILE
from tests.house.serving import QUESTION, StandIn, house, leads, settings_for


@pytest.mark.parametrize("name", [FILE, "figures.sqlite", "signing.key"])
def test_a_damaged_file(rasa: StandIn, tmp_path: Path, name: str) -> None:
    """Whichever file it is, residents are answered."""
    (tmp_path / name).write_bytes(b"\xff no such file" * 500)
    with house(settings_for(tmp_path, rasa.port, secret="")) as found:
        assert leads(found.talk().say(QUESTION)) == [f"答え: {QUESTION}"]
        ready = found.client().get("/readyz").json()
        figures = found.figures()
    assert ready == {"status": "ready", "troubles": ["storage"] if "sqlite" in name else []}
    assert ('kokuho_trouble{what="storage"} 1.0' in figures) == ("sqlite" in name)
