"""Everything that one gateway process holds, put together once."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

from bot.gateway.conversations import Conversations
from bot.gateway.feedback import FeedbackStore
from bot.gateway.last_resort import LastResort
from bot.gateway.limits import Limits
from bot.gateway.metrics import Metrics
from bot.gateway.rasa import Rasa, Watch
from bot.gateway.secret import signing_key
from bot.gateway.talking import Talker
from bot.settings import Settings

_READY_SECONDS = 1.0


@dataclass
class Gateway:
    """The parts that the routes use."""

    settings: Settings
    rasa: Rasa
    watch: Watch
    metrics: Metrics
    conversations: Conversations
    limits: Limits
    feedback: FeedbackStore
    talker: Talker = field(init=False)
    _resort: asyncio.Task[LastResort] | None = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _ready: bool = False
    _ready_until: float = 0.0

    def __post_init__(self) -> None:
        self.talker = Talker(self.rasa, self.watch, self.metrics, self.resort, self.settings.now)

    @classmethod
    def of(cls, settings: Settings) -> Gateway:
        """The gateway that `settings` describe."""
        rasa = Rasa(settings.rasa_url)
        key = signing_key(settings.secret, settings.data)
        return cls(
            settings=settings,
            rasa=rasa,
            watch=Watch(rasa),
            metrics=Metrics(),
            conversations=Conversations(key),
            limits=Limits(key, settings.per_talk, settings.per_address),
            feedback=FeedbackStore(settings.data),
        )

    async def resort(self) -> LastResort:
        """The last resort; reading the utterances takes seconds, so it starts with the process."""
        if self._resort is None:
            self._resort = asyncio.create_task(asyncio.to_thread(LastResort))
        return await asyncio.shield(self._resort)

    async def is_ready(self) -> bool:
        """Is a real question answered rightly? Asked once a second at most, whoever asks us."""
        async with self._asking:
            if time.monotonic() >= self._ready_until:
                self._ready = await self.rasa.answers_rightly()
                self._ready_until = time.monotonic() + _READY_SECONDS
            return self._ready

    async def start(self) -> None:
        """Begins to watch Rasa, and makes the last resort ready."""
        self.watch.probe()
        self._resort = asyncio.create_task(asyncio.to_thread(LastResort))

    async def stop(self) -> None:
        """Closes what is open."""
        await self.watch.close()
        await self.rasa.close()
