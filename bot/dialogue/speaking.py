"""Written answers, asked for once or again; and misunderstandings that end with a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.buttons import command_button, matter_button, related_buttons
from bot.dialogue.contact import open_now
from bot.dialogue.turn import Turn
from bot.messages import Kind, Message

MOST_MISSES = 3


def answer_card(turn: Turn, answer_id: str, kind: Kind = "answer") -> Message:
    """The written answer; asked a second time in other words, a third time with a person."""
    times = count(turn, answer_id)
    message = written(turn, answer_id, again=times > 0, kind=kind)
    return message.after(turn.words.say("talk", "repeat_person")) if times > 1 else message


def written(turn: Turn, answer_id: str, *, again: bool = False, kind: Kind = "answer") -> Message:
    """The written answer, and what is asked next; nothing is counted."""
    parts = turn.words.parts(answer_id, again=again)
    return Message(parts, kind, answer_id, related_buttons(turn.words, answer_id))


def count(turn: Turn, answer_id: str) -> int:
    """Notes that `answer_id` is answered now; how often it was, in a row, before."""
    talk = turn.talk
    times = talk.told.get(answer_id, 0) if talk.last == answer_id else 0
    talk.told, talk.last, talk.misses = {answer_id: times + 1}, answer_id, 0
    return times


def ask_back(turn: Turn, meanings: Sequence[str]) -> Message:
    """Which of several things is meant, in people's words."""
    buttons = tuple(matter_button(turn.words, name) for name in meanings)
    none = command_button(turn.words, "none_of_these", "deny")
    return Message.said(turn.words.say("talk", "ask_back"), "options", None, (*buttons, none))


def missed(turn: Turn) -> Message | None:
    """Counts a misunderstanding; the third in a row ends in the phone number, and open or not."""
    turn.talk.misses += 1
    if turn.talk.misses < MOST_MISSES:
        return None
    turn.talk.close()
    turn.talk.misses = 0
    text = f"{turn.words.say('talk', 'person_next')}\n{open_now(turn)}"
    return Message.said(text, "refusal", "operator", (matter_button(turn.words, "call_center"),))


def with_open_now(turn: Turn, message: Message) -> Message:
    """The message with 今は受付時間… after its conclusion."""
    parts = replace(message.parts, lead=f"{message.parts.lead}\n{open_now(turn)}")
    return replace(message, parts=parts)
