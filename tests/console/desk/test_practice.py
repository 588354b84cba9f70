"""bot/console/desk/practice.py: sample callers whose calls can be solved."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.console.desk.practice import PracticeCall, practice_calls
from bot.content import current_content, library
from bot.conversation.statistics import PHONE
from bot.errors import DataError
from bot.storage.ports.statistics import Tally
from tests.console.conftest import Desk
from tests.house.serving import NOW

CALLS = practice_calls(current_content().folder)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.title)
def test_a_call_has_an_answer(call: PracticeCall) -> None:
    """Its card is one of ours, somebody calls, and there is something to learn."""
    assert call.card in library().book().answers
    assert call.lines[0].by == "caller"
    assert {line.by for line in call.lines} <= {"caller", "operator"}
    assert call.learn.endswith("。")


def test_there_are_calls(operator: Desk) -> None:
    """An operator gets them with their solutions."""
    found = operator.client.get("/desk/practice").json()
    assert len(found) == len(CALLS) >= 4
    assert any(call["value"] for call in found)


def test_a_city_without(tmp_path: Path) -> None:
    """Where a city has none there is nothing to choose; a broken file is told."""
    assert practice_calls(tmp_path) == []
    (tmp_path / "practice.yml").write_text("calls:\n- titel: x\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"practice\.yml"):
        practice_calls(tmp_path)


def test_practice_is_in_no_figure(operator: Desk) -> None:
    """A card of a sample call is shown and not counted."""
    statistics = operator.console.gateway.statistics

    def looked() -> int:
        rows = statistics.read(NOW.date(), NOW.date())
        return sum((tally for key, tally in rows if key.channel == PHONE), Tally()).answered

    before = looked()
    assert operator.client.get("/desk/cards/certificate_expiry?practice=true").status_code == 200
    assert looked() == before
    assert operator.client.get("/desk/cards/certificate_expiry").status_code == 200
    assert looked() == before + 1
