"""Events that a platform has delivered, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import delete, not_, or_, select, update

from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import replace
from bot.storage.sql.tables import webhook_events as events


class SqlWebhookEvents:
    """A WebhookEventStore. What is taken is on the disk: nobody delivers it again."""

    def __init__(self, database: SqlDatabase) -> None:
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

    def take(self, channel: str, events_: Mapping[str, bytes], run: str, at: int) -> None:
        """Notes on the disk that `run` answers for them, whoever did before; `at` in seconds of
        Unix time. What is sealed of each is kept until it is finished."""
        of = {"channel": channel, "run": run, "answered": False, "at": at}
        rows = [{**of, "id": event, "sealed": sealed} for event, sealed in events_.items()]
        if rows:
            changed = ("run", "answered", "at", "sealed")
            with self._database.changing() as connection:
                connection.execute(replace(connection, events, changed), rows)

    def finish(self, channel: str, event: str) -> None:
        """Notes that nothing is left to do for it, and deletes what was sealed."""
        one = (events.c.channel == channel, events.c.id == event)
        self._change(update(events).where(*one).values(answered=True, sealed=None))

    def owed(self, channel: str, run: str) -> dict[str, bytes]:
        """What other runs took and did not finish, as it was sealed."""
        query = select(events.c.id, events.c.sealed).where(
            events.c.channel == channel, not_(events.c.answered), events.c.run != run
        )
        with self._database.reading() as connection:
            return {event: sealed or b"" for event, sealed in connection.execute(query)}

    def drop_before(self, channel: str, at: int) -> None:
        """Deletes what was taken earlier."""
        self._change(delete(events).where(events.c.channel == channel, events.c.at < at))

    def _change(self, statement: Any) -> None:
        with self._database.changing(durable=False) as connection:
            connection.execute(statement)
