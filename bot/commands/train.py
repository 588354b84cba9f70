"""`train`: trains if the model is missing or its inputs changed."""

from __future__ import annotations

import argparse

from bot import training


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    command = commands.add_parser("train", help="train if the inputs of the model changed")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Trains, showing each step."""
    training.train(lambda line: print(line, flush=True))
    return 0
