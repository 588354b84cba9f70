"""Works out one matter for its people: tells what can be told, and asks what can change it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dialogue.asking import OWNER, ask, key_of, no_answer_buttons
from bot.dialogue.banks import ask_bank
from bot.dialogue.buttons import command_button, related_buttons
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, NONE, RARE
from bot.dialogue.naming import whose
from bot.dialogue.ranges import Spread, range_sentences, spreads
from bot.dialogue.reading import UNNAMED
from bot.dialogue.results import (
    Outcome,
    household_message,
    is_outside,
    outside_message,
    ranged_message,
    result_message,
    so_far,
    told_with,
)
from bot.dialogue.speaking import answer_card, count
from bot.dialogue.steps import Ask, Tell, next_step
from bot.dialogue.talk import EVERYBODY, Person
from bot.dialogue.topics import EXPIRY_OF_CIRCUMSTANCE, EXPIRY_OF_PAPER, Topic, find_topic
from bot.dialogue.turn import Turn
from bot.messages import Message, Parts
from bot.rules import Question
from bot.rules.expiry import reach


def outcome_of(turn: Turn, topic: Topic, person: Person) -> Outcome:
    """Where one person stands in the matter."""
    if is_outside(person):
        return Outcome(person, Tell(None))
    found = spreads(topic, person, turn.edition, turn.now)
    half = next((one for one in found if not one.is_settled), None)
    # Any value of a settled one comes to the same.
    known = {**person.facts, **{one.name: one.value for one in found if one.is_settled}}
    not_asked = [*person.skipped, *person.heard_only]
    step = next_step(topic, known, not_asked, turn.edition, turn.now)
    if isinstance(step, Ask) and {*step.names} & {*person.named} and not found:
        # 在留期限があります: no day is right before that one is known.
        step = Ask(tuple(sorted(step.names, key=lambda name: name not in person.named)))
    if half is None or topic.question is not Question.EXPIRY:
        return Outcome(person, step)
    return Outcome(person, step, tuple(_ranged(turn, topic, person, half)))


def _ranged(turn: Turn, topic: Topic, person: Person, half: Spread) -> list[str]:
    document = {**topic.supposed, **person.facts}.get("document", "")
    said = turn.words.say("document", document) if document else turn.words.say("range", "paper")
    return range_sentences(turn.words, topic, half, "", said)


def outcomes_of(turn: Turn, topic: Topic) -> list[Outcome]:
    """Where everybody stands whom the matter is about."""
    return [outcome_of(turn, topic, person) for person in turn.talk.subjects]


def proceed(turn: Turn, topic: Topic, before: str = "", *, first: bool = False) -> list[Message]:
    """Tells what is new about the people of the matter, and asks what is next.

    `first`: the matter has just been brought up, so the general answer comes where nothing else
    can be told yet.
    """
    turn.talk.settle()
    outcomes = outcomes_of(turn, topic)
    if len(outcomes) == 1:
        return _one(turn, topic, outcomes[0], before, first=first)
    return _several(turn, topic, outcomes, before)


def _one(turn: Turn, topic: Topic, outcome: Outcome, before: str, *, first: bool) -> list[Message]:
    if is_outside(outcome.person):
        return [outside_message(turn, topic, outcome.person).after(before)]
    if isinstance(outcome.step, Tell):
        return [_told(turn, topic, outcome, before)]
    told = so_far(turn, topic, outcome, before)
    said = bool(told.people)
    is_vain = turn.words.is_over and topic.question is Question.EXPIRY
    if not said and first and is_vain and outcome.open[0] in ("birthday", "document"):
        return [general_message(turn, topic).after(before)]  # a birthday cannot matter any more
    if not said and first:
        told_id = general_id(turn, topic, outcome.person)
        general = Message(turn.words.short(told_id), "general", told_id)
        return [general.after(before), question(turn, topic, [outcome])]
    if not said:
        return [question(turn, topic, [outcome], before)]
    asked = question(turn, topic, [outcome])
    return [told_with(asked, told, outcome)]


def general_id(turn: Turn, topic: Topic, person: Person) -> str:
    """The answer that is right for all of whom so much is known: not the general day, where a
    circumstance was told that may end the paper earlier, nor its rule where it comes too late."""
    told = {n: person.facts[n] for n in EXPIRY_OF_CIRCUMSTANCE if n in person.facts}
    told = {name: value for name, value in told.items() if value != NONE}
    if topic.question is not Question.EXPIRY or len(told) != 1:
        return topic.id
    name, value = told.popitem()
    rules = [e for e in turn.edition.expiry.exceptions if e.turns_on.value == name]
    if any(date.fromisoformat(value) <= reach(rule, turn.edition) for rule in rules):
        return EXPIRY_OF_CIRCUMSTANCE[name] if topic.id in EXPIRY_OF_PAPER else topic.id
    paper = person.facts.get("document")
    return f"{paper}_expiry" if paper else topic.id


def _told(turn: Turn, topic: Topic, outcome: Outcome, before: str) -> Message:
    """The final result of one person; the general answer where there is none."""
    person, step = outcome.person, outcome.step
    assert isinstance(step, Tell)
    if outcome.ranged:
        return ranged_message(turn, topic, outcome, before)
    if step.found is None:
        return general_message(turn, topic).after(before)
    person.told[topic.id] = outcome.signature
    message = result_message(turn, topic, outcome, before)
    if step.anew is None or step.anew in person.skipped:
        return message
    turn.talk.asked, turn.talk.asked_of = step.anew, person.key
    buttons = no_answer_buttons(turn)
    parts = replace(message.parts, source="")
    return replace(message, kind="question", buttons=buttons, asks=step.anew, parts=parts)


def general_message(turn: Turn, topic: Topic) -> Message:
    """The written answer of the matter, where no more is asked."""
    buttons = related_buttons(turn.words, topic.id)
    return Message(turn.words.parts(topic.id), "answer", topic.id, buttons)


def so_far_message(turn: Turn, topic: Topic, outcome: Outcome) -> Message | None:
    """What may be told of one person now, final or not; None where nothing is known."""
    if is_outside(outcome.person):
        return outside_message(turn, topic, outcome.person)
    if outcome.ranged:
        return ranged_message(turn, topic, outcome)
    return result_message(turn, topic, outcome) if outcome.found is not None else None


def _several(turn: Turn, topic: Topic, outcomes: Sequence[Outcome], before: str) -> list[Message]:
    """A block for each whose result is new; all of them again once nothing is open."""
    is_open = any(outcome.open for outcome in outcomes)
    new = [o for o in outcomes if o.person.told.get(topic.id) != o.signature]
    for outcome in outcomes:
        outcome.person.told[topic.id] = outcome.signature
    messages = []
    if not is_open:
        title = turn.words.say("household", "summary")
        before = f"{before}\n\n{title}" if before else title
        messages = [household_message(turn, topic, outcomes, before, final=True)]
    elif new:
        messages = [household_message(turn, topic, new, before)]
        before = ""
    if is_open:
        messages.append(question(turn, topic, outcomes, before))
    return messages


def question(turn: Turn, topic: Topic, outcomes: Sequence[Outcome], before: str = "") -> Message:
    """The next question: of one person by name, or the one for circumstances of all at once."""
    waiting = [outcome for outcome in outcomes if outcome.open]
    for outcome in waiting:
        named = (*topic.named, *outcome.person.named)
        names = sorted(outcome.open, key=lambda name: name not in named)
        if names[0] in named or names[0] not in RARE or names[0] not in CIRCUMSTANCES:
            return ask(turn, [outcome.person], names, named, before)
    people = [outcome.person for outcome in waiting]
    names = list(dict.fromkeys(name for outcome in waiting for name in outcome.open))
    return ask(turn, people, names, topic.named, before)


def ask_open(turn: Turn, before: str, *, short: bool = False) -> Message:
    """Asks the open question once more; `short` for one that comes back after something else."""
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    if topic is None:
        asked = ask_bank(turn, before)
        cancel = command_button(turn.words, "cancel", "cancel")
        return replace(asked, buttons=(*asked.buttons, cancel)) if short else asked
    outcomes = outcomes_of(turn, topic)
    if not any(outcome.open for outcome in outcomes) and talk.asked:
        # A fact that was over before the start is asked for anew although it is known.
        person = talk.person(talk.asked_of or UNNAMED)
        return ask(turn, [person], (talk.asked,), (talk.asked,), before)
    asked = question(turn, topic, outcomes, before)
    return shortened(turn, asked, before) if short else asked


def shortened(turn: Turn, asked: Message, before: str) -> Message:
    """The question without its reasons and examples, and with a way out of it."""
    words, talk = turn.words, turn.talk
    person = talk.find(talk.asked_of) if talk.asked_of != EVERYBODY else None
    text = words.say(
        "again",
        "circumstances" if talk.asked == CIRCUMSTANCE else "fact",
        whose=whose(words, person) if person else "",
        facts=words.say("fact", str(talk.asked)),
    )
    buttons = (*asked.buttons, command_button(words, "cancel", "cancel"))
    return replace(asked, parts=Parts(f"{before}\n\n{text}"), buttons=buttons)


def skip(turn: Turn, *, declined: bool) -> list[Message]:
    """Goes on without the fact that was asked for."""
    talk, words, topic = turn.talk, turn.words, find_topic(turn.talk.topic)
    talk.misses = 0
    if topic is None or talk.asked == OWNER:
        asked = talk.asked
        talk.settle()
        if topic is None:
            talk.topic = None
            return [Message.said(words.say("find", "bank"), "talk", "debit_banks")]
        return proceed(turn, topic, words.say("talk", "unknown") if asked else "")
    asked = talk.asked or ""
    people = (
        talk.subjects if talk.asked_of == EVERYBODY else [talk.person(talk.asked_of or UNNAMED)]
    )
    for person in people:
        # Who does not want to say one thing is asked for nothing else either, nor is who cannot
        # tell the very circumstance that the question is about.
        outcome = outcome_of(turn, topic, person)
        vain = outcome.open if declined or asked in topic.named else ()
        person.skip([*(RARE if asked == CIRCUMSTANCE else (asked,)), *vain])
        person.begun.pop(asked, None)
    if declined:
        return proceed(turn, topic, words.say("talk", "without"))
    before = words.say("talk", "unknown") + words.say("find", key_of(turn, asked))
    return proceed(turn, topic, before)


def once_more(turn: Turn, topic: Topic) -> Message:
    """The same question again: the result again, or other words; then a person."""
    outcomes = outcomes_of(turn, topic)
    known = any(outcome.person.facts for outcome in outcomes)
    if not known or any(outcome.open for outcome in outcomes):
        turn.talk.settle()
        return answer_card(turn, topic.id)
    times = count(turn, topic.id)
    before = turn.words.say("talk", "once_more" if times <= 1 else "repeat_person")
    if len(outcomes) > 1:
        return household_message(turn, topic, outcomes, before, final=True)
    if is_outside(outcomes[0].person):
        return outside_message(turn, topic, outcomes[0].person).after(before)
    return _told(turn, topic, outcomes[0], before)
