"""Tries the gateway without Rasa: its own lock, installed and started on each Python given.

`python tools/gateway.py [PYTHON …]`; without any: 3.10, and the newest that is on this machine.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-gateway.lock"
_OLDEST = (3, 10)
_NAMES = re.compile(r"python3\.(\d+)")
_START_SECONDS = 120.0
_ASKED = "コールセンターの電話番号は?"


def version_of(python: str) -> tuple[int, int] | None:
    """What this command runs; a pyenv shim may exist and yet run nothing."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(
            [python, "-c", code], capture_output=True, text=True, timeout=30, check=True
        )
        major, minor = map(int, done.stdout.split())
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return major, minor


def pythons() -> list[str]:
    """3.10 and the newest one that is here; one of them where that is the same."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    paths = [*pyenv.glob("3.*/bin/python"), sys.executable]
    names = (shutil.which(f"python3.{minor}") for minor in range(_OLDEST[1], 20))
    found = {
        version: str(path)
        for path in [*paths, *filter(None, names)]
        if (version := version_of(str(path))) is not None and version >= _OLDEST
    }
    return [found[version] for version in sorted({min(found), max(found)})]


def environment(python: str) -> Path:
    """The Python of an environment with nothing but what the gateway's lock names."""
    version = version_of(python)
    assert version is not None, f"{python} runs nothing"
    folder = ROOT / ".cache" / "gateway" / "{}.{}".format(*version)
    inside = folder / "bin" / "python"
    uv = [sys.executable, "-m", "uv"]
    if not inside.exists():
        subprocess.run([*uv, "venv", "--quiet", "--python", python, str(folder)], check=True)
    wanted = ["--require-hashes", "--no-deps", "-r", str(LOCK)]
    # From elsewhere: the overrides of pyproject.toml are for making locks.
    subprocess.run(
        [*uv, "pip", "install", "--quiet", "--python", str(inside), *wanted],
        cwd=tempfile.gettempdir(),
        check=True,
    )
    return inside


@contextmanager
def started(python: Path, data: str) -> Iterator[str]:
    """The address of a gateway; no Rasa is behind it."""
    ports = free_ports(4)
    names = ("BOT_GATEWAY_PORT", "BOT_CONSOLE_PORT", "BOT_RASA_PORT", "BOT_ACTIONS_PORT")
    told = {**dict(zip(names, map(str, ports), strict=True)), "BOT_DATA": data}
    line = {"BOT_LINE_SECRET": "s", "BOT_LINE_TOKEN": "t", "BOT_LINE_API": "http://127.0.0.1:1"}
    with subprocess.Popen(
        [str(python), "-m", "bot", "gateway"], cwd=ROOT, env={**os.environ, **told, **line}
    ) as process:
        url = f"http://127.0.0.1:{ports[0]}"
        try:
            wait_for(process, f"{url}/healthz")
            yield url
        finally:
            process.terminate()


def wait_for(process: subprocess.Popen[bytes], url: str) -> None:
    """Returns when somebody answers there."""
    until = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the gateway did not start") from None
            time.sleep(0.2)


def answer(url: str) -> str:
    """What a resident reads first when nobody but the gateway can answer."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())

    def post(path: str, body: object, token: str = "") -> dict[str, object]:
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        data = json.dumps(body).encode()
        request = urllib.request.Request(f"{url}/api/{path}", data, headers)
        with opener.open(request, timeout=60) as found:
            told: dict[str, object] = json.load(found)
            return told

    token = str(post("conversations", {})["conversation"])
    told = post("messages", {"id": "gateway-alone-1", "text": _ASKED}, token)
    cards = told["cards"]
    assert isinstance(cards, list)
    return str(cards[0]["lead"])


def free_ports(count: int) -> list[int]:
    """Ports of the loopback, all different."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def main(given: list[str]) -> int:
    """One line for each Python; 1 if the gateway does not answer on one of them."""
    for python in given or pythons():
        inside = environment(python)
        with tempfile.TemporaryDirectory() as data, started(inside, data) as url:
            lead = answer(url)
        print(f"gateway: Python {version_of(str(inside))} answers: {lead[:40]}…", flush=True)
        if not lead:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
