"""The written answers: one entry a catalogue id, plus the sentences around computed values."""

from bot.answers.book import Book, Library, read_book
from bot.answers.entry import Answer, Link
from bot.answers.render import (
    fill,
    find_answer,
    library,
    say,
    short_text,
    source_line,
    whole_text,
)

__all__ = [
    "Answer",
    "Book",
    "Library",
    "Link",
    "fill",
    "find_answer",
    "library",
    "read_book",
    "say",
    "short_text",
    "source_line",
    "whole_text",
]
