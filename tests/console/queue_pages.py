"""A house with a queue, and what the tests of its pages do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bot.console.queue.deciding import Decisions, State, UnansweredLine
from bot.conversation.unanswered import Unanswered
from bot.storage.stores import Stores
from tests.console.conftest import Desk
from tests.console.learning_project import heard, made, serve_present
from tests.house.serving import House

ONE, ALIKE, OTHER = "入院代を安くする紙がほしい", "入院代を安くする紙が欲しいです", "ごみの日はいつ"
MEANT = "limit_certificate"


@contextmanager
def queue_house(house: House, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[House]:
    """`house` with a queue, data and a project of its own in `folder`."""
    made(folder / "project", patch)
    serve_present()
    gateway = house.gateway
    stores = Stores.local(folder / "data")
    own = Unanswered(stores.unanswered)
    patch.setattr(gateway, "unanswered", own)
    patch.setattr(gateway, "stores", stores)
    heard(own, ONE, ONE, ALIKE, OTHER)
    yield house
    own.stop()


def read(desk: Desk, path: str, status: int = 200) -> str:
    """The page, as a person reads it."""
    answer = desk.get(path)
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def decide(desk: Desk, decisions: Decisions, what: str, *texts: str, **more: Any) -> Any:
    """The response to a decision about `texts`."""
    lines = [line for line in decisions.lines(*State) if line.words in texts]
    return desk.submit("/queue/decide", **asking(what, lines), **more)


def asking(what: str, lines: list[UnansweredLine]) -> dict[str, Any]:
    """The form of a page that shows `lines`, all ticked."""
    seen = {f"seen_{line.id}": line.mark for line in lines}
    return {"what": what, "line": [str(x.id) for x in lines], "group": str(lines[0].id), **seen}


def field(page: str, name: str) -> str:
    """What a hidden field of the page holds."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def mark(desk: Desk) -> str:
    """What the review page says that it shows."""
    return field(read(desk, "/queue/review"), "shown")
