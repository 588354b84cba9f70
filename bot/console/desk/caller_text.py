"""An answer as the caller reads it: in their language, beside the operator's Japanese card."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from bot.console.desk.carding import lead_of
from bot.console.shared.access import SignedIn, TheConsole
from bot.content import library
from bot.content.words import Words
from bot.conversation.refusals import refused
from bot.messages import Link
from bot.text.languages import LANGUAGES, Language

routes = APIRouter(prefix="/desk", include_in_schema=False)


class CallerText(BaseModel):
    """The words of one answer.

    `tag`     BCP 47, for `lang`
    `source`  where it is written, and that the Japanese text decides
    """

    tag: str
    title: str
    lead: str
    details: list[str]
    bring_title: str
    bring: list[str]
    steps: list[str]
    links: list[Link]
    source: str


def other_languages(codes: tuple[str, ...]) -> list[Language]:
    """The languages beside the city's first, by their own names."""
    return [LANGUAGES[code] for code in codes[1:]]


def words_for(language: str, now: datetime) -> Words | None:
    """The words of one of `other_languages`; None for any other text."""
    book = library()
    return book.words(now.date(), language) if language in book.city.languages[1:] else None


def caller_text(name: str, words: Words, now: datetime) -> CallerText:
    """The answer `name` in `words`, at `now` in Japan time. KeyError for an id without answer."""
    parts = words.parts(name)
    said = (parts.source, words.say("language", "decides"))
    return CallerText(
        tag=LANGUAGES[words.language].tag,
        title=words.title(name),
        lead=lead_of(name, words, now),
        details=list(parts.details),
        bring_title=parts.bring_title if parts.bring else "",
        bring=list(parts.bring),
        steps=list(parts.steps),
        links=list(parts.links),
        source="\n".join(filter(None, said)),
    )


@routes.get("/cards/{name}/in/{language}")
async def in_language(
    name: str, language: str, console: TheConsole, caller: SignedIn
) -> CallerText:
    """The answer in one of the city's other languages. Raises not_found.

    That the answer was looked up is noted with its Japanese card.
    """
    now = console.gateway.now()
    words = words_for(language, now)
    if words is None or name not in words.book.answers:
        raise refused("not_found")
    return caller_text(name, words, now)
