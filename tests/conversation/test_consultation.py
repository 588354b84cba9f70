"""bot/conversation/consultation.py: a number is good once, for half an hour, and hard to guess."""

from __future__ import annotations

import asyncio
import itertools
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.content import say
from bot.conversation import consultation
from bot.conversation.consultation import (
    LATELY_SECONDS,
    NUMBERS,
    VALID_SECONDS,
    WRONG_OF_ONE,
    AskedTurn,
    Computed,
    Consultations,
    Shown,
    grouped,
)
from bot.errors import RequestRefused
from bot.storage.memory.consultations import MemoryConsultations
from bot.storage.memory.throttles import MemoryThrottles
from tests.house.serving import Clock

SHOWN = Shown((AskedTurn("母の分はいつまでですか", "certificate_expiry", "answer"),), ())
OTHER = Shown((), (Computed("expiry_age70", {"birthday": "1955-07-15"}),))
NOBODYS = "000000"  # no number begins with a zero


@pytest.fixture
def numbers(clock: Clock) -> Consultations:
    """No number yet."""
    return Consultations(MemoryConsultations(clock), MemoryThrottles(clock))


def issued(numbers: Consultations, shown: Shown = SHOWN) -> tuple[str, str]:
    """A number that was made, and its name."""
    found = asyncio.run(numbers.issue(shown))
    assert found is not None
    return found


def redeemed(numbers: Consultations, text: str, operator: str = "taro") -> tuple[Shown, int] | None:
    """What an operator gets for `text`."""
    return asyncio.run(numbers.redeem(text, operator))


def live(numbers: Consultations, name: str) -> bool:
    """May it still be used?"""
    return asyncio.run(numbers.is_live(name))


def taken_back(numbers: Consultations, name: str) -> bool:
    """Was there anything to take back?"""
    return asyncio.run(numbers.take_back(name))


def store_of(numbers: Consultations) -> Any:
    """Where they lie."""
    return numbers._store


async def outcome(work: Awaitable[Any]) -> Any:
    """What came of it; the code of a refusal."""
    try:
        return await work
    except RequestRefused as refusal:
        return refusal.code


def test_a_number_is_easy_to_read_out(numbers: Consultations) -> None:
    """Two groups of three digits, neither with a zero in front, all of them different."""
    found = [issued(numbers)[0] for _ in range(500)]
    assert len(set(found)) == 500
    assert all(re.fullmatch(r"[1-9][0-9]{2}[1-9][0-9]{2}", number) for number in found)
    assert grouped("123456") == "123 456"


def test_every_number_can_come(monkeypatch: pytest.MonkeyPatch, numbers: Consultations) -> None:
    """All 810,000 come out of the machine's own random source, the first and the last too."""
    asked: list[int] = []

    def below(least: int, drawn: int) -> int:
        asked.append(least)
        return drawn

    for drawn, number in ((0, "100100"), (899, "999999")):
        monkeypatch.setattr(consultation.secrets, "randbelow", lambda n, d=drawn: below(n, d))
        assert issued(numbers)[0] == number
    assert asked == [900] * 4
    assert NUMBERS == 900 * 900


def test_a_number_shows_once(numbers: Consultations) -> None:
    """The first who says it gets what stands behind it, the second nothing."""
    number, name = issued(numbers)
    assert redeemed(numbers, f"{grouped(number)}です") == (SHOWN, 0)
    assert redeemed(numbers, number) is None
    assert not live(numbers, name)
    assert asyncio.run(numbers.count()) == 0


