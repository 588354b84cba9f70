"""All answers by topic, to look through where no words of a caller lead to one."""

from __future__ import annotations

from itertools import groupby

from pydantic import BaseModel

from bot.content.words import Words


class ListedAnswer(BaseModel):
    """One answer; `lead` is its conclusion, for who looks for a word."""

    id: str
    title: str
    lead: str


class AnswerTopic(BaseModel):
    """The answers of one topic, which is one file of the city's."""

    title: str
    answers: list[ListedAnswer]


def answers_by_topic(words: Words) -> list[AnswerTopic]:
    """Every answer, in the order in which they are written."""
    files = words.book.files
    return [
        AnswerTopic(
            title=words.say("desk", f"topic_{file}"),
            answers=[
                ListedAnswer(id=name, title=words.title(name), lead=words.conclusion(name))
                for name in names
            ],
        )
        for file, names in groupby(words.book.answers, files.__getitem__)
    ]
