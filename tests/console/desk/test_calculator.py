"""bot/console/desk/calculator.py: one calculation over the wire, and what stays of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.console.desk.calculating import MATTERS
from tests.console.conftest import Desk
from tests.house.serving import is_error

FACTS = {"birthday": "S30.8.2", "circumstances": "none"}


def noted(desk: Desk) -> list[tuple[str, str]]:
    """What was calculated, as the audit has it."""
    found = desk.console.audit.latest()
    return [(entry.what, entry.which) for entry in found if entry.what == "calculation"]


def test_the_matters(operator: Desk) -> None:
    """All that can be worked out, in the order to choose from, by title; then what is chosen."""
    listed = operator.get("/desk/matters").json()
    found = [matter["id"] for matter in listed]
    assert found[: len(MATTERS)] == list(MATTERS)
    assert "lost_reissue" in found[len(MATTERS) :]
    assert all(matter["title"] for matter in listed)


def test_a_calculation(operator: Desk) -> None:
    """The result comes with its script, its rules and its boundary; the audit has the id alone."""
    body = {"matter": "certificate_expiry", "facts": FACTS}
    found = operator.post("/desk/calculate", body).json()
    assert found["result"]["value"] == "令和7年(2025年)8月31日で期限切れ"
    assert [met["decided"] for met in found["result"]["met"]] == [True]
    assert found["result"]["boundaries"]
    assert noted(operator) == [("calculation", "certificate_expiry")]
    audit = repr(operator.console.audit.latest())
    assert "S30" not in audit
    assert "1955" not in audit


def test_a_question_is_no_calculation_yet(operator: Desk) -> None:
    """What asks on is not noted."""
    found = operator.post("/desk/calculate", {"matter": "certificate_expiry"}).json()
    assert found["question"]["fact"] == "birthday"
    assert noted(operator) == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"matter": "greet"},
        {"matter": "nothing"},
        {"matter": "certificate_expiry", "facts": {"ground": "hard_to_use"}},
        {"matter": "certificate_expiry", "facts": {"birthday": 19550802}},
        {"matter": "certificate_expiry", "facts": {"birthday": "1" * 5001}},
        {"matter": "certificate_expiry", "skipped": ["today"]},
        {"matter": "certificate_expiry", "skipped": ["birthday"] * 100},
        {"matter": "certificate_expiry", "facts": ["birthday"]},
    ],
)
def test_bad_bodies(operator: Desk, body: Any) -> None:
    """Another matter, a fact that nobody may be asked for, too much: refused, and not noted."""
    assert is_error(operator.post("/desk/calculate", body), 422, "invalid")
    assert noted(operator) == []


def test_a_form_of_another_page(operator: Desk) -> None:
    """Without the session's secret nothing is worked out."""
    operator.csrf = ""
    body = {"matter": "certificate_expiry", "facts": FACTS}
    assert is_error(operator.post("/desk/calculate", body), 403, "forged")
