"""What is fuzzed without any server: dates, masking, and deliveries of LINE as they are read."""

from __future__ import annotations

import base64
import datetime
import hashlib
import hmac
from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.fuzz.making import body, text
from bot.channels.line.receiving import is_from_line, read_events
from bot.text import find_dates, mask, mask_numbers, read_date
from bot.text.private import masked_for_people

Target = Callable[[Random], None]
TODAY = datetime.date(2025, 8, 1)
SECRET = "a secret that only this run knows"
_KINDS = (None, "birthday", "residence", "graduation", "ecert", "burden", "application")

USER = {"type": "user", "userId": "U0123456789abcdef0123456789abcdef"}
_EVENT = {
    "mode": "active",
    "timestamp": 1,
    "source": USER,
    "webhookEventId": "e",
    "replyToken": "r",
}
_EMOJI = {"index": 0, "length": 3, "productId": "p", "emojiId": "e"}
_CALLED = {"mentionees": [{"index": 0, "length": 3, "type": "user", "isSelf": True}]}
DELIVERIES: tuple[Any, ...] = tuple(
    {"destination": "U", "events": [{**_EVENT, **event}]}
    for event in (
        {"type": "message", "message": {"type": "text", "id": "1", "text": "@国保 いつまで",
                                        "emojis": [_EMOJI], "mention": _CALLED}},
        {"type": "message", "message": {"type": "image", "id": "1", "imageSet": {"id": "1"}}},
        {"type": "message", "message": {"type": "sticker", "id": "1"}},
        {"type": "messageEdited", "message": {"type": "text", "id": "1", "text": "いつ"}},
        {"type": "postback", "postback": {"data": "d", "params": {"date": "1955-07-15"}}},
        {"type": "unsend", "unsend": {"messageId": "1"}},
        {"type": "follow", "follow": {"isUnblocked": True}},
        {"type": "unfollow"},
        {"type": "join", "source": {"type": "group", "groupId": "C1"}},
    )
)  # fmt: skip


def dates(chance: Random) -> None:
    """Whatever is found lies in the text, and is a day that exists."""
    words, kind = text(chance), chance.choice(_KINDS)
    for found in (*find_dates(words, TODAY), read_date(words, TODAY, kind)):
        assert 0 <= found.start <= found.end <= len(words), "a date outside the text"
        assert words[found.start : found.end] == found.text, "a date that is not its words"
        assert (found.date is None) == (found.problem is not None), "neither a date nor a problem"


def masking(chance: Random) -> None:
    """Masking twice is masking once, and a number that stands alone never survives."""
    words = text(chance)
    for masked in (mask, mask_numbers, masked_for_people):
        once = masked(words)
        assert masked(once) == once, f"{masked.__name__} is not done after once"
    planted = mask(f"{words}\n080-3322-9871\n")
    assert "3322" not in planted.rpartition("\n〔電話〕")[2], "a number survives"


def deliveries(chance: Random) -> None:
    """A delivery is read, or refused as none; the signature of another body never fits."""
    raw = body(chance, chance.choice(DELIVERIES))
    assert not is_from_line(SECRET, raw, signature(raw + b" ")), "a wrong signature fits"
    try:
        events = read_events(raw)
    except ValueError:
        return
    for event in events:
        assert isinstance(event.id, str), "an event without a name"
        assert event.id, "an event without a name"


def signature(raw: bytes) -> str:
    """As LINE signs a body."""
    return base64.b64encode(hmac.new(SECRET.encode(), raw, hashlib.sha256).digest()).decode()
