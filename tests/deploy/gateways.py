"""Gateways that can be killed: processes of their own, forked from one that has imported all."""

from __future__ import annotations

import multiprocessing
import os
import signal
from functools import partial
from multiprocessing.context import ForkServerProcess

import uvicorn

from bot.app.public import create_app
from bot.channels.line import deduplication, duty, owed, webhook
from bot.channels.line.sender import Patience
from bot.conversation import gateway
from bot.settings import Settings
from bot.storage.redis import locks
from tests.house.engines import accepts
from tests.house.serving import LazyOfflineAnswerer, wait_until

LONG = 3600.0
_START_SECONDS = 60.0
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([__name__])


class KillableGateway:
    """One at `port`, which is there again after each start."""

    def __init__(self, settings: Settings, port: int) -> None:
        self._settings, self._port = settings, port
        self._process: ForkServerProcess | None = None

    def start(self) -> None:
        """Returns when it listens."""
        self._process = _context.Process(target=_serve, args=(self._settings, self._port))
        self._process.start()
        wait_until(lambda: accepts(self._port), _START_SECONDS)

    def stop(self) -> None:
        """Killed in the middle of whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join(_START_SECONDS)
            self._process = None

    def pause(self) -> None:
        """It holds its connections and does nothing."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """It goes on in the middle of whatever it did."""
        self._signal(signal.SIGCONT)

    def _signal(self, how: signal.Signals) -> None:
        assert self._process is not None
        assert self._process.pid is not None
        os.kill(self._process.pid, how)


def _serve(settings: Settings, port: int) -> None:
    gateway.OfflineAnswerer = LazyOfflineAnswerer  # type: ignore[assignment,misc]
    locks.LIFETIME_SECONDS = 1.5  # nobody has to wait for the lock of a dead one for long
    deduplication.LIVES_SECONDS, duty.EVERY_SECONDS = 2.0, 0.3  # nor for what it owed
    # Reply tokens and keys live long: how long a start takes on this machine tells nothing.
    webhook.Patience, owed.KEY_SECONDS = partial(Patience, token=LONG), LONG  # type: ignore[misc]
    uvicorn.run(create_app(settings), port=port, access_log=False, log_config=None, ws="none")
