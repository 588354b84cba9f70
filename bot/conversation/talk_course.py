"""How a whole talk goes: which of its matters were asked, answered, refused. Pure; never a word.

A talk is counted under the hour in which it began. Each turn says what the talk is now and takes
back what it was before, so that the sums are true at every moment and no talk has to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.conversation.small_talk import SMALL_TALK
from bot.messages import Message
from bot.storage.ports.talks import WHOLE, CountedTalk, TalkKey, TalkTally

Course = Mapping[str, Any]

MOST_MATTERS = 30  # of one talk: whoever asks more is a program
PHONE_IDS = frozenset({"operator", "complaint", "call_center"})
NOT_UNDERSTOOD = "not_understood"  # refused without an id
_ANSWERS = ("answer", "general", "result")
_SETTLE = (*_ANSWERS, "refusal", "question")


def followed(
    course: Course, messages: Sequence[Message], begun: TalkKey, *, number: bool
) -> Course:
    """The course after a turn. `begun` is its key if this is the first question of the talk.

    `number`: a consultation number was made in the talk. Small talk leaves the course as it is.
    """
    matters = {name: dict(seen) for name, seen in course.get("matters", {}).items()}
    asked_back, solved = course.get("asked_back", False), course.get("solved", False)
    waits = course.get("waits", False)
    phoned = course.get("phoned", False) or (number and bool(matters))
    for message in messages:
        if message.answer_id in SMALL_TALK:
            continue
        name = message.answer_id or ""
        waits = message.kind == "options" or (waits and message.kind not in _SETTLE)
        if message.kind in _ANSWERS and name:
            _seen(matters, name)["answered"] = True
            solved, phoned = solved or asked_back, phoned or name in PHONE_IDS
        elif message.kind == "refusal":
            _seen(matters, name or NOT_UNDERSTOOD)["refused"] = True
            phoned = phoned or name in PHONE_IDS
        elif message.kind == "question" and name:
            _seen(matters, name)
        elif message.kind == "options":
            asked_back = True
    if not matters and not asked_back:
        return course
    return {
        "key": list(course.get("key") or begun),
        "matters": dict(list(matters.items())[:MOST_MATTERS]),
        "asked_back": asked_back,
        "solved": solved,
        "waits": waits,
        "phoned": phoned,
    }


def _seen(matters: dict[str, dict[str, bool]], name: str) -> dict[str, bool]:
    return matters.setdefault(name, {"answered": False, "refused": False})


def changes(before: Course, after: Course) -> list[CountedTalk]:
    """What a turn adds to the counts."""
    old, new = dict(_counted(before)), dict(_counted(after))
    found = {key: new.get(key, TalkTally()) - old.get(key, TalkTally()) for key in {**old, **new}}
    return [(key, tally) for key, tally in found.items() if tally != TalkTally()]


def _counted(course: Course) -> Iterator[CountedTalk]:
    if not course:
        return
    key = TalkKey(*course["key"])
    matters = course["matters"]
    answered = [name for name, seen in matters.items() if seen["answered"]]
    refused = [name for name, seen in matters.items() if seen["refused"] and not seen["answered"]]
    whole = len(answered) == len(matters) and not course["waits"]  # nobody chose what was meant
    yield (
        key._replace(answer_id=WHOLE),
        TalkTally(
            asked=1,
            answered=int(whole),
            partly=int(bool(answered) and not whole),
            refused=int(bool(refused) and not answered),
            asked_back=int(course["asked_back"]),
            solved=int(course["solved"]),
            phoned=int(course["phoned"]),
        ),
    )
    for name in matters:
        yield (
            key._replace(answer_id=name),
            TalkTally(
                asked=1,
                answered=int(name in answered),
                refused=int(name in refused),
                phoned=int(course["phoned"]),
            ),
        )
