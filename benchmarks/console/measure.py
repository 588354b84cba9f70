"""Starts the console as `make serve` does, and stock Rasa beside it; types, then asks."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import requests

from benchmarks.console.asking import Address, AskingWindow, window
from benchmarks.console.typing_it import TypedText, type_all
from benchmarks.understanding.questions import DEVELOPMENT, read_questions
from benchmarks.web import processes, stock
from benchmarks.web.measure import ROOT, local, ours_environment
from bot import inner, training
from bot.commands.serve import environment, inner_token
from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tools.browser import HOW, installed

Say = Callable[[str], None]
NAME, PASSWORD = "bench", "typing quickly 42"
CONSOLE, DOOR, STOCK = "応対画面の候補", "このボットの Rasa に直接", "Rasa 標準(DIET)"


@dataclass(slots=True)
class ConsoleResults:
    """What was measured. `asked`: for each way and number of operators, a window a round."""

    rounds: int
    seconds: float
    epochs: int
    typed: TypedText | None = None
    asked: dict[tuple[str, int], list[AskingWindow]] = field(default_factory=dict)
    load: list[float] = field(default_factory=list)


def texts(count: int) -> list[str]:
    """Questions of the development set, evenly taken from all of it."""
    known = [q.text for q in read_questions(DEVELOPMENT)]
    return known[:: max(1, len(known) // count)][:count]


def run(found: ConsoleResults, count: int, at_once: Sequence[int], say: Say) -> None:
    """Fills `found`. Raises RuntimeError where something does not start or answer."""
    browser = installed()
    if browser is None:
        raise RuntimeError(HOW)
    words = texts(count)
    with _both(found.epochs, say) as (url, addresses):
        say(f"typing {len(words)} questions, key by key")
        found.typed = type_all(browser, url, NAME, PASSWORD, words, pastes=20)
        for number in range(found.rounds):
            for many in at_once:
                for way in sorted(addresses, reverse=number % 2 == 1):
                    one = window(addresses[way], words, many, found.seconds)
                    found.asked.setdefault((way, many), []).append(one)
                    say(f"round {number + 1}, {many} at once, {way}: {one.rate:.1f} a second")


@contextmanager
def _both(epochs: int, say: Say) -> Iterator[tuple[str, dict[str, Address]]]:
    """The console's address, and where each way of understanding is asked."""
    training.train(say)
    gateway, rasa, actions, plain = processes.free_ports(4)
    with TemporaryDirectory() as name:
        folder = Path(name)
        project, data = folder / "stock", folder / "data"
        project.mkdir()
        say(f"training stock Rasa: {epochs} epochs")
        stock.train(project, 6, epochs, environment("rasa"))
        stock.write_endpoints(project, actions)
        ours = ours_environment(gateway, rasa, actions, data)
        Accounts(Stores.local(data).accounts).add(NAME, Role.OPERATOR, PASSWORD)
        say("starting the servers")
        serve = [sys.executable, "-m", "bot", "serve"]
        theirs = [*stock.command(plain), "--enable-api"]
        with (
            processes.running(serve, ROOT, ours, folder / "ours.log") as first,
            processes.running(theirs, project, environment("rasa"), folder / "stock.log") as second,
        ):
            up, parse = f"{local(gateway)}/metrics", f"{local(plain)}/model/parse"
            first.wait_until(lambda: processes.answers("GET", up, "kokuho_rasa_up 1.0"))
            second.wait_until(
                lambda: processes.answers("POST", parse, "intent_ranking", {"text": "はい"})
            )
            console = local(int(ours["BOT_CONSOLE_PORT"]))
            yield (
                console,
                {
                    CONSOLE: Address(f"{console}/desk/suggest", _signed_in(console)),
                    DOOR: Address(
                        f"{local(rasa)}/webhooks/rest/parse", inner.headers(inner_token())
                    ),
                    STOCK: Address(parse),
                },
            )


def _signed_in(console: str) -> dict[str, str]:
    """The headers of somebody who is signed in."""
    session = requests.Session()
    session.post(f"{console}/signin", data={"name": NAME, "password": PASSWORD}, timeout=30)
    secret = re.search(r'name="csrf" content="([^"]+)"', session.get(f"{console}/desk").text)
    if secret is None:
        raise RuntimeError("the benchmark could not sign in at the console")
    cookies = "; ".join(f"{c.name}={c.value}" for c in session.cookies)
    return {"Cookie": cookies, "X-CSRF-Token": secret[1]}
