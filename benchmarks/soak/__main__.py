"""`python -m benchmarks.soak`: a hundred thousand messages, with memory watched; report.md."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from benchmarks import running
from benchmarks.serving import OurServers, ours
from benchmarks.soak.watching import SoakResults, SoakSample, report
from benchmarks.web.doors import Broken, GatewayDoor, new_session
from benchmarks.web.talks import scripts_from

REPORT = Path(__file__).with_name("report.md")


def parser() -> argparse.ArgumentParser:
    """The options."""
    found = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    found.add_argument("--messages", type=int, default=100_000, metavar="N")
    found.add_argument("--minutes", type=float, default=60.0, help="it ends then, however few")
    found.add_argument("--talks", type=int, default=10, help="at once")
    found.add_argument("--samples", type=int, default=100, help="of memory, evenly over all")
    found.add_argument("--quick", action="store_true", help="a trial; the report stays as it is")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs it; 1 where memory did not keep within its bounds."""
    chosen = parser().parse_args(arguments)
    results = SoakResults(chosen.talks)

    def measure() -> str:
        with ours({}, running.say) as servers:
            asyncio.run(_soak(servers, results, chosen))
        return report(results)

    code = running.run(measure, REPORT, quick=chosen.quick)
    return code or int(bool(results.complaints()))


class WipingDoor(GatewayDoor):
    """A resident who wipes the talk at its end: what still grows then was forgotten by nobody.

    Talks that are left open live for half an hour, and there is a bound for all of them.
    """

    async def end(self) -> None:
        """「消去」."""
        headers = {"Authorization": f"Bearer {self._token}"}
        async with self._session.delete(f"{self._url}/api/conversation", headers=headers) as answer:
            if answer.status != 204:
                raise Broken(f"a talk could not be wiped: status {answer.status}")


async def _soak(servers: OurServers, results: SoakResults, chosen: argparse.Namespace) -> None:
    every, began = max(1, chosen.messages // chosen.samples), time.perf_counter()
    numbers, until = count(1), began + chosen.minutes * 60

    def watch() -> SoakSample:
        sample = SoakSample(results.messages, time.perf_counter() - began, servers.memory())
        results.samples.append(sample)
        return sample

    async def talk(number: int) -> None:
        session = new_session(number)
        door = WipingDoor(session, servers.url)
        try:
            for script in scripts_from(number):
                await door.begin()
                for turn in script:
                    if next(numbers) > chosen.messages or time.perf_counter() > until:
                        return
                    answer = await door.take(turn)
                    results.messages += 1
                    results.right += turn.expects in answer.words
                    results.reduced += answer.reduced
                    if results.messages % every == 0:
                        running.say(f"{results.messages:,} messages, {watch().total:,.0f} MB")
                await door.end()
        finally:
            await session.close()

    watch()
    await asyncio.gather(*(talk(number) for number in range(results.talks)))
    watch()


if __name__ == "__main__":
    sys.exit(main())
