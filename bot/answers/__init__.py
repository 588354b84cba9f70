"""The written answers: one entry a catalogue id, plus the sentences around computed values."""

from bot.answers.book import Book, Library, read_book
from bot.answers.entry import Answer, Link
from bot.answers.parts import Parts
from bot.answers.render import (
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

__all__ = [
    "Answer",
    "Book",
    "Library",
    "Link",
    "Parts",
    "answer_parts",
    "fill",
    "find_answer",
    "library",
    "read_book",
    "say",
    "script_sentences",
    "short_parts",
    "short_text",
    "source_line",
    "whole_text",
]
