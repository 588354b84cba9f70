"""What tells who somebody is goes in at every door, and is in no file, no log and no page after it.

The markers are those of tests/text/markers_heard.tsv: numbers, addresses, names, illnesses and
birthdays in all registers and languages.
"""

from __future__ import annotations

import itertools
import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from bot.channels.line import webhook
from bot.channels.line.sender import Patience
from bot.console.app import create_console
from bot.console.shared.accounts import Accounts, Role
from bot.console.shared.audit_log import Audit
from bot.console.shared.console import Console
from bot.console.shared.sessions import Sessions
from bot.storage.sql.database import FILE
from tests.console.conftest import PASSWORD, Desk
from tests.house.handing import answers, with_number
from tests.house.serving import (
    QUESTION,
    House,
    StandIn,
    house,
    message,
    settings_for,
    wait_until,
)
from tests.line_platform import events
from tests.text.test_private import markers

pytestmark = pytest.mark.e2e

Marker = tuple[str, str, str]
SECRET = "channel secret"
REFUSES = message("国保だよりには書かれていません", "refusal", "out_of_scope")
_SOME = 8
_PAGES = (
    *(f"/queue?state={state}&page={page}" for state in ("open", "new") for page in range(1, 9)),
    *("/queue/review", "/queue/learning", "/kept", "/audit", "/audit.csv"),
    *("/figures", "/figures.csv", "/figures/month", "/figures/month.csv", "/board", "/accounts"),
)
_ALL = markers("markers_heard.tsv")


@dataclass
class Everywhere:
    """A gateway with all its doors open."""

    home: House
    rasa: StandIn
    desk: Desk
    data: Path

    def on_the_web(self, words: str) -> str:
        """A question that is refused, and a vote with it; then the talk goes on at the phone.

        Gives what the operator sees of it.
        """
        resident = self.home.browser(f"2001:db8:{next(_residents):x}::1")  # whom no limit meets
        resident.begin()
        resident.say(QUESTION)
        card = resident.say(words)["cards"][0]
        vote = {"card": card["feedback"], "helped": False, "reason": "wrong", "question": words}
        assert resident.post("/api/feedback", vote).status_code == 204
        answer = self.desk.post("/desk/consultations", {"number": with_number(resident)})
        assert answer.status_code == 200, answer.text
        return str(answer.json())

    def in_line(self, words: str) -> None:
        """The same question in LINE, alone and in a group."""
        user = events.user_id(next(_users))
        given = events.text(user, words), events.text(user, words, group=f"C{user}", calls_us=True)
        raw = events.delivery(*given)
        headers = {"x-line-signature": events.sign(SECRET, raw)}
        answer = self.home.first.post("/line/webhook", content=raw, headers=headers)
        assert answer.status_code == 200

    def at_the_desk(self, words: str) -> str:
        """An operator votes about it and notes it; the note as it is given back."""
        vote = {"id": "certificate_expiry", "right": True, "text": words}
        assert self.desk.post("/desk/votes", vote).status_code == 204
        return str(self.desk.post("/desk/note", {"text": words}).json()["text"])

    def where_nothing_is_kept(self, words: str) -> None:
        """What is typed into fields that only look something up."""
        resident = self.home.talk()
        for path, body in _looked_up(words).items():
            assert resident.post(path, body).status_code == 200, path
        for path in ("/desk/suggest", "/desk/people"):
            assert self.desk.post(path, {"text": words}).status_code == 200, path

    def settle(self) -> None:
        """Returns when everything that was heard is written."""
        wait_until(lambda: len(self.home.app.state.line._inbox) == 0, 60)
        self.home.gateway.unanswered.flush()
        self.home.gateway.statistics.flush()


def _looked_up(words: str) -> dict[str, Any]:
    lines = {"lines": [words]}
    return {"/api/suggestions": {"text": words[:40]}, "/api/spoken": lines, "/api/readings": lines}


_users, _residents = itertools.count(50_000), itertools.count(1)


