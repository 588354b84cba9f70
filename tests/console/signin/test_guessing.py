"""bot/console/signin/guessing.py: guessing gets slower and slower, and nobody is locked out by it
at the usual desk."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.signin.guessing import (
    FIRST_WAIT,
    LONGEST_WAIT,
    MOST_WAITING,
    Forgiving,
    Guessing,
    Try,
)
from bot.errors import RequestRefused, StorageError
from bot.storage.memory.failures import MemoryFailures
from bot.storage.ports.failures import Failures
from tests.house.serving import Clock

quietly = settings(max_examples=50)
HOME, AWAY = "10.0.0.1", "203.0.113.9"


class House:
    """The tries at one console, one call after the other."""

    def __init__(self, clock: Clock, most: int = 10_000) -> None:
        self.store = MemoryFailures(most, clock)
        self.own = Guessing(self.store, clock=clock)

    def begin(self, name: str, host: str | None) -> Try:
        """A try."""
        return asyncio.run(self.own.begin(name, host))

    def succeeded(self, made: Try) -> None:
        """With the right password."""
        asyncio.run(self.own.succeeded(made))

    def take_back(self, made: Try) -> None:
        """That was not looked at."""
        asyncio.run(self.own.take_back(made))

    def kept(self) -> list[dict[str, Failures]]:
        """What is counted, by kind."""
        return list(self.store._kinds.values())


@pytest.fixture
def house(clock: Clock) -> House:
    """Nobody has failed yet."""
    return House(clock)


def fail(house: House, name: str = "taro", host: str = AWAY, times: int = 1) -> list[Try]:
    """So many tries with a wrong password, without a pause."""
    return [house.begin(name, host) for _ in range(times)]


def succeed(house: House, name: str = "taro", host: str = HOME) -> Try:
    """A try with the right password."""
    made = house.begin(name, host)
    if not made.wait:
        house.succeeded(made)
    return made


def address(number: int) -> str:
    """One of many machines."""
    return f"198.51.{number // 250}.{number % 250}"


def test_passwords_of_one_colleague(house: House) -> None:
    """Four failures cost nothing, the fifth begins a wait of a minute, and the sixth is refused."""
    made = fail(house, times=6)
    assert [one.wait for one in made] == [0, 0, 0, 0, 0, FIRST_WAIT]
    assert [one.locks for one in made] == [0, 0, 0, 0, FIRST_WAIT, 0]


def test_the_right_password_waits_too(house: House, clock: Clock) -> None:
    """While the wait lasts, the right password is not looked at either; afterwards it is."""
    fail(house, times=5)
    assert succeed(house, host=AWAY).wait == FIRST_WAIT
    clock.now += FIRST_WAIT - 0.5
    assert succeed(house, host=AWAY).wait == 1
    clock.now += 0.5
    assert succeed(house, host=AWAY).wait == 0


def test_each_wait_is_twice_the_one_before(house: House, clock: Clock) -> None:
    """1, 2, 4, 8 and then 15 minutes."""
    fail(house, times=4)
    waits = []
    for _ in range(6):
        (made,) = fail(house)
        assert made.wait == 0
        waits.append(made.locks // 60)
        clock.now += made.locks
    assert waits == [1, 2, 4, 8, 15, 15]
    assert LONGEST_WAIT == 15 * 60


def test_a_night_of_guessing(house: House, clock: Clock) -> None:
    """Whoever tries all night at one colleague has fewer than 70 passwords looked at."""
    looked, end = 0, clock.now + 12 * 3600
    while clock.now < end:
        made = house.begin("taro", AWAY)
        looked += not made.wait
        clock.now += made.wait or 1
    assert 48 < looked < 70


def test_one_password_on_many_names(house: House) -> None:
    """From one address 30 names can be tried; the next has to wait, whichever name it is."""
    made = [house.begin(f"name{n}", AWAY) for n in range(31)]
    assert [one.wait for one in made] == [0] * 30 + [FIRST_WAIT]
    assert house.begin("taro", AWAY).wait == FIRST_WAIT
    assert house.begin("taro", HOME).wait == 0


def test_many_machines_on_one_colleague(house: House) -> None:
    """30 machines can try one colleague; the next has to wait, and tries another name freely."""
    made = [house.begin("taro", address(n)) for n in range(31)]
    assert [one.wait for one in made] == [0] * 30 + [FIRST_WAIT]
    assert house.begin("hanako", address(31)).wait == 0


def test_the_usual_desk_stays_open(house: House, clock: Clock) -> None:
    """However many machines try a colleague, at the usual desk the colleague comes in at once."""
    succeed(house)
    for number in range(500):
        house.begin("taro", address(number))
        clock.now += 60
        assert succeed(house).wait == 0
    assert house.begin("taro", "10.0.0.2").wait > 0, "another desk has to wait"


def test_no_other_machine_opens_a_usual_desk(house: House) -> None:
    """Who signs in under an own name gains nothing against another one."""
    fail(house, times=4)
    for _ in range(20):
        succeed(house, "evil", AWAY)
    assert fail(house)[0].locks == FIRST_WAIT


def test_an_own_success_forgives_no_address(house: House) -> None:
    """One's own sign-ins in between do not hide 30 failures at others."""
    waits = []
    for number in range(31):
        waits.append(house.begin(f"name{number}", AWAY).wait)
        succeed(house, "evil", AWAY)
    assert waits == [0] * 30 + [FIRST_WAIT]


