"""The one shape of an error: {"error": {"code", "message", "id"}}. The message is for residents."""

from __future__ import annotations

import logging
import secrets

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from bot.conversation.refusals import refused
from bot.errors import RequestRefused, StorageError

log = logging.getLogger(__name__)

_TEXTS = frozenset({"text", "question"})  # fields that hold a resident's sentences
_RETRY_SECONDS = 2
_CODE_OF_STATUS = {400: "bad_request", 404: "not_found", 405: "wrong_method"}


class ErrorDetail(BaseModel):
    """What went wrong: a code for programs, a sentence for people, an id for the log."""

    code: str
    message: str
    id: str


class ErrorBody(BaseModel):
    """Every error has this body."""

    error: ErrorDetail


def response_of(error: RequestRefused, log_id: str = "") -> JSONResponse:
    """The refusal as an HTTP response."""
    problem = ErrorDetail(code=error.code, message=str(error), id=log_id or secrets.token_hex(4))
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return JSONResponse(ErrorBody(error=problem).model_dump(), error.status, headers)


def install(app: FastAPI) -> None:
    """Every failure leaves in the one shape; nothing of the request's content is repeated."""

    @app.exception_handler(RequestRefused)
    async def _refused(_: Request, error: RequestRefused) -> JSONResponse:
        return response_of(error)

    @app.exception_handler(StorageError)
    async def _not_stored(request: Request, error: StorageError) -> JSONResponse:
        log_id = secrets.token_hex(4)
        log.error("%s: nothing stored, log id %s: %s", request.url.path, log_id, error.kind)
        return response_of(refused("unavailable", retry_after=_RETRY_SECONDS), log_id)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        too_long = any(
            e["type"] == "string_too_long" and e["loc"][-1] in _TEXTS for e in error.errors()
        )
        return response_of(refused("too_long" if too_long else "invalid"))

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        found = response_of(refused(_CODE_OF_STATUS.get(error.status_code, "bad_request")))
        found.headers.update(error.headers or {})
        return found
