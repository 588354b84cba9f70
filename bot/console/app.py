"""The console as an ASGI application of its own; the public one has none of its addresses."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from bot.console import problems
from bot.console.console import FILES, Console
from bot.console.learning import Learning
from bot.console.routes import (
    audit,
    calculator,
    consultation,
    desk,
    figures,
    learning,
    queue,
    signin,
    suggestions,
)
from bot.http.security import BASE_POLICY, FORM, JSON, Guard, Secured

# Pages with forms of our own; otherwise as strict as the public ones.
POLICY = {**BASE_POLICY, "form-action": "'self'"}

ROUTES = (
    signin.routes,
    desk.routes,
    suggestions.routes,
    figures.routes,
    audit.routes,
    calculator.routes,
    consultation.routes,
    queue.routes,
    learning.routes,
)


class PageFiles(StaticFiles):
    """Scripts and styles of the pages, asked for anew each time; unchanged, they are not sent."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Scripts import each other: after an upgrade, old and new ones never come together."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def create_console(console: Console) -> FastAPI:
    """The application for `console`; whoever runs it also starts and stops the gateway."""
    app = FastAPI(title="国保 応対支援", openapi_url=None, telemetry={"auto_configure": False})
    open_for(app, console)
    problems.install(app)
    for routes in ROUTES:
        app.include_router(routes)
    app.mount("/static", PageFiles(directory=FILES / "static"), name="static")
    # The last one added is the outermost.
    app.add_middleware(Guard, origins=(), prefix="/", kinds={*JSON, FORM})
    app.add_middleware(
        Secured,
        metrics=console.gateway.metrics,
        policy=POLICY,
        is_private=lambda path: not path.startswith("/static/"),
    )
    return app


def open_for(app: FastAPI, console: Console) -> None:
    """From now on `app` serves `console`, which is of the same gateway."""
    app.state.console, app.state.learning = console, Learning.of(console)