def test_a_desk_that_fails_waits_too(house: House) -> None:
    """The usual desk is not free to guess: after five failures there it waits like any."""
    succeed(house)
    assert [one.wait for one in fail(house, host=HOME, times=6)] == [0] * 5 + [FIRST_WAIT]


def test_a_success_forgives(house: House) -> None:
    """Four typing mistakes and then the right password: for this person all is as before."""
    for number in range(7):
        assert [one.locks for one in fail(house, host=HOME, times=4)] == [0] * 4, number
        assert succeed(house).wait == 0


def test_failures_are_forgiven_by_time(house: House, clock: Clock) -> None:
    """One mistake an hour never makes a wait."""
    for _ in range(100):
        (made,) = fail(house, host=HOME)
        assert (made.wait, made.locks) == (0, 0)
        clock.now += 3600


@pytest.mark.parametrize("at_once", [1, 5, 6, 100])
def test_many_at_once(house: House, at_once: int) -> None:
    """A hundred tries at the same moment are not looked at more often than one after the other."""
    looked = 0

    async def one() -> None:
        nonlocal looked
        made = await house.own.begin("taro", AWAY)
        if made.wait:
            return
        async with house.own.turn():
            looked += 1
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        await asyncio.gather(*(one() for _ in range(at_once)))

    asyncio.run(all_of_them())
    assert looked == min(at_once, 5)


def test_the_right_one_among_many(house: House) -> None:
    """A success in the middle takes back itself and the wait it had begun, not that of another."""
    made = fail(house, times=5)
    house.take_back(made[4])
    assert house.begin("taro", AWAY).wait == 0
    assert house.begin("taro", AWAY).wait == FIRST_WAIT


def test_a_wait_of_another_stays(house: House) -> None:
    """What was not looked at ends no wait that a real failure had begun."""
    made = fail(house, times=5)
    house.take_back(made[0])
    assert house.begin("taro", AWAY).wait == FIRST_WAIT


@pytest.mark.parametrize("trouble", [StorageError("locked"), RequestRefused(429, "busy", "")])
def test_what_could_not_be_looked_at(house: House, trouble: Exception) -> None:
    """It counts for nobody, and is told on."""

    async def try_once() -> None:
        async with house.own.looked_at(await house.own.begin("taro", AWAY)):
            raise trouble

    for _ in range(5):
        with pytest.raises(type(trouble)):
            asyncio.run(try_once())
    assert house.begin("taro", AWAY).wait == 0


def test_one_password_at_a_time(house: House) -> None:
    """One is looked at, twenty wait with it, and more are told at once to come again."""
    inside = most = 0
    refused: list[RequestRefused] = []

    async def one() -> None:
        nonlocal inside, most
        try:
            async with house.own.turn():
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                inside -= 1
        except RequestRefused as error:
            refused.append(error)

    async def all_of_them() -> None:
        await asyncio.gather(*(one() for _ in range(MOST_WAITING + 7)))
        await asyncio.gather(*(one() for _ in range(MOST_WAITING)))

    asyncio.run(all_of_them())
    assert most == 1
    assert [(error.status, error.code, error.retry_after) for error in refused] == [
        (429, "busy", 5)
    ] * 7


