"""The phrases of the city: every phrase that the code says exists, and every phrase is said."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.channels.line.menu import FIELDS
from bot.channels.line.receiving import CONTENTS, UNKNOWN
from bot.console.desk.suggesting import NEVER_ASKED
from bot.content import library, say
from bot.content.book import PHRASE_NAMES
from bot.content.branches import CHOICES
from bot.conversation.refusals import STATUS
from bot.conversation.small_talk import SMALL_TALK
from bot.dialogue.direct_rows import DIRECT, ECERT_COMES, POST
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, DATED
from bot.dialogue.facts import FACTS as ROWS
from bot.rules import Carry, Document, EcertState, Posting, Renewal, TransferMethod
from bot.rules.expiry import AGE70_SINCE, rule_ids
from bot.rules.questions import SPECS
from bot.text import Problem
from tests.rules.building import EDITION

ROOT = Path(__file__).parents[2]
ROOMS = ("dialogue", "rasa_server", "conversation", "channels", "console")
FILES = [
    ROOT / "bot" / "app" / "public.py",
    ROOT / "bot" / "content" / "words.py",
    *sorted(path for room in ROOMS for path in (ROOT / "bot" / room).rglob("*.py")),
]


def phrases_of(section: str) -> set[str]:
    """The keys of one section."""
    return set(library().book().phrases[section])


# Facts that are asked for: those of the rules' questions, and the bank. `POST` is never asked.
FACTS = {name for spec in SPECS.values() for name in spec.askable} | {"bank"}
# Where the key is computed, every value that it can have.
COMPUTED: dict[str, set[str]] = {
    "document": {paper.value for paper in Document},
    "posting": {posting.value for posting in Posting},
    "renewal": {renewal.value for renewal in Renewal}
    | {"other_insurance", "other_insurance_now", "except_stay", "except_student"},
    "problem": {problem.value for problem in Problem}
    | {"future_birthday", "too_old", "after_edition"}
    | {"no_number", "no_era", "western_year", "year_missing", "month_missing", "day_missing"},
    "ask": (FACTS - set(CIRCUMSTANCES))
    | {*CIRCUMSTANCES, CIRCUMSTANCE}
    | {"circumstances_more", "birthday_posting", "owner"},
    "find": FACTS | {CIRCUMSTANCE, "birthday_posting"},
    "condition": {"birthday", *CIRCUMSTANCES},
    "refused": set(STATUS),
    "line": {*CONTENTS, UNKNOWN, "back", "follow", "birthday", "group", "nameless"},
    "menu": {*FIELDS, *(f"{field}_below" for field in FIELDS)},
    "pick": set(DATED),
    "picked": set(DATED),
    "transfer": {"bank", "web", "ward_office"},
    "centre": {"open", "closed", "holiday", "year_end", "yes", "no"}
    | {"saturday_general", "sunday_general", "weekday_general"}
    | {"holiday_general", "year_end_general"}
    | {"holiday_on", "year_end_on", "sunday_on", "saturday_on"},
    "result": {"dated", "dated_both", "passed", "passed_both"},
    "carry": {"card", "card_more", "if_certificate_came"}
    | {"certificate_why_no_card", "certificate_why_not_registered"},
    "rule": {
        *("base_certificate", "base_notice", "age70plus", "age75", "burden", "age70"),
        *("age70_first", "residence", "student", "age70_unreached", "age70_later"),
        *("age70_later_passed", "age70_since"),
        *("age75_over", "burden_over", "residence_over", "student_over"),
    },
    "desk": FACTS
    | {CIRCUMSTANCE, *(f"has_{name}" for name in CIRCUMSTANCES), "choose", "no_bank"}
    | {
        "circumstances_more",
        "application",
        *(f"application_{name}" for name in CHOICES["application"]),
    }
    | {f"topic_{file}" for file in library().book().files.values()},
    "fact": FACTS | {CIRCUMSTANCE},
    "earlier": set(DATED),
    "later": set(DATED),
    "outcome": {
        value.value for kind in (Carry, Document, EcertState, Posting, Renewal) for value in kind
    },
    "met": {
        *rule_ids(EDITION),
        "no_card",
        "not_registered",
        "age70_unreached",
        AGE70_SINCE,
        "late_posting",
        "envelopes",
    }
    | {"ecert_months", *(f"ecert_{state.value}" for state in EcertState), "registered"}
    | {"bank", "web", "ward", "after_closing_day", "planned_time_over", "base"}
    | {renewal.value for renewal in Renewal},
    "learning": {"training", "checking", "loading", "done", "put_back", "failed"}
    | {"ready", "discarded", "refused", "not_trained", "not_loaded"},
    "meant": set(library().book().answers) - SMALL_TALK - NEVER_ASKED - {"out_of_scope"},
    "people": {*phrases_of("people")},
    "said": {"age", "birthday", *CIRCUMSTANCES, "ecert_expiry"} - {"graduation_moved"},
    "short": {"age", "birthday", *CIRCUMSTANCES, "ecert_expiry"},
    "household": {"no", "late_elderly"},
    "condition_rule": set(CIRCUMSTANCES),
    "weekday": {str(day) for day in range(7)},
    "direct": {
        *(row.key for row in DIRECT if not row.written and row.key != ECERT_COMES),
        *(key for _, key, _ in POST),
    }
    | {key for row in DIRECT for key in (*row.more, *row.once_over)}
    | {"notice_keep"},
    "label": {
        "dont_know",
        "decline",
        *(key for row in ROWS for _, key in row.choices),
        "ring_119",
        "ring_110",
        "none",
        "none_more",
        *CIRCUMSTANCES,
        "notice",
        "certificate",
        "bank",
        "web",
        "ward",
    },
}


@cache
def phrases() -> dict[str, frozenset[str]]:
    return {section: frozenset(keys) for section, keys in library().book().phrases.items()}


def constants(node: ast.expr) -> list[str] | None:
    """The texts that an expression can be; None if it is computed."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = constants(node.body), constants(node.orelse)
        return [*one, *other] if one is not None and other is not None else None
    return None


