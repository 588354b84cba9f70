"""Every process is killed in turn while residents talk: counted from their side, nothing is lost,
doubled, mixed or left without an answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.storage.stores import Stores
from tests.deploy.door import Resident, door
from tests.deploy.gateways import KillableGateway
from tests.house.engines import RealNginx, RealPostgres, RealRedis
from tests.house.ports import free_port
from tests.house.serving import Body, StandIn, leads, message, settings_for, wait_until

pytestmark = pytest.mark.e2e

RESIDENTS, MESSAGES = 6, 60
_ANSWER_SECONDS = 90.0


async def remember(body: Body) -> Any:
    """Answers with the words; the state holds all words of the talk, in their order."""
    told = [*body["state"].get("told", []), body["message"]]
    return {"messages": [message(f"答え: {body['message']}")], "state": {"told": told}}


class Patient(Resident):
    """Sends what was not answered again, under the same id, as the widget does."""

    def __init__(self, nginx: RealNginx, number: int) -> None:
        super().__init__(nginx)
        self.session.headers["X-Forwarded-For"] = f"10.0.0.{number}"
        self.number, self.answered, self.begun, self.voted = number, 0, 0, 0

    def talk(self) -> None:
        """All messages; each has its own answer before the next one is sent."""
        wait_until(self._begins, _ANSWER_SECONDS)
        while self.answered < MESSAGES:
            wait_until(self._is_answered, _ANSWER_SECONDS)
            self.answered += 1

    def _begins(self) -> bool:
        try:
            self.begin()
        except (requests.RequestException, AssertionError):
            return False
        self.begun += 1
        return True

    def _is_answered(self) -> bool:
        """One try."""
        text, key = f"{self.number}の{self.answered}", f"{self.number:03}-{self.answered:06}"
        try:
            answer = self.say(text, key)
        except requests.RequestException:
            return False
        if answer.status_code == 410:  # what Redis held is gone
            self._begins()
        if answer.status_code != 200:
            assert answer.status_code in (410, 429, 502, 503), answer.text
            return False
        assert leads(answer.json())[-1] == f"答え: {text}"
        self._vote(answer.json())
        return True

    def _vote(self, answer: Body) -> None:
        try:
            vote = {"card": answer["cards"][-1]["feedback"], "helped": True}
            self.voted += self.post("feedback", vote).status_code == 204
        except requests.RequestException:
            pass


@pytest.fixture
def ports() -> list[int]:
    """Of the two gateways."""
    return [free_port(), free_port()]


@pytest.fixture
def nginx(tmp_path: Path, ports: list[int]) -> Iterator[RealNginx]:
    """In front of both."""
    with door(tmp_path, ports) as found:
        yield found


@pytest.fixture
def gateways(
    rasa: StandIn, redis: RealRedis, postgres: RealPostgres, tmp_path: Path, ports: list[int]
) -> Iterator[list[KillableGateway]]:
    """Two, running."""
    rasa.work = remember
    engines = {"redis": redis.url, "database": postgres.url}
    found = [
        KillableGateway(settings_for(tmp_path / str(port), rasa.port, **engines), port)
        for port in ports
    ]
    for gateway in found:
        gateway.start()
    yield found
    for gateway in found:
        gateway.stop()


def test_all_but_redis(
    nginx: RealNginx,
    gateways: list[KillableGateway],
    postgres: RealPostgres,
    rasa: StandIn,
    tmp_path: Path,
) -> None:
    """Each message has its one answer, and each talk ends with all its messages in their order.
    A vote that was taken is kept, and none twice."""
    residents = [Patient(nginx, number) for number in range(RESIDENTS)]
    with ThreadPoolExecutor(RESIDENTS) as pool:
        talks = [pool.submit(resident.talk) for resident in residents]
        for process in (gateways[0], nginx, postgres, gateways[1]):
            _wait_for_more(residents)
            process.stop()
            process.start()
        for talk in talks:
            talk.result()
    assert [resident.answered for resident in residents] == [MESSAGES] * RESIDENTS
    assert [resident.begun for resident in residents] == [1] * RESIDENTS
    longest: dict[str, list[str]] = {}
    for body in rasa.got:
        told = [*body["state"].get("told", []), body["message"]]
        longest[body["sender"]] = max(longest.get(body["sender"], []), told, key=len)
    kept = sorted(told for told in longest.values() if len(told) > 1)
    assert kept == sorted([f"{n}の{m}" for m in range(MESSAGES)] for n in range(RESIDENTS))
    votes = Stores.durable(tmp_path, postgres.url).votes.counts("2025", "2026")
    counted, taken = sum(count.votes for count in votes), sum(r.voted for r in residents)
    assert taken <= counted <= MESSAGES * RESIDENTS


def test_redis(nginx: RealNginx, gateways: list[KillableGateway], redis: RealRedis) -> None:
    """What Redis held is gone: talks begin anew, and still each message has its own answer."""
    residents = [Patient(nginx, number) for number in range(RESIDENTS)]
    with ThreadPoolExecutor(RESIDENTS) as pool:
        talks = [pool.submit(resident.talk) for resident in residents]
        _wait_for_more(residents)
        redis.stop()
        redis.start()
        for talk in talks:
            talk.result()
    assert [resident.answered for resident in residents] == [MESSAGES] * RESIDENTS


def _wait_for_more(residents: list[Patient]) -> None:
    """Until some messages more are answered, or all are."""
    before = sum(resident.answered for resident in residents)
    enough = min(before + 30, RESIDENTS * MESSAGES)
    wait_until(lambda: sum(r.answered for r in residents) >= enough, _ANSWER_SECONDS)
