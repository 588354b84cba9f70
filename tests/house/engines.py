"""Real PostgreSQL and Redis on free ports of the loopback, in a folder that goes with them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import create_engine, text

from bot.storage.sql.tables import metadata
from tests.house.ports import free_port
from tests.house.serving import Clock, wait_until
from tools.engines import HOW, program

_START_SECONDS = 60.0
_USER = "kokuho"
LOCAL = "127.0.0.1"
# Nothing of a test has to outlive a power cut.
_QUICK = "-c fsync=off -c full_page_writes=off -c max_connections=100"


def found(name: str) -> str:
    """The path of a program; without it the test fails with one clear sentence."""
    path = program(name)
    if path is None:
        pytest.fail(HOW)
    return str(path)


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder of whoever may run PostgreSQL, which root may not."""
    folder = Path(tempfile.mkdtemp(prefix="kokuho-engine-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _heard(host: str) -> list[str]:
    """The addresses of who is found at `host`, and by us."""
    return list(dict.fromkeys((LOCAL, host)))


def _as_nobody() -> list[str]:
    if os.geteuid() != 0:
        return []
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


@dataclass
class RealRedis:
    """A Redis that keeps nothing on the disk, as ours should not."""

    folder: Path
    port: int = field(default_factory=free_port)
    host: str = LOCAL  # where others find it
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """As BOT_REDIS has it."""
        return f"redis://{self.host}:{self.port}/0"

    @property
    def client(self) -> Redis:
        """For a look at what is there."""
        return Redis(port=self.port)

    def start(self) -> None:
        """Returns when it answers."""
        command = [found("redis-server"), "--port", str(self.port), "--bind", *_heard(self.host)]
        command += ["--protected-mode", "no"]  # it would not speak with other hosts
        command += ["--save", "", "--appendonly", "no", "--dir", str(self.folder)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_until(lambda: accepts(self.port), _START_SECONDS)

    def stop(self) -> None:
        """Killed, as a machine dies; nothing is left of what it held."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(_START_SECONDS)
            self.process = None

    def pause(self) -> None:
        """It holds its connections and says nothing."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It answers again."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)


@dataclass
class RealPostgres:
    """A PostgreSQL with one database, which sorts as the newest migration wants it."""

    folder: Path
    port: int = field(default_factory=free_port)
    options: str = _QUICK
    host: str = LOCAL  # where others find it

    @property
    def url(self) -> str:
        """As BOT_DATABASE has it."""
        return f"postgresql://{_USER}@{self.host}:{self.port}/postgres"

    @property
    def data(self) -> Path:
        """Where the database lies."""
        return self.folder / "data"

    def make(self) -> None:
        """An empty database, of which nobody asks that the disk has it."""
        _quietly(
            *(found("initdb"), "--pgdata", str(self.data), "--username", _USER),
            *("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"),
        )
        with (self.data / "pg_hba.conf").open("a", encoding="utf-8") as rules:
            rules.write("host all all samenet trust\n")

    def start(self) -> None:
        """Returns when it answers."""
        heard = f"-c listen_addresses={','.join(_heard(self.host))}"
        options = f"-p {self.port} -k {self.folder} {heard} {self.options}"
        log = str(self.folder / "log")
        self._control("start", "--wait", "--log", log, "--options", options)

    def stop(self) -> None:
        """As a machine dies; what was committed is there again after the next start."""
        self._control("stop", "--wait", "--mode=immediate")

    def is_up(self) -> bool:
        """Does it listen?"""
        return accepts(self.port)

    def empty(self) -> None:
        """Drops every row; the tables stay."""
        names = ", ".join(table.name for table in metadata.sorted_tables)
        engine = create_engine(self.url, future=True)
        with engine.begin() as connection:
            connection.execute(text(f"truncate {names} restart identity"))
        engine.dispose()

    def _control(self, *words: str) -> None:
        _quietly(found("pg_ctl"), *words, "--pgdata", str(self.data))


def accepts(port: int) -> bool:
    """Does somebody listen on this port of the loopback?"""
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _quietly(*command: str) -> None:
    # To a file, not a pipe: the server that pg_ctl leaves behind would hold the pipe open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [*_as_nobody(), *command], stdout=said, stderr=said, cwd="/", check=False
        )
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")


@dataclass
class RealNginx:
    """An nginx with this part of its configuration, as a folder of nginx' own has it."""

    folder: Path
    part: str
    port: int
    host: str = LOCAL
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where residents find it."""
        return f"https://{self.host}:{self.port}"

    def start(self) -> None:
        """Returns when it listens."""
        main = nginx_configuration(self.folder, self.part)
        command = [found("nginx"), "-c", str(main), "-p", str(self.folder)]
        self.process = subprocess.Popen(command, start_new_session=True)
        wait_until(lambda: accepts(self.port), _START_SECONDS)

    def stop(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Killed, with its workers, unless told otherwise."""
        if self.process is not None:
            os.killpg(self.process.pid, how)
            self.process.wait(_START_SECONDS)
            self.process = None
            wait_until(lambda: not accepts(self.port), _START_SECONDS)


def nginx_configuration(folder: Path, configuration: str) -> Path:
    """A whole configuration around `configuration`, that writes nowhere but to `folder`."""
    (folder / "part.conf").write_text(configuration, encoding="utf-8")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    main = folder / "nginx.conf"
    main.write_text(
        f"{user}daemon off;\nworker_processes 1;\npid {folder}/pid;\n"
        f"error_log {folder}/error.log;\nevents {{ worker_connections 1024; }}\n"
        f"http {{\n{paths}include {folder}/part.conf;\n}}\n",
        encoding="utf-8",
    )
    return main


class RedisClock(Clock):
    """A clock that takes the lifetimes in a Redis along when a test moves it."""

    def __init__(self, client: Redis) -> None:
        self._client, self._now = client, 0.0

    @property
    def now(self) -> float:  # type: ignore[override]
        """Seconds."""
        return self._now

    @now.setter
    def now(self, seconds: float) -> None:
        on = round((seconds - self._now) * 1000)
        self._now = seconds
        for key in self._client.scan_iter():
            if self._client.type(key) == b"zset":
                for member, score in self._client.zrange(key, 0, -1, withscores=True):
                    self._client.zadd(key, {member: score - on})
            left = self._client.pttl(key)
            if left > 0:
                self._client.pexpire(key, left - on)


@contextmanager
def real_redis() -> Iterator[RealRedis]:
    """One that runs until the block ends."""
    with own_folder() as folder:
        server = RealRedis(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def real_postgres() -> Iterator[RealPostgres]:
    """One that runs until the block ends."""
    with own_folder() as folder:
        server = RealPostgres(folder)
        server.make()
        server.start()
        try:
            yield server
        finally:
            if server.is_up():
                server.stop()
