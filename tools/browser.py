"""Sees to it that the browser tests have a Chromium: Debian's package, else Playwright's own.

Where Debian's packages can be had, a Firefox comes with it (76 MB); its tests are left out where
there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")
_PACKAGES = ("chromium", "fonts-noto-cjk")
_NEPALI = ("fonts-lohit-deva",)  # without it each letter is a box, wider than any
_FIREFOX = ("firefox-esr",)
HOW = (
    "the browser tests need Chromium: install it with `sudo apt-get install chromium "
    "fonts-noto-cjk`, or with `.venv/bin/python -m playwright install --with-deps chromium`"
)


def installed() -> str | None:
    """The path of a Chromium on this machine, the system's before Playwright's."""
    return _first(NAMES) or _of_playwright()


def firefox() -> str | None:
    """The path of a Firefox on this machine."""
    return _first(FIREFOXES)


def _first(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _run(*command: str) -> bool:
    print(f"browser: {' '.join(command)}", flush=True)
    try:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        return subprocess.run(command, env=environment, check=False, **quiet).returncode == 0
    except OSError:
        return False


def _install(*packages: str) -> bool:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    return _run(*install) or (_run("apt-get", "update") and _run(*install))


def _writes(language: str) -> bool:
    """Has this machine a font for `language`, by its ISO code? Taken for true if nobody can say."""
    try:
        found = subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=False)
    except OSError:
        return True
    return bool(found.stdout.strip())


def main() -> int:
    """Installs what is missing; without a Chromium, says in one sentence how to."""
    if installed() is None and not _install(*_PACKAGES):
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    if not _writes("ne"):
        _install(*_NEPALI)
    if firefox() is None and not _install(*_FIREFOX):
        print("browser: no Firefox could be installed; its tests are left out", flush=True)
    if installed() is None:
        print(f"browser: {HOW}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
