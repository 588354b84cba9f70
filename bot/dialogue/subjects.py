"""Whom a matter is about, after each message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.facts import NONE
from bot.dialogue.listening import News
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.rules import Question
from bot.text import normalise

# 父の分も, あと父は: somebody comes in beside those spoken of.
_PAPERS = {"notice": "notice_expiry", "certificate": "certificate_expiry", "": "expiry_age70"}
_COUNTED = re.compile(r"(?:この|その)(?:[二三四2-4](?:人|名)|ふたり)")
_HOUSEHOLD = re.compile(r"人(?:家族|世帯|暮らし|で暮ら)(?![^。]*人とも)")
_BESIDE = re.compile(
    r"も(?:[、。?\s]|お願い|おねがい|教|おしえ|知り|調べ|同じ|です|なん|[^う]|$)|あと|それと|それから|一緒"
)


def subjects_of(turn: Turn, topic: Topic, news: News) -> list[str]:
    """The keys of those whom a question that was just asked is about."""
    talk = turn.talk
    if not topic.about_person:
        return [UNNAMED]
    asked = list(news.situation.asks_about)
    if asked:
        for key in asked:
            talk.person(key)
        outside = _told_outside(news, asked)
        counted = news.situation.count == len(asked) + len(outside)
        all_of_them = counted and not _HOUSEHOLD.search(turn.text)  # 三人とも, not 三人家族
        return asked + (outside if all_of_them or _COUNTED.search(turn.text) else [])
    told = [p.key for p in news.people if p.key in news.learnt or p.half or p.named]
    if told:
        return told
    if news.people:
        return _not_told_by_paper(news)
    return talk.about or _told_before(turn) or [UNNAMED]


def _not_told_by_paper(news: News) -> list[str]:
    """主人の紙は7月31日までで、私の紙だけ短い: not of whom a date was read off the paper."""
    said = news.situation.people
    read_off = {p.key for p in said if {f.name for f in p.facts} == {"printed_expiry"}}
    keys = [person.key for person in news.people]
    return [key for key in keys if key not in read_off] or keys


def _told_before(turn: Turn) -> list[str]:
    """父は…, 母は… before any question: the question that comes is about all of them."""
    if turn.talk.topic is not None:
        return []
    people = (p for p in turn.talk.people if p.key != UNNAMED)
    return [p.key for p in people if p.facts or p.half or p.named]


def _told_outside(news: News, asked: Sequence[str]) -> list[str]:
    """夫は社保です。この二人の期限は: who was told of beside several, that it is not written.

    Who names those whom he asks about, 私と息子の期限は, has left out the others himself.
    """
    told = [p for p in news.people if "insured" in news.learnt.get(p.key, ())]
    if len(asked) < 2:
        return []
    return [p.key for p in told if p.key not in asked and p.facts.get("insured") != "yes"]


def topic_for(turn: Turn, topic: Topic, about: Sequence[str]) -> Topic:
    """The paper is the matter where the circumstance is not: of several people, or ruled out."""
    if topic.question is not Question.EXPIRY:
        return topic
    known = [turn.talk.person(key).facts for key in about]
    ruled_out = any(facts.get(name) == NONE for facts in known for name in topic.named)
    if len(about) < 2 and not ruled_out:
        return topic
    papers = {facts.get("document", "") for facts in known}
    if papers == {""}:
        return topic if topic.supposed else find_topic(_PAPERS[""]) or topic
    paper = papers.pop() if len(papers) == 1 else ""
    return find_topic(_PAPERS[paper]) or topic


def rearrange(turn: Turn, news: News) -> bool:
    """Takes those into the matter whom a reply names; has that changed whom it is about?"""
    talk = turn.talk
    named = [p.key for p in news.people if p.key != UNNAMED] or list(news.situation.asks_about)
    if keys := narrowed(turn, news):
        talk.about = keys
        return True
    named = [key for key in named if key not in talk.about]
    if not named:
        return False
    before = [key for key in talk.about if key != UNNAMED or _has_facts(talk.find(UNNAMED))]
    answered = any(key in news.learnt for key in before)  # 昭和26年3月1日です。父は…
    # 外国籍なのは父でした: of whom it was told, something else comes out now
    answered |= news.is_taken_away and any("birthday" in talk.person(k).facts for k in before)
    if (
        len(before) > 1
        or answered
        or (before and before != [UNNAMED] and _BESIDE.search(normalise(turn.text)))
    ):
        talk.about = [*before, *named]
    else:
        talk.about = named
    for key in named:
        talk.person(key)
    return True


_ALONE = re.compile(r"だけで?(?:いい|良い|よい|お願い|教え|結構|大丈夫)")


def narrowed(turn: Turn, news: News) -> list[str]:
    """やっぱり母だけでいいです: the keys of those who are left; [] where none is said."""
    talk = turn.talk
    keys = [person.key for person in news.people if person.key in talk.about]
    is_less = 0 < len(keys) < len(talk.about) and not news.learnt
    return keys if is_less and _ALONE.search(normalise(turn.text)) else []


def _has_facts(person: Person | None) -> bool:
    return person is not None and bool(person.facts)


def names_only_people(turn: Turn, news: News, people: Sequence[Person]) -> bool:
    """私は? 母の分です: a remark that only says whose papers are meant."""
    silent = not news.facts and news.problem is None and not news.situation.unowned
    return silent and bool(people)