def called(node: ast.Call) -> str:
    """say, own, fact_button, command_button, or something else."""
    match node.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr="say") if len(node.args) > 1:
            return "say"  # words.say
    return ""


def said() -> Iterator[tuple[str, str, list[str] | None]]:
    """Place, section and keys of each phrase that the code says; None where keys are computed."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            place = f"{path.name}:{node.lineno}"
            match called(node):
                case "say":
                    sections = constants(node.args[0])
                    assert sections is not None, f"{place}: a section is always written out"
                    for section in sections:
                        yield place, section, constants(node.args[1])
                case "own":
                    yield place, "talk", constants(node.args[0])
                case "fact_button" | "command_button":
                    yield place, "label", constants(node.args[1])


def test_there_is_something_to_read() -> None:
    """The scan below finds the calls at all."""
    found = list(said())
    assert len(found) > 60
    assert {"talk", "ask", "result", "label"} <= {section for _, section, _ in found}


def test_every_phrase_that_is_said_exists() -> None:
    """No code says a phrase that is not written."""
    missing = [
        (place, f"{section}.{key}")
        for place, section, keys in said()
        for key in keys or ()
        if key not in phrases().get(section, ())
    ]
    assert missing == []


def test_every_computed_key_is_known() -> None:
    """Where a key is computed, the table above says what it can be; `own` passes its own on."""
    open_sections = {section for _, section, keys in said() if keys is None}
    assert open_sections - {"talk"} <= set(COMPUTED)


@pytest.mark.parametrize("section", sorted(COMPUTED))
def test_every_computed_phrase_exists(section: str) -> None:
    """Whatever a rule or a reader comes up with, there are words for it."""
    assert COMPUTED[section] - phrases()[section] == set()


def test_enumerations_have_words() -> None:
    """What a rule can say of the card, of its certificate and of ways to apply has its phrase."""
    assert {value.value for value in Carry} == {"card", "certificate"} <= phrases()["carry"]
    assert {state.value for state in EcertState} <= {"valid", "grace", "over"} <= phrases()["why"]
    assert {way.value for way in TransferMethod} <= phrases()["label"]


def test_every_phrase_is_said() -> None:
    """No phrase lies about that nothing says."""
    used = {(section, key) for _, section, keys in said() for key in keys or ()} | {
        (section, key) for section, keys in COMPUTED.items() for key in keys
    }
    seasons = library().book().opening.groups.values()
    used |= {("label", topic.label) for topics in seasons for topic in topics}
    written = {(section, key) for section, keys in phrases().items() for key in keys}
    assert sorted(written - used) == []


@pytest.mark.parametrize("section", sorted(phrases()))
def test_every_phrase_renders(section: str) -> None:
    """With its values filled in, no phrase has anything left to fill in."""
    for key, text in library().book().phrases[section].items():
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        filled = say(section, key, **dict.fromkeys(names & PHRASE_NAMES, "値"))
        assert "{" not in filled
        assert "}" not in filled
        assert filled == filled.strip()


def test_values_are_not_filled_in_twice() -> None:
    """Braces in a resident's words stay as they are; they are never looked up."""
    words = "{phone}{0.__class__}%s"
    assert words in say("talk", "heard", said=words)
