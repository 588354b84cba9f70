"""`python -m bot COMMAND`: the project's own command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.errors import BotError


def parser() -> argparse.ArgumentParser:
    """All commands."""
    from bot.commands import (
        chat,
        edition,
        facts,
        gateway,
        language,
        line,
        operator,
        rules,
        serve,
        storage,
        texts,
        train,
    )

    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    modules = (
        serve,
        gateway,
        chat,
        train,
        rules,
        facts,
        edition,
        language,
        texts,
        line,
        operator,
        storage,
    )
    for module in modules:
        module.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command. A failure that a person can mend is one sentence on standard error."""
    try:
        options = parser().parse_args(arguments)
        return int(options.run(options) or 0)
    except BotError as error:
        print(f"bot: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
