"""`python -m bot COMMAND`: the project's own command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.errors import BotError
from bot.processor import use_what_it_can

# In the order in which they are listed; each is a module of bot.commands.
COMMANDS = (
    "serve",
    "gateway",
    "desk",
    "chat",
    "train",
    "rules",
    "facts",
    "edition",
    "language",
    "texts",
    "line",
    "operator",
    "storage",
)


def parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """The commands `names`. What they import comes with them: for all of them 60 MB."""
    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for name in names:
        import_module(f"bot.commands.{name}").add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. A failure that a person can mend is one sentence on standard error."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        named = [name for name in COMMANDS if name in given[:1]]
        options = parser(named or COMMANDS).parse_args(given)
        return int(options.run(options) or 0)
    except BotError as error:
        print(f"bot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    use_what_it_can()
    sys.exit(main())
