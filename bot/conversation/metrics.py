"""Figures for Prometheus: outcomes by id, time, fallbacks. No words, no talk, no address."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.registry import Collector

from bot.messages import Message

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The counters of one gateway."""

    def __init__(self) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = CollectorRegistry()
        self._cards = Counter(
            "kokuho_cards",
            "Cards by answer id and kind",
            ["channel", "id", "kind"],
            registry=self._registry,
        )
        self._turns = Counter(
            "kokuho_turns", "Answered messages", ["channel", "reduced"], registry=self._registry
        )
        self._seconds = Histogram(
            "kokuho_answer_seconds",
            "Seconds until the answer",
            ["channel"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._fallbacks = Counter(
            "kokuho_rasa_failures",
            "Messages that Rasa did not answer",
            ["reason"],
            registry=self._registry,
        )
        self._refused = Counter(
            "kokuho_refused", "Requests refused, by code", ["code"], registry=self._registry
        )
        self._feedback = Counter(
            "kokuho_feedback", "Did the answer help", ["id", "helped"], registry=self._registry
        )
        self._line = Counter(
            "kokuho_line_sent",
            "Answers to LINE, by outcome",
            ["how"],
            registry=self._registry,
        )
        self._events = Counter(
            "kokuho_line_events",
            "Events of LINE: taken, delivered again, taken over, lost",
            ["what"],
            registry=self._registry,
        )
        self._talks = Gauge("kokuho_conversations", "Open talks", registry=self._registry)
        self._troubles = Gauge(
            "kokuho_trouble", "1 where somebody has to look", ["what"], registry=self._registry
        )
        self._up = Gauge("kokuho_rasa_up", "1 if Rasa answers", registry=self._registry)
        self._free = Gauge(
            "kokuho_data_free_bytes", "Space left where data is kept", registry=self._registry
        )

    def answered(
        self,
        channel: str,
        messages: Sequence[Message],
        seconds: float,
        *,
        reduced: bool,
    ) -> None:
        """One message was answered."""
        self._turns.labels(channel, str(reduced).lower()).inc()
        self._seconds.labels(channel).observe(seconds)
        for message in messages:
            self._cards.labels(channel, message.answer_id or "none", message.kind).inc()

    def rasa_failed(self, reason: str) -> None:
        """Rasa did not answer; `reason` is one of a few words of ours."""
        self._fallbacks.labels(reason).inc()

    def refused(self, code: str) -> None:
        """A request was refused."""
        self._refused.labels(code).inc()

    def helped(self, answer_id: str, *, helped: bool) -> None:
        """A resident said whether an answer helped."""
        self._feedback.labels(answer_id, str(helped).lower()).inc()

    def line_sent(self, how: str) -> None:
        """An answer went to LINE, or did not; `how` is one of a few words of ours."""
        self._line.labels(how).inc()

    def add(self, collector: Collector) -> None:
        """Tells the figures of `collector` as well."""
        self._registry.register(collector)

    def line_events(self, what: str, count: int = 1) -> None:
        """Events of LINE became this; `what` is one of a few words of ours.

        `taken`: written down, to be answered. `unwritten`: taken in memory alone, lost with the
        process. `again`: known already. `taken_over`: of a process that has ended. `given_up`: to
        another process, which took it over. `fetched`: from another gateway, to the piece before it
        here. `lost`: without a key that still reads it.
        """
        self._events.labels(what).inc(count)

    def text(
        self,
        conversations: float,
        *,
        up: bool,
        troubles: Collection[str] = (),
        free: float = math.nan,
    ) -> bytes:
        """All figures in Prometheus' text format; `troubles` are a few words of ours, `free` the
        bytes that are left for data."""
        self._troubles.clear()
        for what in troubles:
            self._troubles.labels(what).set(1)
        self._talks.set(conversations)
        self._up.set(up)
        self._free.set(free)
        return generate_latest(self._registry)
