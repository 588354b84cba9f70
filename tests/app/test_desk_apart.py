"""A desk that is a process of its own: what becomes of one side does not touch the other."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from bot.console.shared.accounts import Accounts, Role
from bot.content import say
from bot.settings import ROOT
from bot.storage.stores import Stores
from tests.house.handing import ASKS, numbers_in
from tests.house.ports import free_port
from tests.house.serving import QUESTION, Body, StandIn, new_id, wait_until

pytestmark = pytest.mark.e2e

NAME, PASSWORD = "taro", "correct horse battery"
START_SECONDS = 300.0  # of a busy machine


@dataclass
class Both:
    """The two processes, and how each is reached."""

    gateway: subprocess.Popen[bytes]
    desk: subprocess.Popen[bytes]
    url: str
    console: str
    resident: requests.Session = field(default_factory=requests.Session)
    operator: requests.Session = field(default_factory=requests.Session)

    def begin(self) -> None:
        """A talk of the resident."""
        begun = self._post("/api/conversations", {})
        self.resident.headers["Authorization"] = f"Bearer {begun['conversation']}"

    def say(self, text: str) -> Body:
        """What the resident is answered."""
        return self._post("/api/messages", {"id": new_id(), "text": text})

    def press(self, token: str) -> Body:
        """What a choice is answered with."""
        return self._post("/api/messages", {"id": new_id(), "press": token})

    def sign_in(self) -> None:
        """The operator comes to the desk."""
        form = {"name": NAME, "password": PASSWORD}
        self.operator.post(f"{self.console}/signin", form, timeout=30)
        page = self.operator.get(f"{self.console}/desk", timeout=30).text
        found = re.search(r'name="csrf" content="([^"]+)"', page)
        assert found is not None
        self.operator.headers["x-csrf-token"] = found[1]

    def redeem(self, number: str) -> requests.Response:
        """What the operator gets for a number."""
        return self.operator.post(
            f"{self.console}/desk/consultations", json={"number": number}, timeout=30
        )

    def _post(self, path: str, body: Body) -> Body:
        answer = self.resident.post(self.url + path, json=body, timeout=30)
        assert answer.ok, answer.text
        found: Body = answer.json()
        return found


@contextmanager
def _process(name: str, environ: dict[str, str], url: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "bot", name]
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: lives(url) or process.poll() is not None, START_SECONDS)
        assert process.poll() is None
        yield process
    finally:
        process.kill()
        process.wait()


def lives(url: str, seconds: float = 30.0) -> bool:
    """Is it answered there?"""
    try:
        return requests.get(url, timeout=seconds).ok
    except requests.RequestException:
        return False


@pytest.fixture
def both(rasa: StandIn, tmp_path: Path) -> Iterator[Both]:
    """Residents' gateway and desk, with one folder."""
    Accounts(Stores.local(tmp_path).accounts).add(NAME, Role.OPERATOR, PASSWORD)
    port, console = free_port(), free_port()
    told = {
        "BOT_RASA_PORT": rasa.port, "BOT_GATEWAY_PORT": port, "BOT_CONSOLE_PORT": console,
        "BOT_DATA": tmp_path, "BOT_DESK_APART": 1, "BOT_TODAY": "2025-10-01T10:00",
    }  # fmt: skip
    environ = {**os.environ, **{name: str(value) for name, value in told.items()}}
    url, desk = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{console}"
    with ExitStack() as stack:
        first = stack.enter_context(_process("gateway", environ, f"{url}/healthz"))
        assert not lives(f"{desk}/signin")  # nobody but the desk serves operators
        second = stack.enter_context(_process("desk", environ, f"{desk}/signin"))
        yield Both(first, second, url, desk)


def number_of(both: Both) -> str:
    """The consultation number of a resident who asks something and agrees."""
    both.begin()
    both.say(QUESTION)
    (card,) = both.say(ASKS)["cards"]
    (yes,) = (
        choice["token"] for choice in card["choices"] if choice["label"] == say("label", "yes")
    )
    (told,) = both.press(yes)["cards"]
    return numbers_in(str(told))[0]


def test_one_without_the_other(both: Both) -> None:
    """A number that a resident got is good at the desk, once. A gateway that hangs or ends leaves
    the desk at work, and the other way round."""
    both.sign_in()
    number = number_of(both)
    found = both.redeem(number)
    assert [turn["words"] for turn in found.json()["asked"]] == [QUESTION]
    assert both.redeem(number).status_code == 404
    both.gateway.send_signal(signal.SIGSTOP)
    assert both.operator.get(f"{both.console}/desk", timeout=30).ok
    assert both.redeem(number).status_code == 503
    both.gateway.send_signal(signal.SIGCONT)
    assert both.say(QUESTION)["cards"]
    both.desk.kill()
    both.desk.wait()
    assert both.say(QUESTION)["cards"]
    assert lives(f"{both.url}/healthz")
