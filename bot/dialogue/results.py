"""A result in sentences: for one person, or for each of several in one message."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.content.words import Words
from bot.dialogue.buttons import command_button, related_buttons
from bot.dialogue.conclusions import conclusion
from bot.dialogue.facts import CIRCUMSTANCES, DATED
from bot.dialogue.naming import basis, heading, heard_facts, label, who
from bot.dialogue.steps import Ask, Found, Tell
from bot.dialogue.talk import Person
from bot.dialogue.telling import Telling
from bot.dialogue.topics.expiry import tells_of_next
from bot.dialogue.topics.topic import Topic
from bot.dialogue.turn import Turn
from bot.messages import Message, Parts, PersonResult
from bot.rules import Question

OUTSIDE = ("no", "late_elderly")  # values of `insured` with which 国保だより says nothing


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where one person stands in a matter: what may be told now, and what is asked next.

    `ranged`: sentences for a fact that is only half known; they go before any other result.
    """

    person: Person
    step: Ask | Tell
    ranged: tuple[str, ...] = ()

    @property
    def found(self) -> Found | None:
        """The result that may be told, if any."""
        return self.step.so_far if isinstance(self.step, Ask) else self.step.found

    @property
    def open(self) -> tuple[str, ...]:
        """What is still asked."""
        return self.step.names if isinstance(self.step, Ask) else ()

    @property
    def signature(self) -> str:
        """Another one if something else is to be told of the person."""
        found = self.found
        told = f"{self._result}{found.early}" if found else ""
        return f"{told}/{'; '.join(self.ranged)}/{self.open[:1] if not found else ''}"

    @property
    def _result(self) -> str:
        found = self.found
        return f"{found.result.value}/{found.result.decided_by.rule}/" if found else ""

    def is_told(self, matter: str) -> bool:
        """Was this very result told before, if under a condition that it has no more?"""
        told = self.person.told.get(matter, "")
        return bool(self._result) and not self.ranged and told.startswith(self._result)


def is_outside(person: Person) -> bool:
    """Is somebody not in 国保?"""
    return person.facts.get("insured") in OUTSIDE


def told_sentences(
    words: Words, topic: Topic, found: Found, who: str = "", named: Collection[str] = ()
) -> list[str]:
    """The result in sentences, with its condition, and 要確認 where it is only inferred.

    `named`: circumstances that apply, though nobody knows the day.
    """
    sentences = topic.explain(Telling(words, found.facts, found.result, who))
    of_age = found.early and "birthday" in found.unknown
    if found.early and not topic.tells_exceptions(found.result):
        sentences.append(words.say("result", "unless_birthday" if of_age else "unless"))
    if of_age:
        found = replace(found, unknown=tuple(n for n in found.unknown if n != "birthday"))
    sentences += _conditions(words, topic, found, named)
    told = "".join(sentences)
    marks = (words.say("result", "mark"), words.say("talk", "phone"))
    if found.result.confirm and not all(mark in told for mark in marks):
        sentences.append(words.say("result", "confirm"))
    return sentences


def _conditions(words: Words, topic: Topic, found: Found, named: Collection[str]) -> list[str]:
    """Under which conditions a result is told while unknown facts could change it."""
    rules = words.book.phrases["condition_rule"]
    own = [name for name in found.unknown if name in named and name in rules]
    told = (*own, *(CIRCUMSTANCES if topic.tells_exceptions(found.result) else ()))
    rest = [words.say("condition", name) for name in found.unknown if name not in told]
    sentences = [words.say("condition_rule", name) for name in own]
    if rest:
        sentences.append(words.say("result", "condition", facts=words.listed(rest)))
    return sentences


def source_of(words: Words, topic: Topic, found: Found) -> str:
    """Where it is written; for what is only inferred, where the matter is."""
    if found.result.confirm:
        return words.source(words.answer(topic.id).source)
    places = [found.result.source]
    telling = Telling(words, found.facts, found.result)
    if topic.question is Question.EXPIRY and tells_of_next(telling):
        places.append(words.edition.sources.auto_renewal)
    return words.source("、".join(places))


def result_message(turn: Turn, topic: Topic, outcome: Outcome, before: str = "") -> Message:
    """The final result of one person."""
    found, person = outcome.found, outcome.person
    assert found is not None
    buttons = related_buttons(turn.words, topic.id)
    if topic.about_person:
        buttons = (*buttons, command_button(turn.words, "other_person", "whose"))
    return Message(
        replace(so_far(turn, topic, outcome, before), source=source_of(turn.words, topic, found)),
        "result",
        topic.id,
        buttons,
        person=label(turn.words, person) or None,
        day=day_of(outcome),
    )


