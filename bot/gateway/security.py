"""What holds for every request: size, type, origin; and the headers of every response."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import GatewayError
from bot.gateway.errors import refused, response_of
from bot.gateway.metrics import Metrics

BODY_LONGEST = 64 * 1024  # 5,000 characters written as \uXXXX need 30 KB
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
    ]
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Guard:
    """ASGI middleware: refuses what no part of ours needs to see."""

    def __init__(self, app: ASGIApp, origins: Collection[str], metrics: Metrics) -> None:
        self._app, self._origins, self._metrics = app, frozenset(origins), metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if scope["path"].startswith("/api/"):
                    headers["Cache-Control"] = "no-store"
                if message["status"] >= 400:
                    self._metrics.refused(str(message["status"]))
            await send(message)

        try:
            body = await self._checked(scope, receive)
        except GatewayError as error:
            await response_of(error)(scope, receive, secured)
            return
        await self._app(scope, body, secured)

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        """`receive` with the body read, so that its size is known before anything parses it."""
        headers = Headers(scope=scope)
        if scope["method"] in _SAFE or not scope["path"].startswith("/api/"):
            return receive
        origin = headers.get("origin")
        if origin is not None and not self._may_call(origin, scope, headers):
            raise refused("origin_refused")
        if scope["method"] == "POST":
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind != "application/json":
                raise refused("unsupported")
        return await _bounded(receive)

    def _may_call(self, origin: str, scope: Scope, headers: Headers) -> bool:
        return origin in self._origins or origin == own_origin(scope, headers)


def own_origin(scope: Scope, headers: Headers) -> str:
    """The origin under which this request reached us."""
    return f"{scope['scheme']}://{headers.get('host', '')}"


async def _bounded(receive: Receive) -> Receive:
    chunks, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        more = message.get("more_body", False)
        if size > BODY_LONGEST:
            raise refused("too_long")
    whole = b"".join(chunks)
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": whole, "more_body": False}

    return again
