"""Changes of texts in SQL: a row a change, its texts as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import and_, func, select, update

from bot.storage.ports.editing import ChangedText, ContentChange, Stage
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import content_changes as table


class SqlContentChanges:
    """A ContentChangeStore in one table; an index sees to it that one of an entry is open."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, change: ContentChange) -> ContentChange | None:
        """Keeps it under a number of its own; None where another one of its entry is open."""
        row = _row(change)
        del row["id"]
        with self._database.changing() as connection:
            statement = insert_or(connection, table).values(row).on_conflict_do_nothing()
            added = connection.execute(statement)
            return replace(change, id=added.inserted_primary_key[0]) if added.rowcount else None

    def save(self, change: ContentChange) -> bool:
        """Keeps it as the next version; False if another than its `version` is there."""
        there = and_(table.c.id == change.id, table.c.version == change.version)
        row = {**_row(change), "version": change.version + 1}
        with self._database.changing() as connection:
            return bool(connection.execute(update(table).where(there).values(row)).rowcount)

    def find(self, id: int) -> ContentChange | None:
        """The change of that number."""
        with self._database.reading() as connection:
            row = connection.execute(select(table).where(table.c.id == id)).one_or_none()
        return _change(row) if row else None

    def of_city(
        self, city: str, stages: Collection[Stage], most: int, entry: str = ""
    ) -> list[ContentChange]:
        """The newest of these stages, the newest first; of one `entry` where that is given."""
        wanted = and_(table.c.city == city, table.c.stage.in_([stage.value for stage in stages]))
        if entry:
            wanted = and_(wanted, table.c.entry == entry)
        query = select(table).where(wanted).order_by(table.c.changed.desc(), table.c.id.desc())
        with self._database.reading() as connection:
            return [_change(row) for row in connection.execute(query.limit(most))]

    def so_far(self, city: str) -> tuple[int, str]:
        """How many were published, and the moment of the last one; it only ever grows."""
        query = select(func.count(), func.coalesce(func.max(table.c.published), ""))
        with self._database.reading() as connection:
            count, last = connection.execute(query.where(_published(city))).one()
        return int(count), str(last)

    def published(self, city: str) -> list[ContentChange]:
        """All that were published, in the order in which they were."""
        query = select(table).where(_published(city)).order_by(table.c.published, table.c.id)
        with self._database.reading() as connection:
            return [_change(row) for row in connection.execute(query)]


def _published(city: str) -> Any:
    return and_(table.c.city == city, table.c.stage == Stage.PUBLISHED.value)


def _row(change: ContentChange) -> dict[str, Any]:
    texts = [[text.place, text.before, text.after] for text in change.texts]
    return {
        **asdict(change),
        "texts": json.dumps(texts, ensure_ascii=False),
        "authors": json.dumps(change.authors, ensure_ascii=False),
        "stage": change.stage.value,
    }


def _change(row: Any) -> ContentChange:
    found = dict(row._mapping)
    texts = tuple(ChangedText(*text) for text in json.loads(found.pop("texts")))
    authors, stage = tuple(json.loads(found.pop("authors"))), Stage(found.pop("stage"))
    return ContentChange(texts=texts, authors=authors, stage=stage, **found)
