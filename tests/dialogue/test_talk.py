"""The state between two turns."""

from __future__ import annotations

from bot.dialogue.talk import Talk
from tests.dialogue.talking import domain

FULL = Talk(
    topic="certificate_expiry",
    asked="birthday",
    facts={"birthday": "1956-03-01"},
    person="お母さま",
    skipped=["graduation"],
    partial="7月15日",
    latest="birthday",
    told={"certificate_expiry": 2},
    last="certificate_expiry",
    misses=2,
    returned=True,
)


def saved(talk: Talk) -> dict[str, object]:
    """The slots after a turn."""
    return talk.slots()


def test_what_is_saved_is_loaded() -> None:
    """The next turn finds the state as it was left."""
    assert Talk.of(saved(FULL)) == FULL


def test_nothing_saved_is_a_new_talk() -> None:
    """Empty slots are a talk that has not begun."""
    empty = dict.fromkeys(domain()["slots"])
    assert Talk.of(empty) == Talk()


def test_every_slot_is_written_each_turn() -> None:
    """What is empty is written as None, so that nothing old stays."""
    assert saved(Talk()) == dict.fromkeys(domain()["slots"])


def test_forgetting_the_person_keeps_the_matter() -> None:
    """For another person the same matter goes on without a fact of the first."""
    talk = Talk(**vars(FULL))
    talk.forget_person()
    assert (talk.topic, talk.facts, talk.partial) == ("certificate_expiry", {}, None)
    assert (talk.skipped, talk.latest) == ([], None)


def test_closing_wipes_all_but_what_was_answered() -> None:
    """A closed talk remembers which ids it answered, and nothing of a person."""
    talk = Talk(**vars(FULL))
    talk.close()
    kept = {name for name, value in saved(talk).items() if value is not None}
    assert kept == {"told", "last", "misses"}


def test_a_fact_given_after_all_is_no_longer_skipped() -> None:
    """Who says later what they did not know at first is taken at their word."""
    talk = Talk(skipped=["birthday", "document"], partial="7月15日")
    talk.learn({"birthday": "1956-03-01"})
    assert (talk.skipped, talk.latest, talk.partial) == (["document"], "birthday", None)


def test_none_is_no_date_to_correct() -> None:
    """どれもない is not the date that a correction is about."""
    talk = Talk(latest="birthday")
    talk.learn({"residence_until": "none"})
    assert talk.latest == "birthday"
