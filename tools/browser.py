"""Sees to it that the browser tests have a Chromium: Debian's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
_PACKAGES = ("chromium", "fonts-noto-cjk")
HOW = (
    "the browser tests need Chromium: install it with `sudo apt-get install chromium "
    "fonts-noto-cjk`, or with `.venv/bin/python -m playwright install --with-deps chromium`"
)


def installed() -> str | None:
    """The path of a Chromium on this machine, the system's before Playwright's."""
    for name in NAMES:
        if (found := shutil.which(name)) is not None:
            return found
    return _of_playwright()


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


def _install() -> None:
    if shutil.which("apt-get") is not None and os.geteuid() == 0:
        install = ("apt-get", "install", "--yes", "--no-install-recommends", *_PACKAGES)
        if _run(*install) or (_run("apt-get", "update") and _run(*install)):
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Installs one if there is none, or says in one sentence how to."""
    if installed() is None:
        _install()
    if installed() is None:
        print(f"browser: {HOW}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
