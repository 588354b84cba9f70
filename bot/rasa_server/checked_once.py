"""Rasa's check of what an action server answers, with the schema itself checked once.

Rasa holds every answer against a JSON schema, and each time holds that schema against JSON Schema's
own: 25 of the 40 ms that a message cost (docs/adr/0017-schema-checked-once.md). The answers are
checked as before.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


def install() -> None:
    """From now on Rasa's remote actions check so."""
    RemoteAction._validate_action_result = _is_valid


def _is_valid(self: RemoteAction, result: dict[str, Any]) -> bool:
    """True, as Rasa wants it. Raises jsonschema's ValidationError for another shape."""
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        raise error
    return True


@cache
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)
