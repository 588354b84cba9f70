"""Turns entries and phrases into what a door shows. Fills in what the edition says."""

from __future__ import annotations

from datetime import date
from functools import cache

from bot.content.book import Library
from bot.content.editions import latest_edition
from bot.content.entry import Answer
from bot.messages import Parts
from bot.text import format_date, spoken_sentences


@cache
def library() -> Library:
    """The texts of this process. Raises DataError where they are broken at the start."""
    return Library()


@cache
def _edition_values() -> dict[str, str]:
    edition = latest_edition()
    documents, banks = edition.documents, edition.banks
    return {
        "phone": edition.call_centre.phone,
        "issue": edition.newsletter,
        "ends": format_date(documents.ends),
        "turns_70_by": format_date(documents.turns_70_by),
        "residence_by": format_date(documents.residence_by),
        "graduates_by": format_date(documents.graduates_by),
        "banks": "、".join(bank.name for bank in banks.listed),
        "bank_count": str(len(banks.listed)),
        "as_of": format_date(banks.as_of),
    }


def fill(text: str, **values: str) -> str:
    """`text` with its placeholders filled in. Values hold no placeholders of their own."""
    return text.format_map({**_edition_values(), **values})


def say(section: str, key: str, **values: str) -> str:
    """The phrase `section.key`, filled in. KeyError for one that does not exist."""
    return fill(library().book().phrases[section][key], **values)


def find_answer(answer_id: str) -> Answer:
    """The entry of `answer_id`. KeyError for an id that has none."""
    return library().book().answers[answer_id]


def is_over(today: date) -> bool:
    """Have the documents of the edition ended?"""
    return today > latest_edition().documents.ends


def conclusion(answer: Answer, today: date) -> str:
    """The first sentence or two: another one once the edition's documents have ended."""
    return fill(answer.after if is_over(today) and answer.after else answer.short)


def script_sentences(answer: Answer, today: date) -> list[str]:
    """What an operator reads aloud, sentence by sentence."""
    text = answer.script_after if is_over(today) and answer.script_after else answer.script
    return spoken_sentences(fill(text))


def source_line(place: str) -> str:
    """Where it is written, with the newsletter's number and month."""
    return fill(f"出典: 国保だより{{issue}} {place}") if place else ""


def answer_parts(answer: Answer, today: date, *, again: bool = False) -> Parts:
    """The whole entry; with `again`, its conclusion in other words."""
    return Parts(
        lead=fill(answer.again) if again else conclusion(answer, today),
        details=tuple(map(fill, answer.details)),
        bring=tuple(map(fill, answer.bring)),
        steps=tuple(map(fill, answer.steps)),
        links=answer.links,
        source=source_line(answer.source),
        checked=answer.checked,
    )


def whole_text(answer: Answer, today: date, *, again: bool = False) -> str:
    """The whole entry as plain text."""
    return answer_parts(answer, today, again=again).text


def short_parts(answer: Answer, today: date) -> Parts:
    """The conclusion and its source, where a question of ours follows."""
    return Parts(
        conclusion(answer, today), source=source_line(answer.source), checked=answer.checked
    )


def short_text(answer: Answer, today: date) -> str:
    """The same as plain text."""
    return short_parts(answer, today).text
