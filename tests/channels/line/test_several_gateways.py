"""LINE at two gateways with one PostgreSQL and one Redis: each event has its one answer, in its
order, whoever of them dies or is away for a while."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.deploy.gateways import KillableGateway
from tests.house.engines import RealPostgres, RealRedis
from tests.house.ports import free_port
from tests.house.serving import Body, StandIn, echo, settings_for, wait_until
from tests.line_platform import events
from tests.line_platform.platform import SECRET, TOKEN, Phone, Platform

from .conftest import told

pytestmark = pytest.mark.e2e

RESIDENTS = 30
_SECONDS = 60.0
_WORDS = ("いち", "に", "さん")

Started = dict[str, KillableGateway]


@pytest.fixture
def gateways(
    platform: Platform, rasa: StandIn, redis: RealRedis, postgres: RealPostgres, tmp_path: Path
) -> Iterator[Started]:
    """Two, by their addresses; machines that have nothing in common but engines and secret."""
    line = {"line_secret": SECRET, "line_token": TOKEN, "line_api": platform.url}
    shared = {"redis": redis.url, "database": postgres.url, **line}
    found = {}
    for _ in range(2):
        port = free_port()
        settings = settings_for(tmp_path / str(port), rasa.port, **shared)
        found[f"http://127.0.0.1:{port}"] = KillableGateway(settings, port)
    for gateway in found.values():
        gateway.start()
    yield found
    for gateway in found.values():
        gateway.stop()


def phone_at(platform: Platform, url: str, number: int) -> Phone:
    """A resident whose events come to the gateway at `url`."""

    def post(url: str, raw: bytes, headers: dict[str, str]) -> int:
        answer = requests.post(f"{url}/line/webhook", raw, headers=headers, timeout=30)
        return answer.status_code

    return Phone(platform, partial(post, url), events.user_id(number))


def figure(url: str, what: str) -> float:
    """How many events became this at a gateway."""
    name = f'kokuho_line_events_total{{what="{what}"}} '
    lines = requests.get(f"{url}/metrics", timeout=30).text.splitlines()
    return sum(float(line.removeprefix(name)) for line in lines if line.startswith(name))


class Gate:
    """What Rasa is asked waits here until it is opened; each question counts once."""

    def __init__(self) -> None:
        self.open = False

    async def __call__(self, body: Body) -> Any:
        while not self.open and not body["sender"].startswith("probe"):
            await asyncio.sleep(0.005)
        return await echo(body)


@pytest.fixture
def gate(rasa: StandIn, gateways: Started) -> Gate:
    """A closed one, before a Rasa that both know to be there."""
    for url in gateways:
        wait_until(lambda url=url: _is_up(url), _SECONDS)  # type: ignore[misc]
    found = Gate()
    rasa.work = found
    return found


def _is_up(url: str) -> bool:
    return "kokuho_rasa_up 1.0" in requests.get(f"{url}/metrics", timeout=30).text


def all_have(platform: Platform, users: set[str]) -> Callable[[], bool]:
    """Does each of them have an answer?"""
    return lambda: {user for user, _ in platform.delivered} >= users


def test_what_a_dead_gateway_owes(platform: Platform, gateways: Started, gate: Gate) -> None:
    """The other one answers all that was taken, once each, without a restart of anything."""
    dead, alive = gateways
    phones = [phone_at(platform, dead, number) for number in range(RESIDENTS)]
    for phone in phones:
        assert phone.send(events.text(phone.user, "期限は?")) == 200
    gateways[dead].stop()
    gate.open = True
    users = {phone.user for phone in phones}
    wait_until(all_have(platform, users), _SECONDS)
    assert Counter(user for user, _ in platform.delivered) == dict.fromkeys(users, 1)
    assert figure(alive, "taken_over") >= RESIDENTS
    assert figure(alive, "lost") == 0


def test_who_comes_back_gives_up(platform: Platform, gateways: Started, gate: Gate) -> None:
    """A gateway that was away for too long sends nothing of what the other one has taken over."""
    away, other = gateways
    phones = [phone_at(platform, away, 1_000 + number) for number in range(RESIDENTS)]
    for phone in phones:
        assert phone.send(events.text(phone.user, "期限は?")) == 200
    gateways[away].pause()
    gate.open = True
    users = {phone.user for phone in phones}
    wait_until(all_have(platform, users), _SECONDS)
    gateways[away].go_on()
    last = phone_at(platform, away, 9_999)
    assert last.send(events.text(last.user, "郵送は?")) == 200
    wait_until(all_have(platform, {last.user}), _SECONDS)
    wait_until(lambda: figure(other, "taken_over") >= RESIDENTS, _SECONDS)
    assert Counter(user for user, _ in platform.delivered) == dict.fromkeys({*users, last.user}, 1)


def test_again_at_the_other(
    platform: Platform, gateways: Started, gate: Gate, rasa: StandIn
) -> None:
    """An event that LINE delivers to both is worked on by one, also while that is at work."""
    one, other = gateways
    phone, there = (phone_at(platform, url, 2_000) for url in (one, other))
    event = events.text(phone.user, "期限は?")
    assert phone.send(event) == 200
    wait_until(lambda: rasa.heard == ["期限は?"], _SECONDS)
    assert there.send(events.again(event)) == 200
    gate.open = True
    wait_until(phone.got, _SECONDS)
    assert there.send(events.again(event)) == 200
    assert phone.send(events.again(event)) == 200
    last = events.text(phone.user, "郵送は?")
    assert there.send(last) == 200
    wait_until(lambda: len(phone.got()) > 1, _SECONDS)
    assert rasa.heard == ["期限は?", "郵送は?"]
    assert figure(other, "again") == 2
    assert figure(one, "again") == 1


@pytest.mark.parametrize("dies", [False, True])
def test_the_order_of_a_talk(platform: Platform, gateways: Started, gate: Gate, dies: bool) -> None:
    """What a resident sent first is answered first, though the later message came to the other
    gateway, and though the first one's gateway has died over it."""
    one, other = gateways
    phone, there = (phone_at(platform, url, 3_000 + dies) for url in (one, other))
    assert phone.send(events.text(phone.user, "いち?")) == 200
    assert there.send(events.text(phone.user, "に?")) == 200
    assert there.send(events.text(phone.user, "さん?")) == 200
    if dies:
        gateways[one].stop()
    gate.open = True
    wait_until(lambda: len(phone.got()) == 3, _SECONDS)
    found = [told(answer) for answer in phone.got()]
    assert all(f"答え: {word}" in answer for word, answer in zip(_WORDS, found, strict=True))


def test_pieces_at_both(platform: Platform, gateways: Started, gate: Gate, rasa: StandIn) -> None:
    """A question whose pieces came to both gateways by turns is asked as one, where its first piece
    waits, and answered once."""
    one, other = gateways
    phone, there = (phone_at(platform, url, 4_000) for url in (one, other))
    came = ("郵送は?", phone), ("母の", phone), ("資格確認書は", there), ("新しい", there)
    for words, at in (*came, ("いつ届きますか", phone), ("電話は?", there)):
        assert at.send(events.text(phone.user, words)) == 200
    gate.open = True
    wait_until(lambda: len(phone.got()) == 3, _SECONDS)
    assert rasa.heard == ["郵送は?", "母の 資格確認書は 新しい いつ届きますか", "電話は?"]
    assert figure(one, "fetched") == 3
