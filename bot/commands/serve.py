"""`serve`: trains if needed, starts all three processes, asks one real question.

honcho starts them and ends them together. Each runs in a loop of its own, so that one that dies is
started again; the gateway answers by itself meanwhile.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import shlex
import socket
import sys
import threading
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path

import requests
from honcho.manager import Manager
from honcho.printer import Message, Printer

from bot import training
from bot.content import current_content
from bot.errors import StartError
from bot.settings import LAST_PORT, ROOT, Settings, settings

INTERRUPTED = 130  # Ctrl-C is how one stops serving, and no failure
_READY_SECONDS = 180
_ANSWER_SECONDS = 30
_LOG_BYTES, _LOGS_BEFORE = 5_000_000, 3
# Only the gateway signs conversations and talks to LINE.
_SECRETS = ("BOT_SECRET", "BOT_LINE_SECRET", "BOT_LINE_TOKEN")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `serve` to the command line."""
    command = commands.add_parser("serve", help="train if needed and start the servers")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves until Ctrl-C, or until one of the processes ends; then none is left."""
    chosen = settings()
    os.umask(0o077)  # what we write is for nobody else on this machine
    check_data()
    for name, port, host in (
        ("BOT_RASA_PORT", chosen.rasa_port, "127.0.0.1"),
        ("BOT_ACTIONS_PORT", chosen.actions_port, "127.0.0.1"),
        ("BOT_GATEWAY_PORT", chosen.gateway_port, chosen.gateway_host),
        ("BOT_CONSOLE_PORT", chosen.console_port, chosen.console_host),
    ):
        check_port(name, port, host)
    model = training.put_in_service(training.train(_say))
    _say("starting the servers (about 20 seconds)")
    log = ROOT / ".cache" / "serve.log"
    log.parent.mkdir(exist_ok=True)
    manager = Manager(LoudOnly(log))
    for name, command in commands_of(chosen, model).items():
        manager.add_process(name, kept_alive(name, command), env=environment(name), cwd=str(ROOT))
    threading.Thread(target=_announce, args=(manager, chosen), daemon=True).start()
    manager.loop()
    return 0 if manager.returncode == INTERRUPTED else int(manager.returncode or 0)


class LoudOnly(Printer):  # type: ignore[misc]
    """Writes every line of the processes to a file, and shows a person those that matter.

    The file is put aside when it has 5 MB; three of those are kept.
    """

    _MATTERS = re.compile(r" (?:WARNING|ERROR|CRITICAL) |^\w*(?:Error|Exception)\b")

    def __init__(self, log: Path) -> None:
        super().__init__(sys.stdout)
        self._log = RotatingFileHandler(
            log, maxBytes=_LOG_BYTES, backupCount=_LOGS_BEFORE, encoding="utf-8"
        )

    def write(self, message: Message) -> None:
        """One line of one process."""
        if message.type != "line":
            return
        data = message.data
        line = data if isinstance(data, str) else data.decode(errors="replace")
        told = f"{message.time:%H:%M:%S} {message.name} {line.rstrip()}"
        self._log.emit(logging.makeLogRecord({"msg": told}))
        if self._MATTERS.search(line):
            super().write(message)


def check_data() -> None:
    """Reads every text and edition, so that a broken one is told before anything starts."""
    current_content().check()


def kept_alive(name: str, command: list[str]) -> str:
    """A shell line that runs `command` again whenever it ends.

    honcho ends the whole process group, the loop with it. A second's pause keeps a process that
    cannot start from taking the machine.
    """
    again = f'echo "serve: WARNING {name} ended (exit code $?), starting it again" >&2'
    return f"while :; do {shlex.join(command)}; {again}; sleep 1; done"


def check_port(name: str, port: int, host: str = "127.0.0.1") -> None:
    """Raises StartError if something else listens on `port`."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise StartError(f"{name[:-4]}HOST is {host!r}: this machine has no such address") from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError:
            raise StartError(
                f"port {port} is taken; stop what uses it, or choose another: "
                f"{name}={port + 1 if port < LAST_PORT else port - 1} make serve"
            ) from None


def environment(name: str) -> dict[str, str]:
    """The environment of the process `name`: telemetry off, loopback, secrets where needed."""
    withheld = () if name == "gateway" else _SECRETS
    return {
        **{key: value for key, value in os.environ.items() if key not in withheld},
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": "127.0.0.1",
    }


def commands_of(chosen: Settings, model: Path) -> dict[str, list[str]]:
    """The command line of each process."""
    rasa = [sys.executable, "-m", "rasa", "run"]
    return {
        "actions": [*rasa, "actions", "--port", str(chosen.actions_port)],
        "rasa": [
            *rasa,
            *("--interface", "127.0.0.1", "--port", str(chosen.rasa_port)),
            *("--endpoints", str(endpoints(chosen)), "--model", str(model)),
        ],
        "gateway": [sys.executable, "-m", "bot", "gateway"],
    }


def endpoints(chosen: Settings) -> Path:
    """endpoints.yml, with the chosen port of the action server in place of the usual one."""
    usual = training.ROOT / "endpoints.yml"
    if chosen.actions_port == Settings().actions_port:
        return usual
    text = usual.read_text(encoding="utf-8").replace(Settings().actions_url, chosen.actions_url)
    path = training.ROOT / ".cache" / f"endpoints-{chosen.actions_port}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ask(chosen: Settings, sender: str, message: str) -> list[dict[str, object]]:
    """The bot's messages. Raises StartError if nobody listens."""
    url = f"{chosen.rasa_url}/webhooks/rest/webhook"
    try:
        answer = requests.post(
            url, json={"sender": sender, "message": message}, timeout=_ANSWER_SECONDS
        )
        answer.raise_for_status()
        messages: list[dict[str, object]] = answer.json()
    except (requests.RequestException, ValueError) as error:
        sentence = f"the bot does not answer at {chosen.rasa_url}; run `make serve`"
        raise StartError(sentence) from error
    return messages


def is_ready(chosen: Settings) -> bool:
    """Does the gateway get a real question answered rightly, through all the processes?"""
    try:
        return requests.get(f"{chosen.gateway_url}/readyz", timeout=_ANSWER_SECONDS).ok
    except requests.RequestException:
        return False


def _announce(manager: Manager, chosen: Settings) -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if is_ready(chosen):
            _say("ready: a real question was answered rightly")
            _say(f"talk in the browser:  {chosen.gateway_url}/")
            _say("or in another terminal:  make chat")
            _say(f"for operators:  {chosen.console_url}/")
            _say("stop with Ctrl-C")
            return
        time.sleep(0.5)
    _say(f"the servers did not answer within {_READY_SECONDS} seconds; see .cache/serve.log")
    manager.terminate()


def _say(line: str) -> None:
    print(f"serve: {line}", flush=True)
