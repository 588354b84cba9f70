"""The shape of city.yml: what belongs to a city and not to one edition of its newsletter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """One city, as its own people write it.

    `languages`  codes of the languages that have texts; the first is told to who chose none
    `names`      how the city, its newsletter, its insurance and its call centre are called
    """

    languages: tuple[str, ...]
    names: Mapping[str, str]

    def placeholders(self) -> dict[str, str]:
        """What every text may name in {…}, with its words."""
        return dict(self.names)
