"""Limits on connections, which uvicorn has none of before the head of a request is whole.

A connection that says nothing, a head or a body that drips in, a head of megabytes: each is ended.
A full house makes room by closing whoever has been idle longest, so that the next resident gets in.
"""

from __future__ import annotations

import asyncio
import resource
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\n"
    b"content-length: 0\r\n\r\n"
)
_SPARE_FILES = 200  # databases, Rasa's connections, logs
_MOST = 2000


def most_connections() -> int:
    """As many as there are files to open, without those that we need ourselves; at most 2,000."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = allowed == resource.RLIM_INFINITY
    return _MOST if unlimited else max(1, min(_MOST, allowed - _SPARE_FILES))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server takes.

    `total`         connections at once; one more closes the longest idle, or is refused
    `per_address`   connections at once from one address that is no `proxies`
    `head_seconds`  from the connection, or the first byte of a further request, to its whole head
    `body_seconds`  from the whole head to the whole body
    `head_bytes`    request line and headers
    `proxies`       addresses that speak for many
    """

    total: int = field(default_factory=most_connections)
    per_address: int = 100
    head_seconds: float = 10.0
    body_seconds: float = 15.0
    head_bytes: int = 16 * 1024
    proxies: frozenset[str] = frozenset()


class Pool:
    """The connections of one server: how many from where, and which of them wait for a request."""

    def __init__(self) -> None:
        self.of: Counter[str] = Counter()
        self.idle: dict[BoundedProtocol, None] = {}  # the longest idle first

    @property
    def size(self) -> int:
        """How many there are."""
        return self.of.total()


def bounded(limits: Limits) -> type[BoundedProtocol]:
    """The protocol of one server, for uvicorn's `http`."""
    return type("Bounded", (BoundedProtocol,), {"limits": limits, "pool": Pool()})


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol, with `limits`."""

    limits: ClassVar[Limits]
    pool: ClassVar[Pool]
    _address = ""
    _head_size = 0
    _in_head = True
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Lets it in, or not."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        if self._is_one_too_many():
            transport.abort()
        elif self.pool.size >= self.limits.total:
            self._make_room()
        self.pool.of[self._address] += 1
        self._wait()

    def _is_one_too_many(self) -> bool:
        known = self._address in self.limits.proxies
        return not known and self.pool.of[self._address] >= self.limits.per_address

    def _make_room(self) -> None:
        longest = next(iter(self.pool.idle), self)
        self.pool.idle.pop(longest, None)
        longest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Takes it out of the count."""
        self._stop_waiting()
        self.pool.idle.pop(self, None)
        self.pool.of[self._address] -= 1
        self.pool.of += Counter()  # drops addresses without a connection
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on, while the head is of a size that a browser sends."""
        if self._in_head:
            self._head_size += len(data)
        super().data_received(data)
        if self._in_head and self._head_size > self.limits.head_bytes:
            self._end(_TOO_LARGE)

    def on_message_begin(self) -> None:
        """The first bytes of a request; of a later one on this connection too."""
        self.pool.idle.pop(self, None)
        if not self._in_head:
            self._in_head, self._head_size = True, 0
            self._wait()
            self.pool.idle.pop(self, None)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """From here on the body is waited for."""
        self._in_head = False
        self._start(self.limits.body_seconds)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Nothing more to wait for: from here on it is our turn."""
        self._stop_waiting()
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """It may send another request, or be closed to make room."""
        super().on_response_complete()
        if not self.transport.is_closing() and not self.pipeline:
            self.pool.idle[self] = None

    def _wait(self) -> None:
        self.pool.idle[self] = None
        self._start(self.limits.head_seconds)

    def _start(self, seconds: float) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(seconds, self._end, _TIMEOUT)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _end(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()


def named(proxies: str) -> frozenset[str]:
    """The addresses of `proxies`, as BOT_PROXIES names them."""
    return frozenset(name.strip() for name in proxies.split(","))


def protocol_options(proxies: str) -> dict[str, Any]:
    """What `uvicorn.Config` has to be told; `proxies` as BOT_PROXIES names them."""
    return {"http": bounded(Limits(proxies=named(proxies))), "timeout_keep_alive": 5}
