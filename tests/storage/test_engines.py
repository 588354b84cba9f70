"""bot/storage/sql and bot/storage/memory: each engine keeps the contract of its port."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.storage.memory.consultations import MemoryConsultations
from bot.storage.memory.conversations import MemoryConversations, MemoryResidents
from bot.storage.memory.failures import MemoryFailures
from bot.storage.memory.sessions import MemorySessions
from bot.storage.memory.throttles import MemoryThrottles
from bot.storage.stores import Stores
from tests.house.serving import Clock
from tests.storage import contracts


@pytest.fixture
def stores(tmp_path: Path) -> Stores:
    """New ones."""
    return Stores.local(tmp_path)


class TestSqlAccounts(contracts.AccountContract):
    """Accounts in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.accounts


class TestSqlAudit(contracts.AuditContract):
    """The audit in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.audit


class TestSqlVotes(contracts.VoteContract):
    """Votes in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.votes


class TestSqlFigures(contracts.FigureContract):
    """Figures in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.statistics


class TestSqlUnanswered(contracts.UnansweredContract):
    """The unanswered in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.unanswered


class TestSqlTeaching(contracts.TeachingContract):
    """What was taught, in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.teaching


class TestSqlWebhookEvents(contracts.WebhookEventContract):
    """Events in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.webhook_events


class TestMemoryConversations(contracts.ConversationContract):
    """Conversations in memory."""

    @pytest.fixture
    def store(self, clock: Clock) -> object:
        """A new one."""
        return MemoryConversations(clock=clock)


class TestMemoryResidents(contracts.ResidentContract):
    """Residents in memory."""

    @pytest.fixture
    def store(self, clock: Clock) -> object:
        """A new one."""
        return MemoryResidents(clock=clock)


class TestMemoryConsultations(contracts.ConsultationContract):
    """Consultations in memory."""

    @pytest.fixture
    def store(self, clock: Clock) -> object:
        """A new one."""
        return MemoryConsultations(clock)


class TestMemoryThrottles(contracts.ThrottleContract):
    """Throttles in memory."""

    @pytest.fixture
    def store(self) -> object:
        """A new one."""
        return MemoryThrottles()


class TestMemorySessions(contracts.SessionContract):
    """Sessions in memory."""

    @pytest.fixture
    def store(self, clock: Clock) -> object:
        """A new one."""
        return MemorySessions(clock)


class TestMemoryFailures(contracts.FailureContract):
    """Failures in memory."""

    @pytest.fixture
    def store(self) -> object:
        """A new one."""
        return MemoryFailures()
