"""How much one talk and one address may send: moving windows, kept in memory."""

from __future__ import annotations

import ipaddress
import time
from contextvars import ContextVar

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from bot.conversation.refusals import refused
from bot.conversation.secret import pseudonym

_IPV6_HOUSEHOLD = 64  # one household has at least this prefix to itself
# Consultation numbers an hour. A care home, and a mobile network, share one address.
NUMBERS_OF_TALK, NUMBERS_OF_HOUSEHOLD = 3, 30
# The address of this request, as a keyed hash; the task that answers it inherits it.
_calling: ContextVar[str] = ContextVar("calling", default="")


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
        name = pseudonym(self._key, "address", household(host))
        _calling.set(name)
        await self._hit(self._per_address, "address", name)

    async def number(self, sender: str, holder: str) -> None:
        """One more consultation number for this talk, and for the address from which it is asked
        for; where none is known, as in LINE, for `holder`."""
        await self._hit(RateLimitItemPerHour(NUMBERS_OF_TALK), "number", sender)
        caller = _calling.get() or holder
        await self._hit(RateLimitItemPerHour(NUMBERS_OF_HOUSEHOLD), "numbers", caller)

    async def _hit(self, limit: RateLimitItem, kind: str, name: str) -> None:
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
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # as a proxy may write it
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_HOUSEHOLD), strict=False))
