"""The one message of the bot, and its one JSON shape.

The dialogue makes it, Rasa's REST door sends it, each channel renders it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

Kind = Literal["answer", "general", "result", "question", "options", "refusal", "talk", "apology"]
KINDS: tuple[str, ...] = get_args(Kind)
JAPANESE, BRING = "ja", "持ち物"
TEL = "tel:"


@dataclass(frozen=True, slots=True)
class Link:
    """A page that the newsletter itself names. Only https."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class HeardFact:
    """A fact of a person as it was understood, said back so that a slip is seen.

    `fact`    its name: birthday, residence_until
    `said`    in words: 昭和31年(1956年)3月1日生まれ, or a sentence about what was told just now
    `instead` what a screen shows that others may look at; mostly nothing
    """

    fact: str
    said: str
    instead: str = ""

    def to_json(self) -> dict[str, str]:
        """A dictionary of JSON values, which `from_json` reads back."""
        return {"fact": self.fact, "said": self.said, "instead": self.instead}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> HeardFact:
        """What `to_json` gave. Raises KeyError or TypeError for another shape."""
        return cls(_text(data["fact"]), _text(data["said"]), _text(data["instead"]))


@dataclass(frozen=True, slots=True)
class PersonResult:
    """Where one person stands.

    `name`    how the person is called: お母さま; empty where one person is told of and unnamed
    `value`   the conclusion in short: a day, 期限なし, 要確認; empty where there is none yet
    `told`    the result in sentences; empty where the one person's result is the `lead`
    `facts`   what it rests on; `basis` the same for plain text: the name with them as a heading
              above `told`, or else a sentence
    `missing` facts that can still change it, in words
    `about`   the matter in people's words, where a message tells of several
    """

    name: str = ""
    value: str = ""
    told: tuple[str, ...] = ()
    facts: tuple[HeardFact, ...] = ()
    basis: str = ""
    missing: tuple[str, ...] = ()
    about: str = ""

    @property
    def text(self) -> str:
        """お母さま(昭和31年(1956年)3月1日生まれ) and the sentences; or only what it rests on."""
        if not self.told:
            return self.basis
        return "\n".join(filter(None, [self.basis or self.name, self.about, *self.told]))

    def without(self, fact: str) -> PersonResult:
        """The same, resting on a `fact` that is not shown."""
        facts = tuple(heard for heard in self.facts if heard.fact != fact)
        return replace(self, facts=facts, basis=self.basis if facts == self.facts else "")

    def to_json(self) -> dict[str, Any]:
        """A dictionary of JSON values, which `from_json` reads back."""
        return {
            "name": self.name,
            "value": self.value,
            "told": list(self.told),
            "facts": [fact.to_json() for fact in self.facts],
            "basis": self.basis,
            "missing": list(self.missing),
            "about": self.about,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> PersonResult:
        """What `to_json` gave. Raises KeyError or TypeError for another shape."""
        return cls(
            name=_text(data["name"]),
            value=_text(data["value"]),
            told=_texts(data["told"]),
            facts=tuple(map(HeardFact.from_json, data["facts"])),
            basis=_text(data["basis"]),
            missing=_texts(data["missing"]),
            about=_text(data["about"]),
        )


@dataclass(frozen=True, slots=True)
class Parts:
    """What one message says, already filled in.

    `lead`    the conclusion, or all that there is to say; may have several lines
    `heard`   what was understood just now, before the conclusion: a correction, an odd date
    `people`  the result of each person whom it is about
    `question` what is asked after a result that is told in the same message
    `source`  the whole line that names the newsletter and the place in it
    `checked` the day a person last held the written text against the newsletter
    `bring_title` the heading of `bring` in `text`
    The rest is as in `Answer`.
    """

    lead: str
    heard: tuple[HeardFact, ...] = ()
    people: tuple[PersonResult, ...] = ()
    question: str = ""
    details: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    source: str = ""
    checked: date | None = None
    bring_title: str = field(default=BRING, compare=False)

    @property
    def text(self) -> str:
        """All of it as plain text, the conclusion first and the source last."""
        return self.told(self.bring_title)

    def told(self, bring: str) -> str:
        """The same with `bring` as the heading of what to bring."""
        blocks = [
            "\n".join(heard.said for heard in self.heard),
            self.lead,
            *(person.text for person in self.people),
            self.question,
            _lines(self.details, "・"),
            f"{bring}\n" + _lines(self.bring, "・") if self.bring else "",
            _lines(self.steps, "→ "),
            "\n".join(f"{link.label}\n{link.url}" for link in self.links),
            self.source,
        ]
        return "\n\n".join(block for block in blocks if block)

    def without(self, fact: str) -> Parts:
        """The same for a screen that others may look at: `fact` is not said back."""
        heard = (HeardFact(h.fact, h.instead) if h.fact == fact else h for h in self.heard)
        return replace(
            self,
            heard=tuple(one for one in heard if one.said),
            people=tuple(person.without(fact) for person in self.people),
        )

    def to_json(self) -> dict[str, Any]:
        """A dictionary of JSON values, which `from_json` reads back."""
        return {
            "lead": self.lead,
            "heard": [heard.to_json() for heard in self.heard],
            "people": [person.to_json() for person in self.people],
            "question": self.question,
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
            heard=tuple(map(HeardFact.from_json, data.get("heard", ()))),
            people=tuple(map(PersonResult.from_json, data.get("people", ()))),
            question=_text(data.get("question", "")),
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
    `language`   of the words, a code of bot.text.languages
    `original`   the same in Japanese, which decides; empty where the words are Japanese
    """

    parts: Parts
    kind: Kind = "talk"
    answer_id: str | None = None
    buttons: tuple[Button, ...] = ()
    asks: str | None = None
    person: str | None = None
    day: date | None = None
    language: str = JAPANESE
    original: str = ""

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

    @property
    def choices(self) -> tuple[Button, ...]:
        """The buttons that we are told of; the others ring or open a page."""
        return tuple(button for button in self.buttons if button.payload)

    def after(self, text: str) -> Message:
        """The same message with `text` in front; itself where there is none."""
        if not text:
            return self
        return replace(self, parts=replace(self.parts, lead=f"{text}\n\n{self.parts.lead}"))

    def hearing(self, *heard: HeardFact) -> Message:
        """The same message, which says first what was understood."""
        return replace(self, parts=replace(self.parts, heard=(*heard, *self.parts.heard)))

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
                "original": self.original or None,
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
            original=answer.get("original") or "",
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
