"""No birthday is said back in LINE, in any language that the city has texts in."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from datetime import date

import pytest

from bot.channels.line.discreet import discreet
from bot.content import current_content
from bot.content.current import speaking
from bot.content.words import Words
from bot.dialogue.naming import heading, who_with_facts
from bot.dialogue.talk import Person
from bot.messages import Message
from tests.house.city import KAWASAKI, city_of_the_tests
from tests.house.other_city import city_of

LANGUAGES = sorted(path.stem for path in (KAWASAKI / "phrases").glob("*.yml"))
BORN = date(1956, 3, 1)


@pytest.fixture(scope="module", autouse=True)
def _all_languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The city, which speaks every language that has phrases."""
    folder = tmp_path_factory.mktemp("city") / "all"
    shutil.copytree(city_of_the_tests(), folder)
    city = (folder / "city.yml").read_text(encoding="utf-8")
    languages = ", ".join(["ja", *(code for code in LANGUAGES if code != "ja")])
    text = "\n".join(
        f"languages: [{languages}]" if line.startswith("languages:") else line
        for line in city.splitlines()
    )
    (folder / "city.yml").write_text(text, encoding="utf-8")
    with city_of(folder):
        yield


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> Words:
    """The words of one language; one that is still being written is not judged."""
    found = current_content().words(date(2026, 1, 10), request.param)
    if found.language != request.param:
        pytest.skip("not all of its texts are there yet")
    return found


def hides(words: Words, lead: str, **more: str) -> str:
    """What is left of a lead; no year, month or day of the birth is."""
    with speaking(words):
        left = discreet(Message.said(lead, **more)).parts.lead  # type: ignore[arg-type]
    assert words.date(BORN) not in left
    assert "1956" not in left
    return left


def test_a_result(words: Words) -> None:
    """Head and sentence of a result keep the person and lose the birthday."""
    mother = Person("mother", facts={"birthday": BORN.isoformat()})
    expires = words.date(datetime.date(2026, 2, 28))
    name = words.say("people", "mother")
    head = heading(words, mother, ("birthday",))
    who = who_with_facts(words, mother, ("birthday",))
    told = words.say("result", "no_expiry", who=who)
    left = hides(words, f"{head}\n{told}\n{expires}")
    assert left.lower().startswith(f"{name}\n".lower())
    assert left.endswith(expires)
    assert left.count("(") == left.count(")")


def test_a_correction(words: Words) -> None:
    """That a birthday was corrected is said without either day."""
    said = words.say(
        "corrected",
        "day",
        whose="",
        facts=words.say("fact", "birthday"),
        first=words.date(BORN),
        second=words.date(date(1956, 3, 2)),
    )
    assert hides(words, said)


def test_a_day_that_there_is_not(words: Words) -> None:
    """The question for a birthday does not quote the one that cannot be right."""
    said = words.say("problem", "no_such_day", said="1956.2.30")
    assert hides(words, said, asks="birthday")
