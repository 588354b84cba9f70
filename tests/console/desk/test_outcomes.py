"""bot/console/desk/outcomes.py: results at a glance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest

import bot.rules
from bot.console.desk.calculating import calculate
from bot.console.desk.outcomes import ToldOutcome
from bot.content import library, say
from bot.rules import Carry, Document, EcertState, Posting, Renewal
from bot.rules.expiry import rule_ids
from tests.house.serving import NOW
from tests.rules.building import EDITION


def outcome(matter: str, **facts: str) -> ToldOutcome:
    """The result on a Wednesday within the edition."""
    found = calculate(matter, facts, (), NOW).result
    assert found is not None
    return found


@pytest.mark.parametrize("kind", [Carry, Document, EcertState, Posting, Renewal])
def test_every_outcome_has_a_word(kind: type[Enum]) -> None:
    """Every value of the rules can be shown in short."""
    for value in kind:
        assert say("outcome", value.value)


def written_ids() -> Iterator[str]:
    """Ids of rules that are written in the sources of the rules: Met("…") and single(…, "…")."""
    for path in Path(bot.rules.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = {"Met": 0, "single": 1}.get(node.func.id)
            rule = node.args[place] if place is not None else None
            if isinstance(rule, ast.Constant):
                yield str(rule.value)


def test_every_rule_has_a_name() -> None:
    """A clerk reads no id: whatever rule may meet in a calculation has a name."""
    written = {
        *written_ids(),
        *rule_ids(EDITION),
        *(f"ecert_{state.value}" for state in EcertState),
    }
    written |= {renewal.value for renewal in Renewal} | {"no_card", "not_registered"}
    later = {"age70_later_paper"}  # told as a sentence of its own
    assert written - later <= library().book().phrases["met"].keys()


@pytest.mark.parametrize(
    ("matter", "facts", "value"),
    [
        ("certificate_expiry", {"birthday": "S30.8.1"}, "令和8年(2026年)7月31日"),
        ("certificate_expiry", {"birthday": "S30.8.2"}, "令和7年(2025年)8月31日で期限切れ"),
        ("certificate_expiry", {"birthday": "S25.8.1"}, "要確認"),
        ("notice_expiry", {"birthday": "S31.7.2"}, "期限なし(要確認)"),
        ("debit_start", {"method": "web", "applied_on": "10月25日"}, "令和7年(2025年)12月"),
        ("debit_start", {"method": "bank", "applied_on": "10月26日"}, "令和8年(2026年)1月(要確認)"),
        ("what_to_bring", {"has_card": "no"}, "資格確認書"),
        ("ecert_grace", {"ecert_expiry": "2025年4月10日"}, "令和7年(2025年)7月31日で期限切れ"),
        ("debit_banks", {"bank": "横浜銀行"}, "一覧にある"),
        ("debit_banks", {"bank": "住信SBIネット銀行"}, "一覧に見当たらない"),
    ],
)
def test_value(matter: str, facts: dict[str, str], value: str) -> None:
    """A result in a word or two; what is uncertain and what has passed says so."""
    assert outcome(matter, **facts).value == value


OWN = (
    ("certificate_expiry", {"birthday": "S25.12.15"}),  # 75
    ("certificate_expiry", {"birthday": "S31.3.15"}),  # 70
    ("certificate_expiry", {"birthday": "S30.8.2"}),  # 70, and over
    ("certificate_expiry", {"birthday": "S27.5.5", "burden_change": "2026年1月"}),
    ("certificate_expiry", {"birthday": "S60.3.1", "residence_until": "2026年3月30日"}),
    ("certificate_expiry", {"birthday": "H7.10.1", "graduation": "2026年3月20日"}),
    ("ecert_grace", {"ecert_expiry": "2025年11月30日"}),
    ("ecert_grace", {"ecert_expiry": "2025年4月10日"}),
    ("debit_start", {"method": "ward", "applied_on": "10月31日"}),
    ("debit_start", {"method": "bank", "applied_on": "10月26日"}),
)
GENERAL = (
    ("certificate_expiry", {"birthday": "S60.1.1"}),
    ("certificate_expiry", {"birthday": "S28.1.10"}),
    ("certificate_expiry", {"birthday": "S25.8.1"}),
    ("notice_expiry", {"birthday": "S31.7.2"}),
    ("what_to_bring", {"has_card": "no"}),
    ("debit_banks", {"bank": "横浜銀行"}),
)


@pytest.mark.parametrize(
    ("matter", "facts", "own"), [(*c, True) for c in OWN] + [(*c, False) for c in GENERAL]
)
def test_whose_date_it_is(matter: str, facts: dict[str, str], own: bool) -> None:
    """A date that was worked out from one of the caller's is marked, for it gives that one away."""
    assert outcome(matter, **facts).own_date is own


