"""The bodies that the chat's addresses take and give."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, model_validator

from bot.channels.web.cards import Card
from bot.conversation.calling import Centre
from bot.conversation.refusals import STATUS
from bot.http.errors import ErrorBody
from bot.text.furigana import Ruby

TEXT_LONGEST = 5_000
SUGGESTED_LONGEST = 40  # characters: who writes more writes a sentence

Era = Literal["明治", "大正", "昭和", "平成", "令和", "西暦"]
Fact = Literal[
    "birthday", "residence_until", "graduation", "burden_change", "ecert_expiry", "applied_on"
]
Reason = Literal["wrong", "unclear", "other_question", "other"]
Digits = Annotated[str, Field(max_length=8)]


class Body(BaseModel):
    """What a client sends: nothing but what is named."""

    model_config = ConfigDict(extra="forbid")


class BeginBody(Body):
    """`cookies`: does the browser keep any?"""

    cookies: StrictBool = True


class SaidBody(Body):
    """Typed words, or the token of a pressed choice. `id` is the client's own, new each time."""

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
    text: str | None = Field(None, min_length=1, max_length=TEXT_LONGEST)
    press: str | None = Field(None, min_length=1, max_length=64)

    @model_validator(mode="after")
    def _one_of_both(self) -> SaidBody:
        if (self.text is None) == (self.press is None):
            raise ValueError("text or press, not both")
        return self


class DateFields(Body):
    """A date in three fields, as a person filled them in."""

    fact: Fact
    era: Era
    year: Digits
    month: Digits
    day: Digits


class TypedBody(Body):
    """What was typed so far."""

    text: str = Field(min_length=2, max_length=SUGGESTED_LONGEST)


class Suggested(BaseModel):
    """Titles of cards; send one as text, and its card is the answer."""

    titles: list[str]


class FeedbackBody(Body):
    """Did a card help? `question` only with the resident's consent."""

    card: str = Field(max_length=64)
    helped: bool
    reason: Reason | None = None
    question: str | None = Field(None, max_length=TEXT_LONGEST)


class SpokenLines(Body):
    """Lines of an answer that is to be read aloud."""

    lines: list[Annotated[str, Field(min_length=1, max_length=1_000)]] = Field(
        min_length=1, max_length=60
    )


class SpokenSentences(BaseModel):
    """Those lines as somebody says them: dates once, times and numbers in words."""

    sentences: list[str]


class WrittenLines(Body):
    """Lines of answers over whose kanji readings are wanted."""

    lines: list[Annotated[str, Field(min_length=1, max_length=1_000)]] = Field(
        min_length=1, max_length=200
    )


class ReadLines(BaseModel):
    """Those lines in pieces, each with what is read over it; empty where nothing is."""

    lines: list[list[Ruby]]


class Begun(BaseModel):
    """A new conversation: send its token as a bearer with everything that follows."""

    conversation: str
    idle_seconds: int
    most_seconds: int
    cards: list[Card]
    centre: Centre


class Answered(BaseModel):
    """The answer to the message `id`. `reduced`: made without the understanding."""

    id: str
    cards: list[Card]
    reduced: bool
    centre: Centre


class DateRead(BaseModel):
    """The date in words to send, or the sentence that says what is wrong with it."""

    text: str | None
    message: str | None


def refusals(*codes: str) -> dict[int | str, dict[str, Any]]:
    """What the OpenAPI says of the refusals that an address may answer with."""
    return {
        STATUS[code]: {"model": ErrorBody, "description": code.replace("_", " ")}
        for code in (*codes, "too_many", "internal")
    }
