"""Names and docstrings of the whole source: each name once, and each docstring worth reading."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "actions", "benchmarks", "tools")
DESCRIBED = ("bot", "actions")  # where docstrings are measured
Described = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

# Words that say nothing by themselves.
_FILLING = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "to",
        "which",
        "with",
    ]
)
_LEAST_NEW_WORDS = 2


@cache
def trees() -> dict[str, ast.Module]:
    """Every file of source and measures, parsed, by its path."""
    paths = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths
    }


def classes(found: dict[str, ast.Module]) -> dict[str, list[str]]:
    """Where each class name is defined."""
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in found.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(path)
    return places


def words_of(text: str) -> set[str]:
    """English words without their endings, and Japanese signs one by one."""
    split = re.sub(r"([a-z])([A-Z])", r"\1 \2", text).replace("_", " ").lower()
    found = re.findall(r"[a-z0-9]+|[^\x00-\x7f]", split)
    return {re.sub(r"(?<=...)(?:ing|ed|es|e|s)$", "", word) for word in found} - _FILLING


def repeats_the_name(name: str, docstring: str) -> bool:
    """Does the first sentence say less than two words that are not in the name already?"""
    return len(words_of(docstring) - words_of(name)) < _LEAST_NEW_WORDS


def described(tree: ast.Module, path: str) -> Iterator[tuple[str, str]]:
    """Name and docstring of the module and of everything public in it."""
    for node in ast.walk(tree):
        if isinstance(node, Described) and (docstring := ast.get_docstring(node)):
            name = Path(path).stem if isinstance(node, ast.Module) else node.name
            if not name.startswith("_") or isinstance(node, ast.Module):
                yield name, docstring


def test_no_class_name_twice() -> None:
    """Who searches for a class finds one."""
    twice = {name: places for name, places in classes(trees()).items() if len(places) > 1}
    assert twice == {}


def test_a_docstring_says_more_than_the_name() -> None:
    """A docstring has at least two words beyond the name's own."""
    idle = [
        (path, name, docstring)
        for path, tree in trees().items()
        if path.startswith(DESCRIBED)
        for name, docstring in described(tree, path)
        if repeats_the_name(name, docstring)
    ]
    assert idle == []


@pytest.mark.parametrize(
    ("name", "docstring", "repeats"),
    [
        ("close", "Closes.", True),
        ("close", "Closes the file.", True),
        ("close", "Writes what waits, then closes the file.", False),
        ("SignIn", "A sign-in.", True),
        ("find_answer", "Find the answers.", True),
        ("find_answer", "The entry of the book with this id.", False),
    ],
)
def test_the_measure_itself(name: str, docstring: str, repeats: bool) -> None:
    """The measure finds what only repeats, and lets pass what tells something."""
    assert repeats_the_name(name, docstring) is repeats


def test_a_second_class_would_be_found() -> None:
    """Two files with one class name are told, with both places."""
    tree = ast.parse("class Same: ...")
    assert classes({"a.py": tree, "b.py": tree}) == {"Same": ["a.py", "b.py"]}
