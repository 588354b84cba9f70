"""bot/http/delivery.py: HEAD, and compression where it tells nothing."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from bot.http.delivery import Packed
from tests.house.serving import House


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/embed", "/widget/launcher.js"])
def test_head_is_get_without_a_body(home: House, path: str) -> None:
    """HEAD answers 200 with GET's headers and nothing else."""
    head, get = home.client().head(path), home.client().get(path)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize(
    ("takes", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000", None),
        ("br; q=0.1", "br"),
        ("GZIP", "gzip"),
        ("identity", None),
        ("", None),
        ("zebra", None),
    ],
)
@pytest.mark.parametrize("path", ["/", "/widget/launcher.js", "/widget/any/en/panel.js"])
def test_files_go_compressed(home: House, path: str, takes: str, coding: str | None) -> None:
    """The widget's code and words are sent as small as whoever asks can read, and always whole."""
    response = home.client().get(path, headers={"accept-encoding": takes})
    assert response.headers.get("content-encoding") == coding
    assert "accept-encoding" in response.headers["vary"].lower()
    plain = home.client().get(path, headers={"accept-encoding": "identity"})
    assert plain.content == response.content
    assert plain.headers["etag"] == response.headers["etag"]


@pytest.mark.parametrize(
    ("has", "status"),
    [
        ('"other"', 200),
        ("{etag}", 304),
        ('"other", {etag}', 304),
        ("{strong}", 304),
        ("*", 304),
        ("", 200),
    ],
)
def test_who_has_it_gets_it_not_again(has: str, status: int) -> None:
    """If-None-Match may name several, weak or strong, or any (RFC 9110, 13.1.2)."""
    packed = Packed("export const T = {};", "text/javascript")
    tags = has.format(etag=packed.etag, strong=packed.etag.removeprefix("W/"))
    headers = [(b"if-none-match", tags.encode())] if tags else []
    request = Request({"type": "http", "method": "GET", "headers": headers})
    answer = packed.answer(request, {"Cache-Control": "no-cache"})
    assert answer.status_code == status
    assert answer.headers["etag"] == packed.etag
    assert answer.headers["cache-control"] == "no-cache"
    assert bool(answer.body) == (status == 200)


def test_talks_do_not(home: House) -> None:
    """What is said in a talk is never compressed: its length would tell of a secret in it."""
    response = home.client().post(
        "/api/conversations", json={}, headers={"accept-encoding": "gzip"}
    )
    assert "content-encoding" not in response.headers
