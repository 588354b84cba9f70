"""The console as an ASGI application of its own; the public one has none of its addresses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from bot.console.audit import routes as audit
from bot.console.board import routes as board
from bot.console.desk import (
    calculator,
    caller_text,
    consultation,
    noting,
    practice,
    shelf,
    suggestions,
    transcript,
)
from bot.console.desk import routes as desk
from bot.console.desk.suggesting import Suggester
from bot.console.desk.transcripts import Transcripts
from bot.console.figures import month
from bot.console.figures import routes as figures
from bot.console.kept import routes as kept
from bot.console.kept.collecting import KeptPlaces
from bot.console.learning import routes as learning
from bot.console.learning.ending import TaughtWords
from bot.console.learning.learning import Learning
from bot.console.queue import routes as queue
from bot.console.queue.editing import Queue
from bot.console.shared import problems
from bot.console.shared.console import STATIC, Console
from bot.console.signin import city, managing, opened, second_factor
from bot.console.signin import routes as signin
from bot.console.signin.guessing import Guessing
from bot.console.texts import changes, edition, edition_values, table_routes, together
from bot.console.texts import routes as texts
from bot.conversation.threads import stored
from bot.http.hosts import KnownHosts
from bot.http.language import Spoken
from bot.http.security import BASE_POLICY, FORM, JSON, Guard, Secured

# Pages with forms of our own; otherwise as strict as the public ones.
POLICY = {**BASE_POLICY, "form-action": "'self'"}

ROUTES = (
    signin.routes,
    city.routes,
    managing.routes,
    opened.routes,
    second_factor.routes,
    desk.routes,
    suggestions.routes,
    caller_text.routes,
    calculator.routes,
    consultation.routes,
    shelf.routes,
    noting.routes,
    transcript.routes,
    practice.routes,
    board.routes,
    texts.routes,
    table_routes.routes,
    edition.routes,
    edition_values.routes,
    together.routes,
    changes.routes,
    figures.routes,
    month.routes,
    audit.routes,
    queue.routes,
    learning.routes,
    kept.routes,
)


class PageFiles(StaticFiles):
    """Scripts and styles of the pages, asked for anew each time; unchanged, they are not sent."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Each page's folder has files of its own; no two have the same name."""
        super().__init__(directory=folders[0])
        self.all_directories = list(folders)

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Scripts import each other: after an upgrade, old and new ones never come together."""
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response


def create_console(console: Console, hosts: Collection[str] = ()) -> FastAPI:
    """The application for `console`; whoever runs it also starts and stops the gateway.

    `hosts`: names under which it is reached, besides localhost and addresses in digits.
    """
    app = FastAPI(title="国保 応対支援", openapi_url=None, telemetry={"auto_configure": False})
    open_for(app, console)
    problems.install(app)
    for routes in ROUTES:
        app.include_router(routes)
    app.mount("/static", PageFiles(STATIC), name="static")
    # The last one added is the outermost.
    app.add_middleware(
        Guard, origins=(), prefix="/", kinds={*JSON, FORM}, uploads=table_routes.UPLOADS
    )
    gateway = console.gateway
    app.add_middleware(KnownHosts, names=hosts)
    app.add_middleware(Spoken, content=gateway.content, today=gateway.today, asked=False)
    app.add_middleware(
        Secured,
        metrics=gateway.metrics,
        policy=POLICY,
        is_private=lambda path: not path.startswith("/static/"),
    )
    return app


def open_for(app: FastAPI, console: Console) -> None:
    """From now on `app` serves `console`, which is of the same gateway."""
    gateway = console.gateway
    app.state.console, app.state.guessing = console, Guessing(gateway.stores.failures, gateway.key)
    app.state.suggester = Suggester(gateway.rasa, gateway.breaker, gateway.offline, gateway.now)
    app.state.transcripts = Transcripts(gateway.stores.relay, gateway.key, console.transcript_token)
    app.state.queue = waiting = Queue.of(gateway.stores.unanswered)
    app.state.learning = found = Learning.of(console, waiting.decisions)
    taught = TaughtWords(gateway.stores.teaching, found.exports, gateway.retention.days)
    app.state.kept = KeptPlaces(gateway, taught)

    async def end_taught() -> None:
        """Not while a model is made of it."""
        async with waiting.order:
            if not found.progress.running:
                await stored(taught.end, gateway.now())

    gateway.retention.sweeps["taught"] = end_taught
