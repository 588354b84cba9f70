"""`storage`: what an administrator does with what is kept."""

from __future__ import annotations

import argparse

from bot.errors import StorageError
from bot.settings import settings

_FILES = {"unanswered": ("unanswered.sqlite",), "taught": ("learning.sqlite",)}


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `storage` to the command line."""
    command = commands.add_parser("storage", help="delete kept words early, or copy all of it")
    parts = command.add_subparsers(required=True, metavar="PART")
    forget = parts.add_parser("forget", help="stop the servers first; nothing else is deleted")
    forget.add_argument("what", choices=sorted(_FILES), help="the queue, or the notes of exports")
    forget.set_defaults(run=run)
    copy = parts.add_parser("copy", help="from BOT_DATA to an empty BOT_DATABASE; servers stopped")
    copy.set_defaults(run=run_copy)


def run(options: argparse.Namespace) -> int:
    """Deletes it from the database, and the file of an earlier release. Raises StorageError."""
    from bot.storage.sql.legacy import drop_aside
    from bot.storage.stores import Stores

    chosen = settings()
    stores = Stores.durable(chosen.data, chosen.database)
    (stores.unanswered if options.what == "unanswered" else stores.teaching).clear()
    drop_aside(chosen.data, _FILES[options.what])
    print(f"storage: {options.what} is deleted in {_place()}")
    return 0


def run_copy(options: argparse.Namespace) -> int:
    """Copies the file of one machine to the database of several. Raises StorageError."""
    from bot.storage.sql.copying import copy_all

    chosen = settings()
    if not chosen.database:
        raise StorageError("BOT_DATABASE is not set: it says where to copy to")
    rows = copy_all(chosen.data, chosen.database)
    print(f"storage: {rows} rows were copied from {chosen.data} to BOT_DATABASE; the file stays")
    return 0


def _place() -> str:
    return "BOT_DATABASE" if settings().database else str(settings().data)
