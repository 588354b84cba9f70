"""One rule held against many things, as one test that lists each of them that breaks it.

`pytest.mark.parametrize` makes a test of each: a thousand of them take seconds to hand out and to
report, and a rule that breaks for all of them is told a thousand times.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any


def sweep(name: str, things: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The decorated test is given each of `things` as `name`, one after the other."""
    every = list(things)
    assert every, f"a sweep over nothing holds nothing: {name}"

    def decorate(rule: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(rule)
        def swept(**fixtures: Any) -> None:
            broken = {}
            for thing in every:
                try:
                    rule(**{name: thing}, **fixtures)
                except Exception as error:
                    broken[str(thing)] = f"{type(error).__name__}: {error}"
            told = "\n\n".join(f"{thing}: {why}" for thing, why in broken.items())
            assert not broken, f"{len(broken)} of {len(every)}\n{told}"

        signature = inspect.signature(rule)
        others = [p for p in signature.parameters.values() if p.name != name]
        swept.__signature__ = signature.replace(parameters=others)  # type: ignore[attr-defined]
        return swept

    return decorate
