"""Events that a platform has delivered, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import and_, delete, exists, not_, or_, select, update

from bot.storage.ports.webhooks import OwedEvent, Standing
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or, now_in_milliseconds, replace
from bot.storage.sql.tables import webhook_events as events
from bot.storage.sql.tables import webhook_runs as runs

_NOTED = ("run", "at", "sealed", "talk", "sent")


class SqlWebhookEvents:
    """A WebhookEventStore. What is taken is on the disk: nobody delivers it again."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def live(self, channel: str, run: str, seconds: float, place: str = "") -> None:
        """`run` lives for so many seconds from now; whoever was at its `place` before has ended."""
        with self._database.changing(durable=False) as connection:
            if place:
                here = and_(runs.c.channel == channel, runs.c.place == place, runs.c.run != run)
                connection.execute(delete(runs).where(here))
            until = now_in_milliseconds(connection) + round(seconds * 1000)
            row = {"channel": channel, "run": run, "place": place, "until": until}
            connection.execute(replace(connection, runs, ("until", "place")).values(**row))

    def leave(self, channel: str, run: str) -> None:
        """`run` lives no more."""
        self._change(delete(runs).where(runs.c.channel == channel, runs.c.run == run))

    def known(self, channel: str, events_: Collection[str], run: str) -> set[str]:
        """Those that were answered, by whomever, or that `run` or another living one is at work
        on."""
        with self._database.reading() as connection:
            at_work = or_(events.c.run == run, events.c.run.in_(_living(connection, channel)))
            query = select(events.c.id).where(
                events.c.channel == channel,
                events.c.id.in_(list(events_)),
                or_(events.c.answered, at_work),
            )
            return set(connection.execute(query).scalars())

    def take(self, channel: str, events_: Mapping[str, OwedEvent], run: str) -> set[str]:
        """Notes on the disk that `run` answers for those that nobody else does; gives them.

        One statement each, so that of two processes one alone has it.
        """
        if not events_:
            return set()
        with self._database.changing() as connection:
            statement = insert_or(connection, events)
            statement = statement.on_conflict_do_update(
                index_elements=list(events.primary_key.columns),
                set_={name: statement.excluded[name] for name in _NOTED},
                where=and_(
                    not_(events.c.answered),
                    events.c.run != run,
                    events.c.run.not_in(_living(connection, channel)),
                ),
            )
            of = {"channel": channel, "run": run, "answered": False}
            return {
                event
                for event, owed in events_.items()
                if connection.execute(statement, {**of, "id": event, **_row(owed)}).rowcount
            }

    def standing(self, channel: str, event: str, run: str) -> Standing:
        """May `run` answer it now? What was never noted is its own."""
        query = select(events.c.run, events.c.answered, events.c.talk, events.c.sent).where(
            events.c.channel == channel, events.c.id == event
        )
        with self._database.reading() as connection:
            found = connection.execute(query).one_or_none()
            if found is None:
                return Standing.MINE
            if found.answered or found.run != run:
                return Standing.GONE
            if not found.talk:
                return Standing.MINE
            earlier = exists().where(
                events.c.channel == channel,
                events.c.talk == found.talk,
                events.c.sent < found.sent,
                events.c.run != run,
                not_(events.c.answered),
            )
            behind = connection.execute(select(earlier)).scalar_one()
            return Standing.BEHIND if behind else Standing.MINE

    def later(self, channel: str, event: str, run: str) -> dict[str, OwedEvent]:
        """What other runs owe of the talk of `event` and was sent after it, in its order."""
        first = events.alias()
        query = (
            _sealed()
            .join(first, and_(first.c.channel == events.c.channel, first.c.talk == events.c.talk))
            .where(
                first.c.channel == channel,
                first.c.id == event,
                events.c.sent > first.c.sent,
                events.c.run != run,
                not_(events.c.answered),
            )
            .order_by(events.c.sent, events.c.id)
        )
        with self._database.reading() as connection:
            return _owed(connection.execute(query))

    def fetch(self, channel: str, events_: Collection[str], event: str, run: str) -> set[str]:
        """Notes that `run`, as long as it owes `event`, answers for these as well; gives those
        that nobody answered."""
        first = events.alias()
        ours = exists().where(
            first.c.channel == channel,
            first.c.id == event,
            first.c.run == run,
            not_(first.c.answered),
        )
        with self._database.changing() as connection:
            return {
                one
                for one in events_
                if connection.execute(
                    update(events)
                    .where(
                        events.c.channel == channel,
                        events.c.id == one,
                        not_(events.c.answered),
                        ours,
                    )
                    .values(run=run)
                ).rowcount
            }

    def finish(self, channel: str, event: str) -> None:
        """Notes that nothing is left to do for it, and deletes what was sealed."""
        one = (events.c.channel == channel, events.c.id == event)
        done = {"answered": True, "sealed": None, "talk": None}
        self._change(update(events).where(*one).values(**done))

    def owed(self, channel: str, run: str, most: int) -> dict[str, OwedEvent]:
        """What runs that live no more took and did not finish, the oldest first."""
        with self._database.reading() as connection:
            query = (
                _sealed()
                .where(
                    events.c.channel == channel,
                    not_(events.c.answered),
                    events.c.run != run,
                    events.c.run.not_in(_living(connection, channel)),
                )
                .order_by(events.c.at, events.c.sent, events.c.id)
                .limit(most)
            )
            return _owed(connection.execute(query))

    def drop_before(self, channel: str, at: int) -> None:
        """Deletes what was taken earlier, and the runs that ended earlier."""
        ended = and_(runs.c.channel == channel, runs.c.until < at * 1000)
        with self._database.changing(durable=False) as connection:
            connection.execute(delete(events).where(events.c.channel == channel, events.c.at < at))
            connection.execute(delete(runs).where(ended))

    def _change(self, statement: Any) -> None:
        with self._database.changing(durable=False) as connection:
            connection.execute(statement)


def _living(connection: Any, channel: str) -> Any:
    """The runs that live, by the clock of the database."""
    now = now_in_milliseconds(connection)
    return select(runs.c.run).where(runs.c.channel == channel, runs.c.until > now)


def _sealed() -> Any:
    return select(*(events.c[name] for name in ("id", "sealed", "talk", "sent", "at")))


def _owed(rows: Iterable[Any]) -> dict[str, OwedEvent]:
    return {
        event: OwedEvent(sealed or b"", talk or "", sent or 0, at)
        for event, sealed, talk, sent, at in rows
    }


def _row(owed: OwedEvent) -> dict[str, Any]:
    return {"sealed": owed.sealed, "talk": owed.talk or None, "sent": owed.sent, "at": owed.at}
