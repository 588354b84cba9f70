"""The one message of the bot, and its one JSON shape.

The dialogue makes it, Rasa's REST door sends it, each channel renders it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, get_args

Kind = Literal["answer", "general", "result", "question", "options", "refusal", "talk", "apology"]
KINDS: tuple[str, ...] = get_args(Kind)
JAPANESE = "ja"
TEL = "tel:"


@dataclass(frozen=True, slots=True)
class Link:
    """A page that the newsletter itself names. Only https."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What one message says, already filled in.

    `lead`    the conclusion, or all that there is to say; may have several lines
    `source`  the whole line that names the newsletter and the place in it
    `checked` the day a person last held the written text against the newsletter
    The rest is as in `Answer`.
    """

    lead: str
    details: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    source: str = ""
    checked: date | None = None

    @property
    def text(self) -> str:
        """All of it as plain text: conclusion, details, what to bring, links, steps, source."""
        return self.told("持ち物")

    def told(self, bring: str) -> str:
        """The same with `bring` as the heading of what to bring."""
        blocks = [
            self.lead,
            _lines(self.details, "・"),
            f"{bring}\n" + _lines(self.bring, "・") if self.bring else "",
            _lines(self.steps, "→ "),
            "\n".join(f"{link.label}\n{link.url}" for link in self.links),
            self.source,
        ]
        return "\n\n".join(block for block in blocks if block)

    def to_json(self) -> dict[str, Any]:
        """A dictionary of JSON values, which `from_json` reads back."""
        return {
            "lead": self.lead,
            "details": list(self.details),
            "bring": list(self.bring),
            "steps": list(self.steps),
            "links": [{"label": link.label, "url": link.url} for link in self.links],
            "source": self.source or None,
            "checked": self.checked.isoformat() if self.checked else None,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Parts:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for another shape."""
        checked = data["checked"]
        return cls(
            lead=_text(data["lead"]),
            details=_texts(data["details"]),
            bring=_texts(data["bring"]),
            steps=_texts(data["steps"]),
            links=tuple(Link(link["label"], link["url"]) for link in data["links"]),
            source=data["source"] or "",
            checked=date.fromisoformat(checked) if checked else None,
        )


@dataclass(frozen=True, slots=True)
class Button:
    """A label for people, and what it does: a command that only we may issue, or an address.

    Exactly one of `payload` and `url` is set; `url` is https or tel:119.
    """

    title: str
    payload: str = ""
    url: str = ""

    @property
    def phone(self) -> str:
        """The number that it rings, or nothing."""
        return self.url.removeprefix(TEL) if self.url.startswith(TEL) else ""

    def to_json(self) -> dict[str, str]:
        """As Rasa's buttons are: title and payload; an address stands in `url`."""
        return {
            "title": self.title,
            "payload": self.payload,
            **({"url": self.url} if self.url else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Button:
        """What `to_json` gave. Raises KeyError for another shape."""
        return cls(_text(data["title"]), _text(data["payload"]), _text(data.get("url", "")))


@dataclass(frozen=True, slots=True)
class Message:
    """One message.

    `answer_id`  the matter that it is about; None where it is about none
    `asks`       the fact that it asks for
    `person`     how it calls the one person whose result it tells
    `day`        the one day that it tells, where a rule gave one
    `language`   of the words, as BCP 47 writes it
    """

    parts: Parts
    kind: Kind = "talk"
    answer_id: str | None = None
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    person: str | None = None
    day: date | None = None
    language: str = JAPANESE

    @classmethod
    def said(
        cls,
        text: str,
        kind: Kind = "talk",
        answer_id: str | None = None,
        buttons: tuple[Button, ...] = (),
        *,
        source: str = "",
        asks: str | None = None,
        person: str | None = None,
        day: date | None = None,
    ) -> Message:
        """A message of a few sentences; `source` is the whole line of `Parts`."""
        parts = Parts(text, source=source)
        return cls(parts, kind, answer_id, buttons, asks, person, day)

    def after(self, text: str) -> Message:
        """The same message with `text` in front; itself where there is none."""
        if not text:
            return self
        return replace(self, parts=replace(self.parts, lead=f"{text}\n\n{self.parts.lead}"))

    def to_json(self) -> dict[str, Any]:
        """Rasa's reply: `text`, `buttons`, and all that is ours in `answer`."""
        return {
            "text": self.parts.text,
            "buttons": [button.to_json() for button in self.buttons],
            "answer": {
                "id": self.answer_id,
                "kind": self.kind,
                "asks": self.asks,
                "person": self.person,
                "date": self.day.isoformat() if self.day else None,
                "language": self.language,
                "parts": self.parts.to_json(),
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Message:
        """What `to_json` gave. Raises KeyError, TypeError or ValueError for another shape."""
        answer, day = data["answer"], data["answer"].get("date")
        if answer["kind"] not in KINDS:
            raise ValueError("unknown kind of message")
        return cls(
            parts=Parts.from_json(answer["parts"]),
            kind=answer["kind"],
            answer_id=answer["id"],
            buttons=tuple(Button.from_json(button) for button in data.get("buttons") or ()),
            asks=answer.get("asks"),
            person=answer.get("person"),
            day=date.fromisoformat(day) if day else None,
            language=answer.get("language", JAPANESE),
        )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list of texts")
    return tuple(map(_text, value))


def _lines(lines: tuple[str, ...], mark: str) -> str:
    return "\n".join(f"{mark}{line}" for line in lines)
