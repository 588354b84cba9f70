"""The state between two turns."""

from __future__ import annotations

import json

from bot.dialogue.talk import EVERYBODY, Person, Talk, open_question, worked_out
from tests.dialogue.talking import domain

MOTHER = Person(
    "mother",
    "母",
    facts={"birthday": "1956-03-01"},
    begun={"graduation": "令和8年3月"},
    half={"graduation": "2026-03"},
    skipped=["burden_change"],
    named=["residence_until"],
    told={"certificate_expiry": "x"},
    latest="birthday",
)
FULL = Talk(
    people=[MOTHER, Person("self", "私")],
    topic="certificate_expiry",
    about=["mother", "self"],
    asked="circumstances",
    asked_of=EVERYBODY,
    owed=["auto_renewal"],
    shown=[["どれもない", "/deny"]],
    unowned={"birthday": "1950-01-01"},
    told={"certificate_expiry": 2},
    last="certificate_expiry",
    misses=2,
    returned=True,
    aside=1,
)


def test_what_is_saved_is_loaded() -> None:
    """The next turn finds the state as it was left, also after it has crossed the wire."""
    assert Talk.of(json.loads(json.dumps(FULL.slots()))) == FULL


def test_nothing_saved_is_a_new_talk() -> None:
    """Empty slots are a talk that has not begun."""
    assert Talk.of(dict.fromkeys(domain()["slots"])) == Talk()


def test_the_slot_is_written_each_turn() -> None:
    """What is empty is written as None, so that nothing old stays."""
    assert Talk().slots() == dict.fromkeys(domain()["slots"])


def test_closing_wipes_all_but_what_was_answered() -> None:
    """A closed talk remembers which ids it answered, and nothing of a person."""
    talk = Talk.of(FULL.slots())
    talk.close()
    assert set(talk.slots()["talk"]) == {"told", "last", "misses"}


def test_forgetting_a_person_keeps_the_name() -> None:
    """Somebody whose facts are forgotten can still be spoken of."""
    person = Talk.of(FULL.slots()).people[0]
    person.forget()
    assert person == Person("mother", "母")


def test_people_are_apart() -> None:
    """What one learns nobody else knows."""
    talk = Talk.of(FULL.slots())
    talk.person("self").learn({"birthday": "1980-01-01"})
    assert talk.person("mother").facts == {"birthday": "1956-03-01"}
    assert talk.person("father").facts == {}


def test_a_fact_given_after_all_is_no_longer_skipped() -> None:
    """Who says later what they did not know at first is taken at their word."""
    person = Person(skipped=["birthday", "document"], begun={"birthday": "7月15日"})
    person.learn({"birthday": "1956-03-01"})
    assert (person.skipped, person.latest, person.begun) == (["document"], "birthday", {})


def test_none_is_no_date_to_correct() -> None:
    """どれもない is not the date that a correction is about."""
    person = Person(latest="birthday")
    person.learn({"residence_until": "none"})
    assert person.latest == "birthday"


def test_what_others_may_ask_of_a_state() -> None:
    """Whether a question is open, and what is being worked out, without knowing the state."""
    assert open_question(FULL.slots()) == "circumstances"
    assert open_question({}) is None
    found = [(matter, facts) for matter, _, facts in worked_out(FULL.slots())]
    assert found == [("certificate_expiry", {"birthday": "1956-03-01"})]
    assert list(worked_out({})) == []
