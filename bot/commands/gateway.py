"""`gateway`: the public process alone; `serve` starts it together with the others."""

from __future__ import annotations

import argparse

from bot.content import current_content
from bot.settings import settings
from bot.text.foreign import load_all


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `gateway` to the command line."""
    command = commands.add_parser("gateway", help="run the gateway alone (serve runs all)")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves residents and operators, each on a port of their own, until Ctrl-C."""
    from bot.app import serving
    from bot.app.public import create_app
    from bot.app.wiring import console_of, gateway_of
    from bot.console.app import create_console

    current_content().check()
    current_content().keep_good()
    load_all()
    chosen = settings()
    gateway = gateway_of(chosen)
    console = create_console(console_of(chosen, gateway), chosen.hosts)
    serving.run(create_app(chosen, gateway), console, chosen)
    return 0
