"""The contract of the rooms in pyproject.toml: `make check` holds it, here it is held complete."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli

ROOT = Path(__file__).parents[1]

# In no layer: Rasa's own process, and what every process needs before anything else.
APART = {
    "nlu", "rasa_server", "settings", "environment", "keys", "inner", "processor", "training",
    "models", "acceptance",
}  # fmt: skip


def contracts() -> list[dict[str, Any]]:
    """All contracts, as import-linter reads them."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomli.loads(text)["tool"]["importlinter"]["contracts"]
    return found


def modules_below(folder: Path) -> set[str]:
    """Packages and modules that stand directly in `folder`."""
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    return packages | {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}


def test_every_room_is_in_the_contract() -> None:
    """A new room below bot/ stands in a layer, or is named here as one apart."""
    layers = {
        name.strip().removeprefix("bot.")
        for layer in contracts()[0]["layers"]
        for name in layer.split("|")
    }
    assert modules_below(ROOT / "bot") - APART == layers


def test_every_channel_is_in_the_contract() -> None:
    """No channel may lean on another one."""
    (modules,) = [c["modules"] for c in contracts() if c["type"] == "independence"]
    folders = {path.parent.name for path in (ROOT / "bot" / "channels").glob("*/__init__.py")}
    assert {f"bot.channels.{name}" for name in folders} == set(modules)


def test_exceptions_are_few_and_named() -> None:
    """What a contract ignores is one import with a reason, never a whole room."""
    ignored = {name for contract in contracts() for name in contract.get("ignore_imports", ())}
    assert not any("*" in name for name in ignored)
    assert len(ignored) <= 2
