"""What LINE sends to the webhook: is it really LINE, and what happened. Pure.

Events are read by hand, field by field: the SDK gives up on one that lacks a field that we never
use, or holds one that is newer than the SDK, and then nothing of who leaves would be forgotten.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from linebot.v3.webhook import SignatureValidator

from bot.channels.line.written import is_picture, without_names_and_emoji

TEXT, POSTBACK, FOLLOW, UNFOLLOW = "text", "postback", "follow", "unfollow"
UNSEND, JOIN = "unsend", "join"
STICKER, IMAGE = "sticker", "image"
UNKNOWN = "unknown"  # a message that LINE did not have when this was written
OTHER = "other"  # an event that is no message: LINE expects silence
CONTENTS = (STICKER, IMAGE, "video", "audio", "file", "location")
_MESSAGES = ("message", "messageEdited")  # who mends a question in a group asks it anew
_LATEST = 2**53  # milliseconds: more than JSON holds exactly, and than a database takes
_STANDBY = "standby"  # another program of the account has the talk: LINE wants us to be silent
_FORGETTING = (UNFOLLOW, UNSEND)  # not a word is said to those, so also then


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. LINE's own ids and the words live here only until the event is answered.

    `kind` is one of the words above; `place` is the group or room, empty in a talk with one person;
    `message` the message that was written, or taken back, `quoted` the one that it answers;
    `called` says that a group named us; `back` that somebody came back who had blocked us; `sent`
    is LINE's time of it in milliseconds; `again` says that an earlier process of ours took it, and
    may have answered it; `before` are the pieces whose words stand at the beginning of this one's.
    """

    id: str
    kind: str
    user: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    reply_token: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    message: str = ""
    quoted: str = ""
    data: str = field(default="", repr=False)
    picked: str = field(default="", repr=False)
    called: bool = False
    back: bool = False
    sent: int = 0
    received: float = 0.0
    again: bool = False
    before: tuple[Happened, ...] = field(default=(), repr=False)

    @property
    def talk(self) -> str:
        """With whom the talk is: a group if there is one, else the person; empty for nobody whom
        LINE names, as on a computer whose user has agreed to less."""
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
    try:
        found = json.loads(body)
    except RecursionError:  # lists in lists without end
        raise ValueError("no delivery") from None
    if not isinstance(found, dict) or not isinstance(found.get("events"), list):
        raise ValueError("no list of events")
    events = (event for event in found["events"] if isinstance(event, dict))
    return [
        _read(event, received)
        for event in events
        if event.get("mode") != _STANDBY or event.get("type") in _FORGETTING
    ]


def _read(raw: Mapping[str, Any], received: float) -> Happened:
    source = _part(raw, "source")
    fields = {
        "id": _text(raw, "webhookEventId") or _digest(raw),
        "user": _text(source, "userId"),
        "place": _text(source, "groupId") or _text(source, "roomId"),
        "reply_token": _text(raw, "replyToken"),
        "sent": _moment(raw),
        "received": received,
    }
    return Happened(**{**fields, **_content(raw)})


def _content(raw: Mapping[str, Any]) -> dict[str, Any]:
    match raw.get("type"):
        case kind if kind in _MESSAGES:
            return _message(_part(raw, "message"))
        case "postback":
            pressed = _part(raw, "postback")
            picked = _text(_part(pressed, "params"), "date")
            return {"kind": POSTBACK, "data": _text(pressed, "data"), "picked": picked}
        case "unsend":
            return {"kind": UNSEND, "message": _text(_part(raw, "unsend"), "messageId")}
        case "follow":
            return {"kind": FOLLOW, "back": _part(raw, "follow").get("isUnblocked") is True}
        case "unfollow":
            return {"kind": UNFOLLOW}
        case "join":
            return {"kind": JOIN}
    return {"kind": OTHER}


def _message(written: Mapping[str, Any]) -> dict[str, Any]:
    kind, name = _text(written, "type"), _text(written, "id")
    if kind == TEXT and _text(written, "text"):
        text, called = without_names_and_emoji(written)
        told = {"text": _whole(text), "called": called, "quoted": _text(written, "quotedMessageId")}
        return {"kind": STICKER if is_picture(written, text) else TEXT, "message": name, **told}
    told = {"kind": kind if kind in CONTENTS else UNKNOWN, "message": name}
    if kind == IMAGE and (album := _text(_part(written, "imageSet"), "id")):
        told["id"] = f"imageSet:{album}"  # sent at once, answered once
    return told


def _part(raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = raw.get(name)
    return value if isinstance(value, dict) else {}


def _moment(raw: Mapping[str, Any]) -> int:
    """When it was sent, in milliseconds of Unix time; 0 for what no clock shows."""
    sent = raw.get("timestamp")
    if not isinstance(sent, int) or isinstance(sent, bool):
        return 0
    return sent if 0 <= sent < _LATEST else 0


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return _whole(value) if isinstance(value, str) else ""


def _whole(text: str) -> str:
    """Without halves of characters and zeros, which no database would take."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


def _digest(raw: Mapping[str, Any]) -> str:
    """A name for an event that came without one, the same when it comes again."""
    words = {k: v for k, v in raw.items() if k != "deliveryContext"}
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:32]
