"""Short questions about the thing last spoken of: 26日だったら?, じゃあ父は?, なぜその日?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dialogue.banks import BANKS, names_bank, respond_banks
from bot.dialogue.beginning import hear_clause
from bot.dialogue.challenge import explain_again
from bot.dialogue.direct import by_post
from bot.dialogue.facts import CIRCUMSTANCE, YES_NO
from bot.dialogue.follow_ups import (
    FollowUp,
    FollowUpKind,
    follow_ups,
    is_about_birthday,
    supposes_a_day,
)
from bot.dialogue.listening import News
from bot.dialogue.next_paper import when_it_comes
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import UNNAMED, read_situation
from bot.dialogue.reading.day_words import LATER_BY
from bot.dialogue.replies import person_said
from bot.dialogue.speaking import answer_card
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.usable_day import USE, usable_then
from bot.dialogue.working import outcome_of, proceed
from bot.messages import Message
from bot.rules import Question
from bot.rules.calendar import ONE_DAY
from bot.text import find_dates, mentions, normalise
from bot.text.readings import names_a_matter

_PAST_IT = re.compile(
    r"日(?:を|が)?(?:過ぎ|すぎ|より(?:後|あと))|日の?(?:後|あと)"
)  # 25日過ぎたら?
_THE_OTHER = re.compile(r"の(?:ほう|方)(?:は|なら|です|でし|だ|で|も)")
_PAPERS = {"notice": "notice_expiry", "certificate": "certificate_expiry"}
_SPAN = re.compile(
    rf"(?<![月0-9])(?:[0-9]{{1,2}}|[一二三四五])日(?={LATER_BY.pattern}[^0-9]*[0-9])"
)
# What a bare どうしてそんなに遅いの may be taken for.
_OF_NO_MATTER = ("inform", "rephrase", "out_of_scope", "complaint", "deny")
# Their answers tell of both papers.
_OF_EITHER_PAPER = frozenset({"lost_reissue", "discard_expired", "delivery_method"})
_NATURE = ("what_is_notice", "what_is_certificate")  # as よく見たらお知らせだった is taken for


def follow(turn: Turn, news: News, questions: Sequence[AskedQuestion]) -> list[Message] | None:
    """The answer by what was spoken of last; None where the message brings its own matter."""
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    turn = replace(turn, text=_SPAN.sub("", turn.text))
    if talk.last == "debit_docs" and talk.asked is None and mentions.names_only(turn.text):
        return [answer_card(turn, talk.last)]  # 何がいる / ネットで
    if talk.asked is not None or (len(questions) > 1 and any(q.sure for q in questions)):
        return None
    if talk.last == BANKS and names_bank(turn) and not _has_own_matter(questions[0]):
        return respond_banks(turn)  # 三井住友でもいけるん?
    if topic is None and talk.last in _OF_EITHER_PAPER and _names_a_paper(turn):
        return [answer_card(turn, talk.last)]  # なくした / 確認書のほう
    if topic is not None and topic.question is Question.CARRY and _suppose(turn):
        return proceed(turn, topic)
    for found in follow_ups(_PAST_IT.sub("日", turn.text), turn.today):
        messages = _followed(turn, topic, news, found, questions[0])
        if messages is not None:
            return messages
    if questions[0].sure and not supposes_a_day(turn.text, turn.today):
        return None
    return _of_what_was_told(turn, topic, news)


def _names_a_paper(turn: Turn) -> bool:
    """確認書のほう, お知らせだったらどうなる?: which paper, and no more."""
    kinds = {found.kind for found in follow_ups(turn.text, turn.today)}
    only = mentions.names_only(turn.text) and mentions.document(turn.text) is not None
    return only or kinds == {FollowUpKind.OTHER_DOCUMENT}


_SUPPOSED = (
    (re.compile(r"し(?:なかったら|なければ|ないと|ない(?:場合|なら|とき))は?$"), "していません"),
    (re.compile(r"し(?:たら|た(?:場合|なら|とき))は?$"), "しました"),
)


def _suppose(turn: Turn) -> bool:
    """じゃあカードだけ作って登録しなかったら?: what to carry then. Was a card supposed?"""
    said = normalise(turn.text).rstrip("?？。 ")
    found = [pattern.sub(told, said) for pattern, told in _SUPPOSED if pattern.search(said)]
    people = turn.talk.subjects
    if not found or len(people) != 1:
        return False
    told = found[0].replace("まで", "")
    told = told if "カード" in told else f"カードは{told}"  # 登録までしたら?
    read = read_situation(told, turn.today).people
    facts = {f.name: str(f.value) for p in read for f in p.facts if f.name in YES_NO and f.value}
    if "registered" in facts:  # what is registered, or is not, is the card
        facts = {"has_card": "yes", **facts}
    people[0].learn(facts)
    return bool(facts)


def _of_what_was_told(turn: Turn, topic: Topic | None, news: News) -> list[Message] | None:
    """週明けの火曜、26日だと変わりますか, この紙で3月3日に歯医者へ行きます。いいですか: words that
    the model makes nothing of, and a day or a way that the matter spoken of turns on."""
    if topic is None or names_a_matter(mentions.without_names(turn.text)):
        return None
    if "applied_on" in topic.askable:
        return proceed(turn, topic) if _hear_anew(turn, topic, news) else None
    if _asks_of_it(turn):
        used = usable_then(turn)
        return None if used is None else [used]
    return None


def _followed(
    turn: Turn, topic: Topic | None, news: News, found: FollowUp, asked: AskedQuestion
) -> list[Message] | None:
    names_matter = names_a_matter(turn.text)
    match found.kind:
        case FollowUpKind.WHY if topic is not None and _asks_why_of_it(turn, topic, asked):
            return explain_again(turn, topic) if any(p.facts for p in turn.talk.subjects) else None
        case FollowUpKind.BY_POST if not names_matter:
            return by_post(turn, turn.talk.last)
        case FollowUpKind.WHEN_COMES if not names_matter:
            return when_it_comes(turn, topic)
        case FollowUpKind.OTHER_DAY if topic is not None and topic.about_person:
            used = usable_then(turn) if turn.text.rstrip("?？。").endswith("は") else None
            return None if used is None else [used]
        case FollowUpKind.OTHER_DAY | FollowUpKind.OTHER_METHOD:
            return _other_value(turn, topic, news)
        case FollowUpKind.OTHER_DOCUMENT if topic and topic.question is Question.EXPIRY:
            return _other_paper(turn, news, str(found.value), asked)
        case FollowUpKind.OTHER_PERSON if topic is not None and topic.about_person:
            return _other_person(turn, topic, news, asked)
    return None


def _asks_of_it(turn: Turn) -> bool:
    """使える?, 4月2日に結果を聞きにいく日は."""
    return mentions.asks(turn.text) or turn.text.rstrip("?？。").endswith("は")


def of_the_told_day(turn: Turn) -> list[Message] | None:
    """なんで3月16日なの, 3月16日の診察に使える?, of a day that was told before the birthday was
    asked for, which may still make it earlier: no part of a birthday."""
    talk, topic = turn.talk, find_topic(turn.talk.topic)
    is_told = topic is not None and topic.question is Question.EXPIRY and len(talk.subjects) == 1
    is_open = talk.asked in ("birthday", CIRCUMSTANCE)
    if topic is None or not is_told or not is_open or not _asks_of_it(turn):
        return None
    if mentions.people(turn.text) or outcome_of(turn, topic, talk.subjects[0]).found is None:
        return None  # じゃあ夫は？夫は6月1日までです
    if not USE.search(turn.text) and is_about_birthday(turn.text, turn.today, talk.facts):
        return None
    kinds = {found.kind for found in follow_ups(turn.text, turn.today)}
    of_the_day = talk.asked == CIRCUMSTANCE or bool(find_dates(turn.text, turn.today))
    if FollowUpKind.WHY in kinds and of_the_day:
        return explain_again(turn, topic)
    if FollowUpKind.OTHER_DAY in kinds or USE.search(normalise(turn.text)):
        used = usable_then(turn)
        return None if used is None else [used]
    return None


def _has_own_matter(asked: AskedQuestion) -> bool:
    """Is it surely about something else than a bank?"""
    return asked.sure and asked.id not in (BANKS, "inform", "out_of_scope", "affirm")


def _asks_why_of_it(turn: Turn, topic: Topic, asked: AskedQuestion) -> bool:
    """なぜその日なの? is about the result; なぜ家族で違うの? is a question of its own."""
    if names_a_matter(turn.text):
        return False
    own = asked.sure and asked.id not in (topic.id, *_OF_NO_MATTER)
    return not own or re.search(r"その日|この日|その日付|\d+日", normalise(turn.text)) is not None


def other_paper_said(turn: Turn, news: News, asked: AskedQuestion) -> list[Message] | None:
    """間違えた、資格確認書のほうです, also while another question is open."""
    topic, paper = find_topic(turn.talk.topic), mentions.document(turn.text)
    if topic is None or topic.question is not Question.EXPIRY or paper is None:
        return None
    if turn.talk.asked == "document" or not topic.supposed or news.facts - {"document"}:
        return None
    says_so = (
        mentions.names_only(turn.text)
        or mentions.corrects(turn.text)
        or (asked.id in _NATURE and _looked(turn.text))
        or _THE_OTHER.search(normalise(turn.text)) is not None
    )
    return _other_paper(turn, news, paper, asked) if says_so else None


def _looked(text: str) -> bool:
    """封筒をよく見たら、お知らせでした."""
    return mentions.may_correct(text) and not mentions.asks(text)


def _other_value(turn: Turn, topic: Topic | None, news: News) -> list[Message] | None:
    """Another day, another way: 26日だったら?, 区役所で7月31日なら?, Webで8月31日は?"""
    last = turn.talk.last or ""
    if topic is None and last.startswith("debit_"):  # 区役所で, once the ways were told
        topic = find_topic("debit_start")
        turn.talk.topic, turn.talk.about = "debit_start", [UNNAMED]
    if topic is None or topic.about_person or "applied_on" not in topic.askable:
        return None
    _hear_anew(turn, topic, news)
    return proceed(turn, topic)


def _hear_anew(turn: Turn, topic: Topic, news: News) -> bool:
    """The way and the day that the words name, beside what was told before; is anything new?"""
    person = turn.talk.person(UNNAMED)
    known = person.facts
    said = _PAST_IT.sub("日", turn.text)
    hear_clause(turn, topic, said, news)
    if (way := mentions.method(turn.text)) is not None:
        person.learn({"method": way})
    day = person.facts.get("applied_on")
    if day is not None and _PAST_IT.search(turn.text) and find_dates(said, turn.today):
        person.learn({"applied_on": (date.fromisoformat(day) + ONE_DAY).isoformat()})
    return person.facts != known


def _other_paper(turn: Turn, news: News, paper: str, asked: AskedQuestion) -> list[Message] | None:
    """間違えた、資格確認書のほうです: the same people, the other paper."""
    if asked.sure and asked.id not in (*_PAPERS.values(), *_NATURE, "inform", "whose"):
        return None
    if any(p.key != UNNAMED and p.key not in turn.talk.about for p in news.people):
        return None
    topic = find_topic(_PAPERS[paper])
    if topic is None or topic.id == turn.talk.topic:
        return None
    for person in turn.talk.subjects:
        person.learn({"document": paper})
    turn.talk.topic, turn.talk.last = topic.id, topic.id
    return proceed(turn, topic)


def _other_person(
    turn: Turn, topic: Topic, news: News, asked: AskedQuestion
) -> list[Message] | None:
    """じゃあ父は?: the same for somebody else."""
    keys = [p.key for p in news.people if p.key != UNNAMED] or list(news.situation.asks_about)
    if not keys or (asked.sure and asked.id not in (topic.id, "whose", "inform", "thank")):
        return None
    turn.talk.about = keys
    return proceed(turn, topic, person_said(turn))
