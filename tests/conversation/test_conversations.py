"""bot/conversation/conversations.py: nobody chooses, guesses or takes over a conversation."""

from __future__ import annotations

import asyncio
import base64
import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from bot.conversation import conversations as module
from bot.conversation.conversations import (
    IDLE_SECONDS,
    MOST_SECONDS,
    Conversation,
    Conversations,
)
from bot.errors import RequestRefused
from bot.storage.memory.conversations import MemoryConversations
from tests.house.serving import SECRET, Clock

ME = "browser:me"


def begin(known: Conversations, holder: str = ME) -> tuple[str, Conversation]:
    """A new conversation and its token."""
    return asyncio.run(known.begin(holder))


def find(known: Conversations, token: str, *holders: str) -> Conversation:
    """The conversation of the token."""
    return asyncio.run(known.find(token, holders or (ME,)))


def count(known: Conversations) -> int:
    """How many there are."""
    return asyncio.run(known.count())


def fresh(key: str = SECRET) -> Conversations:
    """Those of another process."""
    return Conversations(key, MemoryConversations())


@pytest.fixture
def known(clock: Clock) -> Conversations:
    """No conversation yet."""
    return Conversations(SECRET, MemoryConversations(clock=clock))


def refusal(known: Conversations, token: str, *holders: str) -> str:
    """The code with which `token` is refused."""
    with pytest.raises(RequestRefused) as caught:
        find(known, token, *holders)
    return caught.value.code


def test_a_conversation_is_found_again(known: Conversations) -> None:
    """The token leads its holder to the same conversation, each time."""
    token, begun = begin(known)
    assert find(known, token) is begun
    assert find(known, token, "browser:other", ME) is begun
    assert count(known) == 1


def test_ids_cannot_be_guessed(known: Conversations) -> None:
    """An id has at least 128 random bits, and no two are alike."""
    ids = {begin(known)[1].id for _ in range(200)}
    assert len(ids) == 200
    assert all(len(base64.urlsafe_b64decode(name)) * 8 >= 128 for name in ids)


def test_rasa_sees_a_pseudonym(known: Conversations) -> None:
    """What Rasa is told holds nothing of the id, and differs between talks and keys."""
    _, one = begin(known)
    _, two = begin(known)
    assert one.id not in one.sender
    assert one.sender != two.sender
    assert asyncio.run(fresh("x" * 32)._remember(one.id, "")).sender != one.sender


@pytest.mark.parametrize(
    "holder", ["browser:other", "browser:", "origin:me", "origin:https://www.example.jp", "", "me"]
)
def test_another_holder_is_refused(known: Conversations, holder: str) -> None:
    """A token is worth nothing in another browser or on another origin."""
    token, _ = begin(known)
    assert refusal(known, token, holder) == "no_conversation"


@pytest.mark.parametrize(
    "token",
    ["", ".", "..", "a.b.c", "null", "é", "\x00", "確認書", "W10.aaaaaa.bbbb", "x" * 60_000],
)
def test_what_is_no_token_is_refused(known: Conversations, token: str) -> None:
    """Whatever comes in place of a token is refused as unknown."""
    assert refusal(known, token) == "no_conversation"


@given(st.data())
def test_a_changed_token_is_refused(data: st.DataObject) -> None:
    """No single letter of a token can be changed, left out or doubled."""
    known = fresh()
    token, _ = begin(known)
    # The last letter's lowest bits are no part of the signature.
    at = int(data.draw(st.floats(0, 1, exclude_max=True)) * (len(token) - 1))
    put = data.draw(st.sampled_from(["", "twice", *"ABCxyz019-_.=\n"])).replace(
        "twice", token[at] * 2
    )
    changed = token[:at] + put + token[at + 1 :]
    if changed != token:
        assert refusal(known, changed) == "no_conversation"


