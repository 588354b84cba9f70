"""bot/channels/line/receiving.py: only what LINE signed is read, and whatever it holds is read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.line import receiving
from bot.channels.line.receiving import is_from_line, read_events
from tests.line_platform import events
from tests.line_platform.platform import SECRET

USER = events.user_id(1)
BODY = events.delivery(events.text(USER, "期限は?"))


@pytest.mark.parametrize(
    ("secret", "body", "signature", "is_so"),
    [
        (SECRET, BODY, events.sign(SECRET, BODY), True),
        (SECRET, BODY + b" ", events.sign(SECRET, BODY), False),
        ("another", BODY, events.sign(SECRET, BODY), False),
        (SECRET, BODY, events.sign(SECRET, BODY)[:-1], False),
        (SECRET, BODY, "", False),
        (SECRET, BODY, None, False),
        (SECRET, BODY, "日本", False),
        (SECRET, b"\xff", events.sign(SECRET, b"\xff"), False),
    ],
)
def test_signature(secret: str, body: bytes, signature: str | None, is_so: bool) -> None:
    """Only the signature of this very body with this secret is taken."""
    assert is_from_line(secret, body, signature) is is_so


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (events.text(USER, "a"), receiving.TEXT),
        *((events.content(USER, kind), kind) for kind in receiving.CONTENTS),
        (events.content(USER, "hologram"), receiving.UNKNOWN),
        (events.postback(USER, "c:1"), receiving.POSTBACK),
        (events.follow(USER), receiving.FOLLOW),
        (events.unfollow(USER), receiving.UNFOLLOW),
        (events.unsend(USER, "1"), receiving.UNSEND),
        (events.event("join", USER, group="C1"), receiving.JOIN),
        (events.event("message", USER), receiving.UNKNOWN),
        (events.text(USER, "a", group="C1", edited=True), receiving.TEXT),
        *(
            (events.event(kind, USER), receiving.OTHER)
            for kind in ("beacon", "membership", "accountLink", "videoPlayComplete", "teleport")
        ),
    ],
)
def test_kinds(event: dict[str, Any], kind: str) -> None:
    """Each event is told by what it is; a message that LINE may invent is unknown, other events
    are none of ours."""
    (found,) = read_events(events.delivery(event))
    assert found.kind == kind
    assert found.id == event["webhookEventId"]
    assert found.user == USER
    assert found.reply_token == event.get("replyToken", "")


def test_one_bad_event_spoils_no_other() -> None:
    """An event that lacks everything is none of ours; its neighbours are read."""
    found = read_events(events.delivery({}, events.text(USER, "期限は?"), {"type": "message"}))
    assert [e.kind for e in found] == [receiving.OTHER, receiving.TEXT, receiving.UNKNOWN]
    assert found[1].text == "期限は?"
    assert len({e.id for e in found}) == 3


@pytest.mark.parametrize("kind", ["text", "sticker"])
def test_a_field_that_we_never_use_may_lack(kind: str) -> None:
    """A message that the SDK cannot read is still what it is."""
    message = {"type": kind, "id": "7", "text": "期限は?"}
    (found,) = read_events(events.delivery(events.event("message", USER, message=message)))
    assert (found.kind, found.message) == (kind, "7")
    assert found.text == ("期限は?" if kind == "text" else "")


def test_our_name_is_no_part_of_the_question() -> None:
    """In a group the mention of us is taken out, also behind letters of two UTF-16 units."""
    (found,) = read_events(events.delivery(events.text(USER, "期限は?", group="C1", calls_us=True)))
    assert (found.text, found.called, found.talk) == ("期限は?", True, "C1")
    moved = events.text(USER, "期限は?", group="C1", calls_us=True)
    moved["message"]["text"] = "🍎@国保 期限は?"
    moved["message"]["mention"]["mentionees"][0]["index"] = 2
    assert read_events(events.delivery(moved))[0].text == "🍎 期限は?"


def test_standby_is_left_alone() -> None:
    """While another program has the talk, nothing is read but who wants to be forgotten."""
    heard = [events.text(USER, "a"), events.unsend(USER, "1"), events.unfollow(USER)]
    found = read_events(events.delivery(*({**one, "mode": "standby"} for one in heard)))
    assert [e.kind for e in found] == [receiving.UNSEND, receiving.UNFOLLOW]


@pytest.mark.parametrize("lacking", ["mode", "deliveryContext", "timestamp", "webhookEventId"])
@pytest.mark.parametrize(
    "event", [events.unsend(USER, "7"), events.unfollow(USER), events.follow(USER)]
)
def test_forgetting_and_greeting_lack_what_they_may(event: dict[str, Any], lacking: str) -> None:
    """Whatever LINE leaves out of an event that wipes or greets, it does so all the same."""
    (found,) = read_events(events.delivery({**event, "mode": "new", lacking: None}))
    assert (found.kind, found.user) == (event["type"], USER)
    assert found.message == event.get("unsend", {}).get("messageId", "")


@pytest.mark.parametrize(
    ("follow", "back"),
    [({"isUnblocked": True}, True), ({"isUnblocked": False}, False), (None, False)],
)
def test_who_comes_back(follow: Any, back: bool) -> None:
    """Who had blocked us is told from who is new, where LINE says so; older events do not."""
    (found,) = read_events(events.delivery({**events.follow(USER), "follow": follow}))
    assert (found.kind, found.back) == (receiving.FOLLOW, back)


def test_pictures_of_one_set_are_one_event() -> None:
    """Five pictures that were sent at once have one name, so that they are answered once."""
    sets = [{"imageSet": {"id": "E1", "index": n, "total": 5}} for n in range(1, 6)]
    album = [events.content(USER, "image", **more) for more in sets]
    single = events.content(USER, "image")
    found = read_events(events.delivery(*album, single))
    assert len({event.id for event in found}) == 2
    assert {event.kind for event in found} == {receiving.IMAGE}


def test_emoji_are_no_words() -> None:
    """LINE's emoji are not understood as words; a text of nothing else is a sticker."""
    spans = [{"index": 3, "length": 9, "productId": "p", "emojiId": "001"}]
    (found,) = read_events(
        events.delivery(events.text(USER, "確認書(sparkle)が届かない", emojis=spans))
    )
    assert (found.kind, found.text) == (receiving.TEXT, "確認書が届かない")
    alone = events.text(USER, "(sparkle)", emojis=[{**spans[0], "index": 0}])
    assert read_events(events.delivery(alone))[0].kind == receiving.STICKER