def test_each_number_shows_its_own(numbers: Consultations) -> None:
    """Of two numbers each leads to its own talk, in whichever order they are used."""
    (first, _), (second, _) = issued(numbers, SHOWN), issued(numbers, OTHER)
    assert redeemed(numbers, second) == (OTHER, 0)
    assert redeemed(numbers, first) == (SHOWN, 0)


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (59.9, 0), (60, 1), (VALID_SECONDS - 0.001, 29), (VALID_SECONDS, None), (1e9, None)],
)
def test_half_an_hour(
    numbers: Consultations, clock: Clock, seconds: float, minutes: int | None
) -> None:
    """A number is good for 30 minutes to the second, and says how old it is."""
    number, name = issued(numbers)
    clock.now += seconds
    assert live(numbers, name) == (minutes is not None)
    found = redeemed(numbers, number)
    assert found == (None if minutes is None else (SHOWN, minutes))


def test_what_is_over_is_out_of_the_memory(numbers: Consultations, clock: Clock) -> None:
    """After its time, and after it was taken back, nothing of a talk is left."""
    _, first = issued(numbers)
    assert taken_back(numbers, first)
    assert not taken_back(numbers, first)
    assert not taken_back(numbers, "")
    issued(numbers, OTHER)
    clock.now += VALID_SECONDS
    assert asyncio.run(numbers.count()) == 0
    assert not vars(store_of(numbers))["_live"]._kept


def test_a_number_that_was_taken_back_is_a_wrong_one(numbers: Consultations) -> None:
    """Who says it gets nothing."""
    number, name = issued(numbers)
    taken_back(numbers, name)
    assert redeemed(numbers, number) is None


def test_the_number_is_not_kept(numbers: Consultations) -> None:
    """Neither the number nor a hash that another process would make of it stands in the memory."""
    number, name = issued(numbers)
    store = store_of(numbers)
    kept = f"{vars(numbers)} {vars(store._live)} {vars(store._names)}"
    assert number not in kept
    assert grouped(number) not in kept
    assert Consultations(MemoryConsultations(), MemoryThrottles())._name(number) != name
    assert SHOWN.asked[0].words not in kept
    assert "1955" not in repr(OTHER)


