"""The widget's files, and two pages: a sample page of a city, and how to embed the chat."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

WIDGET = Path(__file__).parent / "widget"
PAGES = WIDGET / "pages"

routes = APIRouter(include_in_schema=False)


@routes.get("/")
async def sample() -> FileResponse:
    """A page of a city with the widget on it."""
    return FileResponse(PAGES / "index.html")


@routes.get("/embed")
async def embed() -> FileResponse:
    """How another site puts the widget on its pages."""
    return FileResponse(PAGES / "embed.html")


class WidgetFiles(StaticFiles):
    """Any site may load the widget's code; what it may ask is decided by BOT_ORIGINS."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """With the headers for other origins; fresh within ten minutes of a new release."""
        response = super().file_response(*args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["Cache-Control"] = "public, max-age=600"
        return response


def mount(app: FastAPI) -> None:
    """Serves the widget's files below /widget."""
    app.mount("/widget", WidgetFiles(directory=WIDGET), name="widget")
