"""A life in danger comes before everything else; a death is met with condolence."""

from __future__ import annotations

from bot.dialogue.turn import Turn
from bot.messages import TEL, Button, Message
from bot.text import dangers

# Of whom nothing is known but that they call for help: not when a plain question stands beside it.
_AT_A_LOSS = frozenset({"out_of_scope", "nlu_fallback"})


def in_need(turn: Turn) -> bool:
    """届きません。助けてください is a question like any other; a bare 助けて is not."""
    helpless = turn.intent in _AT_A_LOSS and dangers.cries_for_help(turn.text)
    return helpless or dangers.is_emergency(turn.text)


def emergency(turn: Turn) -> Message:
    """119 and 110 as the first buttons, and nothing else is asked."""
    words = turn.words
    turn.talk.close()
    lines = [words.say("talk", "emergency")]
    if dangers.despairs(turn.text):
        lines.append(words.say("talk", "despair"))
    lines.append(words.say("talk", "emergency_more"))
    buttons = tuple(
        Button(words.say("label", f"ring_{n}"), url=f"{TEL}{n}") for n in ("119", "110")
    )
    return Message.said("\n\n".join(lines), "refusal", None, buttons)
