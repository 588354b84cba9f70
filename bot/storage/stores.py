"""All stores of one process, put together once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.storage.memory.consultations import MemoryConsultations
from bot.storage.memory.conversations import MemoryConversations, MemoryResidents
from bot.storage.memory.failures import MemoryFailures
from bot.storage.memory.sessions import MemorySessions
from bot.storage.memory.throttles import MemoryThrottles
from bot.storage.ports.accounts import AccountStore
from bot.storage.ports.audit import AuditStore
from bot.storage.ports.consultations import ConsultationStore
from bot.storage.ports.conversations import ConversationStore
from bot.storage.ports.failures import FailureStore
from bot.storage.ports.residents import ResidentStore
from bot.storage.ports.sessions import SessionStore
from bot.storage.ports.statistics import StatisticsStore
from bot.storage.ports.teaching import TeachingStore
from bot.storage.ports.throttles import ThrottleStore
from bot.storage.ports.unanswered import UnansweredStore
from bot.storage.ports.votes import VoteStore
from bot.storage.ports.webhooks import WebhookEventStore
from bot.storage.sql.accounts import SqlAccounts
from bot.storage.sql.audit import SqlAudit
from bot.storage.sql.database import Database
from bot.storage.sql.mending import usable_database
from bot.storage.sql.migrating import ready_database
from bot.storage.sql.statistics import SqlStatistics
from bot.storage.sql.teaching import SqlTeaching
from bot.storage.sql.unanswered import SqlUnanswered
from bot.storage.sql.votes import SqlVotes
from bot.storage.sql.webhooks import SqlWebhookEvents


@dataclass(frozen=True, slots=True)
class Stores:
    """One store a concern; which engine is behind it nobody else knows.

    `trouble` says what was wrong at the start, with names of files; empty if nothing was.
    """

    accounts: AccountStore
    audit: AuditStore
    votes: VoteStore
    statistics: StatisticsStore
    unanswered: UnansweredStore
    teaching: TeachingStore
    webhook_events: WebhookEventStore
    conversations: ConversationStore
    residents: ResidentStore
    consultations: ConsultationStore
    throttles: ThrottleStore
    sessions: SessionStore
    failures: FailureStore
    trouble: str = ""

    @classmethod
    def local(cls, data: Path) -> Stores:
        """Those of one machine that needs nothing else: SQLite in the folder `data`, and memory.

        Migrates what an earlier release has left there. Raises StorageError.
        """
        return cls._of(ready_database(data))

    @classmethod
    def mended(cls, data: Path) -> Stores:
        """The same, whatever lies in `data`: what cannot be used is set aside, and told in
        `trouble`."""
        database, trouble = usable_database(data)
        return replace(cls._of(database), trouble=trouble)

    @classmethod
    def _of(cls, database: Database) -> Stores:
        return cls(
            accounts=SqlAccounts(database),
            audit=SqlAudit(database),
            votes=SqlVotes(database),
            statistics=SqlStatistics(database),
            unanswered=SqlUnanswered(database),
            teaching=SqlTeaching(database),
            webhook_events=SqlWebhookEvents(database),
            conversations=MemoryConversations(),
            residents=MemoryResidents(),
            consultations=MemoryConsultations(),
            throttles=MemoryThrottles(),
            sessions=MemorySessions(),
            failures=MemoryFailures(),
        )
