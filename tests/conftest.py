"""What a run does not need is not imported: neither Rasa, nor what is for another process."""

from __future__ import annotations

import gc
import os
import re
from pathlib import Path

import hypothesis
import pytest

from bot.processor import use_what_it_can
from tests.house.city import city_of_the_tests

use_what_it_can()
# The same examples in every run, and no clock: a failure is a change of the code, and nothing else.
hypothesis.settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("repeatable")
# For the processes of this run too: a worker finds it set.
os.environ.setdefault("BOT_CITY", str(city_of_the_tests()))

# The files that take longest where each stays whole, the longest first.
_LONGEST = (
    "test_learning_loop.py",
    "test_console_edition.py",
    "test_several_hosts.py",
    "test_console_pages.py",
    "test_console_access.py",
    "test_line.py",
    "test_outage.py",
    "test_markers.py",
    "test_widget_languages.py",
    "test_console_signin.py",
    "test_console_keys.py",
)
_ALL_OF_IT = re.compile(r"^pytestmark = pytest\.mark\.(\w+)$", re.MULTILINE)


def pytest_configure(config: pytest.Config) -> None:
    """Loads what tests need where tests run; the process that hands them out is none of those."""
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        return
    from bot.content import current_content

    current_content()  # tables of some tests read texts while they are collected
    from bot.conversation import threads
    from bot.storage.sql import database

    # Two workers on two cores are slow at times, and that is not what a test is about.
    database.WAIT_SECONDS, threads._QUEUE_SECONDS = 20.0, 20.0
    config.pluginmanager.import_plugin("tests.house.fixtures")
    if "not slow" not in config.getoption("markexpr"):
        from bot.rasa_server.without_tensorflow import leave_out

        leave_out()  # as Rasa's own process does
    if "not e2e" not in config.getoption("markexpr"):
        config.pluginmanager.import_plugin("schemathesis.pytest.plugin")
    gc.disable()  # hardly anything that is collected now is garbage


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out the files in which the chosen marks find nothing: to import all the others takes
    as long as a thousand tests, and Rasa alone as long again."""
    if not collection_path.match("test_*.py"):
        return None
    wanted = config.getoption("markexpr")
    text = collection_path.read_text(encoding="utf-8")
    if any(f"not {kind}" in wanted for kind in _ALL_OF_IT.findall(text)):
        return True
    kinds = wanted.split(" or ")
    is_marked = any(f"pytest.mark.{kind}" in text for kind in kinds)
    return None if is_marked or not all(map(str.isidentifier, kinds)) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes longest: nobody is to wait for one file at the end."""
    order = {name: number for number, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: order.get(item.path.name, len(order)))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: the collector of garbage looks past it.

    A look at all of it, as pytest takes five at the end, costs half a second.
    """
    gc.freeze()
    gc.enable()
