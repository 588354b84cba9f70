"""The one screen of a call."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from bot.console.desk.caller_text import other_languages
from bot.console.desk.people import RELATIONS, name_of
from bot.console.shared.access import SignedIn, page
from bot.content import current_words
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person

routes = APIRouter(prefix="/desk", include_in_schema=False)


@routes.get("")
async def desk(request: Request, caller: SignedIn) -> Response:
    """The screen itself; what it shows comes afterwards."""
    words = current_words()
    named = [(key, name_of(words, Person(key))) for key in (UNNAMED, *RELATIONS)]
    topics = [
        words.say("desk", f"topic_{file}") for file in dict.fromkeys(words.book.files.values())
    ]
    languages = other_languages(words.city.languages)
    return page(request, caller, "desk", relations=named, topics=topics, languages=languages)
