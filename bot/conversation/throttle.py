"""How much one talk and one address may send: moving windows."""

from __future__ import annotations

import ipaddress
from contextvars import ContextVar

from bot.conversation.refusals import refused
from bot.conversation.secret import pseudonym
from bot.storage.ports.throttles import ThrottleStore

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_IPV6_HOUSEHOLD = 64  # one household has at least this prefix to itself
# A provider gives one customer as much as this, in which there are 65,536 households.
_IPV6_SITE, _HOUSEHOLDS_OF_SITE = 48, 8
_MINUTE, _HOUR = 60, 60 * 60  # seconds
# Consultation numbers an hour. A care home, and a mobile network, share one address.
NUMBERS_OF_TALK, NUMBERS_OF_HOUSEHOLD = 3, 30
# Suggestions a minute: fast typing of three people, or a class in a library.
SUGGESTIONS_OF_ADDRESS = 90
# The address of this request, as a keyed hash; the task that answers it inherits it.
_calling: ContextVar[str] = ContextVar("calling", default="")


class Throttle:
    """Raises too_many for what is beyond the limits."""

    def __init__(self, store: ThrottleStore, key: str, per_talk: int, per_address: int) -> None:
        """`key` makes pseudonyms; so many messages and requests are let through in a minute."""
        self._store, self._key = store, key
        self._per_talk, self._per_address = per_talk, per_address

    async def talk(self, sender: str) -> None:
        """One more message of this talk."""
        await self._hit(f"talk:{sender}", self._per_talk, _MINUTE)

    async def address(self, host: str | None) -> None:
        """One more request from this address; the address itself is not kept."""
        name = pseudonym(self._key, "address", household(host))
        _calling.set(name)
        await self._hit(f"address:{name}", self._per_address, _MINUTE)
        if (wide := site(host)) is not None:
            name = pseudonym(self._key, "site", wide)
            await self._hit(f"site:{name}", _HOUSEHOLDS_OF_SITE * self._per_address, _MINUTE)

    async def suggestion(self, host: str | None) -> None:
        """One more suggestion for this address: counted apart, so that no message waits for it."""
        name = pseudonym(self._key, "address", household(host))
        await self._hit(f"suggestions:{name}", SUGGESTIONS_OF_ADDRESS, _MINUTE)

    async def number(self, sender: str, holder: str) -> None:
        """One more consultation number for this talk, and for the address from which it is asked
        for; where none is known, as in LINE, for `holder`."""
        await self._hit(f"number:{sender}", NUMBERS_OF_TALK, _HOUR)
        caller = _calling.get() or holder
        await self._hit(f"numbers:{caller}", NUMBERS_OF_HOUSEHOLD, _HOUR)

    async def _hit(self, name: str, most: int, seconds: int) -> None:
        if wait := await self._store.hit(name, most, seconds):
            raise refused("too_many", retry_after=max(1, round(wait)))


def calling(otherwise: str) -> str:
    """Who makes this request, under a name that nobody can trace; where that is not known, as in
    LINE, `otherwise`."""
    return _calling.get() or otherwise


def household(host: str | None) -> str:
    """The address, or for IPv6 the network that one household has to itself."""
    address = _address(host)
    if address is None:
        return host or "unknown"
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_HOUSEHOLD), strict=False))


def site(host: str | None) -> str | None:
    """The network of IPv6 that one customer of a provider may have; None for IPv4."""
    address = _address(host)
    if address is None or address.version == 4:
        return None
    return str(ipaddress.ip_network((address, _IPV6_SITE), strict=False))


def address_in(text: str) -> IpAddress | None:
    """The address that `text` is; None for anything else."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _address(host: str | None) -> IpAddress | None:
    address = address_in(host or "")
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped  # as a proxy may write it
    return address
