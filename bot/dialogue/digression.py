"""A short answer in the middle of another matter, and the way back to what was open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.banks import BANKS, bank_message, names_bank
from bot.dialogue.beginning import hear_clause
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.direct import direct_answer
from bot.dialogue.facts import DATED
from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import UNNAMED
from bot.dialogue.results import household_message, result_message
from bot.dialogue.scope import scope_answer
from bot.dialogue.speaking import answer_card, with_open_now
from bot.dialogue.subjects import subjects_of
from bot.dialogue.talk import Talk
from bot.dialogue.topics import find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import ask_open, outcomes_of, proceed
from bot.messages import Message

# What is open: the matter, its people, the fact asked for, of whom.
State = tuple[str | None, list[str], str | None, str | None]


def open_state(talk: Talk) -> State:
    """What is open now; back_to comes back to it."""
    return talk.topic, list(talk.about), talk.asked, talk.asked_of


def aside(turn: Turn, asked: AskedQuestion, news: News) -> list[Message]:
    """A short answer in the middle of another matter; then the open question comes back once."""
    state = open_state(turn.talk)
    said = _in_short(turn, asked, news)
    if is_answered(state, news):
        return [*(replace(message, buttons=()) for message in said), *go_on(turn, state)]
    return back_to(turn, said, state)


def is_answered(state: State, news: News) -> bool:
    """昭和25年11月17日です。あと、切れた紙は捨てていい?: what we had asked was told beside."""
    _, _, asked, asked_of = state
    return asked in DATED and asked in news.learnt.get(asked_of or UNNAMED, ())


def go_on(turn: Turn, state: State) -> list[Message]:
    """What the matter that was open comes to, now that its question is answered."""
    talk = turn.talk
    talk.topic, talk.about, talk.asked, talk.asked_of = state
    topic = find_topic(talk.topic)
    return proceed(turn, topic) if topic is not None else []


def back_to(turn: Turn, said: Sequence[Message], state: State) -> list[Message]:
    """What was said in between, and the question that was open in `state`."""
    talk = turn.talk
    talk.topic, talk.about, talk.asked, talk.asked_of = state
    back = ask_open(turn, turn.words.say("talk", "back"), short=True)
    return [*(replace(message, buttons=()) for message in said), back]


def _in_short(turn: Turn, asked: AskedQuestion, news: News) -> list[Message]:
    if (direct := direct_answer(turn, asked, news)) is not None:
        return [direct]
    topic = find_topic(asked.id)
    if asked.id == OUT_OF_SCOPE:
        return [scope_answer(turn, asked)]
    if asked.id == BANKS and names_bank(turn):
        return [bank_message(turn)]
    if topic is None and asked.id != BANKS:
        message = answer_card(turn, asked.id)
        return [with_open_now(turn, message) if asked.id == "call_center" else message]
    if topic is not None:
        if not topic.about_person:
            hear_clause(turn, topic, asked.words, news)
        turn.talk.about = subjects_of(turn, topic, news)
        outcomes = outcomes_of(turn, topic)
        if len(outcomes) == 1 and outcomes[0].found:
            return [result_message(turn, topic, outcomes[0])]
        if len(outcomes) > 1:
            return [household_message(turn, topic, outcomes)]
    return [Message(turn.words.short(asked.id), "general", asked.id)]
