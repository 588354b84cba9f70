"""A question that names a circumstance only to say that it does not apply."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading.situation import NONE
from bot.dialogue.topics import EXPIRY_OF_CIRCUMSTANCE


def not_of_what_is_ruled_out(asked: AskedQuestion, news: News) -> AskedQuestion:
    """割合の変更はありません。確認書の期限は: asks for the paper's day, and not of that change."""
    fact = next((name for name, of in EXPIRY_OF_CIRCUMSTANCE.items() if of == asked.id), None)
    told = [person.facts[fact] for person in news.people if fact in person.facts] if fact else []
    if not told or asked.document is None or any(value != NONE for value in told):
        return asked
    return replace(asked, ranking=((f"{asked.document}_expiry", 1.0), *asked.ranking), sure=True)
