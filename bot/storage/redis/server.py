"""One Redis for all gateways: keyed names, sealed values, a lifetime for each, one clear failure.

Whoever reads its memory learns how many talks there are and how long they live, and nothing that
anybody has said: names are keyed hashes, values are sealed with a key of BOT_SECRET.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

from cryptography.fernet import InvalidToken
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Disconnected
from redis.exceptions import RedisError

from bot.errors import StorageError
from bot.storage.sealing import fernet_for, key_for

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 3.0  # for an answer of Redis, which takes a millisecond; a busy machine more
_SLOW_SECONDS, _LOOK_SECONDS = 1.0, 0.5
TROUBLES = (RedisError, OSError, asyncio.TimeoutError)
_PREFIX = "kokuho"
_PURPOSE = b"bot.storage.redis"


class RedisServer:
    """A connection to the Redis at `url`; the processes that have one `secret` share what is there.

    `trouble`: why it cannot be used just now, in one sentence; empty if it can.
    """

    def __init__(self, url: str, secret: str) -> None:
        """Connects with the first command. Raises StorageError for an address of another kind."""
        self.trouble = ""
        # A connection that Redis has closed is noticed with the next command, which is then sent
        # again: so a restart costs nobody an answer. Every script may be sent twice.
        retry = Retry(NoBackoff(), 1, (Disconnected,))
        try:
            self.redis = Redis.from_url(
                url,
                socket_timeout=PATIENCE_SECONDS,
                socket_connect_timeout=PATIENCE_SECONDS,
                retry=retry,
                retry_on_error=[Disconnected],
                client_name=_PREFIX,
            )
        except ValueError:
            raise StorageError("BOT_REDIS is no address of a Redis: redis://host:6379/0") from None
        self._key, self._fernet = key_for(secret, _PURPOSE), fernet_for(secret, _PURPOSE)
        self._scripts: dict[str, Any] = {}
        self._looking: asyncio.Task[None] | None = None

    def name(self, kind: str, *parts: str) -> str:
        """The key of a value; nobody without the secret can say whose it is."""
        whole = "\0".join((kind, *parts)).encode(errors="surrogatepass")
        hidden = hashlib.blake2b(whole, key=self._key, digest_size=16).hexdigest()
        return f"{_PREFIX}:{kind}:{hidden}"

    def index(self, kind: str) -> str:
        """The key of what is known of all values of a kind."""
        return f"{_PREFIX}:{kind}"

    def seal(self, value: Any) -> bytes:
        """Plain data as Redis may hold it."""
        return self._fernet.encrypt(json.dumps(value, ensure_ascii=False).encode())

    def unseal(self, sealed: bytes) -> Any:
        """What was sealed. Raises StorageError where another secret did it."""
        try:
            return json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            self._fail("was written with another BOT_SECRET: all gateways need the same", "Key")

    async def run(self, script: str, keys: Sequence[str], *args: Any) -> Any:
        """What the Lua `script` gives, in one step that nobody comes in between."""
        found = self._scripts.get(script)
        if found is None:
            found = self._scripts[script] = self.redis.register_script(script)
        with self.failing():
            return await found(keys=keys, args=args)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Around commands: whatever fails is a StorageError without values.

        Once somebody has waited in vain nobody else does: it is looked for in the background.
        """
        if self._looking is not None and not self._looking.done():
            raise StorageError(self.trouble, "Away", passing=True)
        began = time.monotonic()
        try:
            yield
        except TROUBLES as error:
            if time.monotonic() - began > _SLOW_SECONDS:  # who is refused at once may try at once
                self._looking = asyncio.create_task(self._look())
            kind = type(error).__name__
            self._fail(f"does not answer ({kind}); residents are refused until it does", kind)
        if self.trouble:
            log.warning("Redis answers")
            self.trouble = ""

    async def check(self) -> None:
        """Does it answer? Raises StorageError."""
        with self.failing():
            await self.redis.ping()

    async def close(self) -> None:
        """Ends the connections of this event loop."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])
        with self.failing():
            await self.redis.close()
            await self.redis.connection_pool.disconnect()

    async def _look(self) -> None:
        """Returns when it answers."""
        while True:
            try:
                await self.redis.ping()
                return
            except TROUBLES:
                await asyncio.sleep(_LOOK_SECONDS)

    def _fail(self, wrong: str, kind: str) -> NoReturn:
        place = self.redis.connection_pool.connection_kwargs
        where = place.get("path") or f"{place.get('host')}:{place.get('port')}"
        sentence = f"Redis at {where} {wrong}"
        if not self.trouble:
            log.error("storage: %s", sentence)
        self.trouble = sentence
        raise StorageError(sentence, kind, passing=True) from None


def milliseconds(seconds: float) -> int:
    """As Redis counts; at least one, as it knows no lifetime of none."""
    return max(1, round(seconds * 1000))


def nonce() -> str:
    """Names one call: a script that is sent twice does its work once."""
    return secrets.token_urlsafe(12)
