"""bot/conversation/admission.py: a fair share for each caller, by what a message costs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import admission
from bot.conversation.admission import MOST_OF_ALL, MOST_OF_ONE, Admission, Costs
from bot.errors import RequestRefused
from tests.house.serving import Clock

SHORT, LONG = 20, 1000


class Street:
    """Callers before an admission, one at work at a time; `order` is who was let in."""

    def __init__(self, patience: float = 30.0, slots: int = 1) -> None:
        self.clock, self.order, self.tasks = Clock(), [], []  # type: ignore[var-annotated]
        self.admission = Admission(patience, slots, self.clock)
        self.most_at_work = self._at_work = 0

    async def ask(self, caller: str, size: int = SHORT, gate: asyncio.Event | None = None) -> None:
        """One message, that is at work until the gate is open."""
        async with self.admission.turn(caller, size):
            self.order.append((caller, size))
            self._at_work += 1
            self.most_at_work = max(self.most_at_work, self._at_work)
            if gate is not None:
                await gate.wait()
            await asyncio.sleep(0)
            self.clock.now += size / 5000
            self._at_work -= 1

    def send(self, caller: str, size: int = SHORT, gate: asyncio.Event | None = None) -> None:
        """The same, without a wait for it."""
        self.tasks.append(asyncio.create_task(self.ask(caller, size, gate)))


def live(work: Callable[[Street], Awaitable[None]], **more: float) -> Street:
    """A street in which `work` is done to the end."""

    async def run() -> Street:
        street = Street(**more)  # type: ignore[arg-type]
        await work(street)
        await asyncio.gather(*street.tasks)
        return street

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def _no_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still here, so a rest would have no end."""
    monkeypatch.setattr(admission, "_REST", 0.0)
    monkeypatch.setattr(admission, "_REST_OF_MANY", 0.0)


def test_a_short_question_passes_long_texts() -> None:
    """Thirty callers wait with long texts; who asks one short question is next."""

    async def work(street: Street) -> None:
        gate = asyncio.Event()
        street.send("somebody", SHORT, gate)
        for number in range(30):
            street.send(f"attacker {number}", LONG)
        await asyncio.sleep(0)
        street.send("honest", SHORT)
        await asyncio.sleep(0)
        gate.set()

    assert live(work).order[1] == ("honest", SHORT)


def test_who_sends_much_waits_for_himself() -> None:
    """Ten messages of one caller and one of another: the one comes second."""

    async def work(street: Street) -> None:
        gate = asyncio.Event()
        street.send("many", SHORT, gate)
        await asyncio.sleep(0)
        for _ in range(9):
            street.send("many", SHORT)
        street.send("one", SHORT)
        await asyncio.sleep(0)
        gate.set()

    assert [caller for caller, _ in live(work).order].index("one") <= 1


def test_equal_callers_share() -> None:
    """Three who send without end have had as much of the time, at any moment."""

    async def work(street: Street) -> None:
        for number in range(12):
            street.send("abc"[number // 4])

    order = [caller for caller, _ in live(work).order]
    assert all(set(order[i : i + 3]) == set("abc") for i in range(3, 9, 3))


def test_one_long_text_at_a_time() -> None:
    """Also where there is room for more."""

    async def work(street: Street) -> None:
        for number in range(5):
            street.send(f"{number}", LONG)

    street = live(work, slots=4)
    assert street.most_at_work == 1
    assert len(street.order) == 5


def test_a_rest_after_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second long one waits for the time that the first took; a short one does not."""
    monkeypatch.setattr(admission, "_REST", 1.0)

    async def work(street: Street) -> None:
        await street.ask("a", LONG)
        street.send("b", LONG)
        street.send("c", SHORT)
        await asyncio.gather(street.tasks[1])
        assert street.order == [("a", LONG), ("c", SHORT)]
        street.clock.now += 1.0
        street.admission._admit()

    assert live(work).order[-1] == ("b", LONG)


def test_patience_ends() -> None:
    """Whose turn does not come is told to try again, and leaves nothing behind."""

    async def work(street: Street) -> None:
        gate = asyncio.Event()
        street.send("first", SHORT, gate)
        await asyncio.sleep(0)
        with pytest.raises(RequestRefused) as caught:
            await street.ask("second")
        assert (caught.value.code, bool(caught.value.retry_after)) == ("busy", True)
        gate.set()

    street = live(work, patience=0.01)
    assert street.order == [("first", SHORT)]
    assert street.admission._waiting.total() == 0


@pytest.mark.parametrize("others", [0, MOST_OF_ALL])
def test_too_many_wait(others: int) -> None:
    """Who has many waiting is refused, and where all are, who has one; a newcomer gets in."""

    async def work(street: Street) -> None:
        street.admission._waiting["much"] = 1 if others else MOST_OF_ONE
        street.admission._waiting["others"] = others
        with pytest.raises(RequestRefused):
            street.admission.check("much")
        street.admission.check("newcomer")

    live(work)


def test_who_goes_away_gives_his_place() -> None:
    """Cancelled while it waits or works, a message holds no place."""

    async def work(street: Street) -> None:
        gate = asyncio.Event()
        at_work, waits = (asyncio.create_task(street.ask("a", SHORT, gate)) for _ in "ab")
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        waits.cancel()
        at_work.cancel()
        await asyncio.gather(at_work, waits, return_exceptions=True)
        await street.ask("b")

    assert live(work).order[-1] == ("b", SHORT)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 1000)), max_size=40),
    st.integers(1, 4),
)
def test_nobody_is_forgotten(sent: list[tuple[str, int]], slots: int) -> None:
    """Whoever sends what: each is let in once, never more at a time than there are slots."""

    async def work(street: Street) -> None:
        for caller, size in sent:
            street.send(caller, size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(admission, "MOST_OF_ONE", 100)
        patch.setattr(admission, "_REST", 0.0)
        patch.setattr(admission, "_REST_OF_MANY", 0.0)
        street = live(work, slots=slots)
    assert sorted(street.order) == sorted(sent)
    assert street.most_at_work <= slots


def test_costs_follow_the_machine() -> None:
    """A slow machine makes nothing heavy by itself; what is measured under load counts less."""
    costs = Costs()
    assert costs.is_heavy(LONG)
    assert not costs.is_heavy(SHORT)
    costs.measured(SHORT, 0.5)
    assert not costs.is_heavy(SHORT)
    for _ in range(40):
        costs.measured(SHORT, 0.005)
    before = costs.of(SHORT)
    assert before < 0.007
    costs.measured(SHORT, 1.0)
    assert costs.of(SHORT) < before + 0.025


@pytest.mark.parametrize(
    ("buttons", "short", "longer"), [(0.002, 0.008, 0.02), (0.001, 0.004, 0.04)]
)
def test_quick_is_never_heavy(buttons: float, short: float, longer: float) -> None:
    """A button takes next to nothing and a question of 100 characters a little: neither waits for
    the rests of long texts."""
    costs = Costs()
    for size, seconds in ((0, buttons), (SHORT, short), (100, longer), (LONG, 0.3)):
        costs.measured(size, seconds)
    assert [costs.is_heavy(size) for size in (0, SHORT, 100, LONG)] == [False, False, False, True]


def test_a_button_says_nothing_of_texts() -> None:
    """What buttons cost does not change what a text will cost."""
    costs = Costs()
    before = costs.of(SHORT), costs.is_heavy(SHORT)
    costs.measured(0, 0.0001)
    assert (costs.of(SHORT), costs.is_heavy(SHORT)) == before
