"""Which paper is which: while two lie on the table, and where somebody reads out a printed day."""

from __future__ import annotations

import re
from datetime import date

from bot.content import WhichPaper, paper_of
from bot.content.words import Words
from bot.errors import ImpossibleFacts
from bot.rules import Facts, Question, answer
from bot.text import find_dates, normalise
from bot.text.cues import KINDS, labels_of

_PAPER = re.compile(r"紙|確認書|お知らせ|有効期限|期限|そこ|これ|手元")
_STANDS_THERE = re.compile(
    r"^(?:まで|と|って|に|が|いう|日付|期限)*(?:書|印刷|印字|記載|なって|ある|あり|あっ|出て)"
)
_IS_ITS_OWN = re.compile(r"^(?:まで)?の(?:日付の|期限の)?(?:紙|確認書|お知らせ)")


def printed_day(text: str, today: date) -> date | None:
    """The last day on a paper that a text reads out: 紙には令和9年7月31日と書いてあります."""
    for found in find_dates(text, today):
        before, after = normalise(found.before), normalise(found.after)
        if found.date is None or found.relative or labels_of(before + after) & KINDS:
            continue
        if (_PAPER.search(before) and _STANDS_THERE.match(after)) or _IS_ITS_OWN.match(after):
            return found.date
    return None


def later_sentences(words: Words, paper: str | None) -> list[str]:
    """A paper of after the editions that we have: its own day holds, though no notice alone."""
    alone = [] if paper == "certificate" else [words.say("direct", "not_alone")]
    return [words.say("after_end", "later_paper"), *alone]


def printed_sentences(words: Words, printed: date, paper: str | None = None) -> list[str]:
    """Which paper bears that day; nothing for the one in force: every answer is about it."""
    which, said = paper_of(printed, words.edition), words.date(printed)
    if which is WhichPaper.EARLIER:
        return [words.say("papers", "earlier", date=said)]
    if which is WhichPaper.IN_FORCE:
        return []
    if words.edition.documents.last < words.day:
        return later_sentences(words, paper)
    return [words.say("papers", "next", date=said)]


def next_paper_sentences(words: Words, facts: Facts) -> list[str]:
    """Until when the paper of the next edition runs for this person, while it lies there too."""
    if words.announced is None:
        return []
    following = words.announced
    try:
        result = answer(Question.EXPIRY, facts, following.edition)
    except ImpossibleFacts:
        return []
    if isinstance(result.value, date):
        return [following.say("papers", "following", date=words.date(result.value))]
    return [following.say("papers", "following_unsure")] if result.confirm else []
