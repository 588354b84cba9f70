"""Hosts of a network on this one machine: namespaces of the kernel, whose links can be cut.

Nothing of it touches the machine's own network: bridges and hosts have namespaces of their own, and
all is gone with them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

_NEW_NETWORK = 0x40000000  # CLONE_NEWNET
_NAMED = Path("/run/netns")
_PREFIX = "kokuho"
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Link:
    """A cable of `host` to the bridge of `network`, where it has `address`."""

    host: str
    network: str
    address: str


class Hosts:
    """Those of `links`, until `remove`."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._links = tuple(links)
        self._prefix = f"{_PREFIX}-{os.getpid()}"
        self._wires = self._of("wires")

    def make(self) -> None:
        """Each host and each cable; skips the test where that is not allowed."""
        _sweep()
        names = dict.fromkeys(link.host for link in self._links)
        networks = dict.fromkeys(link.network for link in self._links)
        if shutil.which("ip") is None or os.geteuid() != 0 or not _may("netns", "add", self._wires):
            pytest.skip("only root may make hosts of its own (ip netns): nothing is cut here")
        _ip("-n", self._wires, lines=[f"link add {name} type bridge" for name in networks])
        _ip("-n", self._wires, lines=[f"link set {name} up" for name in networks])
        for name in names:
            _ip("netns", "add", self._of(name))
            _ip("-n", self._of(name), "link", "set", "lo", "up")
        for link in self._links:
            self._connect(link)

    def remove(self) -> None:
        """Takes all of them away, and ends what still runs there."""
        for name in dict.fromkeys([*(link.host for link in self._links), "wires"]):
            _take_away(self._of(name))

    def cut(self, host: str, network: str) -> None:
        """Nothing goes through this cable any more, and nobody is told."""
        _ip("-n", self._wires, "link", "set", _port(host, network), "down")

    def heal(self, host: str, network: str) -> None:
        """It is whole again."""
        _ip("-n", self._wires, "link", "set", _port(host, network), "up")

    @contextmanager
    def inside(self, host: str) -> Iterator[None]:
        """This thread, and what it starts, is on `host` in the block."""
        with Path("/proc/thread-self/ns/net").open() as here:
            with (_NAMED / self._of(host)).open() as there:
                _enter(there.fileno())
            try:
                yield
            finally:
                _enter(here.fileno())

    def _of(self, host: str) -> str:
        return f"{self._prefix}-{host}"

    def _connect(self, link: Link) -> None:
        port = _port(link.host, link.network)
        peer = f"peer name {link.network} netns {self._of(link.host)}"
        _ip("-n", self._wires, *f"link add {port} type veth {peer}".split())
        _ip("-n", self._wires, *f"link set {port} master {link.network} up".split())
        own = [f"addr add {link.address}/24 dev {link.network}", f"link set {link.network} up"]
        _ip("-n", self._of(link.host), lines=own)


def _sweep() -> None:
    """Takes away what a run has left that was killed."""
    for path in _NAMED.glob(f"{_PREFIX}-*-*"):
        owner = path.name.removeprefix(_PREFIX).split("-")[1]
        if not Path(f"/proc/{owner}").exists():
            _take_away(path.name)


def _take_away(namespace: str) -> None:
    left = subprocess.run(["ip", "netns", "pids", namespace], capture_output=True, text=True)
    for number in map(int, left.stdout.split()):
        if number != os.getpid():
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
    _may("netns", "del", namespace)


def _port(host: str, network: str) -> str:
    return f"{host}-{network}"


def _enter(network: int) -> None:
    if _libc.setns(network, _NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "this thread cannot change its network")


def _may(*words: str) -> bool:
    return subprocess.run(["ip", *words], capture_output=True, check=False).returncode == 0


def _ip(*words: str, lines: Iterable[str] = ()) -> None:
    batch = "\n".join(lines)
    command = ["ip", *words, *(["-batch", "-"] if batch else [])]
    done = subprocess.run(command, input=batch, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}"
