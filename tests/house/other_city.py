"""A whole other city: the texts of Kawasaki with the names and values of 海辺市."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.content import current, current_content
from bot.settings import Settings

FIXTURE = Path(__file__).parents[1] / "content" / "fixture_city"
TEXTS = ("answers", "phrases", "widget", "page", "facts.yml", "topics.yml", "terms.csv")


def folder_of_other_city(folder: Path) -> Path:
    """Makes it in `folder`: our texts, as a clerk there would begin, with its own values."""
    ours = current.CITIES / "kawasaki"
    shutil.copytree(FIXTURE, folder)
    for name in TEXTS:
        if (ours / name).is_dir():
            shutil.copytree(ours / name, folder / name)
        elif (ours / name).exists():
            shutil.copy(ours / name, folder / name)
    return folder


@contextmanager
def city_of(folder: Path) -> Iterator[None]:
    """While it lasts, all of this process is for the city of `folder`, as BOT_CITY names it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(current, "settings", lambda: Settings(city=str(folder)))
        current_content()
        yield
    current_content()
