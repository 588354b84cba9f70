"""Sees to it that the tests have PostgreSQL, Redis and nginx: Debian's packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

# What is run, and the package that has it.
PACKAGES = {"postgres": "postgresql", "redis-server": "redis-server", "nginx": "nginx-light"}
HOW = (
    "the tests of several machines need PostgreSQL 15, Redis 7 and nginx: install them with "
    f"`sudo apt-get install {' '.join(PACKAGES.values())}`"
)
_FOLDERS = ("/usr/local/sbin", "/usr/sbin", "/sbin")  # not on the path of everybody


def program(name: str) -> Path | None:
    """The program `name`; of Debian's PostgreSQL, which is on no path, the newest."""
    versions = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = sorted(versions, key=lambda path: int(re.sub(r"\D", "", path.parts[-3])))
    if newest:
        return newest[-1]
    path = os.pathsep.join((os.environ.get("PATH", ""), *_FOLDERS))
    found = shutil.which(name, path=path)
    return Path(found) if found else None


def missing() -> list[str]:
    """Packages that have to be installed."""
    return [package for name, package in PACKAGES.items() if program(name) is None]


def _run(*command: str) -> bool:
    print(f"engines: {' '.join(command)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command,
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return done.returncode == 0


def main() -> int:
    """Installs what is missing, or says in one sentence how to."""
    wanted = missing()
    if wanted and shutil.which("apt-get") is not None and os.geteuid() == 0:
        install = ("apt-get", "install", "--yes", "--no-install-recommends", *wanted)
        if not _run(*install):
            _run("apt-get", "update")
            _run(*install)
    if missing():
        print(f"engines: {HOW}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
