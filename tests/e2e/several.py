"""The service on hosts of its own, as docs/tasks/scale.md has it: nginx, two gateways with a Rasa
each, and one host for what they share. Residents and LINE are on another one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import requests

from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.deploy.door import CERTIFICATE, as_it_stands
from tests.e2e.desk import PASSWORD
from tests.e2e.running import Servers, account, copy_project
from tests.house.engines import RealNginx, RealPostgres, RealRedis, own_folder
from tests.house.network import Hosts, Link
from tests.house.serving import ORIGIN, SECRET
from tests.line_platform.platform import Platform

A, B, NGINX, ENGINES, RESIDENTS = "a", "b", "nginx", "engines", "homes"
FRONT, BACK, OUTSIDE = "front", "back", "outside"
# Gateways and nginx have the addresses that deploy/nginx and the page on scale have.
LINKS = (
    Link(NGINX, FRONT, "10.0.0.5"),
    Link(A, FRONT, "10.0.0.11"),
    Link(B, FRONT, "10.0.0.12"),
    Link(A, BACK, "10.0.1.11"),
    Link(B, BACK, "10.0.1.12"),
    Link(ENGINES, BACK, "10.0.1.20"),
    Link(NGINX, OUTSIDE, "198.51.100.5"),
    Link(A, OUTSIDE, "198.51.100.11"),  # the way to LINE
    Link(B, OUTSIDE, "198.51.100.12"),
    Link(RESIDENTS, OUTSIDE, "198.51.100.100"),
)
_AT = {(link.host, link.network): link.address for link in LINKS}
TODAY = "2025-10-01T10:00"  # a Wednesday morning within the edition


def address(host: str, network: str) -> str:
    """Where `host` is on `network`."""
    return _AT[host, network]


def until(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    """Like wait_until, for what costs a request: residents ask beside it."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it never came to be"
        Event().wait(0.2)


@dataclass
class HostServers(Servers):
    """`python -m bot serve` on a host of its own, with the ports that everybody has."""

    rasa_port: int = 5005
    actions_port: int = 5055
    gateway_port: int = 8000
    console_port: int = 8001
    origins: str = ORIGIN
    host: str = ""

    def environment(self) -> dict[str, str]:
        """With what is the same on all hosts."""
        own = {"BOT_GATEWAY_HOST": self.host, "BOT_PROXIES": address(NGINX, FRONT)}
        own |= {"BOT_SECRET": SECRET, "BOT_RASA_SECONDS": "6"}
        return {**super().environment(), **own}

    @property
    def url(self) -> str:
        """Where nginx finds it."""
        return f"http://{self.host}:{self.gateway_port}"


@dataclass
class Service:
    """All of it, running."""

    network: Hosts
    nginx: RealNginx
    redis: RealRedis
    postgres: RealPostgres
    platform: Platform
    servers: dict[str, HostServers]

    def is_ready(self, host: str) -> bool:
        """Does the gateway of `host` answer a real question, and keep talks?"""
        with self.network.inside(host):
            return self.servers[host].is_ready()

    def webhook(self, raw: bytes, headers: dict[str, str]) -> int:
        """LINE delivers; the status."""
        url, trusted = f"{self.nginx.url}/line/webhook", str(self.nginx.folder / CERTIFICATE)
        return requests.post(url, raw, headers=headers, verify=trusted, timeout=30).status_code

    def line_sent(self, host: str) -> float:
        """How many answers it has tried to send to LINE, whatever became of them."""
        return self._sum(host, "kokuho_line_sent_total{")

    def _sum(self, host: str, begin: str) -> float:
        figures = self.figures(host).items()
        return sum(value for name, value in figures if name.startswith(begin))

    def add_editors(self, *names: str) -> None:
        """Who may write and publish texts."""
        with self.network.inside(ENGINES):
            accounts = Accounts(Stores.durable(self.nginx.folder, self.postgres.url).accounts)
            for name in names:
                accounts.add(name, Role.EDITOR, PASSWORD)

    def figures(self, host: str) -> dict[str, float]:
        """What Prometheus reads on `host`."""
        with self.network.inside(host):
            text = requests.get(f"{self.servers[host].url}/metrics", timeout=30).text
        lines = (line.rpartition(" ") for line in text.splitlines() if line[:1] != "#")
        return {name: float(value) for name, _, value in lines if name}


@contextmanager
def service(folder: Path) -> Iterator[Service]:
    """It runs until the block ends; this thread is where the residents are."""
    with ExitStack() as stack:
        network = Hosts(LINKS)
        stack.callback(network.remove)
        network.make()
        inner = stack.enter_context(own_folder())
        redis = RealRedis(inner, host=address(ENGINES, BACK))
        postgres = RealPostgres(inner, host=address(ENGINES, BACK))
        with network.inside(ENGINES):
            postgres.make()
            stack.callback(postgres.stop)
            postgres.start()
            stack.callback(redis.stop)
            redis.start()
        stack.enter_context(network.inside(RESIDENTS))
        platform = stack.enter_context(Platform().listening(address(RESIDENTS, OUTSIDE)))
        shared = {
            "BOT_REDIS": redis.url,
            "BOT_DATABASE": postgres.url,
            **account(platform),
        }
        servers = {}
        for host in (A, B):
            (home := folder / host).mkdir()
            copy_project(home)
            with network.inside(host):
                servers[host] = HostServers(home, TODAY, host=address(host, FRONT), more=shared)
            stack.callback(servers[host].stop)
        outer = address(NGINX, OUTSIDE)
        nginx = RealNginx(folder, as_it_stands(folder, outer), 443, outer)
        with network.inside(NGINX):
            stack.callback(nginx.stop)
            nginx.start()
        for server in servers.values():
            server.wait_until_ready()
        yield Service(network, nginx, redis, postgres, platform, servers)
