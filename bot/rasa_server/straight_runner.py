"""Rasa's graph, run in an order that is worked out once.

For each message Rasa's own runner lists again which nodes a target needs, writes message and
tracker out for a log line that nobody keeps, and lets Dask find the order anew. The nodes are the
same ones, and so is what each of them is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

_ORDERS = "_orders"
_MESSAGES = "messages"  # what a component of the pipeline is given, and gives
_left_out: ContextVar[type | None] = ContextVar("left_out", default=None)


def install() -> None:
    """From now on Rasa's graphs run so."""
    DaskGraphRunner.run = _run


@contextmanager
def without(component: type) -> Iterator[None]:
    """Meanwhile this component of the pipeline hands its messages on as they are."""
    token = _left_out.set(component)
    try:
        yield
    finally:
        _left_out.reset(token)


def _run(
    self: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """What each target gives. Raises GraphRunError for an input that is named like a node."""
    schema, inputs = self._graph_schema, inputs or {}
    if clash := schema.nodes.keys() & {v for v in inputs.values() if isinstance(v, str)}:
        raise GraphRunError(f"an input is named like a node: {clash}")
    wanted = tuple(targets or schema.target_names)
    orders = self.__dict__.setdefault(_ORDERS, {})
    if wanted not in orders:
        orders[wanted] = _order(schema, wanted)
    found = {name: (name, value) for name, value in inputs.items()}
    left_out = _left_out.get()
    for name in orders[wanted]:
        if name not in found:
            node = schema.nodes[name]
            if node.uses is left_out:
                found[name] = (name, found[node.needs[_MESSAGES]][1])
                continue
            given = (found.get(n, n) for n in node.needs.values())
            found[name] = self._instantiated_nodes[name](*given)
    return {target: found[target][1] for target in wanted}


def _order(schema: GraphSchema, targets: tuple[str, ...]) -> list[str]:
    """The nodes that `targets` need, each after those that it needs itself."""
    nodes = schema.minimal_graph_schema(list(targets)).nodes
    needs = {name: set(node.needs.values()) & nodes.keys() for name, node in nodes.items()}
    return list(TopologicalSorter(needs).static_order())
