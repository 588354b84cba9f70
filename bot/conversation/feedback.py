"""Did an answer help? Kept by id, hour and reason; words only of residents who agreed, masked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.conversation.retention import WORDS_DAYS
from bot.storage.ports.votes import VoteCount, VoteReason, VoteRecord, VoteStore
from bot.text.private import masked_for_people

DAYS_KEPT = 400

_HOUR = "%Y-%m-%dT%H"


class Feedback:
    """The votes of residents. Its methods block."""

    def __init__(self, store: VoteStore, words_days: int = WORDS_DAYS) -> None:
        """Words are kept for `words_days`."""
        self._store, self._words_days = store, words_days
        self._swept: date | None = None

    def keep(
        self,
        now: datetime,
        channel: str,
        card: tuple[str, str],
        *,
        helped: bool,
        reason: str | None,
        question: str | None,
    ) -> None:
        """Notes one vote on `card`, the answer's id and kind. The first of a day drops the old."""
        if self._swept != now.date():
            self.drop_old(now)
        words = masked_for_people(question) if question else None
        self._store.add(VoteRecord(now.strftime(_HOUR), channel, *card, helped, reason, words))

    def votes(self, first: date, last: date) -> list[VoteCount]:
        """The votes from the day `first` to the day `last`, counted."""
        return self._store.counts(first.isoformat(), (last + timedelta(days=1)).isoformat())

    def reasons(self, first: date, last: date) -> list[VoteReason]:
        """Why answers did not help from the day `first` to the day `last`."""
        return self._store.reasons(first.isoformat(), (last + timedelta(days=1)).isoformat())

    def drop_old(self, now: datetime) -> None:
        """Overwrites words after their days, and deletes votes after 400."""
        self._store.drop_old(_before(now, DAYS_KEPT), _before(now, self._words_days))
        self._swept = now.date()


def _before(now: datetime, days: int) -> str:
    return (now - timedelta(days=days)).strftime(_HOUR)
