"""How answers are sent: HEAD is GET without a body; what anybody may see goes packed.

All that a first opening loads fits into the first flight of a connection (14 KB), also with gzip.
Brotli takes another eighth away: nine milliseconds of a slow line, and room for longer words.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

import brotli
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMALLEST = 500  # bytes; below, the headers cost more than is won
# As small as each can, the best first. Brotli takes a twentieth of a second for it, once a text.
_CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, mode=brotli.MODE_TEXT, quality=11),
    "gzip": partial(gzip.compress, compresslevel=9, mtime=0),
}
_NEVER = re.compile(r"q=0(\.0*)?")


class Packed:
    """A text that many load, packed once for each coding that somebody asks for."""

    def __init__(self, text: str, media_type: str) -> None:
        self.body, self.media_type = text.encode(), media_type
        # Weak: packed or not, it is the same script and other bytes (RFC 9110, 8.8.1).
        self.etag = f'W/"{hashlib.sha256(self.body).hexdigest()[:32]}"'
        self._packed: dict[str, bytes] = {}

    def in_coding(self, name: str) -> bytes:
        """The text as `br` or `gzip`."""
        if name not in self._packed:
            self._packed[name] = _CODINGS[name](self.body)
        return self._packed[name]

    def answer(self, request: Request, headers: Mapping[str, str]) -> Response:
        """304 for who has it; else the whole, packed for who can read that."""
        vary = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
        headers = {**headers, "ETag": self.etag, "Vary": vary}
        if _has(request.headers.get("if-none-match", ""), self.etag):
            return Response(status_code=304, headers=headers)
        taken = _taken(request.headers.get("accept-encoding", ""))
        coding = next((name for name in _CODINGS if name in taken), None)
        if coding is None:
            return Response(self.body, media_type=self.media_type, headers=headers)
        headers["Content-Encoding"] = coding
        return Response(self.in_coding(coding), media_type=self.media_type, headers=headers)


@lru_cache(maxsize=64)
def packed(text: str, media_type: str) -> Packed:
    """The text, packed once for all requests that bring it anew."""
    return Packed(text, media_type)


def _taken(accepted: str) -> set[str]:
    """The codings of Accept-Encoding, without those that it rules out (RFC 9110, 12.5.3)."""
    found = ([word.strip() for word in each.split(";")] for each in accepted.lower().split(","))
    return {name for name, *weights in found if not any(map(_NEVER.fullmatch, weights))}


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
