"""The addresses of the web chat: begin, say, wipe, vote, check a date, call centre."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from bot.channels.web.access import TheConversation, TheGateway, bounded, holder_for_new
from bot.channels.web.aloud import read_aloud
from bot.channels.web.channel import WebChannel
from bot.channels.web.shapes import (
    Answered,
    BeginBody,
    Begun,
    DateFields,
    DateRead,
    FeedbackBody,
    ReadLines,
    SaidBody,
    SpokenLines,
    SpokenSentences,
    WrittenLines,
    refusals,
)
from bot.content import current_words, say
from bot.conversation.calling import Centre, centre_now
from bot.conversation.conversations import IDLE_SECONDS, MOST_SECONDS
from bot.conversation.date_fields import read_fields
from bot.conversation.refusals import refused
from bot.conversation.service import offered, opening
from bot.conversation.threads import stored
from bot.conversation.unanswered import UNHELPFUL
from bot.errors import StorageError
from bot.messages import Message
from bot.text.furigana import ruby

CHANNEL = WebChannel()

routes = APIRouter(prefix="/api", dependencies=[Depends(bounded)], tags=["chat"])

_ASKING = ("bad_request", "origin_refused", "too_long", "unsupported", "invalid")
_TALKING = ("no_conversation", "expired", *_ASKING)


@routes.post("/conversations", status_code=201, responses=refusals(*_ASKING))
async def begin(
    request: Request, response: Response, gateway: TheGateway, body: BeginBody
) -> Begun:
    """A new conversation, with a greeting. Needs no Rasa."""
    holder = holder_for_new(request, response, cookies=body.cookies)
    token, conversation = await gateway.conversations.begin(holder)
    async with gateway.conversations.turn(conversation) as record:
        reply = offered(record, [_greeting()])
    return Begun(
        conversation=token,
        idle_seconds=IDLE_SECONDS,
        most_seconds=MOST_SECONDS,
        cards=CHANNEL.render("", reply),
        centre=centre_now(gateway.now()),
    )


@routes.post("/messages", responses=refusals(*_TALKING))
async def say_something(
    said: SaidBody, conversation: TheConversation, gateway: TheGateway
) -> Answered:
    """Answers typed words or a pressed choice. The same id again gets the same answer."""
    if not conversation.knows(said.id):
        await gateway.throttle.talk(conversation.sender)
    reply = await gateway.service.take(conversation, CHANNEL.read(said), CHANNEL.name)
    return Answered(
        id=said.id,
        cards=CHANNEL.render(conversation.id, reply),
        reduced=reply.reduced,
        centre=centre_now(gateway.now()),
    )


@routes.delete(
    "/conversation",
    status_code=204,
    responses=refusals("no_conversation", "expired", "origin_refused", "too_long"),
)
async def wipe(conversation: TheConversation, gateway: TheGateway) -> None:
    """Forgets the conversation here and in Rasa at once."""
    await gateway.conversations.wipe(conversation)
    await gateway.service.wipe(conversation)


@routes.post("/feedback", status_code=204, responses=refusals(*_TALKING))
async def feedback(vote: FeedbackBody, conversation: TheConversation, gateway: TheGateway) -> None:
    """Notes whether a card helped, once a card."""
    card = await gateway.conversations.vote(conversation, vote.card)
    if card is None:
        raise refused("invalid")
    try:
        await stored(
            gateway.feedback.keep,
            gateway.now(),
            CHANNEL.name,
            card,
            helped=vote.helped,
            reason=vote.reason,
            question=vote.question,
        )
    except StorageError:  # the widget may send it again
        await gateway.conversations.take_back(conversation, vote.card)
        raise
    gateway.metrics.helped(card[0], helped=vote.helped)
    if not vote.helped and vote.question:  # with the resident's consent alone
        why = vote.reason or UNHELPFUL
        gateway.unanswered.told_wrong(gateway.now(), CHANNEL.name, vote.question, card[0], why)


@routes.post("/dates", responses=refusals(*_ASKING))
async def check_date(fields: DateFields, gateway: TheGateway) -> DateRead:
    """Whether the three fields are a date that can be meant; nothing is kept."""
    parts = (fields.era, fields.year, fields.month, fields.day)
    text, message = read_fields(fields.fact, parts, gateway.now().date())
    return DateRead(text=text, message=message)


@routes.post("/spoken", responses=refusals(*_ASKING))
async def spoken(said: SpokenLines) -> SpokenSentences:
    """How lines of an answer are read aloud in the language of the request; nothing is kept."""
    return SpokenSentences(sentences=read_aloud(said.lines, current_words()))


@routes.post("/readings", responses=refusals(*_ASKING))
async def readings(said: WrittenLines) -> ReadLines:
    """The readings over the kanji of lines (ふりがな); nothing is kept."""
    return ReadLines(lines=[list(ruby(line)) for line in said.lines])


@routes.get("/centre", responses=refusals())
async def centre(gateway: TheGateway) -> Centre:
    """The call centre, and whether it is open now."""
    return centre_now(gateway.now())


def _greeting() -> Message:
    return opening(f"{say('talk', 'hello')}\n{say('talk', 'privacy')}")
