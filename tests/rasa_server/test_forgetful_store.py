"""bot/rasa_server/forgetful_store.py: what is left of a talk once a turn is over."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.rasa_server.forgetful_store import (
    SECONDS_KEPT,
    TURNS_KEPT,
    ForgetfulTrackerStore,
    beginning,
    offered_payloads,
    reduced,
)
from tests.finding import standing
from tests.rasa_server.door import several_slots

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
T = TypeVar("T")

WORDS = "母の山田花子は昭和30年7月15日生まれです"
SAID = "お母さまの資格確認書の有効期限は、令和8年(2026年)7月31日です。"
PRESSED = '/inform{"answer": "birthday=1955-07-15"}'
BUTTONS = [
    {"title": "わからない", "payload": "/dont_know"},
    {"title": "資格確認書", "payload": '/inform{"answer": "document=certificate"}'},
]


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


class Clock:
    """Seconds that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def domain() -> Domain:
    """The real domain, with a few more slots to tell apart."""
    return several_slots()


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test moves it."""
    return Clock()


@pytest.fixture
def store(domain: Domain, clock: Clock) -> ForgetfulTrackerStore:
    """An empty store."""
    return ForgetfulTrackerStore(domain, clock=clock)


async def turn(
    store: ForgetfulTrackerStore,
    words: str = WORDS,
    sender: str = "s",
    slots: dict[str, Any] | None = None,
    buttons: list[dict[str, str]] | None = None,
) -> DialogueStateTracker:
    """One turn as Rasa's processor makes it: words in, action, slots, words out, listen, save."""
    tracker = await store.get_or_create_tracker(sender)
    intent = {"name": "inform", "confidence": 0.9}
    entities = [{"entity": "answer", "value": "birthday=1955-07-15", "start": 0, "end": 3}]
    parsed = {"text": words, "intent": intent, "entities": entities, "intent_ranking": [intent]}
    tracker.update(UserUttered(words, intent, entities, parsed, input_channel="rest"))
    tracker.update(ActionExecuted("action_inform"))
    tracker.update(BotUttered(SAID, {"buttons": buttons or []}))
    for name, value in (slots or {}).items():
        tracker.update(SlotSet(name, value))
    tracker.update(ActionExecuted("action_listen"))
    await store.save(tracker)
    return tracker


def stored(store: ForgetfulTrackerStore, sender: str = "s") -> str:
    """What the store holds of a talk, Japanese letters readable."""
    return json.dumps(json.loads(store.store[sender]), ensure_ascii=False)


def test_no_words_are_left(store: ForgetfulTrackerStore) -> None:
    """Neither the resident's words nor ours nor the labels of buttons outlive the turn."""
    run(turn(store, buttons=BUTTONS))
    words = ("山田", "昭和30", "1955-07-15", "1955年", "生まれ", "有効期限", "2026年", "わからない")
    assert standing(words, stored(store)) == []


def test_no_pressed_facts_are_left(store: ForgetfulTrackerStore) -> None:
    """The date in the payload of a pressed button is gone, too."""
    run(turn(store, PRESSED))
    assert standing(["1955-07-15"], stored(store)) == []


def test_slots_are_kept(store: ForgetfulTrackerStore) -> None:
    """The next turn finds the slots as the last one left them."""
    slots = {"topic": "certificate_expiry", "facts": {"document": "notice"}, "misses": 2}
    run(turn(store, slots=slots))
    tracker = run(store.retrieve("s"))
    assert tracker is not None
    assert {name: tracker.get_slot(name) for name in slots} == slots
    assert tracker.get_slot("person") is None


def test_slots_are_kept_over_many_turns(store: ForgetfulTrackerStore) -> None:
    """A slot that no later turn touches stays, however long ago it was set."""
    run(turn(store, slots={"topic": "expiry_age70"}))
    for _ in range(10):
        run(turn(store))
    tracker = run(store.retrieve("s"))
    assert tracker is not None
    assert tracker.get_slot("topic") == "expiry_age70"


def test_a_wiped_date_is_gone(store: ForgetfulTrackerStore) -> None:
    """Once a turn has wiped a date from the slots, nothing of it is left in the talk's past."""
    run(turn(store, slots={"facts": {"birthday": "1955-07-15"}, "partial": "昭和30年"}))
    assert "1955-07-15" in stored(store)
    run(turn(store, "ありがとう", slots={"facts": None, "partial": None}))
    assert standing(["1955-07-15"], stored(store)) == []
    assert "昭和" not in stored(store)


def test_a_corrected_date_is_gone(store: ForgetfulTrackerStore) -> None:
    """Of a fact that was corrected only the last value is kept."""
    run(turn(store, slots={"facts": {"birthday": "1955-07-15"}}))
    run(turn(store, slots={"facts": {"birthday": "1956-07-15"}}))
    assert "1956-07-15" in stored(store)
    assert standing(["1955-07-15"], stored(store)) == []


def test_intents_and_actions_are_kept(store: ForgetfulTrackerStore) -> None:
    """The last turns' intents and actions stay, so that the policy can go on."""
    run(turn(store))
    events = json.loads(store.store["s"])["events"]
    said = [e["parse_data"]["intent"]["name"] for e in events if e["event"] == "user"]
    done = [e["name"] for e in events if e["event"] == "action"]
    assert said == ["inform"]
    assert done == ["action_session_start", "action_listen", "action_inform", "action_listen"]


