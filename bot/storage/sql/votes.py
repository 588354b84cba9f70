"""Votes of residents, in SQL."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import and_, case, delete, func, insert, not_, select, update

from bot.storage.ports.kept import KeptWords
from bot.storage.ports.votes import VoteCount, VoteReason, VoteRecord
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.tables import feedback

_OF = (feedback.c.hour, feedback.c.channel, feedback.c.answer_id)


class SqlVotes:
    """A VoteStore in one table, a row for each vote."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, vote: VoteRecord) -> None:
        """Keeps a vote."""
        with self._database.changing() as connection:
            connection.execute(insert(feedback), asdict(vote))

    def counts(self, first: str, end: str) -> list[VoteCount]:
        """The votes of the period, counted, by hour, channel and answer."""
        wrong = and_(not_(feedback.c.helped), feedback.c.reason == "wrong")
        query = (
            select(
                *_OF,
                func.count(),
                func.sum(case((feedback.c.helped, 1), else_=0)),
                func.sum(case((wrong, 1), else_=0)),
            )
            .where(feedback.c.hour >= first, feedback.c.hour < end)
            .group_by(*_OF)
            .order_by(*_OF)
        )
        with self._database.reading() as connection:
            return [VoteCount(*row) for row in connection.execute(query)]

    def reasons(self, first: str, end: str) -> list[VoteReason]:
        """Why answers did not help in the period, by answer, what is said most first."""
        reason = func.coalesce(feedback.c.reason, "")
        query = (
            select(
                feedback.c.answer_id,
                reason,
                func.count(),
                func.coalesce(func.max(feedback.c.question), ""),
            )
            .where(feedback.c.hour >= first, feedback.c.hour < end, not_(feedback.c.helped))
            .group_by(feedback.c.answer_id, reason)
            .order_by(feedback.c.answer_id, func.count().desc(), reason)
        )
        with self._database.reading() as connection:
            return [VoteReason(*row) for row in connection.execute(query)]

    def words_kept(self) -> KeptWords:
        """The votes that have words, and the hour of the oldest."""
        query = select(func.count(), func.coalesce(func.min(feedback.c.hour), ""))
        with self._database.reading() as connection:
            found = connection.execute(query.where(feedback.c.question.is_not(None))).one()
        return KeptWords(*found)

    def drop_words(self) -> None:
        """Overwrites the words of every vote; the votes stay."""
        with self._database.changing() as connection:
            connection.execute(update(feedback).values(question=None))
        self._database.forget()

    def drop_old(self, votes_before: str, words_before: str) -> None:
        """Deletes older votes, and overwrites older words."""
        with self._database.changing() as connection:
            connection.execute(delete(feedback).where(feedback.c.hour < votes_before))
            connection.execute(
                update(feedback)
                .where(feedback.c.question.is_not(None), feedback.c.hour < words_before)
                .values(question=None)
            )
        self._database.forget()
