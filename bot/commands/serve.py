"""`serve`: trains if needed, starts all three processes, asks one real question.

One that dies or hangs is started again; the gateway answers by itself meanwhile. A model that does
not answer gives way to the one that did, and nothing of this ends the service.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import requests

from bot import inner, models, training
from bot.app import processes
from bot.commands.output import LoudOnly, show
from bot.commands.supervising import Child, Heartbeat, Supervisor
from bot.content import current_content
from bot.environment import (
    CONSOLE_SECRETS,
    LINE_SECRETS,
    SECRETS,
    STORE_SECRETS,
    environment_with,
)
from bot.errors import StartError
from bot.settings import LAST_PORT, ROOT, Settings, settings

_READY_SECONDS = 180
_ANSWER_SECONDS = 30


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
    models.tell("")
    model = training.put_in_service(chosen_model(_say))
    _say("starting the servers (about 20 seconds)")
    log = ROOT / ".cache" / "serve.log"
    log.parent.mkdir(exist_ok=True)
    children = children_of(chosen, commands_of(chosen, model))
    asyncio.run(_serve(chosen, children, LoudOnly(log)))
    return 0  # Ctrl-C is how one stops serving, and no failure


async def _serve(chosen: Settings, children: dict[str, Child], log: LoudOnly) -> None:
    supervisor = Supervisor(list(children.values()), str(ROOT), log.write, processes.note)
    announcing = asyncio.create_task(_announce(chosen, children["rasa"]))
    try:
        await supervisor.run()
    finally:
        announcing.cancel()


def chosen_model(say: Callable[[str], None]) -> Path:
    """The model of the present inputs; where none can be had, the last one that answered.

    Raises StartError where none ever did.
    """
    newest = training.model_path()
    if newest.exists() and (wrong := models.wrong_with(newest)):
        aside = models.set_aside(newest)
        say(f"{newest.name} is not used, {wrong}; it is {aside.name} now")
    try:
        model = training.train(say)
        models.wrong_with(model)  # notes what it holds, if the training did not
        return model
    except StartError as error:
        model_before = models.last_good()
        if model_before is None:
            raise
        say(f"{error}; {model_before.name} answers")
        models.tell(str(error))
        return model_before


def children_of(chosen: Settings, commands: dict[str, list[str]]) -> dict[str, Child]:
    """The processes, and how it is known that each of them lives."""
    heartbeats = {
        "gateway": Heartbeat(f"{chosen.gateway_url}/healthz"),
        "desk": Heartbeat(f"{chosen.console_url}/signin"),
        # One long message keeps the whole of Rasa busy.
        "rasa": Heartbeat(f"{chosen.rasa_url}/", seconds=10, misses=3),
        "actions": Heartbeat(f"{chosen.actions_url}/health", seconds=10, misses=3),
    }
    found = {
        name: Child(name, command, environment(name), heartbeats[name])
        for name, command in commands.items()
    }
    found["rasa"].ready = check_model
    return found


def check_model() -> None:
    """Before each start of Rasa: a file that was changed since is not read."""
    served = training.in_service()
    if served is None:
        _go_back(training.SERVED, "the model in service is gone")
    elif wrong := models.wrong_with(served):
        _go_back(served, f"{served.name} is not used, {wrong}")


def _go_back(served: Path, sentence: str) -> bool:
    """Puts the model before into service; was there one?"""
    models.tell(sentence)
    before = models.last_good(without=served)
    _say(f"{sentence}; {before.name if before else 'no model'} answers")
    if before is not None:
        training.put_in_service(before)
    elif models.wrong_with(served):
        training.SERVED.unlink(missing_ok=True)  # better none than what may be anybody's
    return before is not None


def check_data() -> None:
    """Reads every text and edition, so that a broken one is told before anything starts."""
    current_content().check()


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
    """The environment of the process `name`: telemetry off, loopback, secrets where needed, and
    the token of the doors between them.

    One thread for linear algebra: more would only wait for one another, on a core of their own.
    And two heaps: with one for each thread, much of what was freed stays with us.
    """
    return {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
        **environment_with(*_needed(name)),
        inner.VARIABLE: inner_token(),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore",
        "RASA_TELEMETRY_ENABLED": "false",
        "SANIC_HOST": "127.0.0.1",
    }


def _needed(name: str) -> Collection[str]:
    """The secrets that the process `name` works with."""
    if name == "gateway":
        return (*STORE_SECRETS, *LINE_SECRETS) if settings().desk_apart else SECRETS
    return (*STORE_SECRETS, *CONSOLE_SECRETS) if name == "desk" else ()


@cache
def inner_token() -> str:
    """The token that opens the inner doors of this run, unless one is given."""
    return settings().inner_token or secrets.token_hex(32)


def commands_of(chosen: Settings, model: Path) -> dict[str, list[str]]:
    """The command line of each process."""
    python = [sys.executable, "-m"]
    return {
        # Not `rasa run actions`, which does the same with all of Rasa in memory.
        "actions": [
            *python,
            "rasa_sdk",
            "--actions",
            "actions",
            "--port",
            str(chosen.actions_port),
        ],
        "rasa": [
            *(*python, "bot.rasa_server", "run"),
            *("--interface", "127.0.0.1", "--port", str(chosen.rasa_port)),
            *("--endpoints", str(endpoints(chosen)), "--model", str(model)),
        ],
        "gateway": [*python, "bot", "gateway"],
        **({"desk": [*python, "bot", "desk"]} if chosen.desk_apart else {}),
    }


def endpoints(chosen: Settings) -> Path:
    """endpoints.yml with the chosen port of the action server, and where its token is found: not
    the token itself."""
    usual = (training.ROOT / "endpoints.yml").read_text(encoding="utf-8")
    text = usual.replace(
        f"url: {Settings().actions_url}/webhook", action_endpoint(chosen.actions_url)
    )
    path = training.ROOT / ".cache" / f"endpoints-{chosen.actions_port}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def action_endpoint(url: str) -> str:
    """The lines of `action_endpoint` for the server at `url`, guarded by the token of this run."""
    ((header, token),) = inner.headers(f"${{{inner.VARIABLE}}}").items()
    return f"url: {url}/webhook\n  headers:\n    {header}: {token}"


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


async def _announce(chosen: Settings, rasa: Child) -> None:
    """Says when a real question was answered; goes back to the model before where none is."""
    while not await _ready_in_time(chosen):
        _say(f"no right answer within {_READY_SECONDS} seconds; see .cache/serve.log")
        served = training.in_service()
        if served is None or served == models.last_good():
            continue
        if _go_back(served, f"{served.name} does not answer"):
            rasa.end(signal.SIGKILL)
    if (served := training.in_service()) is not None:
        models.note_good(served)
    _say("ready: a real question was answered rightly")
    _say(f"talk in the browser:  {chosen.gateway_url}/")
    _say("or in another terminal:  make chat")
    _say(f"for operators:  {chosen.console_url}/")
    _say("stop with Ctrl-C")


async def _ready_in_time(chosen: Settings) -> bool:
    deadline = time.monotonic() + _READY_SECONDS
    while time.monotonic() < deadline:
        if await asyncio.to_thread(is_ready, chosen):
            return True
        await asyncio.sleep(0.5)
    return False


def _say(line: str) -> None:
    show(f"serve: {line}")
