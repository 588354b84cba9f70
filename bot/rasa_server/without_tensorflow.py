"""Rasa without TensorFlow: its imports cost 216 MB and two seconds, and nothing of ours uses it.

Rasa imports all components that it has, DIET and TED among them, whatever config.yml names. Here
they find an empty TensorFlow: their classes can be made, and not used. A model with one of them
needs `rasa run` (docs/adr/0032-two-doors.md).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_LEFT_OUT = frozenset({"tensorflow", "tensorflow_addons", "tensorflow_hub", "keras"})


class _EmptyMeta(type):
    """Every name in it is empty again, as are its item and its union with a type."""

    def __getattr__(cls, name: str) -> type[_Empty]:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Empty

    def __getitem__(cls, item: object) -> type[_Empty]:
        return _Empty

    def __or__(cls, other: object) -> type[_Empty]:
        return _Empty

    __ror__ = __or__


class _Empty(metaclass=_EmptyMeta):
    """Stands for any class or function: a base of classes, and a decorator that changes nothing."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __init_subclass__(cls, **_: object) -> None:
        pass

    def __call__(self, decorated: Any = None, *_: object, **__: object) -> Any:
        return decorated


class _EmptyModule(ModuleType):
    """Whatever is looked for in it is empty."""

    def __getattr__(self, name: str) -> type[_Empty]:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Empty


class _Finder(MetaPathFinder, Loader):
    """Finds an empty module for each name of TensorFlow."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in _LEFT_OUT:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _EmptyModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def leave_out() -> None:
    """From now on this process has no TensorFlow. Call it before anything imports Rasa."""
    sys.meta_path.insert(0, _Finder())
