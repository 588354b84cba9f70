"""One message in its parts, so that each door can show it in its own way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.entry import Link


@dataclass(frozen=True, slots=True)
class Parts:
    """What one message says, already filled in.

    `lead`    the conclusion, or all that there is to say; may have several lines
    `source`  the whole line that names the newsletter and the place in it
    `checked` the day a person last held the written text against the newsletter
    The rest is as in `Answer`.
    """

    lead: str
    details: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    source: str = ""
    checked: date | None = None

    @property
    def text(self) -> str:
        """All of it as plain text: conclusion, details, what to bring, links, steps, source."""
        blocks = [
            self.lead,
            _lines(self.details, "・"),
            "持ち物\n" + _lines(self.bring, "・") if self.bring else "",
            _lines(self.steps, "→ "),
            "\n".join(f"{link.label}\n{link.url}" for link in self.links),
            self.source,
        ]
        return "\n\n".join(block for block in blocks if block)

    def data(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "lead": self.lead,
            "details": list(self.details),
            "bring": list(self.bring),
            "steps": list(self.steps),
            "links": [{"label": link.label, "url": link.url} for link in self.links],
            "source": self.source or None,
            "checked": self.checked.isoformat() if self.checked else None,
        }


def _lines(lines: tuple[str, ...], mark: str) -> str:
    return "\n".join(f"{mark}{line}" for line in lines)
