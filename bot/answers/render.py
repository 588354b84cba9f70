"""Turns entries and phrases into what a door shows. Fills in what the edition says."""

from __future__ import annotations

from datetime import date
from functools import cache

from bot.answers.book import Library
from bot.answers.entry import Answer
from bot.rules import latest_edition
from bot.text import format_date


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


def conclusion(answer: Answer, today: date) -> str:
    """The first sentence or two: another one once the edition's documents have ended."""
    over = today > latest_edition().documents.ends
    return fill(answer.after if over and answer.after else answer.short)


def source_line(place: str) -> str:
    """Where it is written, with the newsletter's number and month."""
    return fill(f"出典: 国保だより{{issue}} {place}") if place else ""


def bullets(lines: tuple[str, ...], mark: str = "・") -> str:
    """One line each, with a mark before it."""
    return "\n".join(f"{mark}{fill(line)}" for line in lines)


def whole_text(answer: Answer, today: date, *, again: bool = False) -> str:
    """The whole entry as plain text: conclusion, details, what to bring, next steps, source."""
    links = "\n".join(f"{link.label}\n{link.url}" for link in answer.links)
    blocks = [
        fill(answer.again) if again else conclusion(answer, today),
        bullets(answer.details),
        "持ち物\n" + bullets(answer.bring) if answer.bring else "",
        bullets(answer.steps, "→ "),
        links,
        source_line(answer.source),
    ]
    return "\n\n".join(block for block in blocks if block)


def short_text(answer: Answer, today: date) -> str:
    """The conclusion and its source, where a question of ours follows."""
    blocks = [conclusion(answer, today), source_line(answer.source)]
    return "\n\n".join(block for block in blocks if block)
