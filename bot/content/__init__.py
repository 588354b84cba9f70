"""One folder a city: texts, editions, names. `Words` says them on a day in a language."""

from bot.content.book import Book
from bot.content.city import City
from bot.content.content import Content
from bot.content.current import current_content, current_words, speaking, words_today
from bot.content.editions import WhichPaper, announced_edition, edition_for, paper_of
from bot.content.entry import Answer
from bot.content.render import fill, find_answer, library, say
from bot.content.words import Words
from bot.messages import Link, Parts

__all__ = [
    "Answer",
    "Book",
    "City",
    "Content",
    "Link",
    "Parts",
    "WhichPaper",
    "Words",
    "announced_edition",
    "current_content",
    "current_words",
    "edition_for",
    "fill",
    "find_answer",
    "library",
    "paper_of",
    "say",
    "speaking",
    "words_today",
]
