"""docs/threat-model.md: each weakness that was shown has a test, and the test is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (\d+) \|(.*)\|$", PAGE, re.MULTILINE))


def test_every_row_has_a_test() -> None:
    """All sixteen rows, and each test that a row names is a function of its file."""
    assert [int(number) for number in ROWS] == list(range(1, 17))
    for number, told in ROWS.items():
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", told)
        assert named, number
        for path, name in named:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert name in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}, name


def test_every_file_is_there() -> None:
    """Whatever the page names as a test."""
    for name in set(re.findall(r"`(tests/[\w/]+\.py)", PAGE)):
        assert (ROOT / name).exists(), name
