"""bot/rasa_server/checked_once.py: the same verdicts as Rasa's own check."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.rasa_server import checked_once
from bot.rasa_server.resident_channel import ResidentChannel

pytestmark = pytest.mark.slow

SLOT = {"event": "slot", "timestamp": None, "name": "topic", "value": "certificate_expiry"}


RASAS_OWN = RemoteAction._validate_action_result


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Leaves Rasa as it was."""
    yield
    RemoteAction._validate_action_result = RASAS_OWN


@pytest.mark.parametrize(
    ("result", "good"),
    [
        ({"events": [SLOT], "responses": [{"text": "はい"}]}, True),
        ({"events": [], "responses": []}, True),
        ({}, True),
        ({"events": [{**SLOT, "value": {"birthday": "1955-08-01"}}]}, True),
        ({"events": "none"}, False),
        ({"events": [{"event": "slot"}]}, False),
        ({"events": [{"event": "no such event"}]}, False),
        ({"responses": ["はい"]}, False),
        ([], False),
    ],
)
def test_same_verdict_as_rasas(result: Any, good: bool) -> None:
    """What Rasa takes is taken, what it refuses is refused with the same error."""
    action = RemoteAction("action_any", None)
    theirs = RASAS_OWN.__get__(action)
    checked_once.install()
    if good:
        assert theirs(result) is True
        assert action._validate_action_result(result) is True
        return
    with pytest.raises(ValidationError) as expected:
        theirs(result)
    with pytest.raises(ValidationError) as raised:
        action._validate_action_result(result)
    assert list(raised.value.absolute_path) == list(expected.value.absolute_path)


def test_the_channel_brings_it() -> None:
    """A Rasa server that has our channel checks so."""
    RemoteAction._validate_action_result = RASAS_OWN
    ResidentChannel().blueprint(lambda message: message)
    assert RemoteAction._validate_action_result is not RASAS_OWN
