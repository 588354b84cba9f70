"""`rules`: a clerk, or another system, asks the rule module.

python -m bot rules expiry --document certificate --birthday 昭和31年3月1日
python -m bot rules missing expiry --document notice --json
python -m bot rules requirements --application cancel_registration --applicant same_household
"""

from __future__ import annotations

import argparse
import dataclasses
import enum
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from bot.content import current_content
from bot.errors import ImpossibleFacts
from bot.rules import (
    ABSENT,
    JAPAN,
    Applicant,
    Application,
    Document,
    Edition,
    Facts,
    Ground,
    Question,
    Result,
    TransferMethod,
    answer,
    missing,
    requirements,
)
from bot.settings import settings
from bot.text import read_date

_CIRCUMSTANCES = ("residence_until", "graduation", "burden_change")
_DATES = ("birthday", *_CIRCUMSTANCES, "ecert_expiry", "applied_on")
_YES_NO = ("has_card", "registered", "graduation_moved")
_CHOICES: Mapping[str, type[enum.Enum]] = {
    "document": Document,
    "ground": Ground,
    "method": TransferMethod,
}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with a subcommand a question."""
    command = commands.add_parser(
        "rules",
        help="ask the rule module",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    questions = command.add_subparsers(required=True, metavar="QUESTION")
    for question in Question:
        one = questions.add_parser(question.value, help=f"the result of {question.value}")
        _add_facts(one)
        one.set_defaults(run=_answer, question=question)
    open_facts = questions.add_parser("missing", help="which facts could still change a result")
    open_facts.add_argument("question", choices=_values(Question), metavar="QUESTION")
    _add_facts(open_facts)
    open_facts.set_defaults(run=_missing)
    papers = questions.add_parser("requirements", help="what to bring for an application")
    papers.add_argument("--application", required=True, choices=_values(Application))
    papers.add_argument("--applicant", required=True, choices=_values(Applicant))
    papers.add_argument("--over-90-days", action="store_true")
    papers.add_argument("--json", action="store_true")
    papers.set_defaults(run=_requirements)


def _add_facts(command: argparse.ArgumentParser) -> None:
    for name in _DATES:
        absent = " or none" if name in _CIRCUMSTANCES else ""
        command.add_argument(_flag(name), help=f"a date as people write it{absent}")
    for name in _YES_NO:
        command.add_argument(_flag(name), choices=("yes", "no"))
    for name, kind in _CHOICES.items():
        command.add_argument(_flag(name), choices=_values(kind))
    command.add_argument("--today", type=date.fromisoformat, help="YYYY-MM-DD, default: today")
    command.add_argument("--at", type=datetime.fromisoformat, help="Japan time, default: now")
    command.add_argument(
        "--edition",
        type=date.fromisoformat,
        metavar="DAY",
        help="the edition whose paper bears this last day, default: the one in force today",
    )
    command.add_argument("--json", action="store_true", help="for machines")


def _values(kind: type[enum.Enum]) -> list[str]:
    return [member.value for member in kind]


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def facts_of(options: argparse.Namespace) -> Facts:
    """The options as facts. Raises ImpossibleFacts for a text that is no date."""
    now = settings().now()
    today = options.today or now.date()
    at = options.at or now
    values: dict[str, Any] = {name: _date(name, getattr(options, name), today) for name in _DATES}
    values |= {n: {"yes": True, "no": False, None: None}[getattr(options, n)] for n in _YES_NO}
    values |= {n: kind(v) for n, kind in _CHOICES.items() if (v := getattr(options, n))}
    return Facts(**values, today=today, at=at if at.tzinfo else at.replace(tzinfo=JAPAN))


def _date(name: str, text: str | None, today: date) -> Any:
    if text is None:
        return None
    if text == ABSENT.value and name in _CIRCUMSTANCES:
        return ABSENT
    found = read_date(text, today)
    if found.date is None:
        assert found.problem is not None
        raise ImpossibleFacts(f"{_flag(name)} {text!r} is not a date: {found.problem.value}")
    return found.date


def _edition(options: argparse.Namespace) -> Edition:
    day = options.today or settings().now().date()
    return current_content().words(day, printed=options.edition).edition


def _answer(options: argparse.Namespace) -> int:
    facts = facts_of(options)
    edition = _edition(options)
    result = answer(options.question, facts, edition)
    _print_result(result, edition, options.json)
    return 0


def _missing(options: argparse.Namespace) -> int:
    facts = facts_of(options)
    question = Question(options.question)
    names = missing(question, facts, _edition(options))
    print(json.dumps(names) if options.json else "\n".join(names) or "nothing: the result is final")
    return 0


def _requirements(options: argparse.Namespace) -> int:
    application, applicant = Application(options.application), Applicant(options.applicant)
    edition = current_content().words(settings().now().date()).edition
    result = requirements(application, applicant, edition, over_90_days=options.over_90_days)
    _print_result(result, edition, options.json)
    return 0


def _print_result(result: Result, edition: Edition, as_json: bool) -> None:
    content = {
        "value": plain(result.value),
        "confirm": result.confirm,
        "decided_by": result.decided_by.rule,
        "mark": result.mark.value,
        "source": _place(result, edition),
        "met": [
            {"rule": m.rule, "mark": m.mark.value, "source": m.source, "value": plain(m.value)}
            for m in result.met
        ],
    }
    if as_json:
        print(json.dumps(content, ensure_ascii=False, indent=2))
        return
    value = content["value"]
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    print("no date" if value is None else shown)
    print(f"decided by {content['decided_by']} ({content['mark']}): {content['source']}")
    print("met: " + ", ".join(m.rule for m in result.met))
    if result.confirm:
        print("要確認: the newsletter does not say this; ask the call centre")


def _place(result: Result, edition: Edition) -> str:
    if result.source == edition.sources.silent:
        return result.source
    newsletter = current_content().city.names["newsletter"]
    return f"{newsletter}{edition.newsletter} {result.source}"


def plain(value: object) -> Any:
    """A result's value as JSON has it."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value
