"""Everything that one gateway process holds, put together once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.content import Content, current_words
from bot.conversation.consultation import Consultations
from bot.conversation.conversations import Conversations
from bot.conversation.feedback import Feedback
from bot.conversation.figures import Figures
from bot.conversation.handoff import HandingOver
from bot.conversation.limits import Limits
from bot.conversation.metrics import Metrics
from bot.conversation.offline import LastResort
from bot.conversation.rasa_client import Rasa, Watch
from bot.conversation.service import Talker, Told
from bot.conversation.unanswered import Unanswered
from bot.dialogue.contact import opening_now
from bot.storage.stores import Stores

_READY_SECONDS = 1.0


@dataclass
class Gateway:
    """The parts that the channels use; `now` gives the moment in Japan time."""

    now: Callable[[], datetime]
    content: Content
    stores: Stores
    rasa: Rasa
    watch: Watch
    metrics: Metrics
    conversations: Conversations
    limits: Limits
    feedback: Feedback
    figures: Figures
    unanswered: Unanswered
    consultations: Consultations
    talker: Talker = field(init=False)
    _resort: asyncio.Task[LastResort] | None = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _ready: bool = False
    _ready_until: float = 0.0

    def __post_init__(self) -> None:
        handing_over = HandingOver(self.consultations, self.limits, self.now)
        self.talker = Talker(
            self.conversations,
            self.rasa,
            self.watch,
            self.metrics,
            self.resort,
            self.now,
            handing_over,
        )
        self.talker.listeners.append(self.figures.heard)
        self.talker.listeners.append(self._not_answered)

    def today(self) -> date:
        """The day in Japan."""
        return self.now().date()

    async def resort(self) -> LastResort:
        """The last resort; reading the utterances takes seconds, so it starts with the process."""
        if self._resort is None:
            self._resort = asyncio.create_task(asyncio.to_thread(LastResort))
        return await asyncio.shield(self._resort)

    async def reread(self) -> None:
        """Gives the last resort what was taught since; the one before answers until then."""
        fresh = asyncio.create_task(asyncio.to_thread(LastResort))
        await fresh
        self._resort = fresh

    async def is_ready(self) -> bool:
        """Is a real question answered rightly? Asked once a second at most, whoever asks us."""
        async with self._asking:
            if time.monotonic() >= self._ready_until:
                self._ready = await self.rasa.answers_rightly()
                if self._ready:  # who is told so must not be the first to get a weaker answer
                    self.watch.answered_rightly()
                self._ready_until = time.monotonic() + _READY_SECONDS
            return self._ready

    async def start(self) -> None:
        """Begins to watch Rasa, and makes the last resort ready."""
        self.watch.probe()
        self._resort = asyncio.create_task(asyncio.to_thread(LastResort))
        # The first look at the call centre's hours reads the edition and the holidays.
        await asyncio.to_thread(opening_now, self.now(), current_words().edition)
        await self.figures.start()
        await asyncio.to_thread(self.unanswered.drop_old, self.now())
        await asyncio.to_thread(self.feedback.drop_old, self.now())

    async def stop(self) -> None:
        """Closes what is open."""
        await self.watch.close()
        await self.rasa.close()
        await self.figures.stop()
        await asyncio.to_thread(self.unanswered.stop)

    def _not_answered(self, told: Told) -> None:
        self.unanswered.hear(self.now(), told)
