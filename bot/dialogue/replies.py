"""Is this a reply to what we asked or told? Judged by the words, whatever the intent model says."""

from __future__ import annotations

from bot.content import say
from bot.dialogue import facts as fact
from bot.dialogue.facts import CIRCUMSTANCE, DATED, NONE
from bot.dialogue.hearing import Heard, impossible
from bot.dialogue.turn import Turn
from bot.text import Problem, complete, find_dates, mentions, normalise, read_date

# Intents of words that may be a reply to a question of ours.
_REPLIES = frozenset({"inform", "affirm", "deny", "dont_know", "decline", "whose", "nlu_fallback"})
_SHORT_REMARK = 15  # 私は? / 主人の場合は: characters of a remark that only names a person


def speaks_of_matter(turn: Turn) -> bool:
    """A correction of what was told, or the same matter for another person."""
    if corrected(turn) is not None or _names_person_only(turn):
        return True
    return names_other(turn) and turn.intent in _REPLIES and gives_time(turn)


def answers(turn: Turn, heard: Heard) -> bool:
    """Does the message answer the open question? `heard` is what was read out of it."""
    asked, text = turn.talk.asked, turn.text
    if asked is None:
        # A fact that was not to be said at first may be told all the same.
        return turn.intent == "inform" and bool(text and heard.given)
    if not text:
        return False
    if turn.intent in ("decline", "dont_know") or mentions.declines(text):
        return True
    if heard.given.get(asked) == NONE:
        return True
    if asked in DATED:
        found = read_date(text, turn.today, DATED[asked])
        if found.date is not None or turn.intent == "inform":
            return True
        return found.problem is not Problem.NO_DATE and not mentions.asks(text)
    if turn.intent not in _REPLIES and not mentions.names_only(text):
        return False
    if mentions.asks(text) and turn.intent != "inform":
        return False
    if heard.given or mentions.does_not_know(text):
        return True
    return asked == CIRCUMSTANCE and picked(turn) is not None


def corrected(turn: Turn) -> dict[str, str] | None:
    """いや、31年でした: the fact given last, with the parts that are said anew."""
    name, found = turn.talk.latest, find_dates(turn.text, turn.today)
    if name is None or name not in turn.talk.facts or not found:
        return None
    # すみません、2026年3月31日です may as well be the plain answer to what was asked.
    plain_answer = turn.talk.asked in DATED and found[-1].date is not None
    takes_back = mentions.corrects if plain_answer else mentions.may_correct
    if not takes_back(turn.text):
        return None
    earlier = fact.typed({name: turn.talk.facts[name]}, turn.now)
    day = found[-1].date or complete(found[-1], getattr(earlier, name))
    if day is None or impossible(name, day, turn.today):
        return None
    return {name: day.isoformat()}


def picked(turn: Turn) -> str | None:
    """The circumstance that was picked, NONE, or None where nothing can be made of it."""
    if turn.pressed is not None:
        return turn.pressed[1]
    if (name := mentions.circumstance(turn.text)) is not None:
        return NONE if mentions.yes_or_no(turn.text) is False else name
    if mentions.none_of_them(turn.text) or turn.intent == "deny":
        return NONE
    return None


def gives_nothing(turn: Turn) -> bool:
    """言いたくない, わからない."""
    if turn.intent in ("decline", "dont_know"):
        return True
    return mentions.declines(turn.text) or mentions.does_not_know(turn.text)


def _names_person_only(turn: Turn) -> bool:
    """私は? 母の分です: a remark that only says whose papers are meant."""
    if not names_other(turn) or gives_time(turn):
        return False
    return turn.intent == "whose" or len(normalise(turn.text)) <= _SHORT_REMARK


def names_other(turn: Turn) -> bool:
    """Is somebody named whom the talk was not about so far?"""
    return mentions.person(turn.text) not in (None, turn.talk.person)


def gives_time(turn: Turn) -> bool:
    """Is there a date, or an age in place of one (75歳です)?"""
    if find_dates(turn.text, turn.today):
        return True
    return read_date(turn.text, turn.today, "birthday").problem is Problem.AGE_ONLY


def person_said(turn: Turn) -> str:
    """お母さまの分ですね。"""
    person = turn.talk.person
    if person is None:
        return ""
    if person == mentions.SELF:
        return say("talk", "self")
    return say("talk", "person", person=person)
