"""Ports for servers that tests start."""

from __future__ import annotations

import socket

_GIVEN: set[int] = set()  # one that is given and not listened on yet would be given again


def free_port() -> int:
    """A port of the loopback that nothing listens on, another one each time."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port not in _GIVEN:
            _GIVEN.add(port)
            return port