@pytest.fixture(scope="module")
def _soon_given_up() -> Iterator[None]:
    """Who cannot reach LINE does not try for a minute."""
    soon = partial(Patience, token=0.3, first_pause=0.01, longest_pause=0.1, piece=0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(webhook, "Patience", soon)
        yield


@pytest.fixture(scope="module")
def everywhere(
    _soon_given_up: None, stand_in: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Everywhere]:
    """An application with LINE and a console, and an editor at it; no LINE platform listens."""
    data = tmp_path_factory.mktemp("marked")
    stand_in.renew()
    line = {"line_secret": SECRET, "line_token": "token", "line_api": "http://127.0.0.1:1"}
    with house(settings_for(data, stand_in.port, **line)) as home:
        stores = home.gateway.stores
        accounts = Accounts(stores.accounts, PasswordHasher(1, 8, 1))
        accounts.add("hanako", Role.EDITOR, PASSWORD)
        parts = Console(home.gateway, accounts, Audit(stores.audit), Sessions(stores.sessions))
        app = create_console(parts, ["testserver"])
        client = TestClient(app)
        client.portal = home.first.portal
        desk = Desk(app, client)
        assert desk.sign_in("hanako").status_code == 303
        yield Everywhere(home, stand_in, desk, data)


@pytest.fixture(scope="module")
def heard(everywhere: Everywhere) -> tuple[list[Marker], str]:
    """All markers went in at every door; those that an operator still saw, and the whole log."""
    seen: list[Marker] = []
    log = _Written()
    root = logging.getLogger()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    try:
        answers(everywhere.rasa, REFUSES)
        for marker in _ALL:
            _, words, gone = marker
            everywhere.in_line(words)
            if gone in everywhere.on_the_web(words) + everywhere.at_the_desk(words):
                seen.append(marker)
        for _, words, _ in _ALL[::_SOME]:
            everywhere.where_nothing_is_kept(words)
        everywhere.settle()
    finally:
        root.removeHandler(log)
        root.setLevel(level)
    return seen, "\n".join(log.lines)


class _Written(logging.Handler):
    """Keeps every line of every logger."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One line, with what an error says."""
        self.lines.append(f"{record.getMessage()} {record.exc_info or ''}")


def left_in(text: str) -> list[Marker]:
    """The markers of which something stands in `text`."""
    return [marker for marker in _ALL if marker[2] in text]


def sure(marker: Marker) -> str:
    """What no file holds by chance: four digits may stand in any hash."""
    _, words, gone = marker
    return words if gone.isascii() and len(gone) < len("some word") else gone


def test_there_are_enough() -> None:
    """More than 150, of each kind and in each script."""
    assert len(_ALL) >= 150
    assert {kind for kind, *_ in _ALL} == {
        "phone", "number", "mail", "name", "address", "illness", "birthday"
    }  # fmt: skip


def test_no_operator_sees_any(heard: tuple[list[Marker], str]) -> None:
    """Neither what a resident hands over nor an operator's own note tells who it is."""
    assert heard[0] == []


def test_no_log_has_any(heard: tuple[list[Marker], str]) -> None:
    """No logger of any library writes one down, not even for developers."""
    _, log = heard
    assert log
    assert [marker for marker in _ALL if sure(marker) in log] == []


def test_no_row_has_any(everywhere: Everywhere, heard: object) -> None:
    """No text in any column of any table holds one."""
    with closing(sqlite3.connect(everywhere.data / FILE)) as base:
        found = base.execute("select name from sqlite_master where type = 'table'")
        tables = [name for (name,) in found]
        words = "\n".join(
            value
            for table in tables
            if table not in ("accounts", "webhook_events")  # hashes and ids by chance
            for row in base.execute(f'select * from "{table}"')
            for value in row
            if isinstance(value, str)
        )
    assert "〔" in words, "nothing was kept, so nothing is shown by this"
    assert left_in(words) == []


def test_no_file_has_any(everywhere: Everywhere, heard: object) -> None:
    """No byte of any file does, in the log of the database neither."""
    files = [path for path in everywhere.data.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    assert [marker for marker in _ALL if sure(marker).encode() in written] == []


def test_no_page_has_any(everywhere: Everywhere, heard: object) -> None:
    """No page of the editors does: the queue, its groups, the figures and the audit."""
    desk = everywhere.desk
    pages = "\n".join(unescape(desk.get(path).text) for path in _PAGES)
    for group in sorted(set(re.findall(r"/queue/groups/[0-9]+", pages))):
        pages += unescape(desk.get(group).text)
    assert "〔名前〕" in pages
    assert [marker for marker in _ALL if sure(marker) in pages] == []


def test_a_marker_would_be_found() -> None:
    """The measure itself finds what was not hidden."""
    assert all(marker in left_in(f"…{marker[1]}…") for marker in _ALL)
