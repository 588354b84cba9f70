"""One id everywhere: domain, training data, rules, answers and actions hold the same ids."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from actions.adapters import AnswerAction
from bot.acceptance import FROM_CALLERS
from bot.content import library
from bot.content.strict_yaml import load
from bot.dialogue.banks import BANKS
from bot.dialogue.talk import SLOT
from bot.dialogue.topics import TOPICS, find_topic

ROOT = Path(__file__).parents[1]

# The catalogue as it was given. None of these may be dropped or renamed.
CATALOGUE = {
    "documents": """system_change what_is_notice what_is_certificate notice_vs_certificate
        what_to_bring notice_alone card_reader_failure certificate_despite_registration
        why_certificate household_split delivery_method registered_mail not_arrived lost_reissue
        duplicate_notice notice_next_year auto_renewal discard_expired""",
    "expiry": """notice_expiry certificate_expiry expiry_age70 expiry_age75 expiry_burden_change
        expiry_residence expiry_student what_is_marugaku""",
    "ecert": "ecert_check ecert_grace ecert_renewal ecert_vs_card ecert_reregister",
    "applications": """apply_certificate apply_certificate_docs cancel_registration
        cancel_registration_docs cancel_registration_mail cancel_registration_time
        cancel_then_move dv_support limit_certificate limit_certificate_docs
        limit_certificate_unneeded limit_certificate_refused proxy_application identity_docs
        application_counter""",
    "debit": "debit_methods debit_start debit_banks debit_docs",
    "contact": "call_center return_address other_insurance",
    "conversation": """greet thank goodbye affirm deny help bot_challenge operator complaint
        start_over""",
    "out_of_scope": "out_of_scope",
}
# P: the caller's own dates (or bank, or the time of the call) change the answer.
PERSONAL = (
    *("what_to_bring", "why_certificate", "not_arrived", "auto_renewal"),
    *("notice_expiry", "certificate_expiry", "expiry_age70", "expiry_age75"),
    *("expiry_burden_change", "expiry_residence", "expiry_student", "ecert_grace"),
    *("debit_start", "debit_banks", "call_center"),
)
# Ours, for the talk itself.
ADDED = ("inform", "whose", "dont_know", "decline", "cancel", "rephrase")
# What Rasa itself names where nothing is certain; nobody can ask for it.
FALLBACK = "nlu_fallback"

AREA_OF = {name: area for area, names in CATALOGUE.items() for name in names.split()}
AREA_OF |= dict.fromkeys(ADDED, "conversation")
IDS = sorted(AREA_OF)


@cache
def domain() -> dict[str, Any]:
    content: dict[str, Any] = load(ROOT / "domain.yml")
    return content


@cache
def rules() -> tuple[tuple[str, str], ...]:
    """Intent and action of each rule in data/stories."""
    found = []
    for path in sorted((ROOT / "data/stories").glob("*.yml")):
        content = load(path)
        assert set(content) == {"version", "rules"}, path.name
        for rule in content["rules"]:
            intent, action = rule["steps"]
            found.append((intent["intent"], action["action"]))
    return tuple(found)


@cache
def examples() -> dict[str, str]:
    """Each intent of data/nlu and the file that it is in; callers teach ids of every area."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "data/nlu").glob("*.yml")):
        if path.stem == FROM_CALLERS:
            continue
        for entry in load(path)["nlu"]:
            assert set(entry) == {"intent", "examples"}, path.name
            assert entry["intent"] not in found, f"{entry['intent']} has examples in two places"
            found[entry["intent"]] = path.stem
    return found


def test_the_catalogue_has_no_id_twice() -> None:
    """Each id of the catalogue, and each that we add, is one and the same thing."""
    listed = [name for names in CATALOGUE.values() for name in names.split()]
    listed += ADDED
    assert [name for name, times in Counter(listed).items() if times > 1] == []
    assert set(PERSONAL) <= set(IDS)


def test_domain_has_the_ids() -> None:
    """domain.yml knows every id once, Rasa's fallback, and nothing else."""
    intents = domain()["intents"]
    assert sorted(intents) == sorted([*IDS, FALLBACK])


def test_every_id_has_training_data() -> None:
    """Each id has examples in the file of its area; nothing else has any."""
    assert examples() == AREA_OF


def test_every_id_is_answered() -> None:
    """Each id has one written answer; nothing else has one."""
    assert sorted(library().book().answers) == IDS


@pytest.mark.parametrize("area", sorted(set(CATALOGUE) - {"conversation", "out_of_scope"}))
def test_answers_are_in_the_file_of_their_area(area: str) -> None:
    """Who looks for the text of an id finds it in the file of its area."""
    written = load(ROOT / "bot/content/kawasaki/answers/ja" / f"{area}.yml")
    assert sorted(written) == sorted(name for name, where in AREA_OF.items() if where == area)


def test_every_intent_has_one_rule() -> None:
    """Exactly one rule says what follows an intent."""
    assert sorted(intent for intent, _ in rules()) == sorted([*IDS, FALLBACK])


def test_rules_use_the_actions_of_the_domain() -> None:
    """No rule calls an unknown action, and no action is never called."""
    assert {action for _, action in rules()} == set(domain()["actions"])


def test_the_action_of_the_domain_is_the_class() -> None:
    """One action answers every intent: what is answered is the dialogue's business, not Rasa's."""
    assert domain()["actions"] == [AnswerAction().name()]


@pytest.mark.parametrize("name", sorted(set(PERSONAL) - {"call_center", BANKS}))
def test_a_personal_id_is_a_topic(name: str) -> None:
    """Where the caller's own dates change the answer, a topic computes it."""
    topic = find_topic(name)
    assert topic is not None
    assert topic.id == name


def test_other_ids_are_no_topic() -> None:
    """An id that is not personal gets its written answer as it stands."""
    assert {topic.id for topic in TOPICS} <= set(PERSONAL)


def test_related_ids_are_of_the_catalogue() -> None:
    """A button offers only what people ask for, never an id of the talk itself or its own entry."""
    offered = {
        name: [other for other in answer.related if other in ADDED or other == name]
        for name, answer in library().book().answers.items()
    }
    assert {name: others for name, others in offered.items() if others} == {}


def test_the_slot_is_the_state_of_the_talk() -> None:
    """One slot of domain.yml holds the talk, and it does not steer the policy."""
    slots = domain()["slots"]
    assert list(slots) == [SLOT]
    assert {slot["influence_conversation"] for slot in slots.values()} == {"false"}
