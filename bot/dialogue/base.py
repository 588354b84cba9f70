"""What all actions share: one way in, one way out, and an apology for whatever fails."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from bot.content import answer_parts, find_answer, say
from bot.dialogue.ambiguous import choices
from bot.dialogue.turn import Turn, command_button, matter_button
from bot.messages import Kind, Message
from bot.text import mentions

MOST_MISSES = 3
# Who is angry or wants a person is not asked for a birthday once more.
_ENDS_MATTER = frozenset({"complaint", "operator", "goodbye"})
# こんにちは in the middle is no other question: it does not use up the one turn aside.
_SMALL_TALK = frozenset({"greet", "thank", "help", "bot_challenge"})


class ResidentAction(ABC):
    """One turn with a resident. Subclasses say what to answer; this sees to all the rest.

    `about_talk`: the action speaks of the talk itself (やめる, わからない, 私は?) and deals with a
    question of ours that is still open; any other action is a turn aside from it.
    """

    about_talk: ClassVar[bool] = False
    is_refusal: ClassVar[bool] = False  # has nothing to say to the matter itself
    uses_facts: ClassVar[bool] = False  # goes on with what is known of the person

    @property
    @abstractmethod
    def id(self) -> str:
        """The catalogue id, or another word for Rasa's `action_…`."""

    @abstractmethod
    def respond(self, turn: Turn) -> list[Message]:
        """The cards for this turn; the state of the talk is changed in `turn.talk`."""

    def aside(self, turn: Turn) -> list[Message]:
        """The answer in the middle of another matter, which is taken up again after it."""
        return self.respond(turn)


def take_turn(action: ResidentAction, turn: Turn) -> list[Message]:
    """Answers one turn; a cry for help comes before everything else."""
    from bot.dialogue.matter import open_matter  # late: matters are actions themselves

    # 届きません。助けてください is a question like any other; a bare 助けて is not.
    helpless = action.is_refusal and mentions.cries_for_help(turn.text)
    if helpless or mentions.is_emergency(turn.text):
        return [emergency()]
    talk, matter = turn.talk, open_matter(turn)
    if matter is not None and matter.is_answer(turn):
        return matter.carry_on(turn)
    if talk.asked is None and (meanings := choices(turn)):
        talk.close()
        return [ask_back(meanings)]
    if turn.intent in _ENDS_MATTER:
        talk.close()
        return action.respond(turn)
    if matter is None or action.about_talk or action.id == matter.id:
        return action.respond(turn)
    if talk.asked is None or talk.returned:
        # The talk has moved on. Only another matter of the same person may use what is known.
        if not action.uses_facts:
            talk.close()
        talk.asked, talk.returned = None, False
        return action.respond(turn)
    cards = [replace(card, buttons=()) for card in action.aside(turn)]
    talk.returned = turn.intent not in _SMALL_TALK
    return [*cards, matter.ask_open(turn, say("talk", "back"))]


def ask_back(meanings: Sequence[str]) -> Message:
    """Which of several things is meant, in people's words."""
    buttons = tuple(matter_button(name) for name in meanings)
    none = command_button("none_of_these", "deny")
    return Message.said(say("talk", "ask_back"), "options", None, (*buttons, none))


def emergency() -> Message:
    """119, 110 and the call centre."""
    text = f"{say('talk', 'emergency')}\n\n{say('talk', 'emergency_more')}"
    return Message.said(text, "refusal", "out_of_scope")


def answer_card(turn: Turn, answer_id: str, kind: Kind = "answer") -> Message:
    """The written answer; asked a second time in other words, a third time with a person."""
    answer = find_answer(answer_id)
    times = turn.talk.told.get(answer_id, 0) if turn.talk.last == answer_id else 0
    turn.talk.told = {answer_id: times + 1}
    turn.talk.last, turn.talk.misses = answer_id, 0
    parts = answer_parts(answer, turn.today, again=times > 0)
    if times > 1:
        parts = replace(parts, lead=f"{say('talk', 'repeat_person')}\n\n{parts.lead}")
    related = tuple(matter_button(other) for other in answer.related)
    return Message(parts, kind, answer_id, related)
