"""bot/console/signin/devices.py: a browser in a few words."""

from __future__ import annotations

import pytest

from bot.console.signin.devices import UNKNOWN_DEVICE, device_of

_MOZILLA = "Mozilla/5.0"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (
            f"{_MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36",
            "Chrome(Windows)",
        ),
        (
            f"{_MOZILLA} (Windows NT 10.0) AppleWebKit/537.36 Chrome/140 Safari/537.36 Edg/140.0",
            "Edge(Windows)",
        ),
        (
            f"{_MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox(Linux)",
        ),
        (
            f"{_MOZILLA} (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari(iPhone)",
        ),
        (
            f"{_MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1",
            "Safari(Mac)",
        ),
        ("", UNKNOWN_DEVICE),
        ("<script>alert(1)</script> 1990-01-01 山田太郎", UNKNOWN_DEVICE),
    ],
)
def test_a_browser(sent: str, told: str) -> None:
    """The first known name that fits; of anything else nothing is told on."""
    assert device_of(sent) == told
