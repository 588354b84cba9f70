"""A city with the edition of the year after, made as a clerk makes it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bot.content.drafting import MARK, NO_NUMBER, write_draft
from tests.content.folders import KAWASAKI

NEXT_NUMBER = "第190号"


def copied(folder: Path) -> Path:
    """The city's folder, to be changed."""
    return Path(shutil.copytree(KAWASAKI, folder / "city"))


def last_year(city: Path) -> int:
    """The year of the newest file of `city`."""
    return max(int(path.stem) for path in (city / "editions").glob("*.yml"))


def with_next_year(folder: Path) -> Path:
    """The city with its next edition, a year later in all its days, filled in."""
    city = copied(folder)
    path, _ = write_draft(city / "editions", last_year(city) + 1, date(2026, 7, 6))
    fill_in(path)
    return city


def fill_in(path: Path) -> None:
    """Every value held against the newsletter, and right as proposed."""
    text = path.read_text(encoding="utf-8").replace(NO_NUMBER, NEXT_NUMBER)
    path.write_text(text.replace(f"{MARK}: ", ""), encoding="utf-8")
