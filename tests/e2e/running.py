"""Starts the real servers from a copy of the project, and talks with them over HTTP."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from bot import inner
from bot.acceptance import LINES_EACH
from bot.training import model_path
from tests.house.city import without_later_editions
from tests.house.ports import free_port
from tests.line_platform.platform import SECRET, Platform
from tests.line_platform.platform import TOKEN as LINE_TOKEN

TOKEN = "the token of the processes of this run"
ROOT = Path(__file__).parents[2]
CITY = Path("bot/content/kawasaki")
_EXAMPLE = "    - "
# What each start would cut and build anew, under names that hold the hash of their sources.
_CUT = ("utterances-*.json", "sudachi-*.dic")
_COPIED = ("actions", "bot", "data", "config.yml", "domain.yml", "endpoints.yml", "credentials.yml")


def copy_project(folder: Path) -> Path:
    """The project and its model in `folder`, so that a test may change a text of it."""
    for name in (*_COPIED, "requirements.lock"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, folder / name)
    shutil.copytree(ROOT / "models", folder / "models")
    (folder / ".cache").mkdir()
    for kept in (path for pattern in _CUT for path in (ROOT / ".cache").glob(pattern)):
        shutil.copy2(kept, folder / ".cache")
    without_later_editions(folder / CITY)
    return folder


def with_less_to_learn(folder: Path) -> Path:
    """A copy that trains its next model in a fourth of the time: it has no examples of the other
    languages, and of each id every third. The model that it begins with has learnt all of them."""
    shutil.rmtree(folder / "data/nlu/languages")
    for path in (folder / "data/nlu").glob("*.yml"):
        path.write_text("".join(_every_third(path.read_text(encoding="utf-8"))), encoding="utf-8")
    newest = max((folder / "models").iterdir(), key=lambda path: path.stat().st_mtime)
    newest.rename(model_path(folder))
    return folder


def account(platform: Platform) -> dict[str, str]:
    """The settings of an account at LINE."""
    return {
        "BOT_LINE_SECRET": SECRET,
        "BOT_LINE_TOKEN": LINE_TOKEN,
        "BOT_LINE_API": platform.url,
        "BOT_PER_TALK": "100000",
    }


def _every_third(text: str) -> Iterator[str]:
    """The lines of a file of examples; of each id the first few, then every third."""
    for line in text.splitlines(keepends=True):
        if not line.startswith(_EXAMPLE):
            number = 0
            yield line
            continue
        if number < LINES_EACH or number % 3 == 0:
            yield line
        number += 1


@dataclass
class Servers:
    """`python -m bot serve` in `folder`, with its own ports, its own today and `more` settings."""

    folder: Path
    today: str
    rasa_port: int = field(default_factory=free_port)
    actions_port: int = field(default_factory=free_port)
    gateway_port: int = field(default_factory=free_port)
    origins: str = ""
    console_port: int = field(default_factory=free_port)
    more: dict[str, str] = field(default_factory=dict, repr=False)
    mark: str = field(default_factory=lambda: uuid.uuid4().hex)
    said: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "serve"],
            cwd=self.folder,
            env=self.environment(),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def environment(self) -> dict[str, str]:
        """With a mark by which every process of this run can be found."""
        copied = {} if self.folder == ROOT else {"BOT_CITY": str(self.folder / CITY)}
        return {
            **os.environ,
            **copied,
            "BOT_RASA_PORT": str(self.rasa_port),
            "BOT_ACTIONS_PORT": str(self.actions_port),
            "BOT_GATEWAY_PORT": str(self.gateway_port),
            "BOT_CONSOLE_PORT": str(self.console_port),
            "BOT_ORIGINS": self.origins,
            "BOT_DATA": str(self.folder / ".data"),
            "BOT_RASA_SECONDS": "60",
            "BOT_PER_TALK": "1000",
            "BOT_PER_ADDRESS": "100000",
            "BOT_TODAY": self.today,
            "BOT_TEST_MARK": self.mark,
            inner.VARIABLE: TOKEN,
            **self.more,
        }

    @property
    def url(self) -> str:
        """Where the gateway listens."""
        return f"http://127.0.0.1:{self.gateway_port}"

    @property
    def console_url(self) -> str:
        """Where the operators' console listens."""
        return f"http://127.0.0.1:{self.console_port}"

    def is_ready(self) -> bool:
        """Does the gateway say that a real question is answered?"""
        try:
            return requests.get(f"{self.url}/readyz", timeout=30).status_code == 200
        except requests.RequestException:
            return False

    def kill(self, *words: str, how: signal.Signals = signal.SIGKILL) -> None:
        """Ends the one process whose command holds `words`; not the loop that keeps it alive."""
        for number, command in self._processes():
            if set(words) <= set(command.split("\0")):
                os.kill(number, how)
                return
        raise AssertionError(f"no process with {words}")

    def wait_until_ready(self) -> None:
        """Reads what is printed until it says ready; fails with all of it if it ends before."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if "stop with Ctrl-C" in line:
                return
        raise AssertionError("the servers ended: " + "".join(self.printed))

    def ask(self, message: str, sender: str | None = None) -> list[dict[str, Any]]:
        """The bot's messages; a new talk unless `sender` is given."""
        self.said.append(message)
        body = {"sender": sender or uuid.uuid4().hex, "message": message}
        messages: list[dict[str, Any]] = self.post("webhook", body)
        return messages

    def ask_shortly(self, message: str) -> list[dict[str, Any]]:
        """The messages to a new talk by the gateway's own way: Rasa answers in one process."""
        self.said.append(message)
        answer = self.post("talk", {"sender": "short", "message": message, "state": {}})
        messages: list[dict[str, Any]] = answer["messages"]
        return messages

    def post(self, door: str, body: dict[str, Any]) -> Any:
        """What one of Rasa's doors answers."""
        url = f"http://127.0.0.1:{self.rasa_port}/webhooks/rest/{door}"
        answer = requests.post(url, json=body, headers=inner.headers(TOKEN), timeout=60)
        answer.raise_for_status()
        return answer.json()

    def log(self) -> str:
        """Everything that the processes have printed."""
        return (self.folder / ".cache" / "serve.log").read_text(encoding="utf-8")

    def stop(self) -> int:
        """Ctrl-C, as a terminal sends it. Returns the exit code."""
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGINT)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def survivors(self) -> list[str]:
        """Command lines of the processes of this run that still live."""
        return [command.replace("\0", " ") for _, command in self._processes()]

    def _processes(self) -> list[tuple[int, str]]:
        """Number and command line of each process of this run."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (folder / "environ").read_bytes():
                    found.append((int(folder.name), (folder / "cmdline").read_bytes().decode()))
            except OSError:
                continue  # it ended while we looked
        return found


def text_of(messages: list[dict[str, Any]]) -> str:
    """All that a resident reads."""
    return "\n".join(m["text"] for m in messages)


def press(messages: list[dict[str, Any]], title: str) -> str:
    """The payload of the button with `title`."""
    offered = {b["title"]: b["payload"] for m in messages for b in m.get("buttons", ())}
    return str(offered[title])
