"""Keys that seal for minutes, known to all processes that may have to unseal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class KeyStore(Protocol):
    """Keys, and when each was made in seconds of Unix time; on no disk."""

    async def exchange(
        self, mine: Mapping[str, float], seconds: Mapping[str, float]
    ) -> dict[str, float]:
        """Keeps `mine`, each for so many seconds from now, and gives what everybody has kept."""
