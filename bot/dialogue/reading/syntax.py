"""What whole GiNZA says about a message: evidence, computed elsewhere, never needed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class SyntaxToken:
    """One token: its span in the message, the index of its head, and its dependency label."""

    start: int
    end: int
    head: int  # its own index for the root of a sentence
    label: str  # a label of Universal Dependencies: nsubj, nmod, acl, root …


@dataclass(frozen=True, slots=True)
class Syntax:
    """Tokens in order, and where sentences and 文節 begin (character offsets)."""

    tokens: tuple[SyntaxToken, ...] = ()
    sentences: tuple[int, ...] = ()
    bunsetsu: tuple[int, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Sequence[Any]]) -> Syntax:
        """Read {"tokens": [[start, end, head, label], …], "sentences": […], "bunsetsu": […]}.

        Raises ValueError where a head is no token.
        """
        tokens = tuple(SyntaxToken(*token) for token in data.get("tokens", ()))
        if any(not 0 <= token.head < len(tokens) for token in tokens):
            raise ValueError("a head is no token of the message")
        return cls(tokens, tuple(data.get("sentences", ())), tuple(data.get("bunsetsu", ())))

    def at(self, offset: int) -> int | None:
        """The index of the token that covers the character at ``offset``, if any does."""
        index = bisect_right([token.start for token in self.tokens], offset) - 1
        return index if index >= 0 and offset < self.tokens[index].end else None

    def path(self, index: int) -> list[int]:
        """The token and its heads up to the root."""
        path = [index]
        while (head := self.tokens[path[-1]].head) not in path:
            path.append(head)
        return path
