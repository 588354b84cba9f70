"""Not sure, or not ours: ask back with two or three options, refuse kindly, or hand over."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.content.book import Book
from bot.dialogue.buttons import matter_button
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.commands import COMMANDS
from bot.dialogue.neighbours import nearly_sure
from bot.dialogue.speaking import answer_card, ask_back, missed, with_open_now, written
from bot.dialogue.turn import Turn
from bot.dialogue.working import ask_open
from bot.messages import Message
from bot.text import mentions, normalise
from bot.text.lexical.terms import writing_of

FALLBACK = "nlu_fallback"
# Below this an option is not worth a person's reading; more than three are not read.
_LEAST_CONFIDENCE = 0.07
_MOST_OPTIONS = 3
# Of refused questions that were ours nearly half are below this, of the others a quarter.
_SURELY_NOT_OURS = 0.98
# Four of five messages in which the refusal leads like this were not ours.
_LIKELY_NOT_OURS, _NO_MATTER = 0.4, 0.25
_NEAR = 0.01  # enough to lie beside what was asked, where nothing is guessed
# Who says only that it was understood: 了解です👍.
_UNDERSTOOD = re.compile(
    r"(?:(?:はい|ああ|なるほど|ok)[、。!\s]*)?"
    r"(?:(?:了解|承知)(?:です|しました|(?:致|いた)しました)?|(?:わか|分か|判)りました|なるほど)"
    r"(?:です)?[^\w]*"
)
_TALK_ONLY = {"inform", "whose", "dont_know", "decline", "cancel", "rephrase"}
_TALK_ONLY |= {"affirm", "deny", "greet", "thank", "goodbye"}


def options(ranking: tuple[tuple[str, float], ...], book: Book) -> tuple[str, ...]:
    """The likeliest ids that a person can choose from."""
    likely = [
        name
        for name, confidence in ranking
        if confidence >= _LEAST_CONFIDENCE and name in book.answers and name not in _TALK_ONLY
    ]
    return tuple(name for name in likely if name != OUT_OF_SCOPE)[:_MOST_OPTIONS]


def not_understood(
    turn: Turn, ranking: tuple[tuple[str, float], ...] | None = None
) -> list[Message]:
    """Asks back or refuses; see `missed` for the third time in a row."""
    if turn.talk.asked is None and _UNDERSTOOD.fullmatch(normalise(turn.text)):
        return [written(turn, "thank", again=True)]
    if (handed_over := missed(turn)) is not None:
        return [handed_over]
    words, talk = turn.words, turn.talk
    if turn.text and not re.search(r"\w", turn.text) and talk.asked is None:
        return [ask_for_words(turn)]  # 👍, 。, (^^)
    if turn.text and not mentions.is_japanese(turn.text) and talk.asked is None:
        return [Message.said(words.say("talk", "foreign"), "refusal", OUT_OF_SCOPE)]
    if talk.asked is not None:
        if turn.intent != OUT_OF_SCOPE:
            return [ask_open(turn, words.say("talk", "unread"))]
        return [replace(refusal(turn), buttons=()), ask_open(turn, words.say("talk", "back"))]
    if turn.intent == OUT_OF_SCOPE:
        titled = _titled(turn)
        return [ask_back(turn, titled) if titled else refusal(turn)]
    ranking = turn.ranking if ranking is None else ranking
    if _is_hardly_ours(ranking):
        return [refusal(turn)]
    likely = options(ranking, words.book)
    # Where the whole and a clause say different things, their odds do not add up: asked back.
    of_the_whole = ranking == turn.ranking
    first = nearly_sure(turn.text, ranking, turn.answer_from) if of_the_whole else None
    if first is not None and likely[:1] == (first,):
        return [likeliest(turn, first, likely[1:])]
    likely = tuple(dict.fromkeys((*likely, *turn.near)))[:_MOST_OPTIONS]
    return [ask_back(turn, likely) if likely else ask_for_words(turn)]


def _is_hardly_ours(ranking: tuple[tuple[str, float], ...]) -> bool:
    """Is it likeliest not ours, and nothing of ours half as likely? What is near stands below."""
    (first, share), *others = ranking or (("", 0.0),)
    ours = max((other for _, other in others), default=0.0)
    return first == OUT_OF_SCOPE and share >= _LIKELY_NOT_OURS and ours < min(share / 2, _NO_MATTER)


def likeliest(turn: Turn, first: str, others: tuple[str, ...]) -> Message:
    """The answer to what was most likely meant, named; its neighbours are one press away."""
    message = answer_card(turn, first)
    if first == "call_center":
        message = with_open_now(turn, message)
    buttons = (*(matter_button(turn.words, name) for name in others), *message.buttons)
    named = turn.words.say("talk", "likely", said=turn.words.title(first))
    return replace(message.after(named), buttons=tuple(dict.fromkeys(buttons))[:_MOST_OPTIONS])


def _titled(turn: Turn) -> tuple[str, ...]:
    """Cards whose titles hold every word of the message: nobody is refused what stands there."""
    writing = writing_of(turn.words.language)
    said = {*writing.words(turn.original or turn.text)}
    titles = ((name, {*writing.words(turn.words.title(name))}) for name in turn.near)
    return tuple(name for name, title in titles if said and said <= title)[:_MOST_OPTIONS]


def refusal(turn: Turn) -> Message:
    """Not in the newsletter: whom to call, whether now, and what lies nearest.

    It is no answer that was understood.
    """
    misses = turn.talk.misses
    message = with_open_now(turn, answer_card(turn, OUT_OF_SCOPE, "refusal"))
    turn.talk.misses = misses
    near = tuple(matter_button(turn.words, name) for name in _nearest(turn))
    return replace(message, buttons=near) if near else message


def _nearest(turn: Turn) -> tuple[str, ...]:
    """At most two matters of the newsletter that the message may have been about.

    Where the refusal is not quite sure, cards that hold the words fill up to three.
    """
    matters = (
        name
        for name, confidence in turn.ranking
        if confidence >= _NEAR and name in turn.words.book.answers
    )
    found = [name for name in matters if name not in {*COMMANDS, OUT_OF_SCOPE}][:2]
    if dict(turn.ranking).get(OUT_OF_SCOPE, 1.0) < _SURELY_NOT_OURS:
        found += turn.near
    return tuple(dict.fromkeys(found))[:_MOST_OPTIONS]


def ask_for_words(turn: Turn) -> Message:
    """Nothing could be made of it: other words, with an example."""
    text = f"{turn.words.say('talk', 'unsure')}\n{turn.words.say('talk', 'example')}"
    return Message.said(text, "refusal", None, (matter_button(turn.words, "help"),))
