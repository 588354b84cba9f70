"""Where words of residents are kept: how many, since when, until when, and how to wipe them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.console.learning.ending import TAUGHT_DAYS, TaughtWords
from bot.conversation.gateway import Gateway
from bot.rules import JAPAN
from bot.storage.ports.kept import KeptWords

Kind = str  # unanswered, votes, exports, taught or files


@dataclass(frozen=True, slots=True)
class KeptKind:
    """One place with words; `days` after `oldest` the oldest of them is gone by itself."""

    name: Kind
    rows: int
    oldest: date | None
    days: int


class KeptPlaces:
    """All places of one gateway. Its methods block."""

    def __init__(self, gateway: Gateway, taught: TaughtWords) -> None:
        self._gateway, self.taught = gateway, taught
        self._wipes: dict[Kind, Callable[[], object]] = {
            "unanswered": gateway.stores.unanswered.clear,
            "votes": gateway.stores.votes.drop_words,
            "exports": taught.forget_exports,
            "taught": lambda: taught.wipe(gateway.today()),
            "files": self._wipe_files,
        }

    def kinds(self) -> list[KeptKind]:
        """Each place, also an empty one."""
        return list(self._kinds())

    def wipe(self, kind: Kind) -> int | None:
        """Ends all words of that place; how many rows it had, None for a place that is none."""
        rows = {each.name: each.rows for each in self._kinds()}
        if kind not in rows:
            return None
        self._wipes[kind]()
        return rows[kind]

    def _kinds(self) -> Iterator[KeptKind]:
        stores, days = self._gateway.stores, self._gateway.retention.days
        yield _kind("unanswered", stores.unanswered.kept(), days)
        yield _kind("votes", stores.votes.words_kept(), days)
        yield _kind("exports", self.taught.exports_kept(), days)
        lines = self.taught.lines(self._gateway.today())
        oldest = min((line.since for line in lines), default=None)
        yield KeptKind("taught", len(lines), oldest, TAUGHT_DAYS)
        if stores.aside is not None:
            files = stores.aside.found()
            changed = min(files.values(), default=None)
            day = None if changed is None else datetime.fromtimestamp(changed, JAPAN).date()
            yield KeptKind("files", len(files), day, stores.aside.days)

    def _wipe_files(self) -> None:
        if self._gateway.stores.aside is not None:
            self._gateway.stores.aside.clear()


def _kind(name: Kind, kept: KeptWords, days: int) -> KeptKind:
    oldest = date.fromisoformat(kept.oldest[:10]) if kept.oldest else None
    return KeptKind(name, kept.rows, oldest, days)
