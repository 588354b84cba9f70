"""Events that a platform has delivered, in SQL."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, func, not_, or_, select, update

from bot.storage.sql.database import Database
from bot.storage.sql.statements import replace
from bot.storage.sql.tables import webhook_events as events


class SqlWebhookEvents:
    """A WebhookEventStore. It waits for no disk: what a power cut takes is delivered again."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, channel: str, events_: Collection[str], run: str) -> set[str]:
        """Those that were answered, by whomever, or that `run` is at work on."""
        query = select(events.c.id).where(
            events.c.channel == channel,
            events.c.id.in_(list(events_)),
            or_(events.c.answered, events.c.run == run),
        )
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def take(self, channel: str, events_: Collection[str], run: str, at: int) -> None:
        """Notes that `run` answers for them, whoever did before; `at` in seconds of Unix time."""
        of = {"channel": channel, "run": run, "answered": False, "at": at}
        rows = [{**of, "id": event} for event in events_]
        if rows:
            with self._database.changing(durable=False) as connection:
                connection.execute(replace(connection, events, ("run", "answered", "at")), rows)

    def finish(self, channel: str, event: str) -> None:
        """Notes that nothing is left to do for it."""
        one = (events.c.channel == channel, events.c.id == event)
        self._change(update(events).where(*one).values(answered=True))

    def unfinished(self, channel: str, run: str) -> int:
        """How many other runs took and did not finish."""
        query = select(func.count()).where(
            events.c.channel == channel, not_(events.c.answered), events.c.run != run
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def drop_before(self, channel: str, at: int) -> None:
        """Deletes what was taken earlier."""
        self._change(delete(events).where(events.c.channel == channel, events.c.at < at))

    def _change(self, statement: Any) -> None:
        with self._database.changing(durable=False) as connection:
            connection.execute(statement)