def told_with(asked: Message, told: Parts, outcome: Outcome) -> Message:
    """Our question `asked` under what is `told` of the person before it."""
    return replace(asked, parts=replace(told, question=asked.parts.lead), day=day_of(outcome))


def day_of(outcome: Outcome) -> date | None:
    """The day that is told, if it is one day: final, or as far as is known now."""
    value = outcome.found.result.value if outcome.found and not outcome.ranged else None
    return value if isinstance(value, date) else None


def so_far(turn: Turn, topic: Topic, outcome: Outcome, before: str = "") -> Parts:
    """What may be told of one person now; without a conclusion where nothing is known."""
    words, person, found = turn.words, outcome.person, outcome.found
    lines = [before]
    if outcome.ranged:
        lines += [heading(words, person, ()) if label(words, person) else "", *outcome.ranged]
    elif found is not None:
        lines += told_sentences(words, topic, found, who(words, person), person.named)
    else:
        return Parts(before)
    about = replace(
        standing(turn, topic, outcome),
        name=label(words, person),
        basis=basis(words, person, _resting_on(topic)),
    )
    return Parts("\n".join(filter(None, lines)), people=(about,))


def household_message(
    turn: Turn, topic: Topic, outcomes: Sequence[Outcome], before: str = "", *, final: bool = False
) -> Message:
    """Each person in one message: the name with the facts, then the result.

    What holds for everybody is told alone where nothing is known of anybody: nobody reads three
    times that something is missing.
    """
    if not final and not any(map(_is_known, outcomes)):
        general = turn.words.short(topic.id)
        lead = "\n".join(filter(None, (before, general.lead)))
        return Message(replace(general, lead=lead), "general", topic.id)
    people = tuple(
        replace(standing(turn, topic, outcome), told=tuple(told_of(turn, topic, outcome)))
        for outcome in outcomes
    )
    found = [outcome.found for outcome in outcomes if outcome.found is not None]
    sources = dict.fromkeys(source_of(turn.words, topic, one) for one in found)
    buttons = related_buttons(turn.words, topic.id) if final else ()
    lead = before or turn.words.say("household", "so_far")
    parts = Parts(lead, people=people, source="\n".join(filter(None, sources)))
    return Message(parts, "result" if found else "general", topic.id, buttons)


def _is_known(outcome: Outcome) -> bool:
    """Is there anything to tell of this one person?"""
    return outcome.found is not None or bool(outcome.ranged) or is_outside(outcome.person)


def standing(turn: Turn, topic: Topic, outcome: Outcome) -> PersonResult:
    """Where one person stands, without sentences."""
    words, person, found = turn.words, outcome.person, outcome.found
    short = (
        conclusion(words, topic.question, found.result, turn.today)
        if found is not None and not outcome.ranged and not is_outside(person)
        else ""
    )
    return PersonResult(
        name=label(words, person) or words.say("people", "unnamed"),
        value=short,
        facts=heard_facts(words, person, _resting_on(topic)),
        basis=heading(words, person, _resting_on(topic)),
        missing=tuple(words.say("fact", name) for name in outcome.open),
    )


def told_of(turn: Turn, topic: Topic, outcome: Outcome) -> list[str]:
    """One person's sentences under the name."""
    words, person = turn.words, outcome.person
    if is_outside(person):
        return [words.say("household", person.facts["insured"])]
    if outcome.ranged:
        return list(outcome.ranged)
    if outcome.found is not None:
        return told_sentences(words, topic, outcome.found, "", person.named)
    if outcome.open:
        return [words.say("household", "open", facts=words.say("fact", outcome.open[0]))]
    return [words.say("household", "general"), words.conclusion(topic.id)]


def ranged_message(turn: Turn, topic: Topic, outcome: Outcome, before: str = "") -> Message:
    """What a half-known fact decides, as the answer of one person, and where to look it up."""
    words, parts = turn.words, so_far(turn, topic, outcome, before)
    lead = f"{parts.lead}\n{words.say('find', next(iter(outcome.person.half), 'birthday'))}"
    source = words.source(words.answer(topic.id).source)
    buttons = related_buttons(words, topic.id)
    return Message(replace(parts, lead=lead, source=source), "result", topic.id, buttons)


def outside_message(turn: Turn, topic: Topic, person: Person) -> Message:
    """Somebody who is not in 国保: no date, and whom to ask."""
    said = turn.words.say("household", person.facts["insured"])
    text = f"{heading(turn.words, person, ())}\n{said}"
    return Message.said(text, "answer", topic.id, related_buttons(turn.words, topic.id))


def _resting_on(topic: Topic) -> tuple[str, ...]:
    return tuple(name for name in topic.askable if name in DATED)
