"""A run without tests of a kind does not even import the modules that hold nothing else."""

from __future__ import annotations

import gc
import os
import re
from pathlib import Path

import pytest

from bot.content import current_content
from tests.house.city import city_of_the_tests

# For the processes of this run too: a worker finds it set.
os.environ.setdefault("BOT_CITY", str(city_of_the_tests()))
current_content()  # tables of some tests read texts while they are collected

pytest_plugins = ["tests.house.fixtures"]

_ALL_OF_IT = re.compile(r"^pytestmark = pytest\.mark\.(\w+)$", re.MULTILINE)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out what Rasa is imported for: that alone takes as long as a thousand tests."""
    if collection_path.suffix != ".py":
        return None
    kinds = _ALL_OF_IT.findall(collection_path.read_text(encoding="utf-8"))
    return any(f"not {kind}" in config.getoption("markexpr") for kind in kinds) or None


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage looks past it.

    A look at all of it, as pytest takes five at the end, costs half a second.
    """
    gc.collect()
    gc.freeze()
