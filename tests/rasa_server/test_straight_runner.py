"""bot/rasa_server/straight_runner.py: a graph gives what Rasa's own runner has it give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.rasa_server import straight_runner

pytestmark = pytest.mark.slow

RASAS_OWN = DaskGraphRunner.run


class Sum(GraphComponent):
    """Adds up what it is given, and counts how often it is asked."""

    asked = 0

    @classmethod
    def create(cls, *_: Any, **__: Any) -> Sum:
        """A component that has nothing to learn."""
        return cls()

    def add(self, left: int, right: int = 0) -> int:
        """The sum."""
        Sum.asked += 1
        return left + right


class Doubled(Sum):
    """Adds a number to itself."""

    def twice(self, messages: int) -> int:
        """Twice as much."""
        return messages + messages


def node(**needs: str) -> SchemaNode:
    """A node of the graph that adds up what `needs` name."""
    return SchemaNode(needs, Sum, "create", "add", {}, eager=True)


@pytest.fixture
def runner(tmp_path: Any) -> Iterator[DaskGraphRunner]:
    """A graph in which one node is needed twice, and one is not needed."""
    schema = GraphSchema(
        {
            "top": node(left="middle", right="side"),
            "side": node(left="middle"),
            "middle": node(left="__given__"),
            "apart": node(left="__given__"),
            "twice": SchemaNode({"messages": "side"}, Doubled, "create", "twice", {}, eager=True),
            "end": node(left="twice"),
        }
    )
    yield DaskGraphRunner(schema, LocalModelStorage(tmp_path), ExecutionContext(schema))
    DaskGraphRunner.run = RASAS_OWN


def test_the_same_is_given(runner: DaskGraphRunner) -> None:
    """Each target gets what Rasa's own runner gives it, time after time; a node runs once."""
    asked = [({"__given__": 3}, ["top"]), ({"__given__": 4}, ["side", "apart"])] * 2
    wanted = [runner.run(inputs, targets) for inputs, targets in asked]
    straight_runner.install()
    assert [runner.run(inputs, targets) for inputs, targets in asked] == wanted
    assert wanted[0] == {"top": 6}
    Sum.asked = 0
    runner.run({"__given__": 3}, ["top"])
    assert Sum.asked == 3


def test_an_input_is_no_node(runner: DaskGraphRunner) -> None:
    """A text that is named like a node is refused, as Rasa refuses it."""
    for _ in range(2):
        with pytest.raises(GraphRunError):
            runner.run({"__given__": "middle"}, ["top"])
        straight_runner.install()


def test_a_component_is_left_out_for_a_while(runner: DaskGraphRunner) -> None:
    """It hands on what it was given, for whoever asks so and nobody else."""
    straight_runner.install()
    assert runner.run({"__given__": 3}, ["end"]) == {"end": 6}
    with straight_runner.without(Doubled):
        assert runner.run({"__given__": 3}, ["end", "twice"]) == {"end": 3, "twice": 3}
    assert runner.run({"__given__": 3}, ["end"]) == {"end": 6}
