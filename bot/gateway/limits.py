"""How much one talk and one address may send: a moving window of a minute, kept in memory."""

from __future__ import annotations

import ipaddress
import time

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.gateway.errors import refused
from bot.gateway.secret import pseudonym

_IPV6_HOUSEHOLD = 64  # one household has at least this prefix to itself


class Limits:
    """Raises too_many for what is beyond the limits."""

    def __init__(self, key: str, per_talk: int, per_address: int) -> None:
        self._key = key
        self._window = MovingWindowRateLimiter(MemoryStorage())
        self._per_talk = RateLimitItemPerMinute(per_talk)
        self._per_address = RateLimitItemPerMinute(per_address)

    async def talk(self, sender: str) -> None:
        """One more message of this talk."""
        await self._hit(self._per_talk, "talk", sender)

    async def address(self, host: str | None) -> None:
        """One more request from this address; the address itself is not kept."""
        await self._hit(
            self._per_address, "address", pseudonym(self._key, "address", household(host))
        )

    async def _hit(self, limit: RateLimitItemPerMinute, kind: str, name: str) -> None:
        if await self._window.hit(limit, kind, name):
            return
        reset, _ = await self._window.get_window_stats(limit, kind, name)
        raise refused("too_many", retry_after=max(1, round(reset - time.time())))


def household(host: str | None) -> str:
    """The address, or for IPv6 the network that one household has to itself."""
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_HOUSEHOLD), strict=False))
