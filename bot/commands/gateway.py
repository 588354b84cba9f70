"""`gateway`: the public process alone; `serve` starts it together with the others."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bot import inner
from bot.settings import Settings, settings

if TYPE_CHECKING:
    from bot.app.serving import Entrance
    from bot.conversation.gateway import Gateway

log = logging.getLogger(__name__)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `gateway` to the command line."""
    command = commands.add_parser("gateway", help="run the gateway alone (serve runs all)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves residents, and operators on a port of their own, until Ctrl-C.

    Where the desk is a process of its own, it finds the consultation numbers here.
    """
    from bot.app import serving
    from bot.app.public import create_app
    from bot.app.wiring import gateway_of, ready_content, starting

    chosen = settings()
    with starting(chosen.data):
        ready_content()
        gateway = gateway_of(chosen)
    app = create_app(chosen, gateway)
    public = serving.Entrance(app, chosen.gateway_host, chosen.gateway_port)
    serving.run([public, *_beside(chosen, gateway)], chosen.proxies)
    return 0


def _beside(chosen: Settings, gateway: Gateway) -> Iterator[Entrance]:
    """The console's door, or the one at which a desk of its own knocks."""
    from bot.app.serving import Entrance

    if not chosen.desk_apart:
        from bot.app.wiring import console_of
        from bot.console.app import create_console

        console = create_console(console_of(chosen, gateway), chosen.hosts)
        yield Entrance(console, chosen.console_host, chosen.console_port)
        return
    from bot.app import neighbour

    try:
        bound = neighbour.listening(chosen.data)
    except OSError as error:  # residents are answered all the same
        log.error("the desk cannot ask for consultation numbers: %s", error)
        return
    yield Entrance(neighbour.door_of(gateway, inner.token_of(chosen)), bound=bound)
