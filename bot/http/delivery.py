"""How answers are sent: HEAD is GET without a body, and files of the widget go compressed."""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SMALLEST = 500  # bytes; below, the headers cost more than is won


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