@pytest.mark.parametrize(
    "content", [[], ["a"], ["a", "b", "c"], ["a", "b", "c", "d"], {}, {"a": 1}, "ab", 3, None]
)
def test_another_content_is_refused(known: Conversations, content: object) -> None:
    """Even with the right key, what is no conversation of a holder is refused."""
    signer = URLSafeTimedSerializer(SECRET, salt="conversation")
    signer.signer_kwargs = known._signer.signer_kwargs
    assert refusal(known, str(signer.dumps(content))) == "no_conversation"


def test_a_chosen_id_is_refused(known: Conversations) -> None:
    """A client that signs an id of its own choice with another key gets nowhere."""
    _, begun = begin(known)
    for key in ("", "guess", SECRET[:-1]):
        signed = URLSafeTimedSerializer(key, salt="conversation").dumps([begun.id, "holder"])
        assert refusal(known, str(signed)) == "no_conversation"
    unsigned = base64.urlsafe_b64encode(json.dumps([begun.id, "holder"]).encode()).decode()
    assert refusal(known, unsigned) == "no_conversation"


def test_a_wiped_conversation_is_gone(known: Conversations) -> None:
    """A wiped conversation is told as expired, and does not come back."""
    token, begun = begin(known)
    asyncio.run(known.wipe(begun))
    asyncio.run(known.wipe(begun))
    assert refusal(known, token) == "expired"
    assert refusal(known, token) == "expired"
    assert count(known) == 0


@pytest.mark.parametrize(("seconds", "kept"), [(IDLE_SECONDS - 1, True), (IDLE_SECONDS, False)])
def test_an_idle_conversation_expires(
    known: Conversations, clock: Clock, seconds: float, kept: bool
) -> None:
    """After half an hour without a word a conversation is gone."""
    token, begun = begin(known)
    clock.now = seconds
    assert count(known) == kept
    if kept:
        assert find(known, token) is begun
    else:
        assert refusal(known, token) == "expired"


def test_a_conversation_that_goes_on_is_kept(known: Conversations, clock: Clock) -> None:
    """Each look at a conversation is a new beginning of the half hour."""
    token, begun = begin(known)
    begin(known)
    for _ in range(5):
        clock.now += IDLE_SECONDS - 1
        assert find(known, token) is begun
    assert count(known) == 1


def test_a_conversation_ends_after_half_a_day(
    known: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However busy it is, a token is not good for longer than its longest time."""
    token, _ = begin(known)
    now = module.uptime()
    monkeypatch.setattr(module, "uptime", lambda: now + MOST_SECONDS + 2)
    assert refusal(known, token) == "expired"


@pytest.mark.parametrize("hours", [-2, 13])
def test_a_clock_that_is_set_ends_no_talk(
    known: Conversations, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    """Two hours back or thirteen forward: the talk goes on, and a new one begins."""
    token, talk = begin(known)
    now, signed = time.time(), TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: signed + hours * 3600)
    monkeypatch.setattr(time, "time", lambda: now + hours * 3600)
    assert find(known, token) is talk
    assert find(known, begin(known)[0])


def test_after_the_machine_was_started_again(
    known: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock decides: a token of yesterday is over, one of just now is not."""
    token, talk = begin(known)
    monkeypatch.setattr(module, "BOOT", "another run")
    assert find(known, token) is talk
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + MOST_SECONDS + 2)
    assert refusal(known, token) == "expired"


