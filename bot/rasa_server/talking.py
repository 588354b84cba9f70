"""The gateway's door: a message and its talk's state in, the answer and the state after it out.

Rasa's own way from understood words to an answer (tracker, policy, a request to the action server)
costs as much as understanding them, and decides nothing: each intent has one rule, and every rule
the one action. So this door lets Rasa understand, and runs the action itself. It keeps nothing
between two messages: any Rasa takes any turn of any talk (docs/adr/0032-two-doors.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from rasa.core.channels.channel import UserMessage

from actions.answering import answer, pressed_message
from bot.content import current_words, words_today
from bot.dialogue.remarks import remarks
from bot.dialogue.talk import SLOT, language_of
from bot.messages import Message
from bot.rasa_server.typed import apology, as_text, own

State = dict[str, Any]


async def answer_talk(
    agent: Any,
    sender: str,
    message: str,
    state: State,
    *,
    pressed: bool,
    near: Sequence[str] = (),
) -> tuple[list[Message], State]:
    """The bot's messages, never none, and the slots that hold something after them.

    `pressed`: the message is the payload of a button that the gateway was given. `near`: cards that
    hold its words, to choose from where Rasa is not sure what they mean. Where no answer
    comes the state stays as it was.
    """
    try:
        if pressed:
            heard = pressed_message(message)
        elif text := as_text(message):
            heard = await _understood(agent, sender, text, state, near)
            await asyncio.sleep(0)  # a long text is worked on in two parts: others come between
        else:
            return [own("empty")], state
        messages, slots = answer(heard, state)
    except Exception as error:  # whatever it is, the resident gets a sentence
        return [apology(type(error).__name__)], state
    after = {name: value for name, value in {**state, **slots}.items() if value is not None}
    if pressed:
        return messages, after
    words = words_today(language_of(after) or current_words().language)
    return [*messages, *remarks(message, words)], after


async def _understood(
    agent: Any, sender: str, text: str, state: State, near: Sequence[str]
) -> dict[str, Any]:
    """The text as Rasa understands it, in the language that it is of by itself or by its talk."""
    language = current_words().language
    spoken = language_of(state) or language
    metadata = {"language": language, "talk": spoken if state.get(SLOT) else ""}
    message = UserMessage(text, sender_id=sender, input_channel="rest", metadata=metadata)
    parsed: dict[str, Any] = await agent.processor.parse_message(message)
    return {**parsed, "metadata": {**metadata, "near": near}}
