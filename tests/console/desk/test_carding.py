"""bot/console/desk/carding.py: each answer as an operator needs it."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from bot.console.desk.calculating import MATTERS
from bot.console.desk.carding import operator_card
from bot.content import library
from bot.rules import JAPAN
from tests.house.serving import NOW

AFTER = datetime(2026, 11, 27, 10, tzinfo=JAPAN)
IDS = sorted(library().book().answers)


@pytest.mark.parametrize("name", IDS)
def test_every_id_has_a_card(name: str) -> None:
    """Each answer can be opened on any day: something to read aloud, and where it is written."""
    answer = library().book().answers[name]
    for now in (NOW, AFTER):
        card = operator_card(name, now)
        assert (card.id, card.title) == (name, answer.title)
        assert card.script
        assert not any("{" in text for text in card.script)
        assert card.lead
        assert len(card.bring) == len(answer.bring)
        assert not (card.source or "").startswith("出典")
        assert (card.source is None) == (card.checked is None) == (not answer.source)
        assert not any("{" in text for text in (*card.details, *card.bring, *card.steps))
        assert [related.id for related in card.related] == list(answer.related)


@pytest.mark.parametrize("name", IDS)
def test_the_calculator_is_offered_where_there_is_something_to_ask(name: str) -> None:
    """Facts to work out, or the choice by which the script branches; and nowhere else."""
    asks = name in MATTERS or library().words(NOW.date()).deciding_fact(name)
    assert operator_card(name, NOW).matter == (name if asks else None)


@pytest.mark.parametrize("name", IDS)
def test_nobody_is_sent_where_they_are(name: str) -> None:
    """Whichever line is read to a caller, none tells them to ring the desk that they speak with."""
    for now in (NOW, AFTER):
        card = operator_card(name, now)
        for line in (card.lead, *card.details, *card.bring, *card.steps, *card.script):
            assert not re.search(r"コールセンター(\([\d-]+\))?(へ|に|で(?!す))", line), line


def test_after_the_edition_the_script_is_another() -> None:
    """A card that is opened after the last day does not say that the paper is valid until then."""
    before = operator_card("certificate_expiry", NOW)
    after = operator_card("certificate_expiry", AFTER)
    assert "令和8年7月31日が期限です" in "".join(before.script)
    assert "期限です" not in "".join(after.script)
    assert "過ぎています" in "".join(after.script)
    assert "過ぎています" in after.lead


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2025-10-01T10:00", "今は受付時間内です"),
        ("2025-10-01T17:15", "今は受付時間外です"),
        ("2025-10-11T10:00", "午後0時30分まで|お昼の12時30分まで"),
        ("2025-10-13T10:00", "祝日のため"),
    ],
)
@pytest.mark.parametrize("name", ["call_center", "operator"])
def test_the_hour_belongs_to_the_number(name: str, now: str, said: str) -> None:
    """The card with the number shows whether somebody answers now; only who asks is told so."""
    card = operator_card(name, datetime.fromisoformat(now).replace(tzinfo=JAPAN))
    is_told = any(one in "".join(card.script) for one in said.split("|"))
    assert is_told == (name == "call_center")
    assert not any("17:15" in sentence for sentence in card.script)
    assert card.lead.count("\n") >= 1


def test_no_card_for_another_id() -> None:
    """An id without answer has none."""
    with pytest.raises(KeyError):
        operator_card("nlu_fallback", NOW)
