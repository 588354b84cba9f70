"""What LINE sends to the webhook: is it really LINE, and what happened. Pure.

The SDK's WebhookParser gives up on a whole delivery when one event lacks a field, so its two parts
are used apart: the validator over the raw body, and each event read on its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from linebot.v3.webhook import SignatureValidator
from linebot.v3.webhooks import (
    Event,
    FollowEvent,
    JoinEvent,
    MessageEvent,
    PostbackEvent,
    TextMessageContent,
    UnfollowEvent,
    UnsendEvent,
    UserMentionee,
)

TEXT, POSTBACK, FOLLOW, UNFOLLOW = "text", "postback", "follow", "unfollow"
UNSEND, JOIN, UNKNOWN = "unsend", "join", "unknown"
CONTENTS = ("sticker", "image", "video", "audio", "file", "location")
_STANDBY = "standby"  # another program of the account has the talk: LINE wants us to be silent


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. LINE's own ids and the words live here only until the event is answered.

    `kind` is one of the words above; `place` is the group or room, empty in a talk with one person;
    `message` the message that was written, or taken back; `called` says that a group named us;
    `again` that an earlier process of ours took it, and may have answered it.
    """

    id: str
    kind: str
    user: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    reply_token: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    message: str = ""
    data: str = field(default="", repr=False)
    picked: str = field(default="", repr=False)
    called: bool = False
    received: float = 0.0
    again: bool = False

    @property
    def talk(self) -> str:
        """With whom the talk is: a group if there is one, else the person."""
        return self.place or self.user


def is_from_line(secret: str, body: bytes, signature: str | None) -> bool:
    """Does the signature fit the raw body? Compared in constant time."""
    if not signature:
        return False
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False  # LINE sends UTF-8 alone
    return bool(SignatureValidator(secret).validate(text, signature))


def read_events(body: bytes, received: float = 0.0) -> list[Happened]:
    """The events of a delivery that was signed. ValueError if it is no delivery at all."""
    found = json.loads(body)
    if not isinstance(found, dict) or not isinstance(found.get("events"), list):
        raise ValueError("no list of events")
    events = (event for event in found["events"] if isinstance(event, dict))
    return [_read(event, received) for event in events if event.get("mode") != _STANDBY]


def _read(raw: Mapping[str, Any], received: float) -> Happened:
    try:
        event = Event.from_dict(dict(raw))
    except (ValueError, KeyError, TypeError, AttributeError):
        event = None  # newer than our SDK, or not whole
    source = raw.get("source")
    source = source if isinstance(source, dict) else {}
    name = raw.get("webhookEventId")
    return Happened(
        id=name if isinstance(name, str) and name else _digest(raw),
        user=_text(source, "userId"),
        place=_text(source, "groupId") or _text(source, "roomId"),
        reply_token=_text(raw, "replyToken"),
        received=received,
        **(_content(event) if event is not None else _by_hand(raw)),
    )


def _by_hand(raw: Mapping[str, Any]) -> dict[str, Any]:
    """What matters of a message that the SDK cannot read, for want of a field that we never use."""
    written = raw.get("message") if raw.get("type") == "message" else None
    if not isinstance(written, dict):
        return {"kind": UNKNOWN}
    kind, text = _text(written, "type"), _text(written, "text")
    known = kind in CONTENTS or (kind == TEXT and text)
    return {"kind": kind if known else UNKNOWN, "text": text, "message": _text(written, "id")}


def _content(event: Event) -> dict[str, Any]:
    match event:
        case MessageEvent(message=TextMessageContent() as written):
            text, called = _without_our_name(written)
            return {"kind": TEXT, "text": text, "called": called, "message": written.id}
        case MessageEvent(message=content):
            kind = content.type if content.type in CONTENTS else UNKNOWN
            return {"kind": kind, "message": content.id}
        case PostbackEvent(postback=pressed):
            picked = (pressed.params or {}).get("date", "")
            return {"kind": POSTBACK, "data": pressed.data, "picked": picked}
        case UnsendEvent(unsend=taken_back):
            return {"kind": UNSEND, "message": taken_back.message_id}
        case FollowEvent():
            return {"kind": FOLLOW}
        case UnfollowEvent():
            return {"kind": UNFOLLOW}
        case JoinEvent():
            return {"kind": JOIN}
        case _:
            return {"kind": UNKNOWN}


def _without_our_name(written: TextMessageContent) -> tuple[str, bool]:
    """The text without mentions of us, and whether there were any. LINE counts in UTF-16."""
    mentioned = written.mention.mentionees if written.mention else []
    ours = [m for m in mentioned if isinstance(m, UserMentionee) and m.is_self]
    units = written.text.encode("utf-16-le")
    for one in sorted(ours, key=lambda m: -m.index):
        units = units[: 2 * one.index] + units[2 * (one.index + one.length) :]
    return units.decode("utf-16-le", errors="ignore").strip() if ours else written.text, bool(ours)


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _digest(raw: Mapping[str, Any]) -> str:
    """A name for an event that came without one, the same when it comes again."""
    words = {k: v for k, v in raw.items() if k != "deliveryContext"}
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:32]
