"""`python -m benchmarks.fairness`: residents alone, then beside an attacker; writes report.md."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import running
from benchmarks.fairness.people import LONG_TEXT, TALKS_OF_ADDRESS, ResidentAnswers, ask, beside
from benchmarks.serving import ours

REPORT = Path(__file__).with_name("report.md")
LEAST_WHOLE = 0.95
MOST_TIMES = 3.0  # the p95 of residents alone
# The limits of a fresh installation: they are part of what is measured.
_USUAL_LIMITS = {"BOT_PER_TALK": "20", "BOT_PER_ADDRESS": "120"}


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.fairness", description=__doc__)
    found.add_argument("--residents", type=int, default=24)
    found.add_argument("--pace", type=float, default=6.0, help="seconds between two messages")
    found.add_argument("--seconds", type=float, default=90.0, help="of each of the two parts")
    found.add_argument("--addresses", type=int, default=30, help="of the attacker")
    found.add_argument("--quick", action="store_true", help="a trial; the report stays as it is")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs both; 1 where residents were not answered as they should be."""
    chosen = parser().parse_args(arguments)
    found: list[ResidentAnswers] = []

    def measure() -> str:
        with ours(_USUAL_LIMITS, running.say) as servers:

            async def residents() -> ResidentAnswers:
                return await ask(servers.url, chosen.residents, chosen.seconds, chosen.pace)

            running.say("warming up")
            asyncio.run(ask(servers.url, 4, 5.0, 1.0))
            running.say("residents alone")
            found.append(asyncio.run(residents()))
            running.say(f"residents beside {chosen.addresses} addresses")
            found.append(asyncio.run(beside(servers.url, chosen.addresses, residents)))
        return report(*found, chosen)

    code = running.run(measure, REPORT, quick=chosen.quick)
    return code or int(not holds(*found))


def holds(alone: ResidentAnswers, attacked: ResidentAnswers) -> bool:
    """Were residents answered in full, and in time?"""
    return attacked.whole >= LEAST_WHOLE and attacked.p95 <= MOST_TIMES * alone.p95


def report(alone: ResidentAnswers, attacked: ResidentAnswers, chosen: argparse.Namespace) -> str:
    """The page."""
    rows = [
        f"| {name} | {len(one.seconds)} | {one.refused} | {one.reduced} | {one.whole:.1%} | "
        f"{one.p95:.2f} 秒 |"
        for name, one in (("住民だけ", alone), ("攻撃と同時", attacked))
    ]
    times = attacked.p95 / alone.p95
    lines = [
        "# 攻撃のとなりの住民",
        "",
        f"住民 {chosen.residents} 人が {chosen.pace:.0f} 秒に1回聞きます。攻撃は "
        f"{chosen.addresses} アドレス(各 {TALKS_OF_ADDRESS} 会話)から、{len(LONG_TEXT):,} 字の文を"
        f"休まず送ります。回数制限は既定のまま。"
        f"{os.cpu_count()} コア、各 {chosen.seconds:.0f} 秒。",
        "",
        "| | 全部に答えた | 断った | Rasa なし | 割合 | 95% |",
        "|---|---|---|---|---|---|",
        *rows,
        "",
        f"目標: 全部に答えた割合 {LEAST_WHOLE:.0%} 以上、95% の時間が {MOST_TIMES:.0f} 倍以下。"
        f"**{attacked.whole:.1%}、{times:.2f} 倍でした。**",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