def test_offered_buttons_are_known(store: ForgetfulTrackerStore) -> None:
    """The payloads of the buttons of this turn can be pressed in the next."""
    run(turn(store, buttons=BUTTONS))
    tracker = run(store.retrieve("s"))
    assert tracker is not None
    assert offered_payloads(tracker) == {button["payload"] for button in BUTTONS}


def test_old_buttons_are_forgotten(store: ForgetfulTrackerStore) -> None:
    """A button of a turn that is no longer kept cannot be pressed any more."""
    run(turn(store, buttons=BUTTONS))
    for _ in range(TURNS_KEPT):
        run(turn(store))
    tracker = run(store.retrieve("s"))
    assert tracker is not None
    assert offered_payloads(tracker) == frozenset()


def test_a_talk_does_not_grow(store: ForgetfulTrackerStore) -> None:
    """After 200 turns a talk takes no more room, and no more events, than after a few."""
    sizes, counts = [], []
    for _ in range(200):
        run(turn(store, buttons=BUTTONS, slots={"topic": "expiry_age70", "misses": 1}))
        sizes.append(len(store.store["s"]))
        counts.append(len(json.loads(store.store["s"])["events"]))
    settled = 2 * TURNS_KEPT
    assert max(counts[settled:]) == min(counts[settled:])
    assert max(sizes[settled:]) - min(sizes[settled:]) < 200  # digits of timestamps
    assert len(run(store.retrieve("s")).events) == counts[-1]  # type: ignore[union-attr]


def test_reducing_twice_changes_nothing(store: ForgetfulTrackerStore) -> None:
    """Loading and saving a talk without a new turn leaves it as it was."""
    run(turn(store, buttons=BUTTONS, slots={"topic": "expiry_age70"}))
    before = store.store["s"]
    tracker = run(store.retrieve("s"))
    assert tracker is not None
    run(store.save(tracker))
    assert json.loads(store.store["s"])["events"] == json.loads(before)["events"]


def test_talks_do_not_mix(store: ForgetfulTrackerStore) -> None:
    """Each talk has its own slots and buttons."""
    run(turn(store, sender="a", slots={"topic": "expiry_age70"}, buttons=BUTTONS))
    run(turn(store, sender="b"))
    other = run(store.retrieve("b"))
    assert other is not None
    assert other.get_slot("topic") is None
    assert offered_payloads(other) == frozenset()


def test_unknown_talks_are_none(store: ForgetfulTrackerStore) -> None:
    """A talk that nobody began is not there."""
    assert run(store.retrieve("nobody")) is None


@pytest.mark.parametrize(("seconds", "kept"), [(SECONDS_KEPT - 1, True), (SECONDS_KEPT, False)])
def test_abandoned_talks_are_dropped(
    store: ForgetfulTrackerStore, clock: Clock, seconds: float, kept: bool
) -> None:
    """A talk without a word for half an hour is dropped altogether at the next turn of anybody."""
    run(turn(store, sender="old", slots={"facts": {"birthday": "1955-07-15"}}))
    clock.now = seconds
    run(turn(store, sender="new"))
    assert ("old" in store.store) is kept
    assert "new" in store.store


def test_an_abandoned_talk_is_not_taken_up(store: ForgetfulTrackerStore, clock: Clock) -> None:
    """Who comes back after the half hour finds nothing of what the last person said."""
    run(turn(store, slots={"facts": {"birthday": "1955-07-15"}}, buttons=BUTTONS))
    clock.now = SECONDS_KEPT + 1
    tracker = run(store.retrieve("s"))
    assert tracker is None or tracker.get_slot("facts") is None


def test_a_live_talk_is_not_dropped(store: ForgetfulTrackerStore, clock: Clock) -> None:
    """A talk that goes on keeps its place, however many others are dropped."""
    for minute in range(0, 120, 20):
        clock.now = minute * 60
        run(turn(store, sender="live"))
        run(turn(store, sender=f"once {minute}"))
    assert sorted(store.store) == ["live", "once 100", "once 80"]


def test_the_real_clock_is_the_default(domain: Domain) -> None:
    """Rasa makes the store without a clock; it then uses the machine's."""
    store = ForgetfulTrackerStore(domain, event_broker=None)
    run(turn(store))
    run(turn(store))
    assert list(store.store) == ["s"]


SLOTS = {"topic": "expiry_age70", "asked": "birthday", "facts": {"document": "notice"}, "misses": 2}


def test_a_beginning_waits_for_the_next_message(domain: Domain) -> None:
    """A talk that begins with slots holds them, has begun its session, and listens."""
    events = beginning(SLOTS, 1000.0)
    tracker = DialogueStateTracker.from_events("s", events, slots=domain.slots)
    assert {name: tracker.get_slot(name) for name in SLOTS} == SLOTS
    assert tracker.latest_action_name == "action_listen"
    assert {event.timestamp for event in events} == {1000.0}
    assert reduced(tracker) == events
