"""Words in and out: cleaning, dates as people say them, masking, Japanese wording of dates."""

from bot.text.cleaning import LONGEST, clean, for_understanding, normalise
from bot.text.dates import FoundDate, Problem, complete, find_dates, nearest, read_date
from bot.text.masking import mask, mask_numbers
from bot.text.mentions import has_words
from bot.text.writers.ja import (
    format_date,
    format_date_long,
    format_moment,
    format_month,
    format_period,
    format_time,
    speak_date,
)

__all__ = [
    "LONGEST",
    "FoundDate",
    "Problem",
    "clean",
    "complete",
    "find_dates",
    "for_understanding",
    "format_date",
    "format_date_long",
    "format_moment",
    "format_month",
    "format_period",
    "format_time",
    "has_words",
    "mask",
    "mask_numbers",
    "nearest",
    "normalise",
    "read_date",
    "speak_date",
]
