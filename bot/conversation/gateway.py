"""Everything that one gateway process holds, put together once."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.content import Content, current_words
from bot.conversation.consultation import Consultations
from bot.conversation.conversations import Conversations
from bot.conversation.feedback import Feedback
from bot.conversation.handoff import Handoff
from bot.conversation.metrics import Metrics
from bot.conversation.offline import OfflineAnswerer
from bot.conversation.publishing import Publisher
from bot.conversation.rasa_client import CircuitBreaker, RasaClient
from bot.conversation.retention import Retention
from bot.conversation.service import CompletedTurn, ConversationService
from bot.conversation.statistics import Statistics
from bot.conversation.throttle import Throttle
from bot.conversation.unanswered import Unanswered
from bot.dialogue.contact import opening_now
from bot.errors import StorageError
from bot.storage.stores import Stores

_READY_SECONDS = 1.0


@dataclass
class Gateway:
    """The parts that the channels use; `now` gives the moment in Japan time."""

    now: Callable[[], datetime]
    content: Content
    stores: Stores
    rasa: RasaClient
    breaker: CircuitBreaker
    metrics: Metrics
    conversations: Conversations
    throttle: Throttle
    feedback: Feedback
    statistics: Statistics
    unanswered: Unanswered
    consultations: Consultations
    publisher: Publisher
    retention: Retention = field(default_factory=Retention)
    model_trouble: Callable[[], str] = str
    proxy_trouble: Callable[[], str] = str
    also_reread: Callable[[], Awaitable[None]] | None = None  # another process that was taught
    free_bytes: Callable[[], float] = lambda: math.nan  # where data is kept
    key: str = field(default="", repr=False)  # makes pseudonyms; the same where stores are shared
    service: ConversationService = field(init=False)
    _offline: asyncio.Task[OfflineAnswerer] | None = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _ready: bool = False
    _ready_until: float = 0.0

    def __post_init__(self) -> None:
        handoff = Handoff(self.consultations, self.throttle, self.now)
        self.service = ConversationService(
            self.conversations,
            self.rasa,
            self.breaker,
            self.metrics,
            self.offline,
            self.now,
            handoff,
        )
        self.service.listeners.append(self.statistics.heard)
        self.service.listeners.append(self._not_answered)
        self.retention.sweeps["unanswered"] = self._drop_unanswered
        self.retention.sweeps["votes"] = self._drop_votes
        self.retention.sweeps["files"] = self._drop_files

    def troubles(self) -> dict[str, str]:
        """What is amiss while residents are answered: what it is about, and a sentence."""
        found = {
            "content": self.content.trouble,
            "published": self.publisher.told,
            "storage": self.stores.trouble,
            "model": self.model_trouble(),
            "proxy": self.proxy_trouble(),
        }
        return {what: sentence for what, sentence in found.items() if sentence}

    def today(self) -> date:
        """The day in Japan."""
        return self.now().date()

    async def offline(self) -> OfflineAnswerer:
        """Reading the utterances takes seconds, so it starts with the process."""
        if self._offline is None:
            self._offline = asyncio.create_task(asyncio.to_thread(OfflineAnswerer))
        return await asyncio.shield(self._offline)

    async def reread(self) -> None:
        """Gives the offline answerer what was taught since; the one before answers until then."""
        fresh = asyncio.create_task(asyncio.to_thread(OfflineAnswerer))
        await fresh
        self._offline = fresh
        if self.also_reread is not None:
            with suppress(StorageError):  # it reads all anew with its next start
                await self.also_reread()

    async def is_ready(self) -> bool:
        """Is a real question answered rightly, and can a talk be kept? Asked once a second at most,
        whoever asks us."""
        async with self._asking:
            if time.monotonic() >= self._ready_until:
                understood = await self.rasa.answers_rightly()
                self._ready = understood and await self._keeps_talks()
                if understood:  # who is told so must not be the first to get a weaker answer
                    self.breaker.answered_rightly()
                self._ready_until = time.monotonic() + _READY_SECONDS
            return self._ready

    async def start(self) -> None:
        """Begins to probe Rasa, and makes the offline answerer ready."""
        self.breaker.probe()
        await self.publisher.start()
        self._offline = asyncio.create_task(asyncio.to_thread(OfflineAnswerer))
        # The first look at the call centre's hours reads the edition and the holidays.
        await asyncio.to_thread(opening_now, self.now(), current_words().edition)
        await self.statistics.start()
        await self.stores.check()
        await self.retention.start()

    async def stop(self) -> None:
        """Closes what is open."""
        await self.breaker.close()
        await self.rasa.close()
        await self.publisher.stop()
        await self.retention.stop()
        await self.statistics.stop()
        await asyncio.to_thread(self.unanswered.stop)
        await self.stores.close()

    async def _keeps_talks(self) -> bool:
        try:
            await self.conversations.count()
        except StorageError:
            return False
        return True

    async def _drop_unanswered(self) -> None:
        await asyncio.to_thread(self.unanswered.drop_old, self.now())

    async def _drop_votes(self) -> None:
        await asyncio.to_thread(self.feedback.drop_old, self.now())

    async def _drop_files(self) -> None:
        if self.stores.aside is not None:
            await asyncio.to_thread(self.stores.aside.drop_old)

    def _not_answered(self, told: CompletedTurn) -> None:
        self.unanswered.hear(self.now(), told)
