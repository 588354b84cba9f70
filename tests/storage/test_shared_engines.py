"""bot/storage/redis and bot/storage/sql/postgres.py: the shared engines keep the same contracts."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage.redis.consultations import RedisConsultations
from bot.storage.redis.conversations import RedisConversations, RedisResidents
from bot.storage.redis.failures import RedisFailures
from bot.storage.redis.keys import RedisKeys
from bot.storage.redis.relays import RedisRelay
from bot.storage.redis.server import RedisServer
from bot.storage.redis.sessions import RedisSessions
from bot.storage.redis.throttles import RedisThrottles
from bot.storage.sql.accounts import SqlAccounts
from bot.storage.sql.audit import SqlAudit
from bot.storage.sql.board import SqlAnnouncements, SqlDirectory, SqlPins
from bot.storage.sql.editing import SqlContentChanges
from bot.storage.sql.factors import SqlFactors
from bot.storage.sql.identities import SqlIdentities
from bot.storage.sql.postgres import PostgresDatabase
from bot.storage.sql.statistics import SqlPresses, SqlStatistics
from bot.storage.sql.talks import SqlTalks
from bot.storage.sql.teaching import SqlTeaching
from bot.storage.sql.unanswered import SqlUnanswered
from bot.storage.sql.votes import SqlVotes
from bot.storage.sql.webhooks import SqlWebhookEvents
from tests.house.engines import RealPostgres, RealRedis, RedisClock
from tests.house.serving import SECRET, Clock
from tests.storage import contracts

pytestmark = pytest.mark.e2e


@pytest.fixture
def clock(redis: RealRedis) -> Clock:
    """A clock that Redis goes by."""
    return RedisClock(redis.client)


@pytest.fixture
def server(redis: RealRedis) -> RedisServer:
    """A connection of one gateway."""
    return RedisServer(redis.url, SECRET)


@pytest.fixture
def database(postgres: RealPostgres) -> PostgresDatabase:
    """Connections of one gateway."""
    return PostgresDatabase(postgres.url)


class TestPostgresAccounts(contracts.AccountContract):
    """Accounts in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlAccounts(database)


class TestPostgresFactors(contracts.FactorContract):
    """Second factors, in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlFactors(database)


class TestPostgresIdentities(contracts.IdentityContract):
    """People of a provider, in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlIdentities(database)


class TestPostgresAudit(contracts.AuditContract):
    """The audit in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlAudit(database)


class TestPostgresVotes(contracts.VoteContract):
    """Votes in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlVotes(database)


class TestPostgresPresses(contracts.PressContract):
    """Presses in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlPresses(database)


class TestPostgresFigures(contracts.FigureContract):
    """Figures in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlStatistics(database)


class TestPostgresTalks(contracts.TalkContract):
    """Talks in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlTalks(database)


class TestPostgresUnanswered(contracts.UnansweredContract):
    """The unanswered in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlUnanswered(database)


class TestPostgresTeaching(contracts.TeachingContract):
    """What was taught, in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlTeaching(database)


class TestPostgresDirectory(contracts.DirectoryContract):
    """The directory in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlDirectory(database)


class TestPostgresAnnouncements(contracts.AnnouncementContract):
    """Announcements in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlAnnouncements(database)


class TestPostgresContentChanges(contracts.ContentChangeContract):
    """Changes of texts in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlContentChanges(database)


class TestPostgresPins(contracts.PinContract):
    """Pins in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlPins(database)


class TestPostgresWebhookEvents(contracts.WebhookEventContract):
    """Events in PostgreSQL."""

    @pytest.fixture
    def store(self, database: PostgresDatabase) -> object:
        """A new one."""
        return SqlWebhookEvents(database)


class TestRedisConversations(contracts.ConversationContract):
    """Conversations in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisConversations(server)


class TestRedisResidents(contracts.ResidentContract):
    """Residents in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisResidents(server)


class TestRedisRelay(contracts.RelayContract):
    """Passing on over Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisRelay(server)


class TestRedisKeys(contracts.KeyContract):
    """Keys in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisKeys(server)

    def test_all_have_all(self, store: RedisKeys, redis: RealRedis, clock: Clock) -> None:
        """Each gateway has the keys of the others, for their time; no key stands there as it is."""

        async def work() -> None:
            other = RedisKeys(RedisServer(redis.url, SECRET))
            await store.exchange({"key-of-one": 1.0}, {"key-of-one": 60.0})
            both = await other.exchange({"key-of-two": 2.0}, {"key-of-two": 90.0})
            assert both == {"key-of-one": 1.0, "key-of-two": 2.0}
            held = [redis.client.hgetall(k) for k in redis.client.keys("*seals")]
            assert held
            assert b"key-of" not in repr(held).encode()
            clock.now += 60
            assert await store.exchange({}, {}) == {"key-of-two": 2.0}
            clock.now += 30
            assert await store.exchange({}, {}) == {}
            assert redis.client.keys("*seals*") == []

        asyncio.run(work())


class TestRedisConsultations(contracts.ConsultationContract):
    """Consultations in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer, clock: Clock) -> object:
        """A new one."""
        return RedisConsultations(server, clock)


class TestRedisThrottles(contracts.ThrottleContract):
    """Throttles in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisThrottles(server)


class TestRedisSessions(contracts.SessionContract):
    """Sessions in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisSessions(server)


class TestRedisFailures(contracts.FailureContract):
    """Failures in Redis."""

    @pytest.fixture
    def store(self, server: RedisServer) -> object:
        """A new one."""
        return RedisFailures(server)
