"""A message with one question, or none: answered, told beside what is open, or asked back."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.answering import answer_one, is_of_one_matter
from bot.dialogue.buttons import read_payload
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.commands import ABOUT_TALK, ENDS_MATTER, SMALL_TALK, obey
from bot.dialogue.digression import aside, back_to, open_state
from bot.dialogue.direct import direct_answer
from bot.dialogue.listening import News, named_people
from bot.dialogue.longer_studies import asks_of_longer_studies
from bot.dialogue.ownerless import with_owner
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import UNNAMED
from bot.dialogue.replies import carry_on, corrected
from bot.dialogue.talk import Talk
from bot.dialogue.topics import find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import FALLBACK, likeliest, not_understood, options
from bot.dialogue.working import proceed
from bot.messages import Message
from bot.rules import Question
from bot.text import mentions


def answer_the_one(turn: Turn, asked: AskedQuestion, news: News) -> list[Message]:
    """A message with one question, or none."""
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    intent = asked.id if asked.sure else turn.intent
    if not asked.sure:
        return _unsure(turn, asked, news)
    if intent in ENDS_MATTER:
        return obey(turn, intent)
    if intent in ABOUT_TALK and (offered := _date_for_a_choice(turn, news)) is not None:
        return answer_one(turn, replace(asked, ranking=((offered, 1.0),), sure=True), news)
    if intent in ABOUT_TALK:
        _note_whom(turn, news)
        again = [p.key for p in named_people(news) if p.facts]
        if intent == "rephrase" and topic is not None and again:
            talk.about = again  # ばあちゃんの方、もう一回言って
            return proceed(turn, topic)
        if talk.asked is None and topic is not None and news.learnt:
            return corrected(turn, news, topic)
        return obey(turn, intent)
    if talk.asked is None or talk.topic is None or _is_same_matter(talk, intent):
        return _brought_up(turn, asked, news)
    small = intent in SMALL_TALK
    if (talk.returned and not small) or (find_topic(intent) and _is_of_another(talk, news)):
        return _brought_up(turn, asked, news)
    if intent == OUT_OF_SCOPE and not asks_of_longer_studies(turn):
        return not_understood(turn)
    messages = aside(turn, asked, news)
    talk.returned = not small
    if intent == "thank":  # who thanks has perhaps done; what is open stays open, unsaid
        return messages[:1]
    return messages


def _note_whom(turn: Turn, news: News) -> None:
    """祖母の確認書なんですが: whom it is about, before it is known what is asked."""
    talk = turn.talk
    if talk.topic is None:
        talk.about += [p.key for p in named_people(news) if p.key not in talk.about]


def _date_for_a_choice(turn: Turn, news: News) -> str | None:
    """期限 was asked back with its choices, and a birthday comes: both papers' dates are told."""
    talk = turn.talk
    if talk.asked is not None or talk.topic is not None or "birthday" not in news.facts:
        return None
    offered = [read_payload(payload)[0] for _, payload in talk.shown]
    topics = [topic for name in offered if (topic := find_topic(name)) is not None]
    of_expiry = any(topic.question is Question.EXPIRY for topic in topics)
    return "expiry_age70" if of_expiry and "deny" in offered else None


def _is_same_matter(talk: Talk, intent: str) -> bool:
    """Is it the open question's own matter, if perhaps of the other paper?"""
    topic, meant = find_topic(talk.topic), find_topic(intent)
    if topic is None or meant is None:
        return intent == talk.topic
    of_paper = topic.question is meant.question is Question.EXPIRY and bool(meant.supposed)
    told = any("birthday" in person.facts for person in talk.subjects)
    return topic.id == meant.id or (of_paper and told)


def _is_of_another(talk: Talk, news: News) -> bool:
    """Is the question about somebody whom the open one is not about?"""
    keys = {p.key for p in news.people if p.key != UNNAMED} | set(news.situation.asks_about)
    return bool(keys) and not keys & set(talk.about)


def _brought_up(turn: Turn, asked: AskedQuestion, news: News) -> list[Message]:
    messages = answer_one(turn, asked, news)
    return with_owner(turn, messages, news) if find_topic(asked.id) is not None else messages


def _unsure(turn: Turn, asked: AskedQuestion, news: News) -> list[Message]:
    """Nothing is certain: facts that were told go on with the matter; else we ask back."""
    if turn.talk.asked is not None and mentions.asks(turn.text):
        state = open_state(turn.talk)
        if (direct := direct_answer(turn, asked, news)) is not None:
            return back_to(turn, [direct], state)
    topic = find_topic(turn.talk.topic)
    if topic is not None and news.learnt:
        is_open = turn.talk.asked is not None
        return carry_on(turn, news, topic) if is_open else corrected(turn, news, topic)
    _note_whom(turn, news)
    of_whole = bool(turn.ranking) and asked.id == turn.ranking[0][0]
    of_one = is_of_one_matter(asked, turn.talk.last)
    is_matter = of_whole and of_one and find_topic(asked.id) is None
    if turn.talk.asked is None and is_matter:
        return [likeliest(turn, asked.id, options(asked.ranking, turn.words.book)[1:])]
    return not_understood(replace(turn, intent=FALLBACK), asked.ranking)
