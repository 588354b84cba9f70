"""What a request is refused with: a code for programs, a kind sentence for people."""

from __future__ import annotations

from bot.content import say
from bot.errors import RequestRefused

STATUS = {
    "bad_request": 400,
    "no_conversation": 401,
    "signed_out": 401,
    "origin_refused": 403,
    "forged": 403,
    "not_yours": 403,
    "factor_needed": 403,
    "not_found": 404,
    "no_number": 404,
    "wrong_method": 405,
    "expired": 410,
    "too_long": 413,
    "unsupported": 415,
    "unknown_host": 421,
    "invalid": 422,
    "too_many": 429,
    "busy": 429,
    "internal": 500,
    "unavailable": 503,
}


def refused(code: str, retry_after: int | None = None) -> RequestRefused:
    """The refusal with `code`, one of STATUS."""
    return RequestRefused(STATUS[code], code, say("refused", code), retry_after)
