"""Compares the lock with the weaknesses that we know of: `python -m tools.advisories`, offline.

tools/advisories.tsv names each one that a locked version has, and what shields us from it. This
is no search for new ones: that needs the network, and docs/old-packages.md says how it is done.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.version import Version

from tools.sbom import LOCK, locked

LIST = Path(__file__).with_name("advisories.tsv")
_SHORTEST_REASON = 20  # characters


class Advisory(NamedTuple):
    """One weakness of a package before the version `mended`."""

    package: str
    id: str
    mended: str
    shield: str


def read(text: str) -> list[Advisory]:
    """The lines of the list."""
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return [Advisory(*row) for row in rows]


def complaints(known: list[Advisory], versions: dict[str, str]) -> Iterator[str]:
    """What does not fit the locked `versions`."""
    for one in known:
        version = versions.get(one.package)
        if version is None:
            yield f"{one.id}: {one.package} is not in the lock any more; take the line out"
        elif Version(version) >= Version(one.mended):
            yield f"{one.id}: {one.package} {version} is mended; take the line out"
        elif len(one.shield) < _SHORTEST_REASON:
            yield f"{one.id}: {one.package} {version} is weak, and nothing is said that shields us"


def strays(versions: dict[str, str]) -> Iterator[str]:
    """Packages that are installed in another version than the one whose hash was checked."""
    for name, version in versions.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # for another kind of machine
        if found != version:
            yield f"{name} {found} is installed, and {version} is locked; make the environment anew"


def main() -> int:
    """Says what is wrong; 1 if anything is."""
    versions = {one.name: one.version for one in locked(LOCK.read_text(encoding="utf-8"))}
    known = read(LIST.read_text(encoding="utf-8"))
    found = [*complaints(known, versions), *strays(versions)]
    for line in found:
        print(f"advisories: {line}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
