"""What is said on one day in one language: phrases, answers and dates of one city and edition.

A `Words` is made once a turn and travels with it, so that nothing that is said in the turn can come
from another edition or language. `Content.words` makes it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.content.book import Book, placeholders
from bot.content.branches import CHOICES, UNKNOWN, Branch, choice_label, deciding_fact, is_told
from bot.content.city import City
from bot.content.entry import Answer
from bot.content.values import written_issue
from bot.messages import BRING, Link, Parts
from bot.rules.edition import Edition
from bot.text.spoken import Reader, spoken_sentences
from bot.text.writers import DateWriter

# What only the paper of one edition bears. An answer that names it speaks of one paper.
_PAPER_DAYS = frozenset({"starts", "ends", "turns_70_by", "residence_by", "graduates_by"})
_PAGE = re.compile(r"(\d(?:・\d)*)ページ")
_QUESTION = re.compile(r"(?<=[ ・])問(\d)")
_NEXT_PLACE = re.compile(r"、(?=\d(?:・\d)*ページ)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words for `day`, in `language`, by the edition that holds for that day."""

    city: City
    edition: Edition
    day: datetime.date
    language: str
    book: Book = field(repr=False)
    dates: DateWriter = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
    announced: Words | None = None  # of the next edition, while its papers lie on the table too
    original: Words | None = field(default=None, repr=False)  # in the first language, which decides

    @property
    def is_over(self) -> bool:
        """Have the documents of the edition ended?"""
        return self.day > self.edition.documents.ends

    def say(self, section: str, key: str, **values: str) -> str:
        """The phrase `section.key`, filled in. KeyError for one that does not exist."""
        return self.fill(self.book.phrases[section][key], **values)

    def fill(self, text: str, **values: str) -> str:
        """`text` with its placeholders filled in. Values hold no placeholders of their own."""
        return text.format_map({**self.values, **values})

    def date(self, day: datetime.date) -> str:
        """A day in full, with its year."""
        return self.dates.date(day)

    def month(self, day: datetime.date) -> str:
        """The month that `day` is in, with its year."""
        return self.dates.month(day)

    def year(self, day: datetime.date) -> str:
        """The year alone, with its era: 令和8年(2026年)."""
        return self.dates.year(day)

    def moment(self, at: datetime.datetime) -> str:
        """A moment of the next days."""
        return self.dates.moment(at)

    def time(self, at: datetime.datetime | datetime.time) -> str:
        """A time of day as people say it: 8時30分."""
        return self.dates.time(at)

    def listed(self, items: Iterable[str]) -> str:
        """Several words in a row: 生年月日、在留期限."""
        return self.say("join", "comma").join(items)

    def answer(self, answer_id: str) -> Answer:
        """The entry as it is written. KeyError for an id that has none."""
        return self.book.answers[answer_id]

    def title(self, answer_id: str) -> str:
        """The matter of an answer in people's words, at most 20 characters."""
        return self.book.answers[answer_id].title

    def opening(self) -> Iterator[tuple[str, str]]:
        """What a chat offers on this day before anything is said: id and label."""
        for topic in self.book.opening.on(self.day, over=self.is_over):
            yield topic.id, self.say("label", topic.label) if topic.label else self.title(topic.id)

    def conclusion(self, answer_id: str) -> str:
        """The first sentence or two: another one once the edition's documents have ended."""
        answer = self.answer(answer_id)
        return self.fill(answer.after if self.is_over and answer.after else answer.short)

    def parts(self, answer_id: str, *, again: bool = False) -> Parts:
        """The whole entry; with `again`, its conclusion in other words."""
        answer = self.answer(answer_id)
        other_words = answer.again_after if self.is_over and answer.again_after else answer.again
        details = answer.details_after if self.is_over and answer.details_after else answer.details
        return Parts(
            lead=self.fill(other_words) if again else self.conclusion(answer_id),
            details=(*self._told(details), *self._both_papers(answer)),
            bring=tuple(self._told(answer.bring)),
            steps=tuple(self._told(answer.steps)),
            links=tuple(Link(self.fill(link.label), self.fill(link.url)) for link in answer.links),
            source=self.source(answer.source),
            checked=answer.checked,
            bring_title=self.say("line", "bring") if answer.bring else BRING,
        )

    def _told(self, texts: Iterable[str]) -> Iterator[str]:
        """The texts, filled in, without those that name what this edition does not have."""
        return (self.fill(text) for text in texts if placeholders(text) <= self.values.keys())

    def short(self, answer_id: str) -> Parts:
        """The conclusion and its source, where a question of ours follows."""
        answer = self.answer(answer_id)
        return Parts(
            self.conclusion(answer_id), source=self.source(answer.source), checked=answer.checked
        )

    def script(self, answer_id: str, choice: str = "") -> list[str]:
        """What an operator reads aloud, sentence by sentence; after a `choice` only its own."""
        told = (s for s in self._sentences(answer_id) if is_told(s, choice))
        script = "".join(self._told(told))
        return self.spoken("\n".join((script, *self._both_papers(self.answer(answer_id)))))

    def deciding_fact(self, answer_id: str) -> str | None:
        """The fact by which the script branches; None where it does not."""
        return deciding_fact("".join(self._sentences(answer_id)))

    def deciding_question(self, answer_id: str) -> str:
        """What the script itself asks before it branches; empty where it does not."""
        asked = [s for s in self._sentences(answer_id) if f"{{if_{UNKNOWN}}}" in s]
        return self.fill(asked[-1]).strip() if asked else ""

    def branches(self, answer_id: str) -> Iterator[Branch]:
        """What the script comes to after each choice; nothing where it does not branch."""
        fact = self.deciding_fact(answer_id)
        for choice in CHOICES[fact] if fact else ():
            name = choice_label(self.say, fact or "", choice)
            yield Branch(name, tuple(self.script(answer_id, choice)))

    def _sentences(self, answer_id: str) -> list[str]:
        answer = self.answer(answer_id)
        over = self.is_over and answer.script_after
        return re.split("(?<=。)", answer.script_after if over else answer.script)

    def spoken(self, text: str) -> list[str]:
        """The sentences of a filled-in text as an operator of this city reads them aloud."""
        values = self.values
        return spoken_sentences(
            text, Reader(values["phone"], values["centre"], self.city.site, values["newsletter"])
        )

    def _both_papers(self, answer: Answer) -> Iterator[str]:
        """Which paper is which, for an answer that speaks of the papers' days."""
        if self.announced is not None and any(
            name in _PAPER_DAYS for text in answer.texts() for name in placeholders(text)
        ):
            yield self.announced.say("papers", "two")

    def source(self, place: str) -> str:
        """Where it is written, with the newsletter's number and month; nothing for no place."""
        if not place:
            return ""
        place = self.fill(place)
        issue = written_issue(self.edition.issue_of(place), self.dates)
        place = _NEXT_PLACE.sub(lambda _: self.say("join", "comma"), place)
        own = _PAGE.sub(lambda found: self.say("source", "page", value=found[1]), place)
        own = _QUESTION.sub(lambda found: self.say("source", "question", value=found[1]), own)
        return self.say("source", "line", issue=issue, place=own)
