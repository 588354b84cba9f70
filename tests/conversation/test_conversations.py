"""bot/conversation/conversations.py: nobody chooses, guesses or takes over a conversation."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from bot.conversation import conversations
from bot.conversation.consultation import Asked, Computed
from bot.conversation.conversations import (
    CHOICES_KEPT,
    IDLE_SECONDS,
    MOST_SECONDS,
    Conversation,
    Conversations,
)
from bot.errors import GatewayError
from tests.house.serving import SECRET, Clock

ME = "browser:me"


@pytest.fixture
def known(clock: Clock) -> Conversations:
    """No conversation yet."""
    return Conversations(SECRET, clock)


def refusal(known: Conversations, token: str, *holders: str) -> str:
    """The code with which `token` is refused."""
    with pytest.raises(GatewayError) as caught:
        known.find(token, holders or (ME,))
    return caught.value.code


def test_a_conversation_is_found_again(known: Conversations) -> None:
    """The token leads its holder to the same conversation, each time."""
    token, begun = known.begin(ME)
    assert known.find(token, (ME,)) is begun
    assert known.find(token, ("browser:other", ME)) is begun
    assert len(known) == 1


def test_ids_cannot_be_guessed(known: Conversations) -> None:
    """An id has at least 128 random bits, and no two are alike."""
    ids = {known.begin(ME)[1].id for _ in range(200)}
    assert len(ids) == 200
    assert all(len(base64.urlsafe_b64decode(name)) * 8 >= 128 for name in ids)


def test_rasa_sees_a_pseudonym(known: Conversations) -> None:
    """What Rasa is told holds nothing of the id, and differs between talks and keys."""
    _, one = known.begin(ME)
    _, two = known.begin(ME)
    assert one.id not in one.sender
    assert one.sender != two.sender
    assert Conversations("x" * 32)._remember(one.id).sender != one.sender


@pytest.mark.parametrize(
    "holder", ["browser:other", "browser:", "origin:me", "origin:https://www.example.jp", "", "me"]
)
def test_another_holder_is_refused(known: Conversations, holder: str) -> None:
    """A token is worth nothing in another browser or on another origin."""
    token, _ = known.begin(ME)
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
    known = Conversations(SECRET)
    token, _ = known.begin(ME)
    # The last letter's lowest bits are no part of the signature.
    at = data.draw(st.integers(0, len(token) - 2))
    letters = st.sampled_from("ABCxyz019-_.=\n")
    put = data.draw(st.one_of(letters, st.just(""), st.just(token[at] * 2)))
    changed = token[:at] + put + token[at + 1 :]
    if changed != token:
        assert refusal(known, changed) == "no_conversation"


@pytest.mark.parametrize("content", [[], ["a"], ["a", "b", "c"], {}, {"a": 1}, "ab", 3, None])
def test_another_content_is_refused(known: Conversations, content: object) -> None:
    """Even with the right key, what is no conversation of a holder is refused."""
    signer = URLSafeTimedSerializer(SECRET, salt="conversation")
    signer.signer_kwargs = known._signer.signer_kwargs
    assert refusal(known, str(signer.dumps(content))) == "no_conversation"


def test_a_chosen_id_is_refused(known: Conversations) -> None:
    """A client that signs an id of its own choice with another key gets nowhere."""
    _, begun = known.begin(ME)
    for key in ("", "guess", SECRET[:-1]):
        signed = URLSafeTimedSerializer(key, salt="conversation").dumps([begun.id, "holder"])
        assert refusal(known, str(signed)) == "no_conversation"
    unsigned = base64.urlsafe_b64encode(json.dumps([begun.id, "holder"]).encode()).decode()
    assert refusal(known, unsigned) == "no_conversation"


def test_a_wiped_conversation_is_gone(known: Conversations) -> None:
    """A wiped conversation is told as expired, and does not come back."""
    token, begun = known.begin(ME)
    known.wipe(begun)
    known.wipe(begun)
    assert refusal(known, token) == "expired"
    assert refusal(known, token) == "expired"
    assert len(known) == 0


@pytest.mark.parametrize(("seconds", "kept"), [(IDLE_SECONDS - 1, True), (IDLE_SECONDS, False)])
def test_an_idle_conversation_expires(
    known: Conversations, clock: Clock, seconds: float, kept: bool
) -> None:
    """After half an hour without a word a conversation is gone."""
    token, begun = known.begin(ME)
    clock.now = seconds
    assert len(known) == kept
    if kept:
        assert known.find(token, (ME,)) is begun
    else:
        assert refusal(known, token) == "expired"


def test_a_conversation_that_goes_on_is_kept(known: Conversations, clock: Clock) -> None:
    """Each look at a conversation is a new beginning of the half hour."""
    token, begun = known.begin(ME)
    known.begin(ME)
    for _ in range(5):
        clock.now += IDLE_SECONDS - 1
        assert known.find(token, (ME,)) is begun
    assert len(known) == 1


def test_a_conversation_ends_after_half_a_day(
    known: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However busy it is, a token is not good for longer than its longest time."""
    token, _ = known.begin(ME)
    now = TimestampSigner("x").get_timestamp()
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: now + MOST_SECONDS + 2)
    assert refusal(known, token) == "expired"


def test_a_restart_goes_on_from_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a restart an old token of ours leads its holder, and nobody else, to an empty talk."""
    now = TimestampSigner("x").get_timestamp()
    with monkeypatch.context() as earlier:
        earlier.setattr(TimestampSigner, "get_timestamp", lambda _: now - 60)
        token, before = Conversations(SECRET).begin(ME)
    before.state = {"topic": "expiry_age70"}
    after = Conversations(SECRET)
    assert refusal(after, token, "browser:other") == "no_conversation"
    found = after.find(token, (ME,))
    assert (found.id, found.sender, found.state) == (before.id, before.sender, {})
    assert after.find(token, (ME,)) is found


def test_the_oldest_makes_room(known: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many begin, the memory holds so many at most."""
    monkeypatch.setattr(conversations, "MOST_CONVERSATIONS", 3)
    tokens = [known.begin(ME)[0] for _ in range(5)]
    assert len(known) == 3
    assert [refusal(known, token) for token in tokens[:2]] == ["expired"] * 2
    assert known.find(tokens[-1], (ME,))


def test_choices_are_opaque_and_few() -> None:
    """A choice's token hides its payload, is never the same, and does not stay forever."""
    talk = Conversation("id", "sender", 0.0)
    tokens = [talk.offer("/certificate_expiry") for _ in range(CHOICES_KEPT + 5)]
    assert len(set(tokens)) == len(tokens)
    assert not any("certificate" in token for token in tokens)
    assert list(talk.choices) == tokens[5:]
    for _ in range(CHOICES_KEPT + 5):
        talk.ask_feedback("greet", "answer")
    assert len(talk.cards) == CHOICES_KEPT


def test_choices_can_be_withdrawn() -> None:
    """Every token that was offered for a payload is worthless afterwards, and no other one."""
    talk = Conversation("id", "sender", 0.0)
    tokens = [talk.offer(payload) for payload in ("a", "b", "a", "ab")]
    talk.withdraw("a")
    talk.withdraw("never offered")
    assert list(talk.choices) == [tokens[1], tokens[3]]


def test_words_do_not_show() -> None:
    """Nothing that was said stands in what a log would print of a talk's trail."""
    talk = Conversation("id", "sender", 0.0, computed=Computed("debit_start", {"bank": "横浜"}))
    talk.trail.append(Asked("母の分は?", "certificate_expiry", "answer"))
    assert "母" not in repr(talk)
    assert "横浜" not in repr(talk)
