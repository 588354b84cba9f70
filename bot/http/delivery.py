"""How answers are sent: HEAD is GET without a body; what anybody may see goes packed.

gzip alone: all that a first opening loads fits into the first flight of a connection (14 KB) with
it, so that a better packing would save no round trip.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMALLEST = 500  # bytes; below, the headers cost more than is won


@dataclass(frozen=True, slots=True)
class Packed:
    """A text that many load, packed once."""

    body: bytes = field(repr=False)
    media_type: str
    small: bytes = field(repr=False)
    etag: str

    @classmethod
    def of(cls, text: str, media_type: str) -> Packed:
        """`text`, packed as small as gzip can."""
        body = text.encode()
        # Weak: packed or not, it is the same script and other bytes (RFC 9110, 8.8.1).
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        return cls(body, media_type, gzip.compress(body, 9, mtime=0), etag)

    def answer(self, request: Request, headers: Mapping[str, str]) -> Response:
        """304 for who has it; else the whole, packed for who can read that."""
        vary = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
        headers = {**headers, "ETag": self.etag, "Vary": vary}
        if _has(request.headers.get("if-none-match", ""), self.etag):
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.body, media_type=self.media_type, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(self.small, media_type=self.media_type, headers=headers)


def _has(tags: str, etag: str) -> bool:
    """Is one of If-None-Match's `tags` this one, compared weakly as RFC 9110, 13.1.2 wants it?"""
    found = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    return "*" in found or etag.removeprefix("W/") in found


class Heads:
    """ASGI middleware: what answers GET answers HEAD."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app({**scope, "method": "GET"}, receive, without_body)
        else:
            await self._app(scope, receive, send)


class Compressed:
    """ASGI middleware: gzip, but not for what is said in a talk.

    A compressed answer with a secret beside a stranger's words tells the secret by its length.
    """

    def __init__(self, app: ASGIApp, private: str = "/api/") -> None:
        self._app, self._private = app, private
        self._compressed = GZipMiddleware(app, minimum_size=_SMALLEST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        open_to_all = scope["type"] == "http" and not scope["path"].startswith(self._private)
        await (self._compressed if open_to_all else self._app)(scope, receive, send)
