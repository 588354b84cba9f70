"""A tracker store that forgets: no words, no dates of past turns, and not more than it needs.

After each turn the tracker is reduced to what the next turn needs: the values of the slots, the
intents and actions of the last turns, and which buttons were offered. A talk that nobody goes on
with is dropped altogether. This also keeps the cost of a message flat however long the talk is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]

TURNS_KEPT = 3
SECONDS_KEPT = 30 * 60


def offered_payloads(tracker: DialogueStateTracker) -> frozenset[str]:
    """Payloads of the buttons that the bot has lately offered in this talk."""
    return frozenset(
        button["payload"]
        for event in tracker.events
        if isinstance(event, BotUttered)
        for button in event.data.get("buttons") or ()
    )


def beginning(state: State, began: float | None = None) -> list[Event]:
    """A talk of which nothing is known but its slots, waiting for the next message."""
    return [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=began),
        SessionStarted(timestamp=began),
        *(SlotSet(name, value, timestamp=began) for name, value in state.items()),
        ActionExecuted(ACTION_LISTEN_NAME, timestamp=began),
    ]


def reduced(tracker: DialogueStateTracker) -> list[Event]:
    """The events from which a tracker with the same slots and last turns can be made again."""
    starts = [i for i, e in enumerate(tracker.events) if isinstance(e, UserUttered)]
    since = starts[-TURNS_KEPT:][0] if starts else len(tracker.events)
    began = tracker.events[0].timestamp if tracker.events else None
    filled = {n: s.value for n, s in tracker.slots.items() if s.value != s.initial_value}
    kept = beginning(filled, began)
    for event in list(tracker.events)[since:]:
        if (wordless := _wordless(event)) is not None:
            kept.append(wordless)
    return kept


def _wordless(event: Event) -> Event | None:
    match event:
        case UserUttered():
            name = event.intent.get("name")
            intent = {"name": name, "confidence": 1.0}
            return UserUttered(
                text="",
                intent=intent,
                entities=[],
                parse_data={"text": "", "intent": intent, "entities": [], "intent_ranking": []},
                timestamp=event.timestamp,
                input_channel=event.input_channel,
                message_id=event.message_id,
            )
        case BotUttered():
            offered = [{"payload": b["payload"]} for b in event.data.get("buttons") or ()]
            return BotUttered("", {"buttons": offered}, timestamp=event.timestamp)
        case ActionExecuted():
            if event.action_name == ACTION_SESSION_START_NAME:
                return None
            return event
        case _:
            return None  # slots stand at the beginning, with their last values


class ForgetfulTrackerStore(InMemoryTrackerStore):
    """Talks in memory, reduced after each turn, dropped after half an hour without a word."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        """`clock` gives seconds; tests bring their own."""
        super().__init__(domain, event_broker, **kwargs)
        self._clock = clock
        self._touched: dict[str, float] = {}

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The talk, unless it has been abandoned meanwhile."""
        self._drop_abandoned()
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Stores the tracker; once the turn is over, without words."""
        stored = tracker
        if tracker.latest_action_name == ACTION_LISTEN_NAME:
            stored = DialogueStateTracker.from_events(
                tracker.sender_id, reduced(tracker), slots=self.domain.slots
            )
        self._drop_abandoned()
        await super().save(stored)
        self._touched.pop(tracker.sender_id, None)
        self._touched[tracker.sender_id] = self._clock()

    def _drop_abandoned(self) -> None:
        """Oldest first, as the dictionary keeps the order of the last touch."""
        before = self._clock() - SECONDS_KEPT
        for sender, touched in list(self._touched.items()):
            if touched > before:
                break
            del self._touched[sender]
            self.store.pop(sender, None)
