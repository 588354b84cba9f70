"""What holds for every request: size, type, origin; and the headers of every response."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation.metrics import Metrics
from bot.conversation.refusals import refused
from bot.errors import RequestRefused
from bot.http.errors import response_of

log = logging.getLogger(__name__)

BODY_LONGEST = 64 * 1024  # 5,000 characters written as \uXXXX need 30 KB
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
BASE_POLICY = {
    "default-src": "'none'",
    **{f"{kind}-src": "'self'" for kind in ("script", "style", "img", "font", "connect")},
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
JSON = frozenset({"application/json"})
FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data"
_ONLY_TLS = "max-age=31536000"  # a browser that was here comes by TLS alone, for a year
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class Secured:
    """ASGI middleware, the outermost: the headers of every response, and a count of refusals."""

    def __init__(
        self,
        app: ASGIApp,
        metrics: Metrics,
        policy: Mapping[str, str] = BASE_POLICY,
        *,
        is_private: Callable[[str], bool] = lambda path: path.startswith("/api/"),
    ) -> None:
        """`is_private` tells by its path what no cache may keep."""
        self._app, self._metrics, self._is_private = app, metrics, is_private
        written = "; ".join(f"{name} {value}" for name, value in policy.items())
        self._headers = {"Content-Security-Policy": written, **_HEADERS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", _ONLY_TLS)
                if self._is_private(scope["path"]):
                    headers["Cache-Control"] = "no-store"
                if message["status"] >= 400:
                    self._metrics.refused(str(message["status"]))
            await send(message)

        await self._app(scope, receive, secured)


class Cors(CORSMiddleware):
    """Other origins by Starlette's rules; a refused preflight too has the one shape of an error."""

    def preflight_response(self, request_headers: Headers) -> Response:
        """The answer to a browser that asks whether it may ask."""
        answer = super().preflight_response(request_headers)
        return answer if answer.status_code < 400 else response_of(refused("origin_refused"))


class Guard:
    """ASGI middleware: refuses what no part of ours needs to see, and catches what fails."""

    def __init__(
        self,
        app: ASGIApp,
        origins: Collection[str],
        prefix: str = "/api/",
        kinds: Collection[str] = JSON,
        uploads: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Checks what is sent below `prefix`; `kinds` are the media types that it may have.

        `uploads`: addresses to which a form also brings files, and how many bytes of them.
        """
        self._app, self._origins = app, frozenset(origins)
        self._uploads = uploads
        self._prefix, self._kinds = prefix, frozenset(kinds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request. An exception goes no further: the server would log what it says."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            body = await self._checked(scope, receive)
            await self._app(scope, body, watched)
        except RequestRefused as error:
            await response_of(error)(scope, receive, send)
        except Exception as error:
            log_id = secrets.token_hex(4)
            kind = type(error).__name__
            log.error("%s failed, log id %s: %s", scope["path"], log_id, kind)
            if not started:
                await response_of(refused("internal"), log_id)(scope, receive, send)

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        """`receive` with the body read, so that its size is known before anything parses it."""
        headers = Headers(scope=scope)
        if scope["method"] in _SAFE or not scope["path"].startswith(self._prefix):
            return receive
        origin = headers.get("origin")
        if origin is not None and not self._may_call(origin, scope, headers):
            raise refused("origin_refused")
        if scope["method"] == "POST":
            kind = headers.get("content-type", "").partition(";")[0].strip().lower()
            if kind not in self._kinds and not (kind == FILES and scope["path"] in self._uploads):
                raise refused("unsupported")
        return await _bounded(receive, self._uploads.get(scope["path"], BODY_LONGEST))

    def _may_call(self, origin: str, scope: Scope, headers: Headers) -> bool:
        return origin in self._origins or origin == own_origin(scope, headers)


def own_origin(scope: Scope, headers: Headers) -> str:
    """The origin under which this request reached us."""
    return f"{scope['scheme']}://{headers.get('host', '')}"


async def _bounded(receive: Receive, longest: int) -> Receive:
    chunks, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        more = message.get("more_body", False)
        if size > longest:
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
