"""`desk`: the operators' console as a process of its own; `serve` starts it with BOT_DESK_APART."""

from __future__ import annotations

import argparse

from bot.settings import settings


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `desk` to the command line."""
    command = commands.add_parser("desk", help="run the operators' console alone")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serves operators until Ctrl-C, whatever becomes of the residents' gateway."""
    from bot.app import serving
    from bot.app.desk import create_desk
    from bot.app.wiring import ready_content, starting

    chosen = settings()
    with starting(chosen.data):
        ready_content()
        desk = create_desk(chosen)
    serving.run([serving.Entrance(desk, chosen.console_host, chosen.console_port)], chosen.proxies)
    return 0
