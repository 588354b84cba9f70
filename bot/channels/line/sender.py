"""Sends answers to LINE: the reply token first, a push only where that is allowed.

A reply has no retry key at LINE; its token is good for one reply, so sending it again cannot make
two. A push has a retry key made from the event, so that not even a restart makes two.
"""

from __future__ import annotations

import asyncio
import logging
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import aiohttp
from linebot.v3.messaging import AsyncApiClient, AsyncMessagingApi, Configuration
from linebot.v3.messaging.exceptions import ApiException
from linebot.v3.messaging.models import (
    Message,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)
from tenacity import AsyncRetrying, RetryError, retry_if_exception_type, wait_exponential

from bot.channels.line.pieces import PIECE_SECONDS
from bot.channels.line.receiving import Happened

log = logging.getLogger(__name__)

_KEYS = uuid.UUID("6f1f5a0e-0f0b-5b7c-9a57-2c2c3f6f6c11")  # any fixed one: our own name space
_CONNECTIONS = 32
_ACCEPTED_BEFORE, _TOO_MANY = 409, 429
_LOADING_SECONDS = 20


class Sent(Enum):
    """How an answer went."""

    REPLIED = "replied"
    PUSHED = "pushed"
    UNSURE = "unsure"  # LINE failed over it, or we did, and then the token is spent: it arrived
    EXPIRED = "expired"  # the token's minute was over
    REFUSED = "refused"  # LINE will not take it, however often
    LOST = "lost"  # LINE did not answer for as long as we try


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it went, and LINE's names of the messages, where LINE told them."""

    how: Sent
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: of one call, of a reply token, until a push is given up, between tries; of a profile
    or a menu, for which nobody waits long; and from a piece of a question to the next, 0: none."""

    call: float = 10.0
    token: float = 55.0  # LINE says one minute
    push: float = 300.0
    first_pause: float = 0.5
    longest_pause: float = 8.0
    brief: float = 1.5
    piece: float = PIECE_SECONDS


class _TryAgain(Exception):
    """LINE did not take it this time. `maybe_arrived`: it may have, without our being told."""

    def __init__(self, *, maybe_arrived: bool) -> None:
        super().__init__()
        self.maybe_arrived = maybe_arrived


class Sender:
    """The Messaging API with one account's token."""

    def __init__(
        self, token: str, api: str, *, push: bool, patience: Patience | None = None
    ) -> None:
        """To be made within the event loop, as the SDK opens its connections at once."""
        configuration = Configuration(access_token=token, host=api)
        configuration.connection_pool_maxsize = _CONNECTIONS
        self._client = AsyncApiClient(configuration)
        self._api = AsyncMessagingApi(self._client)
        self._push, self._patience = push, patience or Patience()

    async def send(
        self,
        event: Happened,
        messages: list[Message],
        is_ours: Callable[[], Awaitable[bool]] | None = None,
    ) -> Delivery:
        """Answers `event`; pushes, a minute later, only what `is_ours` still."""
        done = Delivery(Sent.EXPIRED)
        if event.reply_token:
            done = await self._reply(event, messages)
        if done.how not in (Sent.EXPIRED, Sent.LOST) or not self._push or not event.talk:
            return done
        if is_ours is not None and not await is_ours():
            return done  # another gateway has answered meanwhile, and LINE would take both
        return Delivery(await self._pushed(event, messages))

    async def show_loading(self, event: Happened) -> None:
        """Shows the resident that an answer is being made; it vanishes with the answer."""
        request = ShowLoadingAnimationRequest(chatId=event.user, loadingSeconds=_LOADING_SECONDS)
        try:
            await self._api.show_loading_animation(request, _request_timeout=self._timeout())
        except (ApiException, aiohttp.ClientError, asyncio.TimeoutError, OSError):
            log.info("the loading indicator could not be shown")

    async def language(self, event: Happened) -> str:
        """The tag of the language in which the person uses LINE; empty where LINE does not say.

        Nothing else of the profile is looked at.
        """
        try:
            profile = await self._api.get_profile(event.user, _request_timeout=self._briefly())
        except (ApiException, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            log.info("the language of a profile could not be read")
            return ""
        return str(profile.language or "")

    async def menus(self) -> dict[str, str]:
        """What LINE calls each menu of the account, by the name that it was made with; nothing
        where LINE does not say."""
        found: dict[str, str] = {}

        async def call() -> None:
            listed = await self._api.get_rich_menu_list(_request_timeout=self._briefly())
            found.update({menu.name: menu.rich_menu_id for menu in listed.richmenus})

        await self._menu_call(call)
        return found

    async def show_menu(self, user: str, menu: str) -> bool:
        """Shows one person one menu; False where LINE does not do it."""
        return await self._menu_call(
            lambda: self._api.link_rich_menu_id_to_user(
                user, menu, _request_timeout=self._briefly()
            )
        )

    async def show_first_menu(self, user: str) -> bool:
        """Shows one person the menu that all begin with; False where LINE does not do it."""
        return await self._menu_call(
            lambda: self._api.unlink_rich_menu_id_from_user(user, _request_timeout=self._briefly())
        )

    async def _menu_call(self, call: Callable[[], Awaitable[Any]]) -> bool:
        """One try: a menu in another language is no reason to keep anybody waiting."""
        try:
            await call()
        except (ApiException, aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError):
            log.info("a menu could not be changed")
            return False
        return True

    async def close(self) -> None:
        """Closes the connections to the platform; nothing is sent any more."""
        await self._client.close()

    async def _reply(self, event: Happened, messages: list[Message]) -> Delivery:
        request = ReplyMessageRequest(replyToken=event.reply_token, messages=messages)
        until = event.received + self._patience.token
        names: list[str] = []

        async def call() -> None:
            done = await self._api.reply_message(request, _request_timeout=self._timeout())
            names.extend(sent.id for sent in done.sent_messages)

        status, uncertain = await self._persist(call, until)
        uncertain = uncertain or event.again
        if status is None:
            return Delivery(Sent.EXPIRED)
        if 200 <= status < 300:
            return Delivery(Sent.REPLIED, tuple(names))
        if uncertain and status == 400:
            return Delivery(Sent.UNSURE)
        return Delivery(Sent.REFUSED if time.monotonic() < until else Sent.EXPIRED)

    async def _pushed(self, event: Happened, messages: list[Message]) -> Sent:
        request = PushMessageRequest(to=event.talk, messages=messages)
        key = str(uuid.uuid5(_KEYS, event.id))

        async def call() -> Any:
            return await self._api.push_message(
                request, x_line_retry_key=key, _request_timeout=self._timeout()
            )

        status, _ = await self._persist(call, time.monotonic() + self._patience.push)
        if status is None:
            return Sent.LOST
        accepted = 200 <= status < 300 or status == _ACCEPTED_BEFORE
        return Sent.PUSHED if accepted else Sent.REFUSED

    async def _persist(
        self, call: Callable[[], Awaitable[Any]], until: float
    ) -> tuple[int | None, bool]:
        """The status that settles it, None if there is none in time; and whether a failure on the
        way may have been a success that we were not told of."""
        uncertain = False
        if time.monotonic() >= until:
            return None, uncertain
        patience = self._patience
        tries = AsyncRetrying(
            retry=retry_if_exception_type(_TryAgain),
            stop=lambda _: time.monotonic() >= until,
            wait=wait_exponential(patience.first_pause, patience.longest_pause),
            sleep=lambda pause: asyncio.sleep(min(pause, max(0.0, until - time.monotonic()))),
        )
        try:
            async for attempt in tries:
                with attempt:
                    try:
                        return await self._once(call), uncertain
                    except _TryAgain as failure:
                        uncertain = uncertain or failure.maybe_arrived
                        raise
        except RetryError:
            pass
        return None, uncertain

    async def _once(self, call: Callable[[], Awaitable[Any]]) -> int:
        """The status that settles it. Raises _TryAgain where another try may."""
        try:
            await call()
        except ApiException as error:
            status = int(error.status or 0)
            if status != _TOO_MANY and status < 500:
                log.error("LINE refused a message with status %s", status)
                return status
            raise _TryAgain(maybe_arrived=status != _TOO_MANY) from None
        except aiohttp.ClientConnectorError:  # nobody there: nothing can have arrived
            raise _TryAgain(maybe_arrived=False) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            raise _TryAgain(maybe_arrived=True) from None
        except ValueError:  # LINE took it, and said so in a shape that the SDK does not know
            return 200
        return 200

    def _timeout(self) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=self._patience.call)

    def _briefly(self) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=self._patience.brief)
