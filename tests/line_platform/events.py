"""Events as LINE writes them, and their signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
from typing import Any

Json = dict[str, Any]

_numbers = itertools.count(1)


def sign(secret: str, body: bytes) -> str:
    """X-Line-Signature."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def delivery(*events: Json) -> bytes:
    """The body of a delivery."""
    body = {"destination": "U" + "0" * 32, "events": list(events)}
    return json.dumps(body, ensure_ascii=False).encode()


def user_id(number: int) -> str:
    """A user id as LINE makes them."""
    return f"U{hashlib.md5(str(number).encode()).hexdigest()}"


def event(kind: str, user: str, *, group: str = "", token: bool = True, **more: Any) -> Json:
    """Any event; without a user it is one of somebody whom LINE does not name."""
    number = next(_numbers)
    source = {"type": "group", "groupId": group} if group else {"type": "user"}
    if user:
        source["userId"] = user
    found = {
        "type": kind,
        "mode": "active",
        "timestamp": 1_760_000_000_000 + number,
        "source": source,
        "webhookEventId": f"01H{number:023}",
        "deliveryContext": {"isRedelivery": False},
        **more,
    }
    return {**found, "replyToken": f"{number:032x}"} if token else found


def text(
    user: str,
    words: str,
    *,
    group: str = "",
    calls_us: bool = False,
    edited: bool = False,
    **more: Any,
) -> Json:
    """Typed words; `more` stands in the message: emojis, quotedMessageId."""
    number = str(next(_numbers))
    content: Json = {"type": "text", "id": number, "text": words, "quoteToken": "q", **more}
    if calls_us:
        content["text"] = f"@国保 {words}"
        mentionee = {"index": 0, "length": 3, "type": "user", "isSelf": True}
        content["mention"] = {"mentionees": [mentionee]}
    kind = "messageEdited" if edited else "message"
    return event(kind, user, group=group, message=content)


def content(user: str, kind: str, **more: Any) -> Json:
    """A message that is no text."""
    usual: dict[str, Json] = {
        "sticker": {
            "packageId": "1",
            "stickerId": "1",
            "stickerResourceType": "STATIC",
            "quoteToken": "q",
        },
        "image": {"contentProvider": {"type": "line"}, "quoteToken": "q"},
        "video": {"contentProvider": {"type": "line"}, "duration": 1, "quoteToken": "q"},
        "audio": {"contentProvider": {"type": "line"}, "duration": 1},
        "file": {"fileName": "保険証.pdf", "fileSize": 1},
        "location": {"title": "家", "address": "川崎区1", "latitude": 35.5, "longitude": 139.7},
    }
    message = {"type": kind, "id": str(next(_numbers)), **usual.get(kind, {}), **more}
    return event("message", user, message=message)


def postback(user: str, data: str, picked: str = "") -> Json:
    """A pressed button, or a picked date."""
    params: Json = {"params": {"date": picked}} if picked else {}
    return event("postback", user, postback={"data": data, **params})


def follow(user: str, *, back: bool = False) -> Json:
    """Added as a friend, or not blocked any more."""
    return event("follow", user, follow={"isUnblocked": back})


def unfollow(user: str) -> Json:
    """Blocked."""
    return event("unfollow", user, token=False)


def unsend(user: str, message: str) -> Json:
    """A message taken back."""
    return event("unsend", user, token=False, unsend={"messageId": message})


def again(before: Json) -> Json:
    """The same event, delivered again."""
    return {**before, "deliveryContext": {"isRedelivery": True}}
