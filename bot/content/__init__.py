"""The written answers: one entry a catalogue id, plus the sentences around computed values."""

from bot.content.book import Book, Library, read_book
from bot.content.editions import edition_in_force, edition_of, editions, latest_edition
from bot.content.entry import Answer
from bot.content.render import (
    answer_parts,
    fill,
    find_answer,
    library,
    say,
    script_sentences,
    short_parts,
    short_text,
    source_line,
    whole_text,
)
from bot.messages import Link, Parts

__all__ = [
    "Answer",
    "Book",
    "Library",
    "Link",
    "Parts",
    "answer_parts",
    "edition_in_force",
    "edition_of",
    "editions",
    "fill",
    "find_answer",
    "latest_edition",
    "library",
    "read_book",
    "say",
    "script_sentences",
    "short_parts",
    "short_text",
    "source_line",
    "whole_text",
]