def test_rules_that_met() -> None:
    """Each rule that met has its own date, its mark and its place, and one of them decided."""
    found = outcome("certificate_expiry", birthday="S31.3.15", residence_until="2026年1月31日")
    assert [(m.rule, m.value, m.mark, m.decided) for m in found.met] == [
        ("age70", "令和8年(2026年)3月31日", "stated", False),
        ("residence", "令和8年(2026年)2月1日", "stated", True),
    ]
    assert {m.source for m in found.met} == {"2ページ「資格確認書」の有効期限"}


def test_exactly_one_rule_decides() -> None:
    """Also where nothing but the ordinary rule met, and where two give the same day."""
    for facts in ({"birthday": "S60.1.1"}, {"birthday": "S26.8.1"}, {"birthday": "S25.11.3"}):
        assert sum(m.decided for m in outcome("certificate_expiry", **facts).met) == 1


@pytest.mark.parametrize(
    ("matter", "facts", "sentences"),
    [
        (
            "certificate_expiry",
            {"birthday": "S30.7.31"},
            ["2日あとに生まれた方なら、令和7年(2025年)8月31日で期限切れです。"],
        ),
        (
            "certificate_expiry",
            {"birthday": "S31.7.1"},
            [
                "30日前に生まれた方なら、令和8年(2026年)5月31日です。",
                "1日あとに生まれた方なら、令和8年(2026年)7月31日です。",
            ],
        ),
        (
            "expiry_residence",
            {"residence_until": "2026-07-31", "birthday": "S60.3.1", "document": "certificate"},
            [
                "在留期限が1日早ければ、令和8年(2026年)7月31日のままですが、決まりが「在留期限」に変わります。"
            ],
        ),
        (
            "expiry_burden_change",
            {"burden_change": "2026年1月", "birthday": "S27.5.5"},
            [
                "変わるのが令和7年(2025年)12月なら、令和7年(2025年)11月30日です。",
                "変わるのが令和8年(2026年)2月なら、令和8年(2026年)1月31日です。",
            ],
        ),
        (
            "debit_start",
            {"method": "web", "applied_on": "10月25日"},
            [
                "申し込みが25日早ければ、令和7年(2025年)12月(要確認)です。",
                "申し込みが1日おそければ、令和8年(2026年)1月(要確認)です。",
            ],
        ),
        ("certificate_expiry", {"birthday": "S60.3.1"}, []),
    ],
)
def test_boundaries(matter: str, facts: dict[str, str], sentences: list[str]) -> None:
    """How near another answer is, in a sentence."""
    assert [b.sentence for b in outcome(matter, **facts).boundaries] == sentences


def test_script_is_the_sentences_to_be_read_aloud() -> None:
    """No second year in brackets, and no number to be dialled by who has dialled it."""
    found = outcome("certificate_expiry", birthday="S25.8.1")
    assert any("044-200-0783" in sentence for sentence in found.sentences)
    assert not any("044" in sentence for sentence in found.script)
    assert all(sentence.endswith(("。", "?")) for sentence in found.script)


def test_source_is_the_line_of_residents() -> None:
    """The place in the newsletter, with its number."""
    found = outcome("certificate_expiry", birthday="S60.3.1")
    assert found.source == "出典: 国保だより第179号(令和7年7月) 2ページ「資格確認書」の有効期限"
