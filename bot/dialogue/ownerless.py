"""A day that was told of nobody: whose it is, asked before any result that it may change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.dialogue.asking import OWNER, ask_whose
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCES, NONE
from bot.dialogue.listening import News
from bot.dialogue.reading import SELF, UNNAMED, StatedFact
from bot.dialogue.talk import Person
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import find_dates, nearest

# 明日病院に行く, カードの表には2030年とある: days that decide no result, whosever they are.
_DECIDE_NOTHING = frozenset({"appointment", "card_expiry"})


def ask_owner(turn: Turn, news: News) -> Message | None:
    """A day that nobody owns is asked about; None where nobody can be offered."""
    unowned = [f for f in news.situation.unowned if f.name not in _DECIDE_NOTHING]
    days = [(f, day) for f in unowned if (day := _day_told(turn, f))]
    people = [p for p in turn.talk.people if p.key != UNNAMED]
    if not days or not people:
        return None
    if all(p.key != SELF for p in people):
        people.append(Person(SELF))
    fact, day = days[0]
    turn.talk.unowned = {fact.name: day}
    return ask_whose(turn, people, fact.words)


def _day_told(turn: Turn, fact: StatedFact) -> str | None:
    """The day that a fact names: of a circumstance without its year, the next one."""
    if fact.name not in BY_NAME or fact.value is not None:
        return None if fact.value == NONE else fact.value
    found = next(iter(find_dates(fact.words, turn.today)), None)
    if fact.name not in CIRCUMSTANCES or found is None:
        return None
    if BY_NAME[fact.name].by_month and found.day is None:
        if found.year and found.month:
            return date(found.year, found.month, 1).isoformat()
        found = replace(found, day=1)
    day = nearest(found, turn.today, past=False)
    return day.isoformat() if day else None


def owner_named(turn: Turn, news: News) -> str | None:
    """母です, typed where we ask whose a day is."""
    named = {p.key for p in news.people if p.key != UNNAMED}
    open_now = turn.talk.asked == OWNER and turn.talk.unowned
    return next(iter(named)) if open_now and len(named) == 1 and not news.facts else None


def with_owner(turn: Turn, messages: list[Message], news: News) -> list[Message]:
    """`messages`, and instead of another question of ours whose a day is that nobody owns.

    No result stands beside it which that day may change.
    """
    owner = ask_owner(turn, news) if news.situation.unowned else None
    if owner is None:
        return messages
    talk = turn.talk
    about = [person for person in talk.people if person.key in talk.about]
    left_out = {"question"}
    if not all(talk.unowned.keys() <= person.facts.keys() for person in about):
        left_out.add("result")
        for person in about:
            person.told.clear()
    return [*[m for m in messages if m.kind not in left_out], owner]
