"""`python -m benchmarks.understanding`: measures, then writes report.md and the picture."""

from __future__ import annotations

import argparse
import sys
import time
import warnings

from benchmarks.understanding.questions import (
    CHECKSUM,
    HELDOUT,
    checksum,
    frozen_checksum,
    read_questions,
)

REPORT = HELDOUT.with_name("report.md")
_STARTED = time.monotonic()


def say(line: str) -> None:
    """One line of progress, with the seconds since the start."""
    print(f"[{time.monotonic() - _STARTED:4.0f} s] {line}", file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    found.add_argument("--without-speed", action="store_true", help="leave out time and memory")
    found.add_argument(
        "--stock", type=int, metavar="EPOCHS", help="Rasa's stock pipeline too: hours with 100"
    )
    found.add_argument(
        "--stock-sample",
        type=int,
        metavar="N",
        help="only try the stock pipeline on N examples an id; the report stays as it is",
    )
    return found


def try_stock(epochs: int, most: int) -> int:
    """The stock pipeline on a part of the data, to see that it works."""
    from benchmarks.understanding import stock
    from benchmarks.understanding.experiments import Score
    from benchmarks.understanding.pipeline import training_examples

    questions = read_questions(HELDOUT)
    examples = stock.first_of_each(training_examples(), most)
    say(f"Rasa's stock pipeline: {epochs} epochs, {len(examples)} examples")
    guesses = stock.guesses(epochs, examples, [q.text for q in questions])
    print(Score.of(questions, guesses), flush=True)
    return 0


def main() -> int:
    """Runs what was asked for."""
    options = parser().parse_args()
    warnings.simplefilter("ignore")
    if checksum() != frozen_checksum():
        print(f"{HELDOUT.name} is not what {CHECKSUM.name} says: restore it", file=sys.stderr)
        return 1
    say("loading Rasa")
    if options.stock_sample is not None:
        return try_stock(options.stock or 1, options.stock_sample)
    from benchmarks.understanding import picture, report, results

    found = results.understanding(say, options.stock)
    if not options.without_speed:
        results.add_speed(found, say)
    REPORT.write_text(report.whole(found), encoding="utf-8")
    picture.draw(found)
    say(f"written: {REPORT.name} and {picture.PICTURE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
