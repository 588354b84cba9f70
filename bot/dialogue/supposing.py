"""What if the share does not change after all: 負担の話が取りやめになった場合は?

A stay that is not renewed or a graduation that fails is another matter than none at all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue.digression import back_to, open_state
from bot.dialogue.facts import NONE
from bot.dialogue.listening import News
from bot.dialogue.results import result_message
from bot.dialogue.topics import Topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import outcome_of
from bot.messages import Message
from bot.rules import Question
from bot.text import mentions, normalise

_SHARE = "burden_change"
_FALLS_AWAY = re.compile(
    r"(?:(?:取り?(?:やめ|止め|消し)|中止|撤回|白紙|見送|延期|な[しく])[^。、]{0,10}?"
    r"|(?:(?:変わ|かわ|上が|下が|あが|さが|な)ら|(?:変更|実施)(?:し|され)|じゃ|では?)な(?:い|かっ|けれ)[^。、]{0,3}?)"
    r"(?:場合|た(?:ら(?!し)|とき|時)|なら|とき|ば|と(?:した|すれ)|(?<=い)と)"
    r"(?!、?(?:いい|よ[いか]|良い|助か|うれし|嬉し|ありがた))"  # a wish is no question
)


def without_it(turn: Turn, news: News, topic: Topic) -> list[Message] | None:
    """The result without the circumstance, and then what was open; what was told stays known."""
    if news.learnt or topic.question is not Question.EXPIRY:
        return None
    if not _FALLS_AWAY.search(normalise(turn.text)):
        return None
    named = {p.key for p in news.people} & {*turn.talk.about}
    people = [p for p in turn.talk.subjects if p.key in named or not named]
    people = [p for p in people if p.facts.get(_SHARE, NONE) != NONE]
    if len(people) != 1 or mentions.circumstance(turn.text) not in (None, _SHARE):
        return None
    supposed = replace(people[0], facts={**people[0].facts, _SHARE: NONE})
    outcome = outcome_of(turn, topic, supposed)
    if outcome.found is None:
        return None
    state = open_state(turn.talk)
    told = [result_message(turn, topic, outcome)]
    return told if turn.talk.asked is None else back_to(turn, told, state)
