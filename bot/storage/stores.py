"""All stores of one process, put together once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from bot.errors import StorageError
from bot.storage.memory.consultations import MemoryConsultations
from bot.storage.memory.conversations import MemoryConversations, MemoryResidents
from bot.storage.memory.failures import MemoryFailures
from bot.storage.memory.keys import MemoryKeys
from bot.storage.memory.relays import MemoryRelay
from bot.storage.memory.sessions import MemorySessions
from bot.storage.memory.throttles import MemoryThrottles
from bot.storage.ports.accounts import AccountStore
from bot.storage.ports.audit import AuditStore
from bot.storage.ports.board import AnnouncementStore, DirectoryStore, PinStore
from bot.storage.ports.consultations import ConsultationStore
from bot.storage.ports.conversations import ConversationStore
from bot.storage.ports.editing import ContentChangeStore
from bot.storage.ports.factors import FactorStore
from bot.storage.ports.failures import FailureStore
from bot.storage.ports.identities import IdentityStore
from bot.storage.ports.keys import KeyStore
from bot.storage.ports.relays import Relay
from bot.storage.ports.residents import ResidentStore
from bot.storage.ports.sessions import SessionStore
from bot.storage.ports.statistics import PressStore, StatisticsStore
from bot.storage.ports.talks import TalkStore
from bot.storage.ports.teaching import TeachingStore
from bot.storage.ports.throttles import ThrottleStore
from bot.storage.ports.unanswered import UnansweredStore
from bot.storage.ports.votes import VoteStore
from bot.storage.ports.webhooks import WebhookEventStore
from bot.storage.sql.accounts import SqlAccounts
from bot.storage.sql.aside import AsideFiles
from bot.storage.sql.audit import SqlAudit
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.board import SqlAnnouncements, SqlDirectory, SqlPins
from bot.storage.sql.editing import SqlContentChanges
from bot.storage.sql.factors import SqlFactors
from bot.storage.sql.identities import SqlIdentities
from bot.storage.sql.mending import usable_database
from bot.storage.sql.migrating import ready_database
from bot.storage.sql.statistics import SqlPresses, SqlStatistics
from bot.storage.sql.talks import SqlTalks
from bot.storage.sql.teaching import SqlTeaching
from bot.storage.sql.unanswered import SqlUnanswered
from bot.storage.sql.votes import SqlVotes
from bot.storage.sql.webhooks import SqlWebhookEvents

if TYPE_CHECKING:
    from bot.storage.sql.postgres import PostgresDatabase


class Engine(Protocol):
    """What is behind several stores. `trouble`: why it cannot be used now; empty if it can."""

    trouble: str

    async def check(self) -> None:
        """Has it say in the log whether it answers. Raises StorageError."""

    async def close(self) -> None:
        """Ends the connections of this event loop. Raises StorageError."""


@dataclass(frozen=True, slots=True)
class Stores:
    """One store a concern; which engine is behind it nobody else knows."""

    accounts: AccountStore
    factors: FactorStore
    identities: IdentityStore
    audit: AuditStore
    votes: VoteStore
    statistics: StatisticsStore
    talks: TalkStore
    presses: PressStore
    unanswered: UnansweredStore
    teaching: TeachingStore
    directory: DirectoryStore
    announcements: AnnouncementStore
    pins: PinStore
    content_changes: ContentChangeStore
    webhook_events: WebhookEventStore
    conversations: ConversationStore
    residents: ResidentStore
    keys: KeyStore
    consultations: ConsultationStore
    throttles: ThrottleStore
    sessions: SessionStore
    failures: FailureStore
    relay: Relay
    damage: str = ""  # what was wrong at the start, with names of files
    aside: AsideFiles | None = None
    engines: tuple[Engine, ...] = ()

    @property
    def trouble(self) -> str:
        """What is wrong; empty if nothing is."""
        return "; ".join(filter(None, (self.damage, *(e.trouble for e in self.engines))))

    @classmethod
    def local(cls, data: Path) -> Stores:
        """Those of one machine that needs nothing else: SQLite in the folder `data`, and memory.

        Migrates what an earlier release has left there. Raises StorageError.
        """
        return cls(**_durable(ready_database(data)), **_of_this_process(), aside=AsideFiles(data))

    @classmethod
    def mended(cls, data: Path, database: str = "", redis: str = "", secret: str = "") -> Stores:
        """PostgreSQL at `database` and Redis at `redis`; where one is not given, what `local` has.

        Connects to neither of them: they may be away. Whatever lies in `data`, this starts: what
        cannot be used is set aside. Raises StorageError for a wrong address.
        """
        engines: list[Engine] = []
        damage, passing = "", _of_this_process()
        if database:
            engines.append(found := _postgres(database))
            lasting = _durable(found)
        else:
            file, damage = usable_database(data)
            lasting = _durable(file)
        if redis:
            from bot.storage.redis.server import RedisServer
            from bot.storage.redis.shared import shared

            engines.append(server := RedisServer(redis, secret))
            passing = shared(server)
        return cls(
            **lasting, **passing, damage=damage, engines=tuple(engines), aside=AsideFiles(data)
        )

    @classmethod
    def durable(cls, data: Path, database: str) -> Stores:
        """For a command that changes what is kept: in PostgreSQL if that is given, else in `data`.

        Raises StorageError.
        """
        if not database:
            return cls.local(data)
        found = _postgres(database)
        found.migrate()
        return cls(**_durable(found), **_of_this_process())

    async def check(self) -> None:
        """Has the engines say in the log whether they answer; a start waits for none of them."""
        await self._each(lambda engine: engine.check())

    async def close(self) -> None:
        """Ends the connections of this event loop."""
        await self._each(lambda engine: engine.close())

    async def _each(self, work: Callable[[Engine], Awaitable[None]]) -> None:
        for engine in self.engines:
            with suppress(StorageError):
                await work(engine)


def _postgres(url: str) -> PostgresDatabase:
    """Its driver is for who has one."""
    from bot.storage.sql.postgres import PostgresDatabase

    return PostgresDatabase(url)


def _durable(database: SqlDatabase) -> dict[str, Any]:
    return {
        "accounts": SqlAccounts(database),
        "factors": SqlFactors(database),
        "identities": SqlIdentities(database),
        "audit": SqlAudit(database),
        "votes": SqlVotes(database),
        "statistics": SqlStatistics(database),
        "talks": SqlTalks(database),
        "presses": SqlPresses(database),
        "unanswered": SqlUnanswered(database),
        "teaching": SqlTeaching(database),
        "directory": SqlDirectory(database),
        "announcements": SqlAnnouncements(database),
        "pins": SqlPins(database),
        "content_changes": SqlContentChanges(database),
        "webhook_events": SqlWebhookEvents(database),
    }


def _of_this_process() -> dict[str, Any]:
    return {
        "conversations": MemoryConversations(),
        "residents": MemoryResidents(),
        "keys": MemoryKeys(),
        "consultations": MemoryConsultations(),
        "throttles": MemoryThrottles(),
        "sessions": MemorySessions(),
        "failures": MemoryFailures(),
        "relay": MemoryRelay(),
    }
