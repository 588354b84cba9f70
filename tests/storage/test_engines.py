"""bot/storage/sql and bot/storage/memory: each engine keeps the contract of its port."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.storage.memory.consultations import MemoryConsultations
from bot.storage.memory.conversations import MemoryConversations, MemoryResidents
from bot.storage.memory.failures import MemoryFailures
from bot.storage.memory.keys import MemoryKeys
from bot.storage.memory.relays import MemoryRelay
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


class TestSqlFactors(contracts.FactorContract):
    """Second factors, in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.factors


class TestSqlIdentities(contracts.IdentityContract):
    """People of a provider, in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.identities


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


class TestSqlPresses(contracts.PressContract):
    """Presses in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.presses


class TestSqlFigures(contracts.FigureContract):
    """Figures in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.statistics


class TestSqlTalks(contracts.TalkContract):
    """Talks in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.talks


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


class TestSqlDirectory(contracts.DirectoryContract):
    """The directory in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.directory


class TestSqlAnnouncements(contracts.AnnouncementContract):
    """Announcements in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.announcements


class TestSqlContentChanges(contracts.ContentChangeContract):
    """Changes of texts in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.content_changes


class TestSqlPins(contracts.PinContract):
    """Pins in SQL."""

    @pytest.fixture
    def store(self, stores: Stores) -> object:
        """A new one."""
        return stores.pins


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


class TestMemoryKeys(contracts.KeyContract):
    """Keys in memory."""

    @pytest.fixture
    def store(self) -> object:
        """A new one."""
        return MemoryKeys()


class TestMemoryRelay(contracts.RelayContract):
    """Passing on within a process."""

    @pytest.fixture
    def store(self) -> object:
        """A new one."""
        return MemoryRelay()


class TestMemoryConsultations(contracts.ConsultationContract):
    """Consultations in memory."""

    @pytest.fixture
    def store(self, clock: Clock) -> object:
        """A new one."""
        return MemoryConsultations(clock)


class TestMemoryThrottles(contracts.ThrottleContract):
    """Throttles in memory."""

    @pytest.fixture
    def store(self, clock: Clock) -> object:
        """A new one."""
        return MemoryThrottles(clock)

    def test_the_window_moves(self, clock: Clock) -> None:
        """There is room again when the oldest hit is over; looking makes none."""
        store = MemoryThrottles(clock)

        async def work() -> None:
            for clock.now in (0, 10):
                assert await store.hit("a", 2, 60) == 0
            clock.now = 15
            assert await store.wait("a", 2, 60) == await store.hit("a", 2, 60) == 45
            clock.now = 60
            assert await store.hit("a", 2, 60) == 0
            assert await store.hit("a", 2, 60) == 10

        asyncio.run(work())

    def test_a_name_is_forgotten(self, clock: Clock) -> None:
        """When its last hit is over nothing of a name is left, whatever windows others have."""
        store = MemoryThrottles(clock)

        async def work() -> None:
            await store.hit("hour", 1, 3600)
            await store.hit("minute", 1, 60)
            clock.now = 60
            await store.wait("minute", 1, 60)
            await store.wait("other", 1, 3600)

        asyncio.run(work())
        assert [name for names in store._hits.values() for name in names] == ["hour"]


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
