"""`train`: trains if the model is missing or its inputs changed."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from functools import partial
from pathlib import Path

from bot import models, training
from bot.errors import StartError

_NICE = 10


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds `train` and its options to the command line."""
    command = commands.add_parser("train", help="train if the inputs of the model changed")
    command.add_argument(
        "--checked",
        action="store_true",
        help="beside a running bot: leave it the processor, and keep a model only if it knows "
        "no less than the one in service",
    )
    command.add_argument(
        "--unlearning",
        action="store_true",
        help="with --checked: what was taught was taken back, and may be known no longer",
    )
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Trains, showing each step."""
    if options.checked:
        os.nice(_NICE)
    accept = partial(_accept, unlearning=options.unlearning)
    path = training.train(_say, accept=accept if options.checked else None)
    models.wrong_with(path)  # notes what it holds
    _say(f"model {path.name}")
    return 0


def _accept(model: Path, *, unlearning: bool) -> None:
    """Prints what the new model knows, as one line of JSON. Raises StartError."""
    from bot.acceptance import compared

    _say("checking")
    report = compared(training.in_service(), model, unlearning=unlearning)
    _say(f"report {json.dumps({**dataclasses.asdict(report), 'passed': report.passed})}")
    if not report.passed:
        raise StartError("the new model knows less than the one before: it is not kept")


def _say(line: str) -> None:
    print(line, flush=True)
