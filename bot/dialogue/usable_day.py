"""A day on which a paper is to be used: 期限が2月28日の紙は3月5日の診察に使える？."""

from __future__ import annotations

import re
from datetime import date

from bot.content.words import Words
from bot.dialogue.asked_day import asked_days
from bot.dialogue.buttons import related_buttons
from bot.dialogue.listening import News
from bot.dialogue.next_paper import excepted, people_known, renewal_of
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.results import result_message
from bot.dialogue.talk import Person
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import outcome_of, so_far_message
from bot.messages import Message
from bot.rules import Question, Renewal
from bot.text import Problem, find_dates, mentions, nearest, normalise

USE = re.compile(
    r"使え|使って|受診|診察|かかれ|行って(?:も)?(?:大丈夫|いい)|有効|間に合|持って行|(?:通院|病院)[^。]{0,8}(?:どう|大丈夫)|"
    r"病院(?:へ|に)行く"
)


# 6月20日に病院へ行くときは何を持って: what the paper decides only once it is over.
_WHAT_TO_CARRY = re.compile(r"(?:何|なに)を|持ち物")
_DATED = (Question.EXPIRY, Question.USABLE_UNTIL)


def usable_on_day(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """期限が2月28日の紙は3月5日の診察に使える?: no or yes, by the day on the paper or the rule."""
    words = turn.words
    said = normalise(asked.words or turn.text)
    if not USE.search(said):
        return None
    printed, wanted = _two_days(turn, news)
    if wanted is None or wanted < turn.today:
        return usable_then(turn) if wanted is None else None
    if printed is None:
        return _by_rule(turn, news, wanted)
    lines = _then_by_paper(turn, news, printed, wanted)
    turn.talk.last, turn.talk.misses = "auto_renewal", 0
    source = words.source(words.answer("auto_renewal").source)
    buttons = related_buttons(words, "auto_renewal")
    return Message.said("\n".join(lines), "answer", "auto_renewal", buttons, source=source)


def _then_by_paper(turn: Turn, news: News, printed: date, wanted: date) -> list[str]:
    """Yes, though the notice never alone; or no, and what is known of the next paper."""
    words, paper = turn.words, mentions.document(turn.text) or turn.talk.facts.get("document")
    days = {"date": words.date(printed), "second": words.date(wanted)}
    if wanted <= printed and paper == "notice":
        return _in_time(words, days["second"])
    if wanted <= printed:
        alone = [] if paper == "certificate" else [words.say("direct", "not_alone")]
        return [words.say("direct", "usable", **days), *alone]
    people = people_known(turn, news)
    renewal = renewal_of(turn, people[0]) if len(people) == 1 else None
    following = [words.say("renewal", (renewal or Renewal.BY_ITSELF).value)]
    if renewal in (None, Renewal.BY_ITSELF):
        following += excepted(turn)
    before = words.say("direct", "before_visit")
    return [words.say("direct", "not_usable", **days), *following, before]


def _in_time(words: Words, day: str) -> list[str]:
    return [words.say("direct", "in_time", date=day), words.say("direct", "not_alone")]


def _by_rule(turn: Turn, news: News, wanted: date) -> Message | None:
    """父は昭和26年1月15日生まれ、1月20日に使える?: by the day that the rules give."""
    people = news.people or turn.talk.subjects
    born = [person for person in people if person.facts.get("birthday")]
    paper = mentions.document(turn.text)
    topic = find_topic(f"{paper}_expiry" if paper is not None else "expiry_age70")
    if len(born) != 1 or topic is None:
        return None
    (person,) = born
    outcome = outcome_of(turn, topic, person)
    until = outcome.found.result.value if outcome.found is not None else None
    if not isinstance(until, date) or until < turn.today or outcome.ranged:
        return None
    if wanted <= until and _WHAT_TO_CARRY.search(normalise(turn.text)):
        return None
    before = _then(turn, topic, person, wanted, until)
    turn.talk.topic, turn.talk.about = topic.id, [person.key]
    turn.talk.last, turn.talk.misses = topic.id, 0
    return result_message(turn, topic, outcome, before)


def _then(turn: Turn, topic: Topic, person: Person, wanted: date, until: date) -> str:
    words, day = turn.words, turn.words.date(wanted)
    if wanted > until:
        return words.say("direct", "not_usable_then", date=day)
    told = {**topic.supposed, **person.facts}.get("document")
    paper = mentions.document(turn.text) or told
    if topic.question is Question.EXPIRY and paper == "notice":
        return "\n".join(_in_time(words, day))
    return words.say("direct", "usable_then", date=day)


def usable_then(turn: Turn) -> Message | None:
    """8月31日の夜まで使えるってこと?: by the day that was just told of one person."""
    topic = find_topic(turn.talk.topic)
    subjects = turn.talk.subjects
    if topic is None or topic.question not in _DATED or len(subjects) != 1:
        return None
    outcome = outcome_of(turn, topic, subjects[0])
    if outcome.ranged and USE.search(normalise(turn.text)):
        return so_far_message(turn, topic, outcome)  # 7月下旬の通院も大丈夫?: by the birthday
    if outcome.found is None or outcome.ranged:
        return None
    until = outcome.found.result.value
    if not isinstance(until, date) or until < turn.today:
        return None
    asked = asked_days(normalise(turn.text), turn.today, until)
    days = [day.day for day in asked if day.day is not None]
    if len(days) != 1:
        return None
    return result_message(turn, topic, outcome, _then(turn, topic, subjects[0], days[0], until))


def _two_days(turn: Turn, news: News) -> tuple[date | None, date | None]:
    """The day until which the paper runs, and the day on which it is to be used."""
    printed = wanted = None
    for said in news.situation.people:
        for fact in said.facts:
            if fact.value is None:
                continue
            if fact.name == "printed_expiry":
                printed = date.fromisoformat(fact.value)
            elif fact.name == "appointment":
                wanted = date.fromisoformat(fact.value)
    if wanted is None:
        for other in news.situation.other:
            if other.value is not None and other.name == "appointment":
                wanted = date.fromisoformat(other.value)
    if printed is None or wanted is None:
        by_words = _by_words(turn)
        return printed or by_words[0], wanted or by_words[1]
    return printed, wanted


_OTHER_THING = re.compile(r"カード|電子証明|在留|ビザ|認定証")
_EXPIRY_SAID = re.compile(r"期限|まで|有効")
_DAY_OF_USE = re.compile(
    r"^[^。、]{0,8}(?:の(?:診察|受診|予約|病院|手術|通院|検査)|に(?:は)?(?:使|受診|病院|診察|行|予約))"
)


def _by_words(turn: Turn) -> tuple[date | None, date | None]:
    """The same by the words around the two days."""
    printed = wanted = None
    for found in find_dates(turn.text, turn.today):
        day = found.date
        if day is None and found.problem is Problem.YEAR_MISSING:
            day = nearest(found, turn.today, False)
        if day is None:
            continue
        if _DAY_OF_USE.search(normalise(found.after)):
            wanted = day
        elif _OTHER_THING.search(normalise(found.before[-14:])):
            continue
        elif _EXPIRY_SAID.search(normalise(found.before[-12:] + found.after[:6])):
            printed = day
    return printed, wanted
