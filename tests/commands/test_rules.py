"""bot/commands/rules.py: `python -m bot rules …`, run in this process."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.__main__ import main

NONE = ["--residence-until", "none", "--graduation", "none", "--burden-change", "none"]
TODAY = ["--today", "2025-08-01"]
CERTIFICATE = ["--document", "certificate"]
APPLIED = ["--applied-on"]

Capture = pytest.CaptureFixture[str]


def asked(capsys: Capture, *arguments: str) -> list[str]:
    """The lines of a right answer."""
    assert main(["rules", *arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def asked_json(capsys: Capture, *arguments: str) -> Any:
    return json.loads("\n".join(asked(capsys, *arguments, "--json")))


@pytest.mark.parametrize(
    ("question", "value", "rule"),
    [
        (["expiry", *CERTIFICATE, "--birthday", "昭和31年3月1日", *NONE], "2026-02-28", "age70"),
        (["expiry", *CERTIFICATE, "--birthday", "1955-08-01", *NONE], "2026-07-31", "age70plus"),
        (["expiry", *CERTIFICATE, "--birthday", "S25.11.3", *NONE], "2025-11-02", "age75"),
        (["expiry", "--document", "notice", "--birthday", "1990-01-01", *NONE], "no date", "base"),
        (["usable_until", "--ecert-expiry", "2025年11月30日"], "2026-02-28", "ecert_months"),
        (
            ["first_transfer", "--method", "ward", "--applied-on", "2025-08-31"],
            "2025-09-01",
            "ward",
        ),
        (
            ["first_transfer", "--method", "web", "--applied-on", "令和7年8月25日"],
            "2025-10-01",
            "web",
        ),
        (["carry", "--has-card", "no"], "certificate", "no_card"),
        (["carry", "--has-card", "yes", "--registered", "yes"], "card", "registered"),
        (["post", "--document", "notice"], "ordinary", "ordinary"),
    ],
)
def test_answers(capsys: Capture, question: list[str], value: str, rule: str) -> None:
    """A question gets its value first, then the rule, its mark and the place in the newsletter."""
    first, second, *_ = asked(capsys, *question, *TODAY)
    assert first == value
    assert second.startswith(f"decided by {rule} (")
    assert "国保だより第179号(令和7年7月) " in second


def test_a_date_out_of_several_rules(capsys: Capture) -> None:
    """All rules that were met are named, the earliest day decides."""
    options = ["--birthday", "1956-03-01", "--residence-until", "2025-12-31"]
    options += ["--graduation", "none", "--burden-change", "none"]
    lines = asked(capsys, "expiry", *CERTIFICATE, *options, *TODAY)
    assert lines[0] == "2026-01-01"
    assert lines[1].startswith("decided by residence ")
    assert lines[2] == "met: age70, residence"


def test_an_inference_is_marked(capsys: Capture) -> None:
    """What the newsletter does not say is told to be asked at the call centre."""
    lines = asked(capsys, "opening", "--at", "2026-01-02T10:00")
    assert "(inferred)" in lines[1]
    assert lines[-1].startswith("要確認")


def test_json(capsys: Capture) -> None:
    """For machines: value, mark, rule, source and everything that was met, as JSON."""
    got = asked_json(capsys, "expiry", *CERTIFICATE, "--birthday", "1956-03-01", *NONE, *TODAY)
    assert (got["value"], got["confirm"], got["decided_by"]) == ("2026-02-28", False, "age70")
    assert got["mark"] == "stated"
    assert got["source"].startswith("国保だより第179号(令和7年7月) ")
    assert [set(met) for met in got["met"]] == [{"rule", "mark", "source", "value"}]


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2025-08-01T08:29:59", False),
        ("2025-08-01T08:30", True),
        ("2025-08-01T17:14:59", True),
        ("2025-08-01T17:15", False),
        ("2025-08-09T12:29", True),
        ("2025-08-16T10:00", False),
        ("2025-08-01T00:00+00:00", True),
    ],
)
def test_opening(capsys: Capture, at: str, is_open: bool) -> None:
    """Whether the call centre is open at a moment of Japan time, or of the time that it names."""
    assert asked_json(capsys, "opening", "--at", at)["value"]["is_open"] is is_open


def test_missing(capsys: Capture) -> None:
    """The facts that could still change a result, in the order in which to ask for them."""
    names = ["birthday", "residence_until", "graduation", "burden_change"]
    question = ["missing", "expiry", "--document", "notice", *TODAY]
    assert asked(capsys, *question) == names
    assert asked_json(capsys, *question) == names


def test_nothing_missing(capsys: Capture) -> None:
    """A final result is said to be final, in both forms."""
    question = ["missing", "usable_until", "--ecert-expiry", "2025-04-10", *TODAY]
    assert asked(capsys, *question) == ["nothing: the result is final"]
    assert asked_json(capsys, *question) == []


@pytest.mark.parametrize(
    ("application", "applicant", "proxy"),
    [
        ("certificate", "self", False),
        ("certificate", "same_household", False),
        ("certificate", "other_household", True),
        ("cancel_registration", "self", False),
        ("cancel_registration", "same_household", True),
        ("limit_certificate", "other_household", True),
    ],
)
def test_requirements(capsys: Capture, application: str, applicant: str, proxy: bool) -> None:
    """Each application has its own list; who needs a letter of proxy differs."""
    options = ["--application", application, "--applicant", applicant]
    papers = asked_json(capsys, "requirements", *options)["value"]["papers"]
    assert ("proxy_letter" in papers) is proxy


@pytest.mark.parametrize(
    ("question", "complaint"),
    [
        (["expiry"], "not known"),
        (["expiry", *CERTIFICATE, "--birthday", "昭和30年2月30日"], "no_such_day"),
        (["expiry", *CERTIFICATE, "--birthday", "70歳"], "age_only"),
        (["expiry", *CERTIFICATE, "--birthday", "none"], "--birthday"),
        (["first_transfer", "--method", "web", "--applied-on", "いつか"], "no_date"),
        (["post", "--document", "notice", "--edition", "2030-01-01"], "2030-01-01"),
    ],
)
def test_an_error_is_one_sentence(capsys: Capture, question: list[str], complaint: str) -> None:
    """What a person can mend is one line on standard error, and nothing on standard output."""
    assert main(["rules", *question, *TODAY]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("bot: ")
    assert complaint in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "question",
    [
        [],
        ["unknown"],
        ["expiry", "--document", "x"],
        ["carry", "--has-card", "maybe"],
        ["expiry", "--today", "1 August"],
        ["missing"],
        ["requirements"],
        ["requirements", "--application", "certificate"],
    ],
)
def test_a_wrong_option_shows_the_usage(capsys: Capture, question: list[str]) -> None:
    """An option that does not exist, or a value that it does not take, ends with the usage."""
    with pytest.raises(SystemExit) as ended:
        main(["rules", *question])
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_help_names_the_values(capsys: Capture) -> None:
    """What an option takes stands in its help as it is to be typed."""
    with pytest.raises(SystemExit):
        main(["rules", "expiry", "--help"])
    text = "".join(capsys.readouterr().out.split())
    assert "notice,certificate" in text
    assert "Document." not in text
