"""Under which names we are reached, and whether the proxy before us tells who calls.

A page of a stranger can point a name of its own at our address; a browser then takes what we say
for that page's. So a name that is not ours gets nothing. An address in digits is no such name.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.conversation.refusals import refused
from bot.conversation.throttle import address_in
from bot.http.connections import named
from bot.http.errors import response_of

log = logging.getLogger(__name__)

_OWN = "localhost"
_NO_ADDRESSES = (
    "the reverse proxy sends no X-Forwarded-For, so all residents share one address and its"
    " limits: set it as deploy/nginx/kokuho.conf does"
)


def is_of_this_machine(scope: Scope) -> bool:
    """Does this machine itself ask, and not somebody through a proxy on it?

    A door that is bound to an address in the inner network is asked from that very address.
    """
    headers, client, server = Headers(scope=scope), scope.get("client"), scope.get("server")
    forwarded = {"forwarded", "x-forwarded-for"} & set(headers.keys())
    address = address_in(client[0]) if client else None
    asked = address_in(server[0]) if server else None
    own = address is not None and (address.is_loopback or address == asked)
    return own and not forwarded and _is_unnamed(_name(headers))


def _is_unnamed(name: str) -> bool:
    """Was it asked for by an address in digits, or as this machine?"""
    return name == _OWN or address_in(name) is not None


class ProxyCheck:
    """What is amiss with the proxy before us, as far as requests show; empty if nothing is."""

    def __init__(self, proxies: str) -> None:
        """`proxies` as BOT_PROXIES names them."""
        self._proxies = named(proxies)
        self.trouble = ""

    def look(self, scope: Scope) -> None:
        """At one request that came under a public name."""
        client = scope.get("client")
        hidden = client is not None and client[0] in self._proxies
        if hidden and not self.trouble:
            log.warning("%s", _NO_ADDRESSES)
        self.trouble = _NO_ADDRESSES if hidden else ""


class KnownHosts:
    """ASGI middleware: refuses requests for a name that is not one of ours."""

    def __init__(
        self, app: ASGIApp, names: Collection[str], check: ProxyCheck | None = None
    ) -> None:
        """`names`: besides this machine's own and addresses in digits."""
        self._app, self._names, self._check = app, frozenset(names), check
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not _is_unnamed(name := _name(Headers(scope=scope))):
            if name not in self._names:
                self._tell()
                await response_of(refused("unknown_host"))(scope, receive, send)
                return
            if self._check is not None:
                self._check.look(scope)
        await self._app(scope, receive, send)

    def _tell(self) -> None:
        """Once, for whoever sets up a proxy. The name is a stranger's word: it stays out."""
        if not self._told:
            self._told = True
            log.warning("a request for a name that is not in BOT_HOSTS was refused")


def _name(headers: Headers) -> str:
    """The Host without its port, as names are compared."""
    host = headers.get("host", "").lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".")
