"""bot/conversation/throttle.py: how much one talk, one address and one household may send."""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.throttle import NUMBERS_OF_HOUSEHOLD, NUMBERS_OF_TALK, Throttle, household
from bot.errors import RequestRefused
from bot.storage.memory.throttles import MemoryThrottles
from tests.house.serving import SECRET, House, StandIn, house, is_error, new_id, settings_for


@pytest.mark.parametrize(
    ("host", "same"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::1", "::/64"),
        ("no address", "no address"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_household(host: str | None, same: str) -> None:
    """An IPv4 address is itself; of IPv6 the network that one household has counts."""
    assert household(host) == same


def refused_after(hits: Any, most: int) -> RequestRefused:
    """The refusal that comes after `most` calls of `hits`, and not before."""

    async def work() -> None:
        for _ in range(most):
            await hits()
        await hits()

    with pytest.raises(RequestRefused) as caught:
        asyncio.run(work())
    return caught.value


def test_a_talk_has_its_limit() -> None:
    """Beyond so many messages a minute a talk waits, and is told how long."""
    limits = Throttle(MemoryThrottles(), SECRET, 5, 1000)
    refusal = refused_after(lambda: limits.talk("a"), 5)
    assert (refusal.status, refusal.code) == (429, "too_many")
    assert refusal.retry_after is not None
    assert 1 <= refusal.retry_after <= 60
    asyncio.run(limits.talk("b"))


def test_an_address_has_its_limit() -> None:
    """Addresses of one household share a limit; another household has its own."""
    limits = Throttle(MemoryThrottles(), SECRET, 1000, 2)

    async def work() -> None:
        await limits.address("2001:db8:1:2::1")
        await limits.address("2001:db8:1:2:ffff::9")
        with pytest.raises(RequestRefused):
            await limits.address("2001:db8:1:2::3")
        await limits.address("2001:db8:1:3::1")
        await limits.address("203.0.113.7")

    asyncio.run(work())


def test_addresses_are_not_kept() -> None:
    """No address stands in the memory of the limits."""
    limits = Throttle(MemoryThrottles(), SECRET, 5, 5)
    asyncio.run(limits.address("203.0.113.7"))
    store: Any = limits._store
    kept = str(store._hits)
    assert kept.count("address:") > 0
    assert "203.0.113" not in kept


@pytest.fixture
def strict(rasa: StandIn, tmp_path: Path) -> Any:
    """A house where a talk has 3 messages a minute, and an address 8 requests."""
    with house(settings_for(tmp_path, rasa.port, per_talk=3, per_address=8)) as found:
        yield found


def test_over_http_a_talk_is_refused_kindly(strict: House, rasa: StandIn) -> None:
    """The fourth message gets 429 with Retry-After and the number; a resent one is no new one."""
    browser = strict.talk()
    for number in range(3):
        browser.say("はい", f"message-{number}")
    answer = browser.post("/api/messages", {"id": new_id(), "text": "はい"})
    assert is_error(answer, 429, "too_many")
    assert 1 <= int(answer.headers["retry-after"]) <= 60
    assert "044-200-0783" in answer.json()["error"]["message"]
    assert browser.say("はい", "message-0")["id"] == "message-0"
    assert len(rasa.heard) == 3


def test_over_http_an_address_is_refused(strict: House) -> None:
    """A household that sends too much waits, whatever it asks for; others do not notice."""
    for number in range(8):
        found = strict.client(f"2001:db8::{number}").get("/api/centre")
        assert found.status_code == 200
    client = strict.client("2001:db8::ffff")
    answer = client.post("/api/conversations", json={})
    assert is_error(answer, 429, "too_many")
    assert int(answer.headers["retry-after"]) >= 1
    assert strict.client("2001:db8:0:1::1").get("/api/centre").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_numbers_of_one_talk() -> None:
    """A talk gets three consultation numbers an hour, and is told to wait no longer than that."""
    limits = Throttle(MemoryThrottles(), SECRET, 1, 1)
    refusal = refused_after(lambda: limits.number("a", "house"), NUMBERS_OF_TALK)
    assert refusal.code == "too_many"
    assert 60 < (refusal.retry_after or 0) <= 3600
    asyncio.run(limits.number("b", "house"))


def test_numbers_of_one_household() -> None:
    """Whatever talk asks, a household gets thirty an hour; another one has its own."""
    limits, talks = Throttle(MemoryThrottles(), SECRET, 1, 1), itertools.count()
    refusal = refused_after(lambda: limits.number(f"{next(talks)}", "a"), NUMBERS_OF_HOUSEHOLD)
    assert refusal.code == "too_many"
    asyncio.run(limits.number("new", "b"))


def test_the_address_counts_where_it_is_known() -> None:
    """On the web the household is the address of the request, also in the task that answers it,
    whatever browser holds the talk."""
    limits = Throttle(MemoryThrottles(), SECRET, 1000, 1000)

    async def ask(address: str, talk: int) -> None:
        await limits.address(address)
        await asyncio.create_task(limits.number(f"{talk}", f"browser:{talk}"))

    async def work() -> list[Any]:
        tasks = (ask("2001:db8:1:2::1", n) for n in range(NUMBERS_OF_HOUSEHOLD + 2))
        found = await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.create_task(ask("2001:db8:1:3::1", 99))
        return found

    found = asyncio.run(work())
    assert [error.code for error in found if isinstance(error, RequestRefused)] == ["too_many"] * 2


def test_a_site_of_ipv6_has_a_bound() -> None:
    """65,536 households of one customer are not as many budgets; other sites do not notice."""
    limits = Throttle(MemoryThrottles(), SECRET, 1000, per_address=2)

    async def work() -> list[Any]:
        tasks = (limits.address(f"2001:db8:1:{n:x}::1") for n in range(40))
        found = await asyncio.gather(*tasks, return_exceptions=True)
        await limits.address("2001:db8:2::1")
        return found

    found = asyncio.run(work())
    assert sum(isinstance(one, RequestRefused) for one in found) == 40 - 16
