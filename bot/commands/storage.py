"""`storage`: what an administrator does with the data folder."""

from __future__ import annotations

import argparse

from bot.settings import settings

_FILES = {"unanswered": ("unanswered.sqlite",), "taught": ("learning.sqlite",)}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `storage` to the command line."""
    command = commands.add_parser("storage", help="delete kept words before their time")
    parts = command.add_subparsers(required=True, metavar="PART")
    forget = parts.add_parser("forget", help="stop the servers first; nothing else is deleted")
    forget.add_argument("what", choices=sorted(_FILES), help="the queue, or the notes of exports")
    forget.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Deletes it from the database, and the file of an earlier release. Raises StorageError."""
    from bot.storage.sql.legacy import drop_aside
    from bot.storage.stores import Stores

    chosen = settings()
    data, stores = chosen.data, Stores.durable(chosen.data, chosen.database)
    (stores.unanswered if options.what == "unanswered" else stores.teaching).clear()
    drop_aside(data, _FILES[options.what])
    print(f"storage: {options.what} is deleted in {data}")
    return 0