def test_a_turn_that_breaks_is_over(house: House) -> None:
    """A failure or an end in the middle keeps no place."""

    async def one() -> None:
        async with house.own.turn():
            raise RuntimeError

    async def all_of_them() -> None:
        for _ in range(MOST_WAITING + 1):
            with pytest.raises(RuntimeError):
                await one()
        async with house.own.turn():
            waiting = [asyncio.create_task(one()) for _ in range(MOST_WAITING - 1)]
            await asyncio.sleep(0)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            assert house.own._waiting == 1
        assert house.own._waiting == 0

    asyncio.run(all_of_them())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.1", "203.0.113.2", False),
        (None, None, True),
        ("testclient", "testclient", True),
    ],
)
def test_a_household(house: House, one: str | None, other: str | None, same: bool) -> None:
    """Of IPv6 the network that one household has counts: it has addresses without end."""
    for _ in range(5):
        house.begin("taro", one)
    assert (house.begin("taro", other).wait > 0) is same


def test_nothing_typed_is_kept(house: House) -> None:
    """Neither a name, which may be a password, nor an address stands in the memory."""
    house.begin("correct horse battery", AWAY)
    succeed(house, "taro", HOME)
    kept = [*house.store._known]
    for kind in house.kept():
        kept += kind
    assert len(kept) == 4
    for text in ("correct", "taro", AWAY, HOME):
        assert text not in str(kept)


@pytest.mark.parametrize("name", ["", "\x00", "\udcff", "x" * 60_000, "🙂"])
def test_any_name_can_be_counted(house: House, name: str) -> None:
    """Whatever is typed is counted like any other name."""
    waits = [house.begin(name, AWAY).wait for _ in range(6)]
    assert waits == [0] * 5 + [FIRST_WAIT]


def test_pairs_cannot_be_mixed_up(house: House) -> None:
    """No name and address together look like another name and address."""
    pairs = {house.own._pseudonym("pair", a, b) for a, b in [("a", "b"), ("ab", ""), ("", "ab")]}
    assert len(pairs) == 3


def test_a_flood_pushes_out_the_flood(
    clock: Clock,
) -> None:
    """Memory is bounded, and whoever fills it does not end a wait with it."""
    house = House(clock, most=100)
    fail(house, times=5)
    for number in range(1000):
        house.begin(f"name{number}", address(number))
        clock.now += 0.01
    assert [len(kind) <= 100 for kind in house.kept()] == [True] * 3
    assert house.begin("taro", AWAY).wait > 0


def test_usual_desks_are_bounded(clock: Clock) -> None:
    """The desk that was used longest ago is forgotten first."""
    house = House(clock, most=10)
    for number in range(10):
        succeed(house, f"name{number}")
    succeed(house, "name0")
    succeed(house, "name10")
    assert len(house.store._known) == 10
    assert house.own._pseudonym("pair", "name0", HOME) in house.store._known
    assert house.own._pseudonym("pair", "name1", HOME) not in house.store._known


@quietly
@given(st.lists(st.tuples(st.sampled_from("ft"), st.integers(0, 4000)), max_size=60))
def test_taking_back_leaves_no_trace(steps: list[tuple[str, int]]) -> None:
    """A try that is taken back at once changes no wait, whatever came before."""
    forgiving, now = Forgiving(5, 3600), 0.0
    one: Failures | None = None
    other: Failures | None = None
    for what, pause in steps:
        now += pause
        if what == "t" and not forgiving.wait(one, now):
            added = forgiving.add(one, now)
            one = forgiving.take_back(added, added.until)
        elif what == "f":
            if not forgiving.wait(one, now):
                one = forgiving.add(one, now)
            if not forgiving.wait(other, now):
                other = forgiving.add(other, now)
        assert forgiving.wait(one, now) == forgiving.wait(other, now)


@quietly
@given(st.lists(st.integers(0, 2000), min_size=1, max_size=80))
def test_a_count_stays_in_its_bounds(pauses: list[int]) -> None:
    """No wait is longer than 15 minutes, and after enough rest everything is forgotten."""
    forgiving, now = Forgiving(5, 3600), 0.0
    found: Failures | None = None
    for pause in pauses:
        now += pause
        found = forgiving.add(found, now)
        assert 0 <= forgiving.wait(found, now) <= LONGEST_WAIT
        assert now < found.ends <= now + 10 * 3600
    now += 10 * 3600
    found = forgiving.add(found, now)
    assert (found.count, found.until) == (1, 0)
