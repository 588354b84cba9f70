"""Answers the questions of a message: each in the order asked, or named for later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.banks import BANKS, bank_message, names_bank, respond_banks
from bot.dialogue.beginning import begin, note_paper
from bot.dialogue.breath import by_clear_words
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.commands import COMMANDS, obey
from bot.dialogue.digression import State, go_on, is_answered
from bot.dialogue.direct import by_post, direct_answer
from bot.dialogue.listening import News
from bot.dialogue.next_paper import comes_by_itself
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import UNNAMED, kin
from bot.dialogue.reading.people import find_people
from bot.dialogue.results import household_message
from bot.dialogue.scope import beside_the_rest, scope_answer, short_clause
from bot.dialogue.speaking import answer_card, ask_back, count, with_open_now, written
from bot.dialogue.subjects import subjects_of, topic_for
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import options
from bot.dialogue.which_list import application_named
from bot.dialogue.working import (
    ask_open,
    general_id,
    once_more,
    outcome_of,
    outcomes_of,
    proceed,
    question,
    so_far_message,
)
from bot.messages import Message
from bot.text import find_dates, mentions, normalise
from bot.text.readings import names_a_matter
from bot.text.spans import normalise as fold

_OF_DELIVERY = frozenset({"delivery_method", "registered_mail", "household_split"})
_WHEN_COMES = re.compile(
    r"(?:それは?|で、?|あと)?(?:いつ|何月|何日)(?:ごろ|頃)?(?:に)?(?:届|来|とど|送)"
)
_BY_POST = re.compile("郵送|郵便で")
# まあ、申し込みですか: what was said before, said again in surprise.
_ECHO = re.compile(
    r"^(?:まあ|えっ?|あら|へえ|ああ|なるほど|そう(?:です)?か)、?"
    r"[^。、]{1,10}(?:です|なん(?:です)?)(?:か|の|ね)[?。]?$"
)
_FOR_ANOTHER = re.compile(
    rf"(?:あと|それと|それから|また|ついでに|[、\s])*(?:{kin.ANYBODY})の(?:分|ぶん|ほう|方|やつ)も、?\s?"
    r"(?:お願い|おねがい|教え|おしえ|知り|しり|聞[きか]|確認)[^。?]*[。?]*"
)
_MATTERS = frozenset({"apply", "cancel", "debit", "delivery", "ecert", "limit"})
_SIDES = {"registered_mail": "delivery"}
_OF_ONE_MATTER, _HALF = 0.9, 0.5  # the confidence of all sides of a matter, and of the likeliest
_LIKELY = 0.15  # confidence of an id that the question before makes likelier


def answer_one(turn: Turn, asked: AskedQuestion, news: News) -> list[Message]:
    """The only question of a message, while no question of ours is open."""
    talk = turn.talk
    talk.settle()
    if (direct := direct_answer(turn, asked, news)) is not None:
        return [direct]
    topic = find_topic(asked.id)
    if topic is not None:
        return bring_up(turn, topic, asked, news)
    if asked.id == BANKS:
        return respond_banks(turn)
    if asked.id == OUT_OF_SCOPE:
        return [scope_answer(turn, asked)]
    if asked.id in COMMANDS:
        return obey(turn, asked.id)
    message = answer_card(turn, asked.id)
    return [with_open_now(turn, message) if asked.id == "call_center" else message]


def bring_up(turn: Turn, topic: Topic, asked: AskedQuestion | None, news: News) -> list[Message]:
    """The matter is brought up, or brought up again."""
    talk = turn.talk
    about = subjects_of(turn, topic, news)
    note_paper(turn, topic, asked, about, news)
    topic = topic_for(turn, topic, about)
    again = talk.last == topic.id and talk.topic in (None, topic.id) and about == talk.about
    begin(turn, topic, about, asked, news)
    if again and not news.is_new:
        return [once_more(turn, topic)]
    talk.told, talk.last, talk.misses = {topic.id: 1}, topic.id, 0
    for person in talk.subjects:
        person.told.pop(topic.id, None)
    return proceed(turn, topic, first=True)


def answer_several(turn: Turn, questions: Sequence[AskedQuestion], news: News) -> list[Message]:
    """Every question in order, what is not ours behind the rest; what needs more facts is told in
    general, and asked on last."""
    talk = turn.talk
    was_open = talk.asked is not None and talk.topic is not None
    before = (talk.topic, list(talk.about), talk.asked, talk.asked_of)
    messages: list[Message] = []
    last = talk.last
    waiting: list[tuple[Topic, list[str]]] = []
    unsure: list[AskedQuestion] = []
    for asked in _by_context(questions, turn):
        topic = find_topic(asked.id) if asked.sure else None
        of_that = _of_thing_before(turn, asked, last)
        last = asked.id
        if of_that is not None:
            messages += of_that
        elif (direct := direct_answer(turn, asked, news)) is not None:
            messages.append(direct)
        elif topic is not None:
            about = subjects_of(turn, topic, news)
            note_paper(turn, topic, asked, about, news)
            topic = topic_for(turn, topic, about)
            begin(turn, topic, about, asked, news)
            told, is_open = _introduced(turn, topic)
            if any(told.parts == earlier.parts for earlier in messages):
                continue
            messages.append(told)
            if is_open:
                waiting.append((topic, list(talk.about)))
        elif not asked.sure and not _tells_only(turn, asked):
            unsure.append(asked)
        elif not asked.sure:
            continue
        else:
            messages.append(_plain(turn, asked))
    unsure = [asked for asked in unsure if not _asks_for_another(turn, asked)]
    # What is ours first: a refusal must not stand between the caller and the answer.
    messages = sorted(dict.fromkeys(messages), key=lambda m: m.answer_id == OUT_OF_SCOPE)
    messages = [replace(m, buttons=()) for m in messages[:-1]] + messages[-1:]
    return [*messages, *_next_question(turn, waiting, unsure, before if was_open else None, news)]


def _of_thing_before(
    turn: Turn, asked: AskedQuestion, last: str | None
) -> Sequence[Message] | None:
    """郵送できる? いつ届くの? of the thing that the question before was about."""
    if names_a_matter(asked.words):
        return None
    if last in _OF_DELIVERY and _WHEN_COMES.match(normalise(asked.words)):
        return [comes_by_itself(turn)]
    if not _BY_POST.search(asked.words):
        return None
    return by_post(turn, application_named(turn.text[: asked.start]) or last)


def _tells_only(turn: Turn, asked: AskedQuestion) -> bool:
    """母は昭和27年2月2日, まあ、申し込みですか, among questions: told, and not asked."""
    if _ECHO.match(normalise(asked.words).strip()):
        return True
    return bool(find_dates(asked.words, turn.today)) and not mentions.asks(asked.words)


def _asks_for_another(turn: Turn, asked: AskedQuestion) -> bool:
    """母の分も知りたいです: the same for her, and she was answered with the others."""
    words = fold(asked.words)
    named = {key for mention in find_people(words) for key in mention.keys}
    return _FOR_ANOTHER.fullmatch(words.folded.strip()) is not None and named <= {*turn.talk.about}


def _by_context(questions: Sequence[AskedQuestion], turn: Turn) -> list[AskedQuestion]:
    """An unsure clause goes on with a question before it, if one of its likely ids fits that."""
    found: list[AskedQuestion] = []
    clear = [*map(by_clear_words, questions)]
    for asked in clear:
        before = [q.id for q in found if q.sure]
        fits = [
            name
            for name, confidence in asked.ranking[:3]
            if confidence >= _LIKELY
            and name != OUT_OF_SCOPE  # one thing that is not ours says nothing about another
            and any(_belongs(turn, one, name) for one in before)
        ]
        if asked.sure or not fits:
            beside = any(q.sure and _matter(q.id) == _matter(asked.id) for q in clear)
            found.append(replace(asked, sure=asked.sure or is_of_one_matter(asked, beside=beside)))
        elif all(q.id != fits[0] for q in found):
            found.append(replace(asked, ranking=((fits[0], 1.0),), sure=True))
        elif names_a_matter(asked.words):  # no echo, for it says itself what it is about
            found.append(asked)
    return found


def is_of_one_matter(
    asked: AskedQuestion, last: str | None = None, *, beside: bool = False
) -> bool:
    """Is it sure which matter is meant, though not which side of it? Then the likeliest is.

    What was answered `last`, or is surely asked `beside` it, says as much as the shares of the
    other sides.
    """
    matter = _matter(asked.id)
    shares = [share for name, share in asked.ranking if _matter(name) == matter]
    is_sure = sum(shares) >= _OF_ONE_MATTER or beside
    is_sure |= last is not None and _matter(last) == matter
    return matter in _MATTERS and is_sure and shares[0] >= _HALF


def _matter(name: str) -> str:
    return _SIDES.get(name) or name.partition("_")[0]


def _belongs(turn: Turn, before: str, name: str) -> bool:
    """Is `name` of the same matter as `before`, and no mere repetition of it?"""
    answers = turn.words.book.answers
    if name not in answers or before not in answers:
        return False
    return name in answers[before].related or name.split("_")[0] == before.split("_")[0]


def _introduced(turn: Turn, topic: Topic) -> tuple[Message, bool]:
    """What can be told of a matter at once, and whether more has to be asked."""
    outcomes = outcomes_of(turn, topic)
    is_open = any(outcome.open for outcome in outcomes)
    count(turn, topic.id)
    for outcome in outcomes:
        outcome.person.told[topic.id] = outcome.signature
    if len(outcomes) > 1:
        return household_message(turn, topic, outcomes), is_open
    message = so_far_message(turn, topic, outcomes[0])
    if message is not None:
        return message, is_open
    told_id = general_id(turn, topic, outcomes[0].person)
    short = Message(turn.words.short(told_id), "general", told_id)
    if not is_open:
        return short, False
    later = turn.words.say("put_off", "own", facts=turn.words.title(topic.id))
    parts = replace(short.parts, lead=f"{short.parts.lead}\n{later}")
    return replace(short, parts=parts), True


def _plain(turn: Turn, asked: AskedQuestion) -> Message:
    if asked.id == OUT_OF_SCOPE:
        return beside_the_rest(turn, asked)
    if asked.id == BANKS:
        spans = ((asked.start, asked.end), *asked.also)
        clause = replace(turn, text="。".join(turn.text[start:end] for start, end in spans))
        return bank_message(clause) if names_bank(clause) else written(turn, BANKS)
    count(turn, asked.id)
    message = written(turn, asked.id)
    return with_open_now(turn, message) if asked.id in ("call_center", "operator") else message


def _next_question(
    turn: Turn,
    waiting: list[tuple[Topic, list[str]]],
    unsure: list[AskedQuestion],
    before: State | None,
    news: News,
) -> list[Message]:
    """The one question of ours that stands at the end."""
    talk = turn.talk
    waiting = [(t, about) for t, about in waiting if _is_open(turn, t, about)]
    if waiting:
        topic, talk.about = waiting[0]
        talk.topic, talk.owed = topic.id, [t.id for t, _ in waiting[1:]]
        return [question(turn, topic, outcomes_of(turn, topic), _put_off(turn, unsure))]
    if before is not None and not unsure and is_answered(before, news):
        return go_on(turn, before)
    if before is not None:
        talk.topic, talk.about, talk.asked, talk.asked_of = before
        back = "\n".join(filter(None, (_put_off(turn, unsure), turn.words.say("talk", "back"))))
        message = ask_open(turn, back, short=True)
        talk.returned = True
        return [message]
    for one in unsure:
        if likely := options(one.ranking, turn.words.book):
            asked = ask_back(turn, likely)
            own = turn.own_words(one.start, one.end)
            quoted = turn.words.say("put_off", "quoted", said=short_clause(own))
            later = _put_off(turn, [other for other in unsure if other is not one])
            return [asked.after("\n".join(filter(None, (later, quoted))))]
    return [Message.said(_put_off(turn, unsure), "refusal", OUT_OF_SCOPE)] if unsure else []


def _is_open(turn: Turn, topic: Topic, about: list[str]) -> bool:
    """Does anything still have to be asked, after all that the later questions told?"""
    people = map(turn.talk.person, about)
    return any(outcome_of(turn, topic, person).open for person in people)


def _put_off(turn: Turn, unsure: Sequence[AskedQuestion]) -> str:
    """Each question that could not be read, named for later."""
    return "\n".join(
        turn.words.say("put_off", "later", said=short_clause(turn.own_words(q.start, q.end)))
        for q in unsure
    )


def owed(turn: Turn) -> list[Message]:
    """The matters that were put off, once nothing is open any more."""
    talk, messages = turn.talk, []
    while talk.owed and talk.asked is None:
        topic = find_topic(talk.owed.pop(0))
        if topic is None:
            continue
        if not topic.about_person:
            talk.about = [UNNAMED]
        if all(outcome.is_told(topic.id) for outcome in outcomes_of(turn, topic)):
            continue
        talk.topic, talk.last = topic.id, topic.id
        before = turn.words.say("put_off", "next", facts=turn.words.title(topic.id))
        messages += proceed(turn, topic, before)
    return messages
