"""What the newsletter says, fact by fact: what an answer must tell, and where it is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content import strict_yaml
from bot.errors import DataError
from bot.rules import Mark

_PAGES = re.compile(r"[1-9](?:・[1-9])*ページ ?")
_SENTENCE_END = re.compile(r"(?<=[。?!])|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsletterFact:
    """One thing that 国保だより says.

    `says`  it, in short
    `place` page, then heading, 問 or ※; printed twice: both, with 、 between them
    `words` patterns; a text tells the fact if each is found in one of its sentences
    `mark`  how sure it is
    """

    says: str
    place: str
    words: tuple[str, ...]
    mark: Mark = Mark.STATED


def read_facts(path: Path) -> Mapping[str, NewsletterFact]:
    """All facts in the order in which they are printed. Raises DataError naming file and fact."""
    facts = strict_yaml.build(dict[str, NewsletterFact], strict_yaml.load(path), path.name)
    for name, fact in facts.items():
        if not all(_PAGES.match(place) for place in _each(fact)):
            raise DataError(f"{path.name}.{name}: place begins with a page, as 1ページ")
        for pattern in fact.words:
            try:
                re.compile(pattern)
            except re.error as error:
                raise DataError(f"{path.name}.{name}: {pattern!r}: {error}") from error
    return facts


def untold(fact: NewsletterFact, text: str, values: Mapping[str, str]) -> list[str]:
    """The patterns of `fact` that no sentence of `text` matches; `values` fill in its {…}."""
    sentences = [_folded(sentence) for sentence in _SENTENCE_END.split(text)]
    patterns = {word: _filled(word, values) for word in fact.words}
    return [word for word, told in patterns.items() if not any(map(told.search, sentences))]


def _filled(word: str, values: Mapping[str, str]) -> re.Pattern[str]:
    for name, value in values.items():
        if (blank := f"{{{name}}}") in word:
            word = word.replace(blank, re.escape(_folded(value)))
    return re.compile(word)


def _folded(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def places(facts: Iterable[NewsletterFact]) -> str:
    """Where all of them are printed, page by page: 1ページ「…」の注意点・※2、3ページ 問2."""
    pages: dict[str, list[str]] = {}
    for page, heading in dict.fromkeys(_split(place) for fact in facts for place in _each(fact)):
        pages.setdefault(page, []).append(heading)
    return "、".join(_page(page, pages[page]) for page in sorted(pages))


def _each(fact: NewsletterFact) -> list[str]:
    return fact.place.split("、")


def _split(place: str) -> tuple[str, str]:
    match = _PAGES.match(place)
    assert match is not None  # checked by read_facts
    return match.group().strip(), place[match.end() :]


def _page(page: str, headings: Iterable[str]) -> str:
    text = "・".join(headings)
    return f"{page}{text}" if text.startswith(("「", "〈", "(")) else f"{page} {text}"
