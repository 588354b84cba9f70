"""bot/console/shared/sessions.py: a sign-in lives on the server, for a shift at the most."""

from __future__ import annotations

import asyncio

import pytest

from bot.console.shared.sessions import (
    IDLE_SECONDS,
    MOST_OF_ONE,
    MOST_SECONDS,
    Sessions,
)
from bot.storage.memory.sessions import MemorySessions
from bot.storage.ports.sessions import Session
from tests.house.serving import Clock


class Desk:
    """The sessions, one call after the other."""

    def __init__(self, clock: Clock) -> None:
        self.store = MemorySessions(clock)
        self.own = Sessions(self.store, clock)

    def begin(self, name: str, stamp: str = "") -> str:
        """A new one."""
        return asyncio.run(self.own.begin(name, stamp))

    def find(self, token: str) -> Session | None:
        """The one of the token."""
        return asyncio.run(self.own.find(token))

    def end(self, token: str) -> None:
        """Ends it."""
        asyncio.run(self.own.end(token))


@pytest.fixture
def sessions(clock: Clock) -> Desk:
    """No session yet."""
    return Desk(clock)


def found(sessions: Desk, token: str) -> Session:
    """The session, which must be there."""
    session = sessions.find(token)
    assert session is not None
    return session


def test_a_session(sessions: Desk) -> None:
    """A token leads to the name and stamp that it was begun with."""
    session = found(sessions, sessions.begin("taro", "stamp"))
    assert (session.name, session.stamp) == ("taro", "stamp")


def test_nothing_can_be_guessed(sessions: Desk) -> None:
    """Tokens and CSRF secrets are 256 random bits each, and nothing of one tells the other."""
    tokens = [sessions.begin(str(n)) for n in range(50)]
    secrets = [found(sessions, token).csrf for token in tokens]
    assert len({*tokens, *secrets}) == 100
    assert all(len(text) == 43 for text in (*tokens, *secrets))


def test_tokens_are_not_kept(sessions: Desk) -> None:
    """Who reads the memory finds no token to sign in with."""
    token = sessions.begin("taro")
    assert token not in str(vars(sessions.store._open))


@pytest.mark.parametrize("token", ["", "x", "x" * 60_000, "\x00", "ä", "タロウ"])
def test_no_session(sessions: Desk, token: str) -> None:
    """What was never begun is none, and ending it does nothing."""
    mine = sessions.begin("taro")
    assert sessions.find(token) is None
    sessions.end(token)
    assert sessions.find(mine + token + "x") is None
    assert found(sessions, mine).name == "taro"


def test_ended(sessions: Desk) -> None:
    """An ended session is over at once, and the others of the same person are not."""
    one, other = sessions.begin("taro"), sessions.begin("taro")
    sessions.end(one)
    assert sessions.find(one) is None
    assert found(sessions, other).name == "taro"


@pytest.mark.parametrize(
    ("pauses", "is_open"),
    [
        ([IDLE_SECONDS - 1], True),
        ([IDLE_SECONDS], False),
        ([IDLE_SECONDS - 1, IDLE_SECONDS - 1], True),
        ([IDLE_SECONDS - 1, IDLE_SECONDS], False),
        ([IDLE_SECONDS - 1] * 10, True),
        ([IDLE_SECONDS - 1] * 10 + [9], True),
        ([IDLE_SECONDS - 1] * 10 + [10], False),
    ],
)
def test_time(sessions: Desk, clock: Clock, pauses: list[int], is_open: bool) -> None:
    """An hour without use ends it, and ten hours end it however much it is used."""
    token = sessions.begin("taro")
    for pause in pauses[:-1]:
        clock.now += pause
        assert sessions.find(token) is not None
    clock.now += pauses[-1]
    assert (sessions.find(token) is not None) is is_open
    if not is_open:
        clock.now = 1000.0
        assert sessions.find(token) is None, "what is over does not come back"


def test_the_longest(sessions: Desk, clock: Clock) -> None:
    """An hour and ten hours are what the operators' paper says."""
    assert (IDLE_SECONDS, MOST_SECONDS) == (3600, 36_000)


def test_the_oldest_makes_room(sessions: Desk) -> None:
    """One person has ten browsers; the next one ends the oldest, and nobody else's."""
    hers = sessions.begin("hanako")
    his = [sessions.begin("taro") for _ in range(MOST_OF_ONE + 2)]
    assert [sessions.find(token) is not None for token in his] == [False] * 2 + [True] * MOST_OF_ONE
    assert found(sessions, hers).name == "hanako"


def test_what_is_over_is_forgotten(sessions: Desk, clock: Clock) -> None:
    """Sessions that are over take no memory for ever."""
    for number in range(100):
        sessions.begin(str(number))
    clock.now += IDLE_SECONDS
    sessions.begin("taro")
    assert len(sessions.store._open._kept) == 1


def test_many_at_once(sessions: Desk) -> None:
    """Many at a time lose nothing and keep to the limit."""
    own = sessions.own

    async def work(number: int) -> bool:
        token = await own.begin("taro" if number % 2 else f"n{number}")
        await own.find(token)
        await own.end(await own.begin("jiro"))
        return await own.find(token) is not None or number % 2 == 1

    async def all_at_once() -> list[bool]:
        return await asyncio.gather(*map(work, range(200)))

    assert all(asyncio.run(all_at_once()))
    assert len(sessions.store._open._kept) == 100 + MOST_OF_ONE
