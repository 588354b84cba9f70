"""The OpenAPI is complete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.house.serving import Browser, House, new_id

WITH_TOKEN = {"/api/messages", "/api/conversation", "/api/feedback"}
OPEN = {"/api/spoken", "/api/readings", "/api/conversations", "/api/dates", "/api/centre"}
OPEN |= {"/api/suggestions"}
HEALTH = {"/healthz", "/readyz", "/metrics"}
REFUSALS = {"/api/messages": {"400", "401", "403", "410", "413", "415", "422", "429", "500"}}


@pytest.fixture(scope="module")
def description(shared_house: House) -> dict[str, Any]:
    """The OpenAPI as it is served."""
    found: dict[str, Any] = shared_house.client().get("/openapi.json").json()
    return found


def operations(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each address with its only operation."""
    return {path: next(iter(found.values())) for path, found in description["paths"].items()}


def test_every_address_is_described(description: dict[str, Any]) -> None:
    """All addresses of the API and of health are there, each with its summary."""
    found = operations(description)
    assert set(found) == WITH_TOKEN | OPEN | HEALTH
    assert all(operation["summary"] and operation["description"] for operation in found.values())


def test_which_need_a_conversation(description: dict[str, Any]) -> None:
    """It says for which addresses the conversation's token is needed, and how it is sent."""
    (scheme,) = description["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    needing = {path for path, found in operations(description).items() if found.get("security")}
    assert needing == WITH_TOKEN


def test_refusals_are_described(description: dict[str, Any]) -> None:
    """Every refusal that can come is named, with the one shape of an error."""
    for path, found in operations(description).items():
        refusals = {s: r for s, r in found["responses"].items() if s >= "400"}
        assert set(refusals) >= REFUSALS.get(path, set())
        for status, refusal in refusals.items():
            content = refusal["content"]["application/json"]["schema"]
            assert content == {"$ref": "#/components/schemas/ErrorBody"}, (path, status)


def test_nothing_unnamed_is_taken(description: dict[str, Any]) -> None:
    """No body has room for what is not described."""
    schemas = description["components"]["schemas"]
    for path, found in operations(description).items():
        if "requestBody" in found:
            assert found["requestBody"]["required"]
            reference = found["requestBody"]["content"]["application/json"]["schema"]["$ref"]
            assert schemas[reference.rpartition("/")[2]]["additionalProperties"] is False, path


def test_the_description_is_that_of_the_answers(talk: Browser, description: Any) -> None:
    """An answer has exactly the fields that are described."""
    answered = talk.say("はい", new_id())
    schemas = description["components"]["schemas"]
    assert set(answered) == set(schemas["Answered"]["properties"])
    assert set(answered["cards"][0]) == set(schemas["Card"]["properties"])
    assert set(answered["centre"]) == set(schemas["Centre"]["properties"])


def test_it_can_be_kept_in_a_file(shared_house: House, tmp_path: Path) -> None:
    """It is the same each time, so that a change of the contract is seen."""
    client = shared_house.client()
    assert client.get("/openapi.json").text == client.get("/openapi.json").text
