"""いつ届く?: the next paper; of somebody known by their own facts, else in general."""

from __future__ import annotations

import re

from bot.dialogue.buttons import matter_button, related_buttons
from bot.dialogue.clause import Ranking
from bot.dialogue.contact import open_now
from bot.dialogue.direct_rows import WHEN_COMES
from bot.dialogue.facts import typed
from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import proceed
from bot.errors import ImpossibleFacts
from bot.messages import Message
from bot.rules import Facts, Posting, Question, Renewal, answer
from bot.text import mentions, normalise

# Who tells one of these is told what holds for that person: at 75 no paper comes by itself.
_DECIDING = frozenset({"birthday", "residence_until", "graduation"})
_THE_NEXT = re.compile(r"新し|次|今度|来年|更新")
_MATTER = "auto_renewal"


def people_known(turn: Turn, news: News) -> list[Person]:
    """Those who are spoken of and of whom something is known that decides about a paper."""
    return [p for p in spoken_of(turn, news) if _DECIDING & p.facts.keys()]


def spoken_of(turn: Turn, news: News) -> list[Person]:
    """Those whom the message is about, or the talk before it; nobody is made up for it."""
    about = turn.talk.about or [UNNAMED]
    return news.people or [person for person in turn.talk.people if person.key in about]


def asks_when(turn: Turn, asked: AskedQuestion) -> bool:
    """資格確認書はいつ届きますか, of who says when they were born; surely no other matter."""
    said = normalise(asked.words or turn.text).replace("生まれ", "")
    return any(row.holds(said, asked.id, (), sure=asked.sure) for row in WHEN_COMES)


def matter_meant(turn: Turn, asked: AskedQuestion) -> str:
    """Of who tells a birthday: the paper that is being posted now, or else the next one."""
    words = normalise(asked.words or turn.text)
    posting = answer(Question.POSTING, Facts(today=turn.today), turn.edition).value
    is_posted_now = posting is not Posting.ASK and not _THE_NEXT.search(words)
    return "not_arrived" if is_posted_now else _MATTER


def when_it_comes(turn: Turn, topic: Topic | None) -> list[Message] | None:
    """いつ届く?, about the paper spoken of last; None where none was spoken of."""
    if topic is None or topic.question not in (Question.EXPIRY, Question.AUTO_RENEWAL):
        return None
    meant = find_topic(_MATTER)
    if meant is None or not any(_DECIDING & person.facts.keys() for person in turn.talk.subjects):
        return [comes_by_itself(turn)]
    turn.talk.topic, turn.talk.last = meant.id, meant.id
    return proceed(turn, meant)


def comes_by_itself(turn: Turn, ranking: Ranking = ()) -> Message:
    """When the next paper comes to somebody of whom nothing is known."""
    words = turn.words
    told = WHEN_COMES[0].matter(ranking)
    if words.is_over:
        lines = [words.say("after_end", "next"), *excepted(turn), words.say("after_end", "carry")]
        return over_message(turn, [*lines, words.say("after_end", "whom")], told)
    lines = [words.say("direct", "when_comes")]
    paper = mentions.document(turn.text) or turn.talk.facts.get("document")
    if paper != "certificate":
        lines.append(words.say("direct", "when_comes_notice"))
    turn.talk.last, turn.talk.misses = told, 0
    text, source = "\n".join([*lines, *excepted(turn)]), words.source(WHEN_COMES[0].place)
    return Message.said(text, "answer", told, related_buttons(words, told), source=source)


def excepted(turn: Turn) -> list[str]:
    """Who has to settle something before the next paper comes (問2)."""
    return [turn.words.say("renewal", key) for key in ("except_stay", "except_student")]


def renewal_of(turn: Turn, person: Person) -> Renewal | None:
    """What follows the paper of one person, of whom not all may be known."""
    facts = typed({"document": "certificate", **person.facts}, turn.now)
    try:
        renewal = answer(Question.AUTO_RENEWAL, facts, turn.edition).value
    except ImpossibleFacts:
        return None
    return renewal if isinstance(renewal, Renewal) else None


def over_message(turn: Turn, lines: list[str], told: str = _MATTER) -> Message:
    """What to do once the papers of the edition are over, and whether anybody answers now."""
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = told, 0
    sources = words.edition.sources
    source = words.source(f"{sources.which_document}、{sources.auto_renewal}")
    buttons = (matter_button(words, "call_center"), matter_button(words, "what_to_bring"))
    text = "\n".join([*lines, open_now(turn)])
    return Message.said(text, "answer", told, buttons, source=source)
