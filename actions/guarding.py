"""The action server answers our Rasa alone, where `serve` has given both a token.

By itself (`rasa run actions`) it has none, and answers whoever reaches it, as Rasa's own does.
"""

from __future__ import annotations

import sys

import pluggy
from rasa_sdk.plugin import plugin_manager
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import inner
from bot.settings import settings

_OPEN = "/health"  # the supervisor asks whether it lives
_hook = pluggy.HookimplMarker("rasa_sdk")


def install() -> None:
    """From now on an action server of this process is guarded."""
    ours = sys.modules[__name__]
    if not plugin_manager().is_registered(ours):
        plugin_manager().register(ours)


@_hook
def attach_sanic_app_extensions(app: Sanic) -> None:
    """Refuses whoever brings no token."""
    token = settings().inner_token
    if not token:
        return

    @app.on_request
    async def check(request: Request) -> HTTPResponse | None:
        known = inner.is_ours(request.headers.get("authorization"), token)
        if known or request.path == _OPEN:
            return None
        return response.json({"error": "no token"}, status=401)
