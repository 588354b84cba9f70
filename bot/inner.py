"""The doors between our own processes: whoever knocks brings the token that all of them have.

`serve` makes one at each start and hands it on in the environment; processes that are started by
themselves share the one in BOT_DATA, or the one that they are given (docs/adr/0040-inner-doors.md).
"""

from __future__ import annotations

import hmac

from bot.keys import kept_key
from bot.settings import Settings

FILE = "inner.token"
VARIABLE = "BOT_INNER_TOKEN"


def token_of(chosen: Settings) -> str:
    """The token of this process."""
    return kept_key(chosen.inner_token, chosen.data / FILE)


def headers(token: str) -> dict[str, str]:
    """What is sent along with `token`."""
    return {"Authorization": f"Bearer {token}"}


def is_ours(authorization: str | None, token: str) -> bool:
    """Does the header hold our token? Compared in constant time; without one, nobody is ours."""
    wanted = headers(token)["Authorization"].encode()
    given = (authorization or "").encode(errors="replace")
    return bool(token) and hmac.compare_digest(given, wanted)
