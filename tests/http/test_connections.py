"""bot/http/connections.py: nobody keeps others out by holding connections."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.http.connections import Limits, bounded

GET = b"GET / HTTP/1.1\r\nhost: test\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nhost: test\r\ncontent-length: 10\r\n\r\n"
SOON = 0.05  # seconds
Connect = Callable[[], socket.socket]


async def echo(request: Request) -> PlainTextResponse:
    """How much came."""
    return PlainTextResponse(str(len(await request.body())))


@contextmanager
def serving(limits: Limits) -> Iterator[Connect]:
    """A server with these limits on a free port."""
    app = Starlette(routes=[Route("/", echo, methods=["GET", "POST"])])
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, http=bounded(limits), ws="none", lifespan="off")
    )
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
    thread.start()
    opened: list[socket.socket] = []

    def connect() -> socket.socket:
        opened.append(socket.create_connection(listener.getsockname(), timeout=10))
        return opened[-1]

    try:
        yield connect
    finally:
        for connection in opened:
            connection.close()
        server.should_exit = True
        thread.join()
        listener.close()


def everything(connection: socket.socket) -> bytes:
    """All that comes until the other side closes; a reset is a close."""
    found = b""
    try:
        while piece := connection.recv(4096):
            found += piece
    except ConnectionResetError:
        pass
    return found


def is_answered(connection: socket.socket) -> bool:
    """Does a request on it get its answer?"""
    connection.sendall(GET)
    found = b""
    while not found.endswith(b"\r\n\r\n0"):
        piece = connection.recv(4096)
        if not piece:
            return False
        found += piece
    return found.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("said", [b"", b"GET / HT", GET[:-2], POST + b"123"])
def test_whoever_dawdles_is_closed(said: bytes) -> None:
    """Silence, half a head and half a body end with 408 after their time."""
    with serving(Limits(head_seconds=SOON, body_seconds=SOON)) as connect:
        connection = connect()
        connection.sendall(said)
        assert everything(connection).startswith(b"HTTP/1.1 408")
        assert is_answered(connect())


def test_a_second_request_has_its_own_time() -> None:
    """The limit holds for each request of a connection, not for the first alone."""
    with serving(Limits(head_seconds=SOON, body_seconds=SOON)) as connect:
        connection = connect()
        assert is_answered(connection)
        connection.sendall(GET[:-2])
        assert everything(connection).startswith(b"HTTP/1.1 408")


def test_a_head_has_a_size() -> None:
    """A head that goes on and on ends with 431."""
    with serving(Limits(head_bytes=2000)) as connect:
        connection = connect()
        connection.sendall(GET[:-2] + b"x-long: " + b"a" * 3000)
        assert everything(connection).startswith(b"HTTP/1.1 431")
        connection = connect()
        connection.sendall(GET[:-2] + b"x-long: " + b"a" * 1000 + b"\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_idle_ones_make_room() -> None:
    """Beside more idle connections than there is room for, everybody who asks is answered."""
    with serving(Limits(total=20, per_address=10_000)) as connect:
        first = connect()
        idle = [connect() for _ in range(100)]
        assert all(is_answered(connect()) for _ in range(30))
        assert everything(first) == b""
        assert len(idle) == 100


def test_one_address_has_its_share() -> None:
    """One address gets no more than its share; a proxy speaks for many."""
    with serving(Limits(per_address=3)) as connect:
        for _ in range(3):
            assert is_answered(connect())
        assert everything(connect()) == b""
    with serving(Limits(per_address=3, proxies=frozenset({"127.0.0.1"}))) as connect:
        assert all(is_answered(connect()) for _ in range(10))


def test_room_is_given_back() -> None:
    """A closed connection counts no more."""
    with serving(Limits(total=50, per_address=2)) as connect:
        for _ in range(10):
            connection = connect()
            assert is_answered(connection)
            connection.shutdown(socket.SHUT_RDWR)
            assert everything(connection) == b""
