"""benchmarks/fuzz: a small run of it, and that it would see what breaks."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from benchmarks.fuzz import running
from benchmarks.fuzz.__main__ import READERS, SHARES, report
from benchmarks.fuzz.asking import Doors, doors
from benchmarks.fuzz.making import body, random_for, text
from benchmarks.fuzz.reading import DELIVERIES
from benchmarks.fuzz.running import FuzzResults, run


@pytest.fixture(autouse=True)
def _any_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long an input takes is for the long run on a quiet machine."""
    monkeypatch.setattr(running, "SLOW_SECONDS", float("inf"))


@pytest.fixture(scope="module")
def opened() -> Iterator[Doors]:
    """The doors of a gateway."""
    with doors() as found:
        yield found


@pytest.mark.parametrize(("name", "count"), [("dates", 150), ("masking", 25), ("deliveries", 300)])
def test_readers_break_at_nothing(name: str, count: int) -> None:
    """Dates, masking and deliveries: neither an error nor a broken promise."""
    results = FuzzResults(seed=2)
    run(results, name, READERS[name], range(count))
    assert (results.inputs[name], results.broken) == (count, {})


@pytest.mark.parametrize(("name", "count"), [("bodies", 60), ("webhooks", 40), ("talks", 6)])
def test_doors_break_at_nothing(opened: Doors, name: str, count: int) -> None:
    """Whatever is sent, there is an answer or a refusal, and never a 500."""
    results = FuzzResults(seed=2)
    run(results, name, opened.targets[name], range(count))
    assert results.broken == {}


def test_a_number_is_always_the_same_input() -> None:
    """What broke can be fed once more; other numbers and seeds give other inputs."""
    made = [text(random_for(seed, "dates", number)) for seed, number in ((1, 7), (1, 7), (1, 8))]
    assert made[0] == made[1] != made[2]
    bodies = [body(random_for(seed, "bodies", 7), DELIVERIES[0]) for seed in (1, 1, 2)]
    assert bodies[0] == bodies[1] != bodies[2]


def test_what_breaks_is_kept_without_its_words() -> None:
    """Each way to break is counted with the numbers that lead there, and told without words."""

    def breaks(chance: Random) -> None:
        if chance.random() < 0.5:
            raise KeyError("words of a resident")

    results = FuzzResults(seed=1)
    run(results, "dates", breaks, range(50))
    ((one, numbers),) = results.broken.items()
    assert (one.target, one.said) == ("dates", "KeyError")
    assert 0 < len(numbers) < 50
    assert "KeyError" in report(results)
    assert "resident" not in report(results)


def test_who_wants_to_end_it_ends_it() -> None:
    """Ctrl-C is no finding."""

    def stops(_: Random) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(FuzzResults(seed=1), "dates", stops, range(3))


def test_all_inputs_are_given_out() -> None:
    """The shares of the targets are one whole."""
    assert sum(SHARES.values()) == pytest.approx(1)
    assert SHARES.keys() > READERS.keys()
