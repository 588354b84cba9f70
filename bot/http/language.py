"""The language and the day of a request: whatever answers it speaks in the words of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.datastructures import Headers, QueryParams
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.content import Content, speaking
from bot.text.languages import tag_of


class Spoken:
    """ASGI middleware: binds the words of `content` for what it wraps."""

    def __init__(
        self, app: ASGIApp, content: Content, today: Callable[[], date], *, asked: bool = True
    ) -> None:
        """`asked`: the browser says in which language; otherwise the city's first one is spoken."""
        self._app, self._content, self._today, self._asked = app, content, today, asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        wish = _wish(scope) if self._asked else ""
        language = preferred(wish, self._content.city.languages)
        with speaking(self._content.words(self._today(), language)):
            await self._app(scope, receive, send)


def _wish(scope: Scope) -> str:
    """?language=… where somebody chose one, else what the browser says."""
    chosen = QueryParams(scope["query_string"]).get("language", "")
    return chosen or Headers(scope=scope).get("accept-language", "")


def preferred(wishes: str, known: tuple[str, ...]) -> str:
    """The language of `known` that Accept-Language `wishes` for most; the first for none of them.

    >>> preferred("fr, vi-VN;q=0.8, ja;q=0.7", ("ja", "vi"))
    'vi'
    >>> preferred("fil-PH", ("ja", "tl")), preferred("ja-easy", ("ja", "ja-easy"))
    ('tl', 'ja-easy')
    """
    codes = {main_tag(tag_of(code)): code for code in reversed(known)}
    found: list[tuple[float, str]] = []
    for wish in wishes.split(","):
        name, _, weight = wish.partition(";q=")
        tag = name.strip().lower()
        language = tag if tag in known else codes.get(main_tag(tag))
        if language is not None:
            found.append((_weight(weight), language))
    return max(found, key=lambda pair: pair[0], default=(0.0, known[0]))[1]


def main_tag(tag: str) -> str:
    """zh-Hans is zh."""
    return tag.partition("-")[0].lower()


def _weight(text: str) -> float:
    try:
        return float(text) if text else 1.0
    except ValueError:
        return 0.0
