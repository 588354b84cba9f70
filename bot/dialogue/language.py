"""The language of the talk: switched by a word or a button, and the Japanese text beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.content import Words
from bot.dialogue.buttons import payload_of, related_buttons
from bot.dialogue.speaking import answer_card
from bot.dialogue.topics import find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import ask_open, once_more
from bot.messages import Button, Message
from bot.text.languages import name_of, tag_of

# Names of what a button gives: the code of a language; the last answer in Japanese.
LANGUAGE, ORIGINAL = "language", "original"
_TELLS = frozenset({"answer", "general", "result"})


def language_buttons(words: Words) -> tuple[Button, ...]:
    """The other languages of the city, by their own names."""
    return tuple(
        Button(name_of(code), payload_of("inform", LANGUAGE, code))
        for code in words.city.languages
        if code != words.language
    )


def switched(turn: Turn) -> list[Message]:
    """The language was chosen: a sentence in it, and the open question again."""
    said = turn.words.say("language", "switched")
    if turn.talk.asked is not None:
        return [ask_open(turn, said)]
    return [Message.said(said, "talk", None, related_buttons(turn.words, "greet"))]


def shown(turn: Turn) -> list[Message]:
    """The last answer in Japanese, to be held to a counter."""
    words = turn.words.original or turn.words
    japanese, topic = replace(turn, words=words), find_topic(turn.talk.topic)
    last = turn.talk.last
    if topic is not None and (last is None or last == topic.id):
        message = once_more(japanese, topic)
    else:
        message = answer_card(japanese, last or "rephrase")
    hold = Message.said(turn.words.say("language", "hold"))
    return [
        replace(hold, language=turn.words.language),
        replace(message, language=words.language, buttons=()),
    ]


def unspoken(turn: Turn) -> Message | None:
    """For who surely writes in a language that has no texts: the phone number, and Japanese."""
    if not turn.sure or tag_of(turn.language) == tag_of(turn.words.language):
        return None
    return Message.said(turn.words.say("talk", "foreign"), "refusal", "out_of_scope")


def beside(turn: Turn, messages: Sequence[Message], japanese: Sequence[Message]) -> list[Message]:
    """The messages with their Japanese text; the first that tells something says which decides."""
    if len(messages) != len(japanese):
        return list(messages)
    pairs = zip(messages, japanese, strict=True)
    return [_with_japanese(turn, own, original.parts.text) for own, original in pairs]


def _with_japanese(turn: Turn, message: Message, original: str) -> Message:
    """With the button that shows it, where something is told; once with the sentence."""
    words, talk, parts = turn.words, turn.talk, message.parts
    if message.kind not in _TELLS:
        return replace(message, original=original)
    if parts.source and not talk.decided:
        talk.decided = True
        parts = replace(parts, source=f"{parts.source}\n{words.say('language', 'decides')}")
    show = Button(
        words.say("language", "show"), payload_of("inform", ORIGINAL, words.city.languages[0])
    )
    return replace(message, parts=parts, original=original, buttons=(*message.buttons, show))
