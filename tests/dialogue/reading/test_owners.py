"""bot/dialogue/reading/owners.py: no fact ever stands with another person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.dialogue.reading import KnownPerson, Situation, read_situation
from tests.dialogue.reading.household_talk import PEOPLE, Household, described, households, one_of
from tests.dialogue.reading.telling import TODAY
from tests.text import repeatable

many = settings(repeatable, max_examples=400)


def strangers(situation: Situation, household: Household) -> list[tuple[str, str, str]]:
    """Facts that stand with somebody whose they are not."""
    return [
        (person.key, stated.name, stated.value)
        for person in situation.people
        for stated in person.facts
        if stated.value is not None
        and household.facts.get(person.key, {}).get(stated.name) != stated.value
    ]


def lost(situation: Situation, household: Household) -> list[tuple[str, str]]:
    """Facts that do not stand with their owner.

    A paper at the end of a bare list may be that of all (父 S25.11.3 母 S31.3.1 資格確認書).
    """
    found = {(p.key, stated.name, stated.value) for p in situation.people for stated in p.facts}
    return [
        (key, name)
        for key, facts in household.facts.items()
        for name, value in facts.items()
        if (key, name, value) not in found and name != "document"
    ]


@many
@given(households())
def test_each_fact_with_its_owner(household: Household) -> None:
    """Every fact of every person is read, and stands with that person only."""
    situation = read_situation(household.message, TODAY)
    assert strangers(situation, household) == []
    assert lost(situation, household) == []


@many
@given(described())
def test_described_people(household: Household) -> None:
    """What stands before a person describes that person, not the one before."""
    situation = read_situation(household.message, TODAY)
    assert strangers(situation, household) == []
    assert lost(situation, household) == []


@many
@given(households(), one_of(tuple(PEOPLE)))
def test_the_talk_before_owns_nothing(household: Household, key: str) -> None:
    """Whoever the talk was about gets no fact of a message that names others."""
    if key in household.facts:
        return
    known = (KnownPerson(key, PEOPLE[key][0], {"birthday": "1950-01-01"}),)
    situation = read_situation(household.message, TODAY, known=known, speaking_of=key)
    assert strangers(situation, household) == []


@many
@given(households(), households())
def test_order_of_sentences(one: Household, other: Household) -> None:
    """Two messages in either order give each person the same facts."""
    if set(one.facts) & set(other.facts):
        return
    both = Household("", {**one.facts, **other.facts})
    for message in (f"{one.message}\n{other.message}", f"{other.message}\n{one.message}"):
        assert strangers(read_situation(message, TODAY), both) == []


@pytest.mark.parametrize("stranger", ["花子", "Maria", "グエンさん", "山田さん"])
def test_people_of_unknown_kind(stranger: str) -> None:
    """What is told of somebody called by name is not of the person named before."""
    message = (
        f"母は昭和27年5月5日生まれで、{stranger}は1990年8月8日生まれ、在留期限は2026年3月3日です"
    )
    mother = read_situation(message, TODAY).person("mother")
    assert mother is not None
    assert [(f.name, f.value) for f in mother.facts] == [("birthday", "1952-05-05")]


@pytest.mark.parametrize("particle", [*"とでやかはがも"])
def test_a_relative_behind_a_particle(particle: str) -> None:
    """「私とおばあちゃん」 are 私 and the grandmother; nobody is called とおばあ."""
    message = f"私は昭和49年1月1日{particle}おばあちゃんは昭和25年1月1日生まれです"
    assert [person.key for person in read_situation(message, TODAY).people] == [
        "self",
        "grandmother",
    ]
