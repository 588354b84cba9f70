"""The door of LINE: takes deliveries at once, answers afterwards, and forgets none silently.

Several gateways may have the same account: one of them answers each event (ADR 0038).
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from linebot.v3.messaging.models import Message

from bot.channels.line import receiving
from bot.channels.line.answering import Answering
from bot.channels.line.deduplication import Deduplication
from bot.channels.line.duty import Duty
from bot.channels.line.inbox import Inbox
from bot.channels.line.menu_shown import MenuShown
from bot.channels.line.owed import Sealing
from bot.channels.line.pieces import Pieces
from bot.channels.line.place import Place
from bot.channels.line.receiving import Happened
from bot.channels.line.render import texts
from bot.channels.line.residents import Residents
from bot.channels.line.sender import Patience, Sender
from bot.content import say
from bot.conversation.gateway import Gateway
from bot.conversation.refusals import refused
from bot.errors import RequestRefused, StorageError
from bot.http.language import preferred
from bot.storage.ports.webhooks import OwedEvent, Standing

log = logging.getLogger(__name__)

CLOSING_SECONDS = 4.0  # `serve` kills what has not ended after five
_BEFORE_LOADING = 0.4  # most answers are quicker; an indicator that comes after them would stay
_RETRY_SECONDS = 5
_LOCKED_SECONDS = 0.2
_UNTIL_APOLOGY = 15.0  # seconds from the event; by then who is alive has taken over
_AGAIN_SECONDS = 0.5
_UNTIL_RASA = 5.0  # seconds that what an earlier process owes waits for whole answers


@dataclass(frozen=True, slots=True)
class LineAccount:
    """A Messaging API channel: its secret and token, and the address `api` of the platform.

    `push`: may an answer be pushed, which costs money, when its reply token is spent?
    `profile`: may LINE be asked in which language a person of a new talk uses it?
    """

    secret: str = field(repr=False)
    token: str = field(repr=False)
    api: str
    push: bool = False
    profile: bool = False


class LineWebhook:
    """One LINE account."""

    def __init__(
        self,
        gateway: Gateway,
        account: LineAccount,
        key: str,
        sealing: Sealing,
        place: Place,
        patience: Patience | None = None,
    ) -> None:
        """`key` makes pseudonyms of LINE's user ids; `place` is where this process alone is."""
        self._gateway, self._account, self._patience = gateway, account, patience
        self._taking, self._sealing, self._place = asyncio.Lock(), sealing, place
        self._locked_until = 0.0
        self._residents = Residents(gateway.conversations, gateway.stores.residents, key)
        guess = self._guess if account.profile else None
        self._menus = MenuShown()
        self._answering = Answering(gateway, self._residents, self._menus, guess, push=account.push)
        self._seen: Deduplication | None = None

    async def start(self) -> None:
        """Opens what needs the event loop, and goes on with what an earlier process left undone."""
        account, patience = self._account, self._patience or Patience()
        self._sender = Sender(account.token, account.api, push=account.push, patience=patience)
        self._patient_until = time.monotonic() + _UNTIL_RASA
        stores, run = self._gateway.stores, secrets.token_hex(8)
        seen = Deduplication(stores.webhook_events, run, self._place.enter())
        self._inbox = Inbox(self._work)
        self._duty = Duty(seen, self._sealing, stores.keys, self._inbox, self._gateway.metrics)
        self._inbox.is_due = self._duty.is_due
        if patience.piece:
            pieces = Pieces(
                self._answering.is_asked, self._duty.fetch, self._is_ours, patience.piece
            )
            self._inbox.gather = pieces.gather
        self._seen = seen
        await self._duty.start()

    async def stop(self) -> None:
        """Answers what waits, for a while; then says how much was not."""
        if self._seen is None:
            return
        if (left := await self._inbox.close(CLOSING_SECONDS)) > 0:
            log.error("LINE: stopping with %s events that another process answers", left)
        await self._duty.stop()
        self._place.leave()
        await self._sender.close()

    async def take(self, body: bytes, signature: str | None) -> None:
        """Takes a delivery. Raises RequestRefused if it is not LINE's, is none, or is too much.

        It is taken as a whole or not at all, also when LINE does not wait for our answer.
        """
        if not receiving.is_from_line(self._account.secret, body, signature):
            raise RequestRefused(401, "bad_signature", say("refused", "bad_request"))
        try:
            events = receiving.read_events(body, time.monotonic())
        except ValueError:
            raise refused("bad_request") from None
        if self._seen is None:
            raise refused("unavailable", retry_after=_RETRY_SECONDS)
        await asyncio.shield(asyncio.create_task(self._take(events, self._seen)))

    async def _take(self, events: Sequence[Happened], seen: Deduplication) -> None:
        """One delivery at a time: they keep their order, and the room that was found is there."""
        async with self._taking, self._at_once():
            known = await seen.known([event.id for event in events])
            fresh = list({e.id: e for e in reversed(events) if e.id not in known}.values())
            if not self._inbox.has_room(len(fresh)):
                log.warning("LINE: a delivery was refused, too much is waiting")
                raise refused("unavailable", retry_after=_RETRY_SECONDS)
            taken = await seen.take({event.id: self._sealed(event) for event in fresh})
            self._count(events, taken, seen)
            for event in reversed(fresh):
                if event.id in taken:  # else another gateway was faster
                    await self._take_back(event, seen)
                    self._inbox.put([event])

    def _sealed(self, event: Happened) -> OwedEvent:
        talk = self._residents.pseudonym(event.talk) if event.talk else ""
        return self._sealing.seal(event, talk)

    def _count(self, events: Sequence[Happened], taken: set[str], seen: Deduplication) -> None:
        written = sum(map(seen.is_written, taken))
        metrics = self._gateway.metrics
        metrics.line_events("taken", written)
        metrics.line_events("unwritten", len(taken) - written)
        metrics.line_events("again", len(events) - len(taken))

    @asynccontextmanager
    async def _at_once(self) -> AsyncIterator[None]:
        """Who waited behind a delivery that found the file locked is refused without a wait."""
        if time.monotonic() < self._locked_until:
            raise refused("unavailable", retry_after=_RETRY_SECONDS)
        try:
            yield
        except StorageError:
            self._locked_until = time.monotonic() + _LOCKED_SECONDS
            raise

    async def _take_back(self, event: Happened, seen: Deduplication) -> None:
        """What was unsent, or said by somebody who has left, is not worked on any more."""
        if event.kind not in (receiving.UNSEND, receiving.UNFOLLOW):
            return
        message = event.message or None  # whoever leaves, or an unsend without a name: all of it
        for dropped in self._inbox.drop(event.talk, message):
            await seen.finish(dropped.id)

    async def _work(self, event: Happened) -> None:
        if event.again:  # Rasa may be about to come up as well
            await self._gateway.breaker.wait_until_up(self._patient_until - time.monotonic())
        async with self._loading(event):
            messages = await self._answered(event)
        language = self._menus.take(event)
        if messages and not await self._is_still_ours(event):
            self._gateway.metrics.line_events("given_up")
            return  # we were away for so long that another gateway answers
        if messages:
            is_ours = partial(self._is_still_ours, event)
            delivery = await self._sender.send(event, messages, is_ours)
            self._gateway.metrics.line_sent(delivery.how.value)
            if event.place:
                await self._residents.said_in_group(delivery.messages)
        if self._seen is not None:
            for one in (*event.before, event):
                await self._seen.finish(one.id)
        if language is not None:
            await self._menus.show(self._sender, event.user, language)

    async def _answered(self, event: Happened) -> list[Message]:
        """The answer; an apology where there is none.

        What we share may be out of our reach alone: then another gateway takes over what we owe.
        """
        until = event.received + _UNTIL_APOLOGY
        while True:
            try:
                return await self._answering.answer(event)
            except StorageError as error:
                if time.monotonic() >= until:
                    return self._apology(error)
            except Exception as error:  # whatever it is, the resident gets a sentence
                return self._apology(error)
            await asyncio.sleep(_AGAIN_SECONDS)
            if not await self._is_still_ours(event):
                return []

    async def _is_still_ours(self, event: Happened) -> bool:
        return self._seen is None or await self._seen.standing(event.id) is not Standing.GONE

    async def _is_ours(self, event: Happened) -> bool:
        return self._seen is None or await self._seen.standing(event.id) is Standing.MINE

    async def _guess(self, event: Happened) -> str:
        """Which of our languages the person's LINE is in; empty where LINE does not say, and for
        one that we do not write."""
        tag = await self._sender.language(event)
        return preferred(tag, self._gateway.content.city.languages) if tag else ""

    def _apology(self, error: Exception) -> list[Message]:
        log_id = secrets.token_hex(4)
        log.error("LINE: no answer, log id %s: %s", log_id, type(error).__name__)
        return texts(say("talk", "apology", log_id=log_id))

    @asynccontextmanager
    async def _loading(self, event: Happened) -> AsyncIterator[None]:
        """The loading indicator, if the work takes long; it never comes after the answer."""
        asks = event.kind in (receiving.TEXT, receiving.POSTBACK)
        if not asks or event.place or not event.user:
            yield
            return
        begun = asyncio.Event()

        async def show() -> None:
            await asyncio.sleep(_BEFORE_LOADING)
            begun.set()
            await self._sender.show_loading(event)

        task = asyncio.create_task(show())
        try:
            yield
        finally:
            if not begun.is_set():
                task.cancel()
            with suppress(asyncio.CancelledError):
                await task
