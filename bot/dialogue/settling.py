"""そのとおりなら…、違えば…: what settles a circumstance of which we have told both ways."""

from __future__ import annotations

import re

from bot.dialogue.facts import NONE
from bot.dialogue.topics import Topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import proceed
from bot.messages import Message
from bot.text import normalise

_SO = re.compile(
    r"(?:はい|ええ|うん)?[、。\s]*(?:その|おっしゃる|仰る)(?:とお|通)り(?:です|でした|だ|なん)?[^か?？]{0,6}"
)
_NOT_SO = re.compile(
    r"(?:いいえ|いえ|いや|ううん)?[、。\s]*(?:そう(?:では|じゃ)(?:ない|ありません)|(?:違|ちが)(?:い?ま(?:す|した)|う|った))"
    r"(?:です|ん|よ|ね|わ|の)*[。!\s]*"
)


def settled(turn: Turn, topic: Topic) -> list[Message] | None:
    """いいえ、違います, そのとおりです: of the one person with the one circumstance."""
    said = normalise(turn.text)
    is_so, is_not = _SO.fullmatch(said), _NOT_SO.fullmatch(said)
    open_now = [(p, name) for p in turn.talk.subjects for name in p.heard_only]
    if len(open_now) != 1 or not (is_so or is_not):
        return None
    person, name = open_now[0]
    value = person.heard_day(name) if is_so else NONE
    if value is None:
        return None
    person.learn({name: value})
    return proceed(turn, topic)
