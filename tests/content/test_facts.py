"""The newsletter fact by fact, against the texts: who has to tell what, and does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.content import fill, find_answer, library
from bot.content.facts import NewsletterFact, places, read_facts, untold
from bot.content.values import EDITION_NAMES
from bot.errors import DataError
from bot.rules import Mark
from tests.house.sweeping import sweep
from tests.house.telling import answer_parts

from .newsletter import IN_FORCE, OVER, TALK_ONLY, folded, needs_newsletter, newsletter

IDS = sorted(library().book().answers)
FACTS = library().facts
DAYS = (IN_FORCE, OVER[0])
VALUES = library().words(IN_FORCE).values

# A script is read to somebody who has already called: it does not tell when to call.
NOT_READ_ALOUD = {"operator": frozenset(find_answer("operator").facts)}


def screen(name: str, today: date) -> str:
    """What a resident reads, line by line."""
    parts = answer_parts(find_answer(name), today)
    return "\n".join((parts.lead, *parts.details, *parts.bring, *parts.steps))


def script(name: str, today: date) -> str:
    """What an operator reads aloud."""
    answer = find_answer(name)
    return fill(answer.script_after if today in OVER and answer.script_after else answer.script)


def left_out(name: str, text: str) -> list[tuple[str, list[str]]]:
    """The facts of an entry that `text` does not tell, and by which words one sees it."""
    found = ((fact, untold(FACTS[fact], text, VALUES)) for fact in find_answer(name).facts)
    return [(fact, words) for fact, words in found if words]


@sweep("today", DAYS)
@sweep("name", IDS)
def test_the_screen_tells_every_fact(name: str, today: date) -> None:
    """What a resident reads holds each fact that the entry names, within and after the edition."""
    assert left_out(name, screen(name, today)) == []


@sweep("today", DAYS)
@sweep("name", IDS)
def test_the_script_tells_the_same_facts(name: str, today: date) -> None:
    """An operator reads aloud whatever the screen tells a resident."""
    skipped = NOT_READ_ALOUD.get(name, frozenset())
    assert [found for found in left_out(name, script(name, today)) if found[0] not in skipped] == []


@sweep("fact", FACTS)
def test_every_fact_is_told(fact: str) -> None:
    """Nothing that the newsletter says is told by no answer."""
    assert any(fact in find_answer(name).facts for name in IDS)


def sentences(text: str) -> Iterator[str]:
    yield from re.findall(r"[^。\n]+[。]?", text)


@sweep("fact", FACTS)
def test_a_fact_would_be_missed(fact: str) -> None:
    """The words of a fact are of some use: without the sentences that hold them it is not told."""
    name = next(name for name in IDS if fact in find_answer(name).facts)
    text = screen(name, IN_FORCE)
    telling = [
        s for s in sentences(text) if len(untold(FACTS[fact], s, VALUES)) < len(FACTS[fact].words)
    ]
    assert telling
    without = "\n".join(s for s in sentences(text) if s not in telling)
    assert untold(FACTS[fact], without, VALUES) == list(FACTS[fact].words)


@sweep("name", IDS)
def test_whoever_has_a_source_names_facts(name: str) -> None:
    """An entry tells facts, or speaks of the talk alone."""
    assert bool(find_answer(name).facts) is (name not in TALK_ONLY)


@needs_newsletter
@sweep("fact", FACTS)
def test_the_place_can_be_found(fact: str) -> None:
    """A heading that a place quotes stands in the newsletter, word for word; so does 問 and ※."""
    place = fill(FACTS[fact].place)
    quoted = re.findall(r"「([^」]+)」|(〈[^〉]+〉|問\d|※\d)", place)
    assert [text for pair in quoted for text in pair if folded(text) not in newsletter()] == []


@needs_newsletter
def test_the_pages_are_in_printed_order() -> None:
    """The facts stand in the order of the pages: a clerk reads both side by side."""
    pages = [int(re.findall(r"\d", fact.place)[0]) for fact in FACTS.values()]
    assert pages == sorted(pages)


def test_the_sources_hold_all_places() -> None:
    """The line under an answer names every place that its facts are from, page by page."""
    for name in IDS:
        answer = find_answer(name)
        for place in (place for fact in answer.facts for place in FACTS[fact].place.split("、")):
            page, _, heading = place.partition("ページ")
            assert f"{page}ページ" in answer.source
            assert heading.strip() in answer.source
    assert (
        find_answer("auto_renewal").source
        == "1ページ「資格情報のお知らせ」の注意点、3ページ 問2・問4"
    )


def fact(place: str) -> NewsletterFact:
    return NewsletterFact(says="言う", place=place, words=("言う",))


@pytest.mark.parametrize(
    ("given", "together"),
    [
        ([], ""),
        (["3ページ 問2"], "3ページ 問2"),
        (["3ページ 問2", "3ページ 問2"], "3ページ 問2"),
        (
            ["3ページ 問2", "1ページ「題」の注意点", "3ページ ※6"],
            "1ページ「題」の注意点、3ページ 問2・※6",
        ),
        (["2ページ ※4", "1・2ページ 有効期限①"], "1・2ページ 有効期限①、2ページ ※4"),
    ],
)
def test_places_together(given: list[str], together: str) -> None:
    """Places are put together by page, each once."""
    assert places(map(fact, given)) == together


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("期限は令和8年です。届きます。", []),
        ("期限は\n令和8年です。", ["期限.*{year}"]),
        ("期限は 令和8年 です。", []),
        ("期限は令和9年です。届きます。", ["期限.*{year}"]),
    ],
)
def test_untold(text: str, missing: list[str]) -> None:
    """Each pattern has to be found within one sentence, with the edition's value in it."""
    told = NewsletterFact(says="", place="1ページ", words=("期限.*{year}",))
    assert untold(told, text, {"year": "令和8年"}) == missing


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("a: {says: 言う, place: 問2, words: [x]}", r"facts\.yml\.a: place begins with a page"),
        ("a: {says: 言う, place: 1ページ, words: ['(']}", r"facts\.yml\.a: '\(': "),
        ("a: {says: 言う, place: 1ページ}", r"facts\.yml\.a: missing key words"),
        ("a: {says: 言う, place: 1ページ, words: [x], mark: sure}", r"facts\.yml\.a\.mark"),
    ],
)
def test_a_broken_fact_is_refused(tmp_path: Path, broken: str, complaint: str) -> None:
    """Whatever is wrong with a fact is told with its file and its id."""
    path = tmp_path / "facts.yml"
    path.write_text(broken + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=complaint):
        read_facts(path)


def test_marks() -> None:
    """What is not stated is marked; an inferred fact is told as something to be confirmed."""
    assert {fact.mark for fact in FACTS.values()} == set(Mark)
    for fact in FACTS.values():
        if fact.mark is Mark.INFERRED:
            assert any("要確認" in word for word in fact.words)


def test_what_words_may_be_filled_in() -> None:
    """{…} in the words of a fact are values of the edition."""
    for name, fact in FACTS.items():
        for word in (fact.says, *fact.words):
            assert set(re.findall(r"{([a-z_0-9]+)}", word)) <= EDITION_NAMES, name
