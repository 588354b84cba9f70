"""What bot/rules may import, read from its files and from a fresh interpreter."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.rules

FOLDER = Path(bot.rules.__file__).parent
ROOT = FOLDER.parents[1]
FILES = sorted(FOLDER.rglob("*.py"))

ALLOWED = ("holidays", "bot.rules", "bot.errors")
CLOCKS = {"today", "now", "utcnow", "time_ns", "monotonic", "localtime", "gmtime"}


def imported(tree: ast.AST) -> Iterator[str]:
    """Full names of the imported modules; `from bot import x` counts as `bot.x`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports are not used here"
            if node.module == "bot":
                yield from (f"bot.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def is_allowed(module: str) -> bool:
    if module.partition(".")[0] in sys.stdlib_module_names:
        return True
    return any(module == name or module.startswith(f"{name}.") for name in ALLOWED)


def test_there_are_files_to_read() -> None:
    """The test below reads the whole package."""
    assert {"__init__.py", "expiry.py", "questions.py"} <= {path.name for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_imports(path: Path) -> None:
    """A rule imports the standard library, the holidays, and nothing else of ours."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert [module for module in imported(tree) if not is_allowed(module)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_clock(path: Path) -> None:
    """No rule reads a clock: today is among the facts."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = [
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert CLOCKS.isdisjoint(called)
    assert "time" not in imported(tree)


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("datetime", True),
        ("zoneinfo", True),
        ("ruamel.yaml", False),
        ("bot.rules.terms", True),
        ("bot.rulesomething", False),
        ("bot.content", False),
        ("rasa.shared", False),
        ("yaml", False),
    ],
)
def test_the_test_itself_can_fail(module: str, allowed: bool) -> None:
    """The check above refuses what it ought to refuse."""
    assert is_allowed(module) is allowed


SCRIPT = """
import sys
before = set(sys.modules)
import bot.rules
print(*{name.partition(".")[0] for name in set(sys.modules) - before})
"""


def test_fresh_interpreter_stays_light() -> None:
    """`import bot.rules` brings nothing from outside but the YAML reader, not even holidays."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    brought = set(done.stdout.split())
    public = {name for name in brought if not name.startswith("_")}
    of_cython = {"cython_runtime"}  # behind the YAML reader
    assert public - sys.stdlib_module_names - of_cython == {"bot"}
