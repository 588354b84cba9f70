"""What editors put up for operators, and pins, in SQL."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import and_, delete, insert, select, update

from bot.storage.ports.board import Announcement, DeskEntry
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import announcements, directory, pins


class SqlDirectory:
    """A DirectoryStore in one table, a row for each desk."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def entries(self) -> list[DeskEntry]:
        """All that editors wrote, by id."""
        with self._database.reading() as connection:
            rows = connection.execute(select(directory).order_by(directory.c.id))
            return [DeskEntry(*row) for row in rows]

    def save(self, entry: DeskEntry) -> bool:
        """Keeps it as the next version; False if another than its `version` is there (0: none)."""
        row = {**asdict(entry), "version": entry.version + 1}
        with self._database.changing() as connection:
            if entry.version:
                there = _version(entry.id, entry.version)
                return bool(connection.execute(update(directory).where(there).values(row)).rowcount)
            statement = insert_or(connection, directory).values(row)
            return bool(connection.execute(statement.on_conflict_do_nothing()).rowcount)

    def remove(self, id: str, version: int) -> bool:
        """Takes it away, if it has that version still."""
        with self._database.changing() as connection:
            gone = connection.execute(delete(directory).where(_version(id, version))).rowcount
        return bool(gone)


class SqlAnnouncements:
    """An AnnouncementStore in one table."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, announcement: Announcement) -> None:
        """Puts one up, under a number of its own."""
        row = asdict(announcement)
        del row["id"]
        with self._database.changing() as connection:
            connection.execute(insert(announcements), row)

    def not_over(self, day: str) -> list[Announcement]:
        """Those that are up on `day` or later, the newest first."""
        columns = [announcements.c[name] for name in ("text", "first", "last", "editor", "id")]
        query = select(*columns).where(announcements.c.last >= day)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(announcements.c.id.desc()))
            return [Announcement(*row) for row in rows]

    def remove(self, id: int) -> bool:
        """Takes it down; was it there?"""
        with self._database.changing() as connection:
            one = delete(announcements).where(announcements.c.id == id)
            return bool(connection.execute(one).rowcount)


class SqlPins:
    """A PinStore in one table."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def of(self, operator: str) -> list[str]:
        """Their ids, the first pinned first."""
        query = select(pins.c.answer_id).where(pins.c.operator == operator)
        with self._database.reading() as connection:
            return list(connection.execute(query.order_by(pins.c.number)).scalars())

    def pin(self, operator: str, answer_id: str) -> None:
        """Pins an answer; nothing if it is pinned."""
        with self._database.changing() as connection:
            statement = insert_or(connection, pins).values(operator=operator, answer_id=answer_id)
            connection.execute(statement.on_conflict_do_nothing())

    def unpin(self, operator: str, answer_id: str) -> None:
        """Takes the pin away; nothing if there is none."""
        mine = and_(pins.c.operator == operator, pins.c.answer_id == answer_id)
        with self._database.changing() as connection:
            connection.execute(delete(pins).where(mine))


def _version(id: str, version: int) -> object:
    return and_(directory.c.id == id, directory.c.version == version)
