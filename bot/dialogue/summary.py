"""まとめ: every result of the talk at its end, to be printed, or to go over to the phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.dialogue.buttons import command_button, payload_of
from bot.dialogue.results import Outcome, source_of, standing, told_of
from bot.dialogue.talk import Talk
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import outcome_of
from bot.messages import Button, Message, Parts
from bot.text import normalise

SUMMARY = "summary"
_ASKS = re.compile(
    r"(?:(?:ここまで|これまで|今まで|全部|全員|みんな|家族|結果|[二三四2-4]人(?:分|とも)?)(?:の|を|で)?)*(?:結果(?:の|を)?)?"
    r"(?:まとめ|一覧)(?:て|を|で|に(?:して)?)?"
    r"(?:見せて|見たい|出して|教えて|ください|下さい|お願いします|ほしい|欲しい|です|[。!\s])*"
)


def asks_summary(turn: Turn) -> bool:
    """まとめ, ここまでの結果をまとめてください; the button."""
    if turn.pressed is not None:
        return turn.pressed[0] == SUMMARY
    return _ASKS.fullmatch(normalise(turn.text)) is not None


def summary(turn: Turn) -> Message | None:
    """Where everybody stands in each matter that was told; None where nothing was worked out."""
    found = list(_told(turn))
    if not found:
        return None
    words = turn.words
    several = len({topic.id for topic, _ in found}) > 1
    people = tuple(
        replace(
            standing(turn, topic, outcome),
            told=tuple(told_of(turn, topic, outcome)),
            about=words.title(topic.id) if several else "",
        )
        for topic, outcome in found
    )
    sources = dict.fromkeys(
        source_of(words, topic, outcome.found) for topic, outcome in found if outcome.found
    )
    parts = Parts(words.say("household", "talk"), people=people, source="\n".join(sources))
    buttons = (command_button(words, "other_person", "whose"),)
    matter = None if several else found[0][0].id
    return Message(parts, "result", matter, buttons)


def with_summary_button(turn: Turn, message: Message) -> Message:
    """The result with a button for all results, where the talk has told more than it holds."""
    told = len(message.parts.people)
    if message.kind != "result" or not told or len(list(_matters(turn.talk))) <= told:
        return message
    more = Button(turn.words.say("label", "summary"), payload_of("inform", SUMMARY, "all"))
    return replace(message, buttons=(*message.buttons, more))


def _told(turn: Turn) -> Iterator[tuple[Topic, Outcome]]:
    for topic, key in _matters(turn.talk):
        outcome = outcome_of(turn, topic, turn.talk.person(key))
        if outcome.found is not None or outcome.ranged:
            yield topic, outcome


def _matters(talk: Talk) -> Iterator[tuple[Topic, str]]:
    """Each matter that was told of a person, the people in the order in which they were named; of
    whom the matter in hand is about, that one too, as far as it is known."""
    about = {person.key for person in talk.subjects} if talk.topic else set()
    for person in talk.people:
        in_hand = [talk.topic] if talk.topic and person.key in about else []
        for name in dict.fromkeys([*person.told, *in_hand]):
            if (topic := find_topic(name)) is not None and person.facts:
                yield topic, person.key
