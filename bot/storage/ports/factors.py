"""What an account signs in with besides its password."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FactorRecord:
    """One account's second factor. `step`: the newest time step whose code was used."""

    name: str
    sealed: bytes = field(repr=False)
    step: int = 0


class FactorStore(Protocol):
    """Second factors by account, and the recovery codes of each as keyed hashes. Every change is
    one transaction; of several who use one code at the same time, one does."""

    def find(self, name: str) -> FactorRecord | None:
        """The second factor of the account `name`."""

    def names(self) -> set[str]:
        """Every account that has one."""

    def put(self, factor: FactorRecord, codes: Collection[str]) -> None:
        """Keeps it with its recovery codes, in place of what the account had."""

    def use_step(self, name: str, step: int) -> bool:
        """Notes that a code of `step` was used; False if that one or a newer one was before."""

    def use_code(self, name: str, code: str) -> bool:
        """Takes a recovery code away; False if the account has no such one."""

    def codes_left(self, name: str) -> int:
        """How many recovery codes are not used yet."""

    def change_codes(self, name: str, codes: Collection[str]) -> bool:
        """Other recovery codes, all of them; False if the account has no second factor."""

    def remove(self, name: str) -> bool:
        """Deletes it with its codes; False if there is none."""