def test_a_number_on_a_slip_of_paper(
    numbers: Consultations, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that was used, or is over, is given to nobody else for two hours."""
    drawn = iter(["123456", "123456", "123456", "234567", "123456"])
    monkeypatch.setattr(consultation, "_any_number", lambda: next(drawn))
    first, name = issued(numbers)
    taken_back(numbers, name)
    clock.now += VALID_SECONDS + LATELY_SECONDS - 1
    assert (first, issued(numbers)[0]) == ("123456", "234567")
    clock.now += 1
    assert issued(numbers)[0] == "123456"


def test_a_live_number_is_never_given_twice(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many were made and taken back since, nobody gets the number of somebody else."""
    drawn = iter(["123456", "234567", "123456", "345678"])
    monkeypatch.setattr(consultation, "_any_number", lambda: next(drawn))
    numbers = Consultations(MemoryConsultations(clock, remembered=1), MemoryThrottles())
    issued(numbers)
    issued(numbers)
    assert issued(numbers, OTHER)[0] == "345678"
    assert redeemed(numbers, "123456") == (SHOWN, 0)


def test_so_many_at_once(
    numbers: Consultations, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When all are taken there is none, until one is used, taken back or over."""
    monkeypatch.setattr(consultation, "MOST_LIVE", 2)

    def issued(numbers: Consultations) -> tuple[str, str]:
        found = asyncio.run(numbers.issue(SHOWN, f"caller {next(_callers)}"))
        assert found is not None
        return found

    (number, _), (_, second) = issued(numbers), issued(numbers)
    assert asyncio.run(numbers.issue(OTHER)) is None
    redeemed(numbers, number)
    issued(numbers)
    assert asyncio.run(numbers.issue(OTHER)) is None
    taken_back(numbers, second)
    issued(numbers)
    assert asyncio.run(numbers.issue(OTHER)) is None
    clock.now += VALID_SECONDS
    issued(numbers)


def test_who_takes_all_the_numbers(numbers: Consultations, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no more may be live, who has many loses his oldest one; who has one keeps it."""
    monkeypatch.setattr(consultation, "MOST_LIVE", 6)

    async def work() -> list[bool]:
        honest = await numbers.issue(SHOWN, "honest")
        greedy = [await numbers.issue(SHOWN, f"greedy {n % 2}") for n in range(20)]
        late = await numbers.issue(SHOWN, "late")
        assert None not in (honest, late)
        names = [made[1] for made in (honest, late, *greedy) if made is not None]
        return [await numbers.is_live(name) for name in names]

    live = asyncio.run(work())
    assert live[:2] == [True, True]
    assert live[-1]
    assert sum(live) == 6


def test_fifty_at_the_same_moment(numbers: Consultations) -> None:
    """Of 50 operators who type the same number together exactly one sees the talk."""
    number, _ = issued(numbers)

    async def all_at_once() -> list[Any]:
        tries = (outcome(numbers.redeem(number, f"operator{n}")) for n in range(50))
        return await asyncio.gather(*tries)

    found = asyncio.run(all_at_once())
    assert found.count((SHOWN, 0)) == 1
    assert found.count(None) == 49


def test_together_is_no_way_around_the_limit(numbers: Consultations) -> None:
    """Of 50 wrong numbers that one operator sends at once no more are looked at than one by one."""
    issued(numbers)

    async def all_at_once() -> list[Any]:
        return await asyncio.gather(
            *(outcome(numbers.redeem(f"0{n:05}", "taro")) for n in range(50))
        )

    found = asyncio.run(all_at_once())
    assert found.count(None) == WRONG_OF_ONE
    assert found.count("too_many") == 50 - WRONG_OF_ONE


_callers = itertools.count()


def wrong(numbers: Consultations, operator: str, times: int) -> None:
    """So many wrong numbers, each of which is looked at."""
    for _ in range(times):
        assert redeemed(numbers, NOBODYS, operator) is None


def refusal_of(work: Callable[[], Any]) -> RequestRefused:
    """The refusal that `work` ends in."""
    with pytest.raises(RequestRefused) as caught:
        work()
    return caught.value


def test_who_guesses_has_to_wait(numbers: Consultations) -> None:
    """After ten wrong numbers not even the right one helps an operator; the others go on."""
    number, _ = issued(numbers)
    wrong(numbers, "taro", WRONG_OF_ONE)
    refusal = refusal_of(lambda: redeemed(numbers, number))
    assert (refusal.status, refusal.code) == (429, "too_many")
    assert str(refusal) == say("consult", "wrong")
    assert refusal.retry_after is not None
    assert 1 <= refusal.retry_after <= 600
    assert redeemed(numbers, number, "hanako") == (SHOWN, 0)


def test_nobody_waits_for_the_slips_of_others(numbers: Consultations) -> None:
    """However many numbers others got wrong, who was never wrong goes on."""
    number, _ = issued(numbers)
    for operator in "abcdefgh":
        wrong(numbers, operator, WRONG_OF_ONE)
    assert redeemed(numbers, number, "i") == (SHOWN, 0)


@pytest.mark.parametrize(("seconds", "waits"), [(590, True), (601, False)])
def test_ten_minutes_later(numbers: Consultations, clock: Clock, seconds: int, waits: bool) -> None:
    """The wait is over after ten minutes."""
    number, _ = issued(numbers)
    wrong(numbers, "taro", WRONG_OF_ONE)
    clock.now += seconds
    if waits:
        assert refusal_of(lambda: redeemed(numbers, number)).code == "too_many"
    else:
        assert redeemed(numbers, number) == (SHOWN, 10)


def test_a_slip_is_no_guess(numbers: Consultations) -> None:
    """What is not even six digits, and right numbers, count as nothing."""
    for text in ("12345", "", "はい", "1234567") * 5:
        assert redeemed(numbers, text) is None
    for _ in range(3 * WRONG_OF_ONE + 1):
        assert redeemed(numbers, issued(numbers)[0]) == (SHOWN, 0)
