"""The platform itself: takes replies and pushes as strictly as LINE does, and fails on demand."""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.house.listening import served_in_a_thread

from . import events
from .limits import Json, Refused, check_loading, check_push, check_reply, need
from .menus import Menus

SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "the token that the stand-in gave out"
HANG = 0  # in place of a status: no answer at all
TOKEN_SECONDS = 60.0
NAMELESS = "whom LINE does not name"


@dataclass
class Call:
    """One call that came in, and what it was answered."""

    path: str
    body: Any
    status: int
    retry_key: str | None = None


@dataclass
class Platform:
    """Stands where LINE stands. `trouble` are statuses for the next calls, HANG for silence;
    `down_until` answers everything with 500 until that moment; `after` makes a failure come after
    the message was delivered, which is the worst that can happen; `newer` says that it was taken in
    a shape that nobody knows yet. `languages` are those of users who let LINE tell theirs;
    `blocked` have no profile for us."""

    url: str = ""
    webhook: str = ""
    active: bool = True
    token_seconds: float = TOKEN_SECONDS
    trouble: deque[int] = field(default_factory=deque)
    down_until: float = 0.0
    after: bool = False
    newer: bool = False
    calls: list[Call] = field(default_factory=list)
    tokens: dict[str, float] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    delivered: list[tuple[str, list[Any]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of the messages delivered
    times: Counter[str] = field(default_factory=Counter)
    menus: Menus = field(default_factory=Menus)
    languages: dict[str, str] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)

    def issue(self, *given: Json) -> None:
        """Reply tokens of events become good now."""
        for one in given:
            if (token := one.get("replyToken")) is not None:
                self.tokens[token] = time.monotonic()
                source = one["source"]
                self.owners[token] = source.get("groupId") or source.get("userId", NAMELESS)

    def received(self, user: str) -> list[list[Any]]:
        """What a user has got, answer by answer."""
        return [messages for to, messages in self.delivered if to == user]

    def of(self, path: str) -> list[Call]:
        """The calls of one address."""
        return [call for call in self.calls if call.path == path]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        kind = request.content_type
        raw = await request.read()
        body = await request.json() if raw and kind == "application/json" else raw
        key = request.headers.get("X-Line-Retry-Key")
        status, answer = await self._answered(request, path, body, key)
        self.calls.append(Call(path, body, status, key))
        return web.json_response(answer, status=status)

    async def _answered(
        self, request: web.Request, path: str, body: Any, key: str | None
    ) -> tuple[int, Any]:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "Authentication failed"}
        troubled = path.startswith(("/v2/bot/message", "/v2/bot/profile"))
        failure = self._failure() if troubled else None
        if failure is not None and not self.after:
            return await self._fail(failure)
        try:
            found = await self._do(request, path, body, key)
        except (Refused, KeyError, TypeError, ValueError) as error:
            return 400, {"message": str(error)}
        return await self._fail(failure) if failure is not None else found

    def _failure(self) -> int | None:
        if time.monotonic() < self.down_until:
            return 500
        return self.trouble.popleft() if self.trouble else None

    async def _fail(self, status: int) -> tuple[int, Any]:
        if status == HANG:
            await asyncio.sleep(3600)
        return status, {"message": "trouble"}

    async def _do(
        self, request: web.Request, path: str, body: Any, key: str | None
    ) -> tuple[int, Any]:
        match request.method, path.removeprefix("/v2/bot/").split("/"):
            case "POST", ["message", "reply"]:
                return self._reply(body, key)
            case "POST", ["message", "push"]:
                return self._push(body, key)
            case "POST", ["chat", "loading", "start"]:
                check_loading(body)
                return 202, {}
            case "GET", ["profile", user]:
                return self._profile(user)
            case "GET", ["info"]:
                return 200, _INFO
            case method, ["channel", "webhook", *rest]:
                return await self._webhook(method, rest, body)
            case method, ["richmenu", *rest]:
                return self.menus.handle(method, rest, request.content_type, body)
            case "POST", ["user", "all", "richmenu", name]:
                return self.menus.show(name)
            case "POST", ["user", user, "richmenu", name]:
                return self.menus.link(user, name)
            case "DELETE", ["user", user, "richmenu"]:
                return self.menus.unlink(user)
            case "GET", ["insight", "richmenu", name, "summary"]:
                return self.menus.figures(name, dict(request.query))
        return 404, {"message": "Not found"}

    def _reply(self, body: Json, key: str | None) -> tuple[int, Any]:
        need(key is None, "a reply takes no retry key")
        check_reply(body)
        token = body["replyToken"]
        if token in self.spent or token not in self.tokens:
            raise Refused("Invalid reply token")
        if time.monotonic() - self.tokens[token] > self.token_seconds:
            raise Refused("Invalid reply token")
        self.spent.add(token)
        return self._deliver(self.owners[token], body["messages"], token)

    def _push(self, body: Json, key: str | None) -> tuple[int, Any]:
        need(key is not None and str(uuid.UUID(key)) == key, "the retry key is no UUID")
        if key in self.keys:
            return 409, {"message": "The retry key is already accepted"}
        check_push(body)
        self.keys.add(key)
        return self._deliver(body["to"], body["messages"], key)

    def _deliver(self, to: str, messages: list[Any], name: str) -> tuple[int, Any]:
        self.delivered.append((to, messages))
        self.times[name] += 1
        if self.newer:
            return 200, {"accepted": True}
        first = len(self.names)
        self.names += [f"{to}/{first + n}" for n, _ in enumerate(messages)]
        return 200, {"sentMessages": [{"id": name} for name in self.names[first:]]}

    def _profile(self, user: str) -> tuple[int, Any]:
        if user in self.blocked:
            return 404, {"message": "Not found"}
        told = {"language": self.languages[user]} if user in self.languages else {}
        return 200, {"displayName": "山田", "userId": user, **told}

    async def _webhook(self, method: str, rest: list[str], body: Any) -> tuple[int, Any]:
        match method, rest:
            case "GET", ["endpoint"]:
                if not self.webhook:
                    return 404, {"message": "Not found"}
                return 200, {"endpoint": self.webhook, "active": self.active}
            case "PUT", ["endpoint"]:
                need(body["endpoint"].startswith("https://"), "https")
                need(len(body["endpoint"]) <= 500, "at most 500 characters")
                self.webhook = body["endpoint"]
                return 200, {}
            case "POST", ["test"]:
                return 200, await self._try_webhook()
        return 404, {}

    async def _try_webhook(self) -> Json:
        raw = events.delivery()
        headers = {"X-Line-Signature": events.sign(SECRET, raw)}
        status, reason = 0, "COULD_NOT_CONNECT"
        try:
            async with aiohttp.ClientSession() as session:
                url = self.webhook.replace("https://", "http://")
                async with session.post(url, data=raw, headers=headers) as answer:
                    status, reason = answer.status, "OK" if answer.ok else "ERROR_STATUS_CODE"
        except aiohttp.ClientError:
            pass
        good = status == 200
        now = "2026-11-24T00:00:00.000000000Z"
        return {
            "success": good, "timestamp": now, "statusCode": status, "reason": reason, "detail": "-"
        }  # fmt: skip

    @contextmanager
    def listening(self, host: str = "127.0.0.1") -> Iterator[Platform]:
        """Serves in a thread of its own until the block ends."""
        app = web.Application(client_max_size=4_000_000)
        app.router.add_route("*", "/{path:.*}", self._handle)
        with served_in_a_thread(app, host=host) as port:
            self.url = f"http://{host}:{port}"
            yield self


_INFO = {
    "userId": "U" + "0" * 32,
    "basicId": "@kokuho",
    "displayName": "国保",
    "chatMode": "bot",
    "markAsReadMode": "auto",
}

Post = Callable[[bytes, dict[str, str]], int]


@dataclass
class Phone:
    """One user of LINE. `post` brings a delivery to the webhook and returns the status."""

    platform: Platform
    post: Post
    user: str

    def send(self, *given: Json) -> int:
        """LINE delivers events of this user."""
        self.platform.issue(*given)
        raw = events.delivery(*(dict(one) for one in given))
        return self.post(raw, {"X-Line-Signature": events.sign(SECRET, raw)})

    def got(self) -> list[list[Any]]:
        """The answers so far."""
        return self.platform.received(self.user)
