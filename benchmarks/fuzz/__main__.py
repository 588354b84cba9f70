"""`python -m benchmarks.fuzz`: feeds a million made inputs to every reader, then writes report.md.

`--again TARGET NUMBER` feeds one input once more, and lets the error be seen.
"""

from __future__ import annotations

import argparse
import logging
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks import running
from benchmarks.fuzz.making import random_for
from benchmarks.fuzz.reading import Target, dates, deliveries, masking
from benchmarks.fuzz.running import FuzzResults, run
from bot.content import current_content

REPORT = Path(__file__).with_name("report.md")
READERS: dict[str, Target] = {"dates": dates, "masking": masking, "deliveries": deliveries}
# Parts of all inputs: what costs much gets few.
SHARES = {
    "dates": 0.46, "masking": 0.02, "deliveries": 0.47, "bodies": 0.04, "webhooks": 0.007,
    "talks": 0.003,
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    found.add_argument("--inputs", type=int, default=1_000_000, metavar="N", help="in all")
    found.add_argument("--seed", type=int, default=1)
    found.add_argument("--only", nargs="+", choices=list(SHARES), default=list(SHARES))
    found.add_argument("--again", nargs=2, metavar=("TARGET", "NUMBER"))
    found.add_argument("--quick", action="store_true", help="the report stays as it is")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for; 1 if anything broke."""
    chosen = parser().parse_args(arguments)
    current_content()  # the city's own numbers stay when others are masked
    logging.disable(logging.CRITICAL)  # hundreds of thousands of refusals, each worth a line
    if chosen.again:
        name, number = chosen.again
        with _targets([name]) as targets:
            targets[name](random_for(chosen.seed, name, int(number)))
        return 0
    results = FuzzResults(chosen.seed)
    with _targets(chosen.only) as targets:
        for name in chosen.only:
            count = round(chosen.inputs * SHARES[name] / sum(SHARES[n] for n in chosen.only))
            run(results, name, targets[name], range(count), running.say)
    written = report(results)
    print(written)
    if not chosen.quick:
        REPORT.write_text(written, encoding="utf-8")
    return 1 if results.broken else 0


@contextmanager
def _targets(names: Sequence[str]) -> Iterator[dict[str, Target]]:
    """The targets of these names; the gateway runs only where one of them needs it."""
    if set(names) <= READERS.keys():
        yield READERS
        return
    from benchmarks.fuzz.asking import doors

    with doors() as opened:
        yield {**READERS, **opened.targets}


def report(results: FuzzResults) -> str:
    """The page, in Japanese."""
    lines = [
        "# ファズ試験",
        "",
        f"作った入力 {sum(results.inputs.values()):,} 件(種 {results.seed}、Python "
        f"{platform.python_version()})。壊れ方は {len(results.broken)} 種類でした。",
        "",
        "| 入り口 | 入力 | CPU 秒 | いちばん遅い1件 |",
        "|---|---|---|---|",
    ]
    for name, count in results.inputs.items():
        seconds, slowest = results.seconds[name], results.slowest[name]
        lines.append(f"| {name} | {count:,} | {seconds:,.0f} | {slowest:.2f} 秒 |")
    for one, numbers in results.broken.items():
        lines += ["", f"- {one.target}: {one.said}({one.place})、{len(numbers):,} 件、"
                      f"初めは {numbers[0]} 番"]  # fmt: skip
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.exit(main())
