"""bot/console/shared/sessions.py: a sign-in lives on the server, for a shift at the most."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.console.shared.sessions import (
    IDLE_SECONDS,
    MOST_OF_ONE,
    MOST_SECONDS,
    Session,
    Sessions,
)
from tests.house.serving import Clock


@pytest.fixture
def sessions(clock: Clock) -> Sessions:
    """No session yet."""
    return Sessions(clock)


def found(sessions: Sessions, token: str) -> Session:
    """The session, which must be there."""
    session = sessions.find(token)
    assert session is not None
    return session


def test_a_session(sessions: Sessions) -> None:
    """A token leads to the name and stamp that it was begun with."""
    session = found(sessions, sessions.begin("taro", "stamp"))
    assert (session.name, session.stamp) == ("taro", "stamp")


def test_nothing_can_be_guessed(sessions: Sessions) -> None:
    """Tokens and CSRF secrets are 256 random bits each, and nothing of one tells the other."""
    tokens = [sessions.begin(str(n)) for n in range(50)]
    secrets = [found(sessions, token).csrf for token in tokens]
    assert len({*tokens, *secrets}) == 100
    assert all(len(text) == 43 for text in (*tokens, *secrets))


def test_tokens_are_not_kept(sessions: Sessions) -> None:
    """Who reads the memory finds no token to sign in with."""
    token = sessions.begin("taro")
    assert token not in str(vars(sessions))


@pytest.mark.parametrize("token", ["", "x", "x" * 60_000, "\x00", "ä", "タロウ"])
def test_no_session(sessions: Sessions, token: str) -> None:
    """What was never begun is none, and ending it does nothing."""
    mine = sessions.begin("taro")
    assert sessions.find(token) is None
    sessions.end(token)
    assert sessions.find(mine + token + "x") is None
    assert found(sessions, mine).name == "taro"


def test_ended(sessions: Sessions) -> None:
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
def test_time(sessions: Sessions, clock: Clock, pauses: list[int], is_open: bool) -> None:
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


def test_the_longest(sessions: Sessions, clock: Clock) -> None:
    """An hour and ten hours are what the operators' paper says."""
    assert (IDLE_SECONDS, MOST_SECONDS) == (3600, 36_000)


def test_the_oldest_makes_room(sessions: Sessions) -> None:
    """One person has ten browsers; the next one ends the oldest, and nobody else's."""
    hers = sessions.begin("hanako")
    his = [sessions.begin("taro") for _ in range(MOST_OF_ONE + 2)]
    assert [sessions.find(token) is not None for token in his] == [False] * 2 + [True] * MOST_OF_ONE
    assert found(sessions, hers).name == "hanako"


def test_what_is_over_is_forgotten(sessions: Sessions, clock: Clock) -> None:
    """Sessions that are over take no memory for ever."""
    for number in range(100):
        sessions.begin(str(number))
    clock.now += IDLE_SECONDS
    sessions.begin("taro")
    assert len(sessions._open) == 1


def test_many_threads(sessions: Sessions) -> None:
    """Many at a time lose nothing and keep to the limit."""

    def work(number: int) -> bool:
        token = sessions.begin("taro" if number % 2 else f"n{number}")
        sessions.find(token)
        sessions.end(sessions.begin("jiro"))
        return sessions.find(token) is not None or number % 2 == 1

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(200)))
    assert len(sessions._open) == 100 + MOST_OF_ONE
