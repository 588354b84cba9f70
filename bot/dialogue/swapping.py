"""Two birthdays that were told the wrong way round: 父と母が逆でした."""

from __future__ import annotations

import re

from bot.dialogue.facts import CIRCUMSTANCES, NONE
from bot.dialogue.listening import Corrected, News
from bot.dialogue.reading import UNNAMED
from bot.dialogue.replies import corrected
from bot.dialogue.talk import Person
from bot.dialogue.topics import Topic
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import normalise

_SWAPPED = re.compile(
    r"(?:逆|ぎゃく|反対|あべこべ|さかさま)(?:でした|だった|です|だ(?!と)|に(?:なっ|言|伝|書|入|して)|に?しちゃ)|"
    r"入れ替わ|入れ違|取り違え|とりちが"
)


def swapped(turn: Turn, news: News, topic: Topic) -> list[Message] | None:
    """The results anew with both birthdays exchanged; None where it is not clear whose."""
    if news.facts or not topic.about_person or not _SWAPPED.search(normalise(turn.text)):
        return None
    named = [person for person in news.people if person.key != UNNAMED]
    pair = named if len(named) > 1 else turn.talk.subjects
    if len(pair) != 2 or any(_has_more_than_a_birthday(person) for person in pair):
        return None
    one, other = pair
    first, second = one.facts["birthday"], other.facts["birthday"]
    for person, old, new in ((one, first, second), (other, second, first)):
        news.corrected.append(Corrected(person, "birthday", old, new))
        person.learn({"birthday": new})
    return corrected(turn, news, topic)


def _has_more_than_a_birthday(person: Person) -> bool:
    """A circumstance may be swapped as well, or not: nobody knows. So may a day not yet told."""
    applies = any(person.facts.get(name, NONE) != NONE for name in CIRCUMSTANCES)
    return "birthday" not in person.facts or applies or bool(person.named)
