"""The page to measure against: the words of the chat's first screen as plain HTML, and a link."""

from __future__ import annotations

import gzip
import html
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST = "127.0.0.1"
FIRST, SECOND = "/", "/topics"


def page_with_link() -> str:
    """A page that leads to the plain one."""
    return _page(f'<p><a href="{SECOND}">質問する</a></p>')


def page_of(lines: Sequence[str]) -> str:
    """The words of the first screen, one below the other, without script or style sheet."""
    return _page("".join(f"<p>{html.escape(line)}</p>" for line in lines))


def _page(body: str) -> str:
    head = '<meta name="viewport" content="width=device-width"><title>国保の質問</title>'
    return f'<!DOCTYPE html><html lang="ja">{head}{body}</html>'


@contextmanager
def served(lines: Sequence[str]) -> Iterator[str]:
    """The address of the page with the link, until the block ends."""
    pages = {FIRST: page_with_link(), SECOND: page_of(lines)}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            text = pages.get(self.path)
            body = gzip.compress((text or "").encode(), 9)
            self.send_response(404 if text is None else 200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((HOST, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}{FIRST}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
