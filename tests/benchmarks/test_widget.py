"""benchmarks/widget: the page to measure against, and the report."""

from __future__ import annotations

import requests

from benchmarks.widget import plain
from benchmarks.widget.opening import FirstTouch, Opened
from benchmarks.widget.report import Openings, whole


def test_the_plain_page() -> None:
    """A page with a link, and behind it the words alone, as text."""
    with plain.served(["国保だより", "<b>"]) as url:
        first = requests.get(url, timeout=10)
        second = requests.get(url.rstrip("/") + plain.SECOND, timeout=10)
        assert requests.get(f"{url}nowhere", timeout=10).status_code == 404
    assert f'href="{plain.SECOND}"' in first.text
    assert "<p>国保だより</p><p>&lt;b&gt;</p>" in second.text
    assert "<script" not in second.text
    assert second.headers["Content-Encoding"] == "gzip"


def _openings(*clicks: float) -> Openings:
    found = Openings(load=[0.5, 1.0])
    for click in clicks:
        found.add({way: Opened(click + 80, click) for way in FirstTouch}, Opened(480, 400))
    return found


def test_the_report() -> None:
    """Each way with its median and its ratio to the plain page of the same round."""
    found = whole(_openings(200, 240, 400))
    assert "| チャットを指で押して開く(初めて) | 240 | 200 | 400 | 0.60 |" in found
    assert "| 飾りのないページへのリンクを指で押す | 400 | 400 | 400 | 1.00 |" in found
    assert found.count("目標(300 ミリ秒以内)の内") == 3


def test_a_target_that_is_missed_is_said() -> None:
    """Slower than the target is called so."""
    assert "に届いていない" in whole(_openings(301))
    assert "目標(300 ミリ秒以内)の内" not in whole(_openings(301))
