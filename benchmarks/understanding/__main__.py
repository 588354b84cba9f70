"""`python -m benchmarks.understanding`: measures, then writes report.md and the picture."""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.running import say
from benchmarks.understanding.questions import (
    ASKED,
    BLIND,
    CHECKSUMS,
    DEVELOPMENT,
    HELDOUT,
    checksum,
    frozen_checksum,
    read_questions,
)

REPORT = HELDOUT.with_name("report.md")


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.understanding", description=__doc__)
    found.add_argument("--without-speed", action="store_true", help="leave out time and memory")
    found.add_argument(
        "--development",
        action="store_true",
        help="ask the development questions and print their mistakes; write nothing",
    )
    found.add_argument(
        "--asked",
        action="store_true",
        help="ask what residents ask other cities and print the numbers alone; write nothing",
    )
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
    with TemporaryDirectory() as folder:
        model = stock.train(epochs, examples, Path(folder))
        guesses = stock.guesses(model, [q.text for q in questions])
    print(Score.of(questions, guesses), flush=True)
    return 0


def main() -> int:
    """Runs what was asked for."""
    options = parser().parse_args()
    warnings.simplefilter("ignore")
    for path in (DEVELOPMENT, HELDOUT, ASKED, BLIND):
        if checksum(path) != frozen_checksum(path):
            print(f"{path.name} is not what {CHECKSUMS.name} says: restore it", file=sys.stderr)
            return 1
    say("loading Rasa")
    if options.stock_sample is not None:
        return try_stock(options.stock or 1, options.stock_sample)
    from benchmarks.understanding import picture, report, results

    if options.development:
        print(report.development(results.asked(DEVELOPMENT, say)), flush=True)
        return 0
    if options.asked:
        print(report.counted(results.asked(ASKED, say)), flush=True)
        return 0
    found = results.understanding(say)
    results.add_stock(found, say, options.stock)
    if not options.without_speed:
        results.add_speed(found, say)
    REPORT.write_text(report.whole(found), encoding="utf-8")
    picture.draw(found)
    say(f"written: {REPORT.name} and {picture.PICTURE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