def test_a_mention_of_a_kind_that_nobody_knows() -> None:
    """Who names us beside something that LINE has invented since is heard."""
    called = events.text(USER, "期限は?", group="C1", calls_us=True)
    strange = {"index": 4, "length": 2, "type": "oracle"}
    called["message"]["mention"]["mentionees"].append(strange)
    (found,) = read_events(events.delivery(called))
    assert (found.text, found.called) == ("期限は?", True)


def test_nothing_private_is_printed() -> None:
    """An event in a log would show neither who it is nor the words."""
    (found,) = read_events(events.delivery(events.text(USER, "山田です")))
    assert USER not in repr(found)
    assert "山田" not in repr(found)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["type", "message", "source", "id", "text", "postback", "data", "mention", "userId"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(event=_JSON, kind=st.sampled_from(["message", "postback", "unsend", "follow", "x"]))
def test_no_event_crashes(event: Any, kind: str) -> None:
    """Whatever an event holds, reading it ends well."""
    given_event = {**event, "type": kind} if isinstance(event, dict) else event
    raw = json.dumps({"events": [given_event]}).encode()
    assert len(read_events(raw)) == int(isinstance(event, dict))


@given(body=_JSON)
def test_what_is_no_delivery(body: Any) -> None:
    """A body without a list of events is refused."""
    with pytest.raises(ValueError, match="events"):
        read_events(json.dumps(body).encode())


@pytest.mark.parametrize("depth", [1_000, 20_000])
def test_lists_without_end(depth: int) -> None:
    """A body of lists in lists is no delivery, however deep it goes."""
    with pytest.raises(ValueError, match=r"delivery|list|Expecting"):
        read_events(b"[" * depth)


def test_no_database_would_take_it() -> None:
    """Halves of characters and zeros do not come in, neither in words nor in names."""
    event = events.text(USER, "確\ud83d認\0書")
    event["webhookEventId"] = "id\ud800\0"
    (found,) = read_events(json.dumps({"events": [event]}).encode())
    assert (found.text, found.id) == ("確?認書", "id?")


@pytest.mark.parametrize(
    ("written", "sent"), [(1_760_000_000_000, 1_760_000_000_000), (10**30, 0), (-1, 0), (True, 0),
                          ("1", 0), (None, 0), (1.5, 0)],
)  # fmt: skip
def test_a_moment_that_no_clock_shows(written: Any, sent: int) -> None:
    """A timestamp that no database would take is none."""
    event = {**events.text(USER, "いつ"), "timestamp": written}
    (found,) = read_events(json.dumps({"events": [event]}).encode())
    assert found.sent == sent
