"""A life in danger comes before everything else; a death is met with condolence."""

from __future__ import annotations

import re

from bot.dialogue.turn import Turn
from bot.messages import TEL, Button, Message
from bot.text import mentions, normalise

# Of whom nothing is known but that they call for help: not when a plain question stands beside it.
_HURTS = re.compile(
    r"胸を(?:押さえ|おさえ)て|(?:苦し|くるし)がって|(?:息|呼吸|いき)[がも](?:荒|あら|浅|弱)|"
    r"(?:顔|顔色|唇)[がは]?(?:真っ青|まっさお|真っ白|土色|紫)|うずくまって|泡を(?:ふ|吹)|"
    r"意識が?(?:もうろう|朦朧|薄れ|とお)|(?:手足|片側|半身)[がは]?(?:急に)?(?:動か|しびれ)|大量に(?:出血|血)"
)
_LONG_AGO = re.compile(r"先月|先週|去年|昨年|昨日|[0-9]月|前に|まし|入院|救急|退院|治")
_AT_A_LOSS = frozenset({"out_of_scope", "nlu_fallback"})


def in_need(turn: Turn) -> bool:
    """届きません。助けてください is a question like any other; a bare 助けて is not."""
    helpless = turn.intent in _AT_A_LOSS and mentions.cries_for_help(turn.text)
    return helpless or mentions.is_emergency(turn.text) or _is_ill_now(normalise(turn.text))


def _is_ill_now(said: str) -> bool:
    """胸を押さえて苦しがっています: a sentence that tells of now, and not of last month."""
    return any(
        _HURTS.search(sentence) and not _LONG_AGO.search(sentence)
        for sentence in re.split("[。!?\n]", said)
    )


def emergency(turn: Turn) -> Message:
    """119 and 110 as the first buttons, and nothing else is asked."""
    words = turn.words
    turn.talk.close()
    lines = [words.say("talk", "emergency")]
    if mentions.despairs(turn.text):
        lines.append(words.say("talk", "despair"))
    lines.append(words.say("talk", "emergency_more"))
    buttons = tuple(
        Button(words.say("label", f"ring_{n}"), url=f"{TEL}{n}") for n in ("119", "110")
    )
    return Message.said("\n\n".join(lines), "refusal", None, buttons)
