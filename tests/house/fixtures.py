"""One stand-in for Rasa and one gateway for all tests of this folder; a new talk for each."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot import training
from bot.conversation import gateway
from bot.conversation.offline import OfflineAnswerer
from bot.storage import stores
from bot.storage.sql import database, mending
from tests.house.hashing import hashed_once
from tests.house.serving import (
    Browser,
    Clock,
    House,
    LazyOfflineAnswerer,
    StandIn,
    house,
    settings_for,
    shared_resort,
    wait_until,
)
from tests.house.storing import Migrated

if TYPE_CHECKING:
    from tests.house.engines import RealPostgres, RealRedis


@pytest.fixture(scope="session")
def stand_in() -> Iterator[StandIn]:
    """The stand-in, listening."""
    with StandIn().listening() as found:
        yield found


@pytest.fixture
def rasa(stand_in: StandIn) -> StandIn:
    """The stand-in as it was at the beginning."""
    return stand_in.renew()


@pytest.fixture(scope="session", autouse=True)
def _lazy_resort() -> Iterator[None]:
    """No application reads the utterances again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gateway, "OfflineAnswerer", LazyOfflineAnswerer)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """What was written is in the file; no test of this folder pulls the plug."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "SYNCHRONOUS", "off")
        yield


@pytest.fixture(scope="session", autouse=True)
def _migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new data folder begins with a copy of the migrated file; tests/storage migrate."""
    with pytest.MonkeyPatch.context() as patch:
        migrated = Migrated(tmp_path_factory.mktemp("migrated"))
        for module in (stores, mending):
            patch.setattr(module, "ready_database", migrated)
        yield


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """The machine's own are the same for each application; to read them takes as long as a test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def _hashed_once() -> Iterator[None]:
    """Each console asks which model the data make; the project's own do not change meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(training, "fingerprint", hashed_once(training.fingerprint))
        yield


@pytest.fixture(scope="session")
def resort() -> OfflineAnswerer:
    """The real last resort."""
    return shared_resort()


@pytest.fixture(scope="session")
def shared_house(stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One application for the tests that do not break it."""
    stand_in.renew()  # a test before may have left it broken
    with house(settings_for(tmp_path_factory.mktemp("data"), stand_in.port)) as found:
        yield found


@pytest.fixture
def home(shared_house: House, rasa: StandIn) -> House:
    """The application, with a renewed stand-in behind it that it knows to be there."""
    wait_until(lambda: shared_house.gateway.breaker.up)
    return shared_house


@pytest.fixture
def talk(home: House) -> Browser:
    """A browser with a new conversation."""
    return home.talk()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RealRedis]:
    """A real Redis for the tests that are marked e2e."""
    from tests.house.engines import real_redis

    with real_redis() as found:
        yield found


@pytest.fixture
def redis(redis_server: RealRedis) -> RealRedis:
    """The same, running, and empty."""
    if redis_server.process is None:
        redis_server.start()
    redis_server.client.flushall()
    return redis_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[RealPostgres]:
    """A real PostgreSQL for the tests that are marked e2e, with the newest tables."""
    from bot.storage.sql.postgres import PostgresDatabase
    from tests.house.engines import real_postgres

    with real_postgres() as found:
        PostgresDatabase(found.url).migrate()
        yield found


@pytest.fixture
def postgres(postgres_server: RealPostgres) -> RealPostgres:
    """The same, running, and empty."""
    if not postgres_server.is_up():
        postgres_server.start()
    postgres_server.empty()
    return postgres_server


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test moves it."""
    return Clock()
