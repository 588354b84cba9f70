"""The console as an ASGI application of its own; the public one has none of its addresses."""

from __future__ import annotations

from fastapi import FastAPI, Request
from starlette.responses import RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from bot.errors import GatewayError
from bot.gateway import errors
from bot.gateway.console.console import FILES, Console
from bot.gateway.console.routes import desk, signin
from bot.gateway.security import BASE_POLICY, FORM, JSON, Guard, Secured

# Pages with forms of our own; otherwise as strict as the public ones.
POLICY = {**BASE_POLICY, "form-action": "'self'"}


ROUTES = (signin.routes, desk.routes)


def create_console(console: Console) -> FastAPI:
    """The application for `console`; whoever runs it also starts and stops the gateway."""
    app = FastAPI(title="国保 応対支援", openapi_url=None, telemetry={"auto_configure": False})
    app.state.console = console
    errors.install(app)

    @app.exception_handler(GatewayError)
    async def _refused(request: Request, error: GatewayError) -> Response:
        asked_for_page = request.method == "GET" and "text/html" in request.headers.get(
            "accept", ""
        )
        if error.code == "signed_out" and asked_for_page:
            return RedirectResponse("/signin", 303)
        return errors.response_of(error)

    for routes in ROUTES:
        app.include_router(routes)
    app.mount("/static", StaticFiles(directory=FILES / "static"), name="static")
    # The last one added is the outermost.
    app.add_middleware(Guard, origins=(), prefix="/", kinds={*JSON, FORM})
    app.add_middleware(
        Secured,
        metrics=console.gateway.metrics,
        policy=POLICY,
        is_private=lambda path: not path.startswith("/static/"),
    )
    return app
