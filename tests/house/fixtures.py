"""One stand-in for Rasa and one gateway for all tests of this folder; a new talk for each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.conversation import gateway
from bot.conversation.offline import OfflineAnswerer
from bot.storage import stores
from bot.storage.sql import database, mending
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


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until a test moves it."""
    return Clock()
