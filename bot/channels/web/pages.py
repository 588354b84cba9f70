"""The widget's files, and two pages: a sample page of a city, and how to embed the chat."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from bot.channels.web.access import TheGateway
from bot.channels.web.bundle import WIDGET
from bot.channels.web.release import JAVASCRIPT, Release, Releases
from bot.channels.web.widget_words import launcher_script
from bot.content import Words, current_words
from bot.conversation.gateway import Gateway
from bot.conversation.refusals import refused
from bot.http.delivery import packed

EMBED = WIDGET / "pages" / "embed.html"
SHARED = {  # any site may load the widget's code; what it may ask is decided by BOT_ORIGINS
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
SOON = "public, max-age=600"  # fresh within ten minutes of a new release
FOR_EVER = "public, max-age=31536000, immutable"
EACH_TIME = "no-cache"
HTML = "text/html; charset=utf-8"
# The page may hand the microphone to itself; the chat asks before it does.
_MAY = {"Permissions-Policy": "camera=(), geolocation=(), microphone=(self), interest-cohort=()"}

routes = APIRouter(include_in_schema=False)


@routes.get("/")
async def sample(request: Request, gateway: TheGateway) -> Response:
    """A page of a city with the widget on it; the city's folder holds it."""
    words = current_words()
    return _page(request, gateway.content.folder / "page" / f"{words.language}.html", words)


@routes.get("/embed")
async def embed(request: Request) -> Response:
    """How another site puts the widget on its pages."""
    return _page(request, EMBED, current_words())


@routes.get("/widget/launcher.js")
async def launcher(request: Request, gateway: TheGateway) -> Response:
    """The one script that a page loads at once; it knows where today's release is."""
    text = launcher_script(current_words(), _release(request, gateway).name)
    headers = {**SHARED, "Cache-Control": SOON, "Vary": "Accept-Language"}
    return packed(text, JAVASCRIPT).answer(request, headers)


@routes.get("/widget/{release}/{language}/{name}.js")
async def widget_file(
    request: Request, gateway: TheGateway, release: str, language: str, name: str
) -> Response:
    """A file of the widget in one language; of the first for one that the city has no words in."""
    today = _release(request, gateway)
    first = gateway.content.city.languages[0]
    file = today.files.get((language, f"{name}.js")) or today.files.get((first, f"{name}.js"))
    if file is None:
        raise refused("not_found")
    kept = FOR_EVER if release == today.name else EACH_TIME
    return file.answer(request, {**SHARED, "Cache-Control": kept})


def _release(request: Request, gateway: Gateway) -> Release:
    releases: Releases = request.app.state.releases
    return releases.on(gateway.today())


def _page(request: Request, path: Path, words: Words) -> Response:
    values = {name: html.escape(value) for name, value in words.values.items()}
    text = path.read_text(encoding="utf-8").format_map({**values, "home": words.city.home})
    headers = {**_MAY, "Cache-Control": EACH_TIME, "Vary": "Accept-Language"}
    return packed(text, HTML).answer(request, headers)


class SampleFiles(StaticFiles):
    """The style sheet and the icon of the two pages."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """With the headers for other origins."""
        response = super().file_response(*args, **kwargs)
        response.headers.update({**SHARED, "Cache-Control": SOON})
        return response


def mount(app: FastAPI) -> None:
    """Serves the widget below /widget; `app.state.gateway` must be there."""
    app.state.releases = Releases(app.state.gateway.content)
    app.mount("/widget/pages", SampleFiles(directory=WIDGET / "pages"), name="widget")
