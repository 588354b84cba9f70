"""Is a bank on the list? Which way it takes is not known, and never claimed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.content.words import Words
from bot.dialogue.buttons import command_button, related_buttons
from bot.dialogue.speaking import answer_card, count
from bot.dialogue.topics.banks import find_banks
from bot.dialogue.topics.banks_abroad import find_banks_abroad
from bot.dialogue.turn import Turn
from bot.messages import Button, Message
from bot.text import mentions

BANKS = "debit_banks"
BANK = "bank"  # the fact that is asked for


def names_bank(turn: Turn) -> bool:
    """Do the words name one, on the list or not?"""
    return bool(_named(turn))


def _named(turn: Turn) -> list[tuple[str, bool]]:
    """Each with whether it is on the list; a gloss holds no names, the resident's words do."""
    if turn.original:
        return find_banks_abroad(turn.original, turn.edition)
    return find_banks(turn.text, turn.edition)


def respond_banks(turn: Turn) -> list[Message]:
    """The bank that is named; else the list, and which bank it is about."""
    if names_bank(turn):
        turn.talk.settle()
        turn.talk.topic = None
        count(turn, BANKS)
        return [bank_message(turn, related_buttons(turn.words, BANKS))]
    turn.talk.topic = BANKS
    return [answer_card(turn, BANKS), ask_bank(turn, "")]


def answers_bank(turn: Turn) -> bool:
    """A bank's name, or that there is none to name."""
    if turn.talk.asked != BANK:
        return False
    gives_none = mentions.does_not_know(turn.text) or mentions.declines(turn.text)
    return names_bank(turn) or turn.intent == "dont_know" or gives_none


def ask_bank(turn: Turn, before: str) -> Message:
    """The question for the name of the bank, which is typed; who does not know it says so."""
    turn.talk.asked, turn.talk.asked_of = BANK, None
    text = turn.words.say("ask", BANK)
    text = f"{before}\n\n{text}" if before else text
    button = command_button(turn.words, "dont_know", "dont_know")
    return Message.said(text, "question", BANKS, (button,), asks=BANK)


def bank_message(turn: Turn, buttons: tuple[Button, ...] = ()) -> Message:
    """What can be said about each bank that the words name."""
    text = "\n".join(banks_sentences(turn.words, _named(turn)))
    source = turn.words.source(turn.words.answer(BANKS).source)
    return Message.said(text, "result", BANKS, buttons, source=source)


def bank_sentences(words: Words, name: str, *, listed: bool) -> list[str]:
    """Whether it is on the list, as of when, and that ways differ."""
    return banks_sentences(words, [(name, listed)])


def banks_sentences(words: Words, named: Sequence[tuple[str, bool]]) -> list[str]:
    """The same for several, each with whether it is on the list; what holds for all once."""
    return [
        *(
            words.say("bank", "listed" if listed else "unlisted", bank=name)
            for name, listed in named
        ),
        words.say("bank", "as_of"),
        *([words.say("bank", "ways")] if any(listed for _, listed in named) else []),
    ]
