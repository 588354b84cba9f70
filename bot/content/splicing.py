"""Puts another text behind a key of a YAML file; every other character of the file stays.

So comments, order and quotes are still a person's. A key is the path to it: `thank.short`,
`links.0.label`. A list of texts is one text, an item a line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.errors import DataError


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text in a file, or a list of them."""

    text: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a leaf stands; `flow`: between brackets, where commas end a value."""

    node: Node
    flow: bool


def leaves(loaded: Any, above: str = "") -> Iterator[tuple[str, Leaf]]:
    """Key and text of all that `strict_yaml.load` gave, in the order of the file."""
    if isinstance(loaded, str):
        if loaded:
            yield above, Leaf(loaded)
    elif isinstance(loaded, dict):
        for name, value in loaded.items():
            yield from leaves(value, _below(above, name))
    elif loaded and all(isinstance(item, str) for item in loaded):
        yield above, Leaf("\n".join(loaded), listed=True)
    else:
        for number, value in enumerate(loaded or ()):
            yield from leaves(value, _below(above, number))


def spliced(source: str, texts: Mapping[str, str]) -> str:
    """`source` with other texts behind these keys; an empty one takes the key away.

    A key that is not there comes to the end of what it belongs to, as a list. Raises DataError
    where that is not there either.
    """
    root = _composed(source)
    spots = dict(_spots(root, "", flow=False))
    replaced = [(_range(spots[key].node, source), key) for key in texts if key in spots]
    for (start, end), key in sorted(replaced, reverse=True):
        if texts[key]:
            source = source[:start] + _written(spots[key], texts[key]) + source[end:]
    for key in texts:
        if not texts[key] and key in spots:
            source = _without(source, key)
        elif texts[key] and key not in spots:
            source = _added(source, key, texts[key])
    _check(source, texts)
    return source


def _composed(source: str) -> Node:
    root: Node = YAML(typ="base", pure=True).compose(source)
    return root


def _without(source: str, key: str) -> str:
    above, _, name = key.rpartition(".")
    own, value = next(
        pair for pair in _mapping(_composed(source), above).value if pair[0].value == name
    )
    end = _end_of_line(source, _range(value, source)[1])
    return source[: source.rfind("\n", 0, own.start_mark.index) + 1] + source[end + 1 :]


def _added(source: str, key: str, text: str) -> str:
    """A list at the end of the mapping that it belongs to."""
    above, _, name = key.rpartition(".")
    mapping = _mapping(_composed(source), above)
    end = _end_of_line(source, _range(mapping.value[-1][1], source)[1])
    indent = " " * mapping.value[0][0].start_mark.column
    items = "".join(f"\n{indent}  - {scalar(item, flow=False)}" for item in text.split("\n"))
    return f"{source[:end]}\n{indent}{name}:{items}{source[end:]}"


def _mapping(root: Node, key: str) -> MappingNode:
    """The mapping behind `key`, a line for each of its own. Raises DataError for anything else."""
    node: Node | None = root
    for name in key.split("."):
        found = node.value if isinstance(node, MappingNode) else ()
        node = next((value for own, value in found if own.value == name), None)
    if not isinstance(node, MappingNode) or node.flow_style or not node.value:
        raise DataError(f"there is no {key}")
    return node


def _end_of_line(source: str, at: int) -> int:
    end = source.find("\n", at)
    return len(source) if end < 0 else end


def _check(source: str, texts: Mapping[str, str]) -> None:
    """Raises DataError where a text does not come out as it went in."""
    there = dict(leaves(YAML(typ="base").load(source)))
    for key, text in texts.items():
        if (there[key].text if key in there else "") != text:
            raise DataError(f"{key}: cannot be written into the file")


def _below(above: str, name: object) -> str:
    return f"{above}.{name}" if above else str(name)


def _spots(node: Node, above: str, *, flow: bool) -> Iterator[tuple[str, _Spot]]:
    """As `leaves`, with the same keys."""
    flow = flow or bool(getattr(node, "flow_style", False))
    if isinstance(node, ScalarNode):
        if node.value:
            yield above, _Spot(node, flow)
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            yield from _spots(value, _below(above, name.value), flow=flow)
    elif isinstance(node, SequenceNode):
        if node.value and all(isinstance(item, ScalarNode) for item in node.value):
            yield above, _Spot(node, flow)
            return
        for number, item in enumerate(node.value):
            yield from _spots(item, _below(above, number), flow=flow)


def _range(node: Node, source: str) -> tuple[int, int]:
    """Where a value begins and ends. A block of items ends with its last one, and a folded text
    with its last letter: behind it may stand a comment of what follows."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, SequenceNode) and not node.flow_style:
        end = _range(node.value[-1], source)[1]
    return start, start + len(source[start:end].rstrip())


def _written(spot: _Spot, text: str) -> str:
    node = spot.node
    if isinstance(node, ScalarNode):
        return scalar(text, flow=spot.flow)
    items = [scalar(item, flow=spot.flow) for item in text.split("\n")]
    if spot.flow:
        return f"[{', '.join(items)}]"
    return f"\n{' ' * node.start_mark.column}".join(f"- {item}" for item in items)


def scalar(text: str, *, flow: bool = False) -> str:
    """Plain where that means the text and nothing else; else in quotes, as JSON has them."""
    try:
        loaded = YAML(typ="base").load(f"[{text}]" if flow else f"- {text}")
    except (YAMLError, ValueError):
        loaded = None
    return text if loaded == [text] else json.dumps(text, ensure_ascii=False)
