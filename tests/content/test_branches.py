"""bot/content/branches.py: sentences of a script that are for one choice alone."""

from __future__ import annotations

import re
from itertools import chain

import pytest

from bot.content import find_answer, library
from bot.content.branches import CHOICES, MARKS, bad_branches, deciding_fact, is_told
from bot.dialogue.facts import BY_NAME
from tests.content.newsletter import IN_FORCE

IDS = sorted(library().book().answers)
WORDS = library().words(IN_FORCE)
BRANCHING = [name for name in IDS if WORDS.deciding_fact(name)]


@pytest.mark.parametrize(
    ("sentence", "choice", "told"),
    [
        ("全員に。", "", True),
        ("全員に。", "notice", True),
        ("{if_notice}お知らせの方に。", "", True),
        ("{if_notice}お知らせの方に。", "notice", True),
        ("{if_notice}お知らせの方に。", "certificate", False),
        ("{if_apply}{if_cancel}二つの方に。", "cancel", True),
        ("{if_apply}{if_cancel}二つの方に。", "limit", False),
        ("{if_unknown}どちらでしょうか。", "", True),
        ("{if_unknown}どちらでしょうか。", "notice", False),
    ],
)
def test_who_is_told_a_sentence(sentence: str, choice: str, told: bool) -> None:
    """Before a choice everything; after it what is for all and what is for that choice."""
    assert is_told(sentence, choice) == told


def test_what_decides() -> None:
    """A script branches by the fact whose choices its marks name."""
    assert deciding_fact("短い文。") is None
    assert deciding_fact("{if_unknown}どうしますか。") is None
    assert deciding_fact("{phone}へ。{if_web}サイトで。") == "method"


@pytest.mark.parametrize(
    ("script", "wrong"),
    [
        ("全員に。", ""),
        ("{if_unknown}どうしますか。", ""),
        ("{if_notice}お知らせ。{if_certificate}確認書。", ""),
        ("{if_notice}お知らせ。", "nothing is read to {if_certificate}"),
        ("{if_bank}銀行。", "nothing is read to {if_web}、{if_ward}"),
        (
            "{if_notice}お知らせ。{if_bank}銀行。",
            "the marks {if_bank}、{if_notice} are choices of different questions",
        ),
    ],
)
def test_marks_that_leave_somebody_out(script: str, wrong: str) -> None:
    """A script branches by one question, and has something for each of its answers."""
    assert "".join(bad_branches(script)) == wrong


@pytest.mark.parametrize("fact", ["document", "method"])
def test_choices_are_those_of_the_talk(fact: str) -> None:
    """What residents may choose, so that a caller's words decide as well as a key."""
    assert CHOICES[fact] == tuple(value for value, _ in BY_NAME[fact].choices)


@pytest.mark.parametrize("name", BRANCHING)
def test_each_choice_has_a_script_of_its_own(name: str) -> None:
    """Nobody is told all of it, nor asked what was just said; and all of it is told to somebody."""
    fact = WORDS.deciding_fact(name)
    assert fact is not None
    whole = WORDS.script(name)
    parts = {choice: WORDS.script(name, choice) for choice in CHOICES[fact]}
    for script in parts.values():
        assert set(script) < set(whole)
        assert WORDS.deciding_question(name) not in script
    assert {*chain(*parts.values())} >= {
        s for s in whole if not s.endswith(("か。", "変わります。"))
    }


@pytest.mark.parametrize("name", BRANCHING)
def test_it_asks_what_decides(name: str) -> None:
    """The script's own question is one sentence that names what may be said."""
    assert re.fullmatch("[^。]+、[^。]+か。", WORDS.deciding_question(name))


@pytest.mark.parametrize("name", BRANCHING)
def test_branches_have_names(name: str) -> None:
    """Each is what is read after that choice, under the choice's name."""
    fact = WORDS.deciding_fact(name)
    assert fact is not None
    found = list(WORDS.branches(name))
    assert len({branch.choice for branch in found}) == len(found)
    for branch, choice in zip(found, CHOICES[fact], strict=True):
        assert branch.script == tuple(WORDS.script(name, choice))


def test_most_scripts_do_not_branch() -> None:
    """Then there is nothing to show."""
    assert list(WORDS.branches("greet")) == []


def test_the_paper_that_was_lost() -> None:
    """Who lost a certificate hears nothing of how a notice is issued anew, and the reverse."""
    notice = "".join(WORDS.script("lost_reissue", "notice"))
    certificate = "".join(WORDS.script("lost_reissue", "certificate"))
    assert "資格確認書" not in notice
    assert "お知らせ" not in certificate
    assert "区役所" in certificate


def test_marks_choose_and_say_nothing() -> None:
    """They stand in scripts alone, and nobody reads one aloud."""
    for name in IDS:
        answer = find_answer(name)
        for text in (t for t in answer.texts() if t not in (answer.script, answer.script_after)):
            assert not any(f"{{{mark}}}" in text for mark in MARKS), (name, text)
        assert not any("{" in sentence or "if_" in sentence for sentence in WORDS.script(name))
