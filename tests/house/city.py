"""The city of the tests: Kawasaki as of 国保だより 第179号, whatever editions have come since.

The tests state what 第179号 says, and what is said once it is over. A newer edition is another
matter: it has tests of its own (tests/content/test_edition_by_day.py), and breaks none of these.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

KAWASAKI = Path(__file__).parents[2] / "bot" / "content" / "kawasaki"
EDITIONS = ("2025.yml",)


def city_of_the_tests() -> Path:
    """A folder with the city's own files, and of its editions those that the tests are about."""
    folder = Path(tempfile.mkdtemp(prefix="city-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for source in KAWASAKI.iterdir():
        if source.name != "editions":
            (folder / source.name).symlink_to(source)
    (folder / "editions").mkdir()
    for name in EDITIONS:
        (folder / "editions" / name).symlink_to(KAWASAKI / "editions" / name)
    return folder


def without_later_editions(city: Path) -> Path:
    """A copy of the city's folder, cut back to the editions that the tests are about."""
    for path in (city / "editions").iterdir():
        if path.name not in EDITIONS:
            path.unlink()
    return city
