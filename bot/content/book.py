"""The written answers and phrases of one language, checked when read."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content import strict_yaml
from bot.content.branches import MARKS, bad_branches
from bot.content.entry import Answer
from bot.content.facts import NewsletterFact, places
from bot.content.topics import SeasonTopics
from bot.errors import DataError

_FORMATTER = string.Formatter()
TITLE_LONGEST = 20
RELATED_MOST = 3

# Filled in by the caller of one phrase.
PHRASE_NAMES = frozenset(
    {
        *("who", "whose", "person", "document", "date", "month", "late_month", "facts", "said"),
        *("method", "applied", "bank", "closes", "opens", "log_id", "place"),
        *("days", "value", "case", "rule"),
        *("first", "second", "third"),
        *("number", "until", "minutes"),
    }
)


@dataclass(frozen=True, slots=True)
class Book:
    """All texts of one moment."""

    answers: Mapping[str, Answer]
    phrases: Mapping[str, Mapping[str, str]]
    widget: Mapping[str, str] = field(default_factory=dict)
    opening: SeasonTopics = field(default_factory=SeasonTopics)
    files: Mapping[str, str] = field(
        default_factory=dict
    )  # which answer stands in which: its topic


def read_book(
    texts: Path, phrases: Path, names: frozenset[str], facts: Mapping[str, NewsletterFact]
) -> Book:
    """Everything, checked. Raises DataError naming the file and the key.

    `names` are the placeholders that every text may use, `facts` what the entries may tell.
    """
    answers: dict[str, Answer] = {}
    files: dict[str, str] = {}
    for path in sorted(texts.glob("*.yml")):
        for name, entry in strict_yaml.build(
            dict[str, Answer], strict_yaml.load(path), path.name
        ).items():
            if name in answers:
                raise DataError(f"{path.name}: {name} is answered in two files")
            answers[name], files[name] = entry, path.stem
    said = strict_yaml.build(dict[str, dict[str, str]], strict_yaml.load(phrases), phrases.name)
    for complaint in (*_unknown_facts(answers, facts), *_complaints(answers, said, names)):
        raise DataError(complaint)
    placed = {
        name: replace(answer, source=places(facts[fact] for fact in answer.facts))
        for name, answer in answers.items()
    }
    return Book(placed, said, files=files)


def _unknown_facts(answers: Mapping[str, Answer], facts: Collection[str]) -> Iterator[str]:
    for name, answer in answers.items():
        if answer.source:
            yield f"{name}: source is made from the places of its facts"
        for fact in answer.facts:
            if fact not in facts:
                yield f"{name}: facts names {fact}, which is not in facts.yml"


def _complaints(
    answers: Mapping[str, Answer], phrases: Mapping[str, Mapping[str, str]], names: frozenset[str]
) -> Iterator[str]:
    for name, answer in answers.items():
        if not 0 < len(answer.title.strip()) <= TITLE_LONGEST:
            yield f"{name}: the title must have 1 to {TITLE_LONGEST} characters"
        if len(answer.related) > RELATED_MOST or name in answer.related:
            yield f"{name}: related are at most {RELATED_MOST} other ids"
        for other in answer.related:
            if other not in answers:
                yield f"{name}: related names {other}, which has no answer"
        shown_after = answer.after or answer.again_after or answer.details_after
        if bool(shown_after) != bool(answer.script_after):
            yield f"{name}: after and script_after come together"
        for link in answer.links:
            if not link.url.startswith(("https://", "{")):  # {…}: one of the city's links
                yield f"{name}: {link.url} is not https"
        for text in answer.texts():
            aloud = text in (answer.script, answer.script_after)
            yield from bad_names(name, text, names | MARKS if aloud else names)
        for script in (answer.script, answer.script_after):
            yield from (f"{name}: {wrong}" for wrong in bad_branches(script))
    for section, texts in phrases.items():
        for key, text in texts.items():
            yield from bad_names(f"{section}.{key}", text, names | PHRASE_NAMES)
    for key, text in phrases.get("label", {}).items():
        if len(text) > TITLE_LONGEST:
            yield f"label.{key}: longer than {TITLE_LONGEST} characters"


def placeholders(text: str) -> set[str]:
    """The names in {…}. Raises ValueError for a bracket that does not close."""
    return {name for _, name, _, _ in _FORMATTER.parse(text) if name is not None}


def bad_names(where: str, text: str, allowed: frozenset[str]) -> Iterator[str]:
    """What is wrong with the placeholders of `text`; `allowed` may stand in it."""
    try:
        names = placeholders(text)
    except ValueError as error:
        yield f"{where}: {error}"
        return
    for name in sorted(names - allowed):
        yield f"{where}: {{{name}}} is not filled in by anything"
