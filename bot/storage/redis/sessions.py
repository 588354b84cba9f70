"""Sign-ins, in Redis: they outlive a gateway, and count at each."""

from __future__ import annotations

from dataclasses import asdict

from bot.storage.ports.sessions import Session
from bot.storage.redis.server import RedisServer, milliseconds

# KEYS: the session and the index of its account, which holds the keys by when they began.
_ADD = """
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('zadd', KEYS[2], ARGV[3], ARGV[4])
redis.call('pexpire', KEYS[2], ARGV[2])"""


class RedisSessions:
    """A SessionStore that all gateways share."""

    def __init__(self, server: RedisServer) -> None:
        self._server = server

    async def add(self, key: str, session: Session, seconds: float) -> None:
        """Keeps a new session for so many `seconds`."""
        keys, sealed = (
            [self._name(key), self._account(session.name)],
            self._server.seal(asdict(session)),
        )
        await self._server.run(_ADD, keys, sealed, milliseconds(seconds), session.began, key)

    async def get(self, key: str, seconds: float) -> Session | None:
        """The session; None where there is none (any more)."""
        lifetime = milliseconds(seconds)
        with self._server.failing():
            found = await self._server.redis.getex(self._name(key), px=lifetime)
        if found is None:
            return None
        session = Session(**self._server.unseal(found))
        with self._server.failing():
            await self._server.redis.pexpire(self._account(session.name), lifetime)
        return session

    async def peek(self, key: str) -> tuple[Session, float] | None:
        """The session and how many seconds it still has; it does not count as used."""
        with self._server.failing():
            found = await self._server.redis.get(self._name(key))
            left = await self._server.redis.pttl(self._name(key))
        if found is None or left <= 0:
            return None
        return Session(**self._server.unseal(found)), left / 1000

    async def delete(self, key: str) -> None:
        """Ends it at once."""
        with self._server.failing():
            await self._server.redis.delete(self._name(key))

    async def keys_of(self, name: str) -> list[str]:
        """The keys of all sessions of one account, the one that began first first."""
        account = self._account(name)
        with self._server.failing():
            keys = [key.decode() for key in await self._server.redis.zrange(account, 0, -1)]
            open_ = [await self._server.redis.exists(self._name(key)) for key in keys]
            if over := [key for key, is_open in zip(keys, open_, strict=True) if not is_open]:
                await self._server.redis.zrem(account, *over)
        return [key for key, is_open in zip(keys, open_, strict=True) if is_open]

    def _name(self, key: str) -> str:
        return self._server.name("session", key)

    def _account(self, name: str) -> str:
        return self._server.name("account", name)
