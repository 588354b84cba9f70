"""Refusals as people and programs get them: a page for who navigates, JSON for a script."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.console.shared.access import render
from bot.errors import RequestRefused, StorageError
from bot.http import errors

_Handler = Callable[[Request, Any], Response | Awaitable[Response]]


def install(app: FastAPI) -> None:
    """As everywhere, but a browser that navigates sees a page, or what has to be done first."""
    errors.install(app)
    for kind in (RequestRefused, StorageError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _shown(app.exception_handlers[kind]))


def _shown(as_json: _Handler) -> _Handler:
    async def handle(request: Request, error: Exception) -> Response:
        response = as_json(request, error)
        if not isinstance(response, Response):
            response = await response
        if not navigates(request):
            return response
        problem = json.loads(bytes(response.body))["error"]
        if problem["code"] == "signed_out":
            return RedirectResponse("/signin", 303)
        if problem["code"] == "factor_needed":
            return RedirectResponse("/accounts/factor", 303)
        kept = {k: v for k, v in response.headers.items() if k in ("retry-after", "allow")}
        return render(request, "problem", {"problem": problem}, response.status_code, kept)

    return handle


def navigates(request: Request) -> bool:
    """Does somebody look at a page, rather than a script at data?"""
    mode = request.headers.get("sec-fetch-mode")
    return mode == "navigate" if mode else "text/html" in request.headers.get("accept", "")
