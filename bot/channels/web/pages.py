"""The widget's files, and two pages: a sample page of a city, and how to embed the chat."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from bot.channels.web.access import TheGateway
from bot.channels.web.widget_words import languages_script, launcher_script, texts_script
from bot.content import Words, current_words

WIDGET = Path(__file__).parent / "widget"
EMBED = WIDGET / "pages" / "embed.html"
SHARED = {  # any site may load the widget's code; what it may ask is decided by BOT_ORIGINS
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=600",  # fresh within ten minutes of a new release
}

routes = APIRouter(include_in_schema=False)


@routes.get("/")
async def sample(gateway: TheGateway) -> HTMLResponse:
    """A page of a city with the widget on it; the city's folder holds it."""
    words = current_words()
    return _page(gateway.content.folder / "page" / f"{words.language}.html", words)


@routes.get("/embed")
async def embed() -> HTMLResponse:
    """How another site puts the widget on its pages."""
    return _page(EMBED, current_words())


@routes.get("/widget/launcher.js")
async def launcher(request: Request) -> Response:
    """The one script that a page loads at once."""
    return _script(request, launcher_script(current_words()))


@routes.get("/widget/texts.js")
async def texts(request: Request) -> Response:
    """The words of the panel."""
    return _script(request, texts_script(current_words()))


@routes.get("/widget/languages.js")
async def languages(request: Request) -> Response:
    """The languages that a person may choose."""
    return _script(request, languages_script(current_words()))


def _page(path: Path, words: Words) -> HTMLResponse:
    values = {name: html.escape(value) for name, value in words.values.items()}
    text = path.read_text(encoding="utf-8").format_map({**values, "home": words.city.home})
    return HTMLResponse(text, headers={"Vary": "Accept-Language"})


def _script(request: Request, text: str) -> Response:
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    headers = {**SHARED, "Vary": "Accept-Language", "ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(text, media_type="text/javascript", headers=headers)


class WidgetFiles(StaticFiles):
    """The rest of the widget's code, the same for every city."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """With the headers for other origins."""
        response = super().file_response(*args, **kwargs)
        response.headers.update(SHARED)
        return response


def mount(app: FastAPI) -> None:
    """Serves the widget's files below /widget."""
    app.mount("/widget", WidgetFiles(directory=WIDGET), name="widget")