def test_a_restart_goes_on_from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a restart an old token of ours leads its holder, and nobody else, to an empty talk."""
    now = TimestampSigner("x").get_timestamp()
    with monkeypatch.context() as earlier:
        earlier.setattr(TimestampSigner, "get_timestamp", lambda _: now - 60)
        token, before = begin(fresh())
    before.record.state = {"topic": "expiry_age70"}
    after = fresh()
    assert refusal(after, token, "browser:other") == "no_conversation"
    found = find(after, token)
    assert (found.id, found.sender, found.record.state) == (before.id, before.sender, {})
    assert find(after, token) is found


def test_the_oldest_makes_room() -> None:
    """However many begin, the memory holds so many at most."""
    known = Conversations(SECRET, MemoryConversations(most=3))
    tokens = [begin(known)[0] for _ in range(5)]
    assert count(known) == 3
    assert [refusal(known, token) for token in tokens[:2]] == ["expired"] * 2
    assert find(known, tokens[-1])


def test_empty_talks_push_out_none_that_was_asked_something() -> None:
    """Whoever begins talks without end pushes out his own."""
    known = Conversations(SECRET, MemoryConversations(most=3))
    token, talk = begin(known)

    async def ask() -> None:
        async with known.turn(talk) as record:
            record.answered("m", {"messages": []})

    asyncio.run(ask())
    for _ in range(50):
        begin(known)
    assert find(known, token).id == talk.id
    assert count(known) == 4


def test_memory_is_bounded_by_what_talks_hold() -> None:
    """A few talks with long answers weigh as much as many short ones."""
    known = Conversations(SECRET, MemoryConversations(most=100, characters=10_000))

    async def ask(talk: Conversation, size: int) -> None:
        async with known.turn(talk) as record:
            record.answered("m", random.Random(size).randbytes(size).hex())  # hardly packable

    for size, left in ((50, 50), (3_000, 3)):
        for _ in range(50):
            asyncio.run(ask(begin(known)[1], size))
        assert asyncio.run(known.count()) - left in range(-1, 2)


def test_a_turn_is_kept(known: Conversations) -> None:
    """What a turn has changed the next one finds, and whoever looks at the talk."""

    async def work() -> None:
        token, talk = await known.begin(ME)
        async with known.turn(talk) as record:
            record.state = {"topic": "debit_start"}
        assert talk.record.state == {"topic": "debit_start"}
        async with known.turn(await known.find(token, (ME,))) as record:
            assert record.state == {"topic": "debit_start"}

    asyncio.run(work())


def test_a_turn_that_fails_changes_nothing(known: Conversations) -> None:
    """Half a turn is none, and the next one goes on from before it."""

    async def work() -> None:
        _, talk = await known.begin(ME)

        async def half() -> None:
            async with known.turn(talk) as record:
                record.offer("/debit_start")
                record.state = {"topic": "debit_start"}
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await half()
        async with known.turn(talk) as record:
            assert (record.state, list(record.choices)) == ({}, [])

    asyncio.run(work())


def test_turns_of_one_talk_come_one_by_one(known: Conversations) -> None:
    """While one works the others wait, and each finds what the one before has left."""

    async def work() -> None:
        token, talk = await known.begin(ME)

        async def add(number: int) -> None:
            async with known.turn(await known.find(token, (ME,))) as record:
                before = record.state.get("told", [])
                await asyncio.sleep(0)
                record.state = {"told": [*before, number]}

        await asyncio.gather(*map(add, range(20)))
        assert sorted(talk.record.state["told"]) == list(range(20))

    asyncio.run(work())


def test_a_wipe_during_a_turn(known: Conversations) -> None:
    """What was wiped meanwhile does not come back: the turn ends as expired."""

    async def work() -> None:
        _, talk = await known.begin(ME)
        with pytest.raises(RequestRefused) as caught:
            async with known.turn(talk):
                await known.wipe(talk)
        assert caught.value.code == "expired"
        assert await known.count() == 0
        with pytest.raises(RequestRefused):
            async with known.turn(talk):
                pass

    asyncio.run(work())


def test_a_vote_counts_once(known: Conversations) -> None:
    """A card's token is good once, also while a turn is at work; another token never."""

    async def work() -> None:
        _, talk = await known.begin(ME)
        async with known.turn(talk) as record:
            token = record.ask_feedback("greet", "answer")
        async with known.turn(talk) as record:
            assert await known.vote(talk, token) == ("greet", "answer")
        assert await known.vote(talk, token) is None
        assert await known.vote(talk, "guess") is None

    asyncio.run(work())
