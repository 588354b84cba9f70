"""bot/storage/ports/conversations.py: a talk as plain data, which any process can go on with."""

from __future__ import annotations

import json
from collections import OrderedDict, deque
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.ports.consultations import AskedTurn, Computed, Shown
from bot.storage.ports.conversations import CHOICES_KEPT, TURNS_KEPT, ConversationRecord
from bot.storage.ports.residents import ResidentRecord

WORDS = st.text(max_size=12)
LEAF = st.none() | st.booleans() | st.integers() | WORDS
FACTS = st.dictionaries(WORDS, WORDS, max_size=3)
JSON = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=3) | FACTS, max_leaves=6)
TURNS = st.builds(AskedTurn, WORDS, st.none() | WORDS, WORDS)
COMPUTED = st.lists(st.builds(Computed, WORDS, FACTS, WORDS), max_size=3).map(tuple)
RECORDS = st.builds(
    ConversationRecord,
    id=WORDS,
    sender=WORDS,
    holder=WORDS,
    state=st.dictionaries(WORDS, JSON, max_size=3),
    choices=st.dictionaries(WORDS, WORDS, max_size=4).map(OrderedDict),
    cards=st.dictionaries(WORDS, st.tuples(WORDS, WORDS), max_size=4).map(OrderedDict),
    answers=st.dictionaries(WORDS, st.binary(max_size=20), max_size=3).map(OrderedDict),
    warned=st.booleans(),
    trail=st.lists(TURNS, max_size=TURNS_KEPT + 2).map(lambda turns: deque(turns, TURNS_KEPT)),
    computed=COMPUTED,
    consenting=st.booleans(),
    number=WORDS,
    course=st.dictionaries(WORDS, JSON, max_size=3),
    version=st.integers(0, 2**53),
)
quietly = settings(max_examples=100)


@quietly
@given(RECORDS)
def test_a_record_goes_through_json(record: ConversationRecord) -> None:
    """What another process reads is what this one wrote, in the same order and with its bounds."""
    read = ConversationRecord.from_json(json.loads(json.dumps(record.to_json())))
    assert read == record
    assert list(read.choices) == list(record.choices)
    assert read.trail.maxlen == TURNS_KEPT


@quietly
@given(RECORDS, WORDS)
def test_a_copy_is_apart(record: ConversationRecord, payload: str) -> None:
    """What is changed in a copy is not changed in the record."""
    before, copy = record.to_json(), record.copy()
    assert copy == record
    copy.offer(payload)
    copy.ask_feedback("greet", "answer")
    copy.answered("id", {})
    copy.state["asked"] = payload
    copy.trail.append(AskedTurn("", None, ""))
    assert record.to_json() == before


@quietly
@given(st.builds(Shown, st.lists(TURNS, max_size=3).map(tuple), COMPUTED))
def test_what_is_shown_goes_through_json(shown: Shown) -> None:
    """So does what an operator will see."""
    assert Shown.from_json(json.loads(json.dumps(shown.to_json()))) == shown


@quietly
@given(WORDS, st.lists(WORDS, max_size=5), FACTS)
def test_a_resident_goes_through_json(token: str, heard: list[str], dates: dict[str, str]) -> None:
    """So does what a channel keeps of a talk."""
    record = ResidentRecord(token)
    record.heard.extend(heard)
    record.dates.update(dates)
    read = ResidentRecord.from_json(json.loads(json.dumps(record.to_json())))
    assert read == record
    assert read.heard.maxlen == record.heard.maxlen


def test_every_field_is_written() -> None:
    """A field that is added is not forgotten in the JSON."""
    assert set(ConversationRecord("id", "sender").to_json()) == set(
        ConversationRecord.__dataclass_fields__
    )
    assert replace(ConversationRecord("id", "sender"), version=3).to_json()["version"] == 3


def test_choices_are_opaque_and_few() -> None:
    """A choice's token hides its payload, is never the same, and does not stay forever."""
    talk = ConversationRecord("id", "sender")
    tokens = [talk.offer("/certificate_expiry") for _ in range(CHOICES_KEPT + 5)]
    assert len(set(tokens)) == len(tokens)
    assert not any("certificate" in token for token in tokens)
    assert list(talk.choices) == tokens[5:]
    for _ in range(CHOICES_KEPT + 5):
        talk.ask_feedback("greet", "answer")
    assert len(talk.cards) == CHOICES_KEPT


def test_choices_can_be_withdrawn() -> None:
    """Every token that was offered for a payload is worthless afterwards, and no other one."""
    talk = ConversationRecord("id", "sender")
    tokens = [talk.offer(payload) for payload in ("a", "b", "a", "ab")]
    talk.withdraw("a")
    talk.withdraw("never offered")
    assert list(talk.choices) == [tokens[1], tokens[3]]


def test_words_do_not_show() -> None:
    """Nothing that was said stands in what a log would print of a talk's trail."""
    talk = ConversationRecord("id", "sender", computed=(Computed("debit_start", {"bank": "横浜"}),))
    talk.trail.append(AskedTurn("母の分は?", "certificate_expiry", "answer"))
    assert "母" not in repr(talk)
    assert "横浜" not in repr(talk)
