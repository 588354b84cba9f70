"""What a browser says of itself, in a few words: enough to know one's own again."""

from __future__ import annotations

# The first that fits: others call themselves Chrome, Safari and Linux, too.
_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
    ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
UNKNOWN_DEVICE = "不明なブラウザー"


def device_of(user_agent: str) -> str:
    """「Chrome(Windows)」; nothing of what was sent is in it but these known names."""
    browser = next((name for mark, name in _BROWSERS if f"{mark}/" in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser}({system})"
    return browser or system or UNKNOWN_DEVICE
