"""What was taught, in SQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update

from bot.storage.ports.kept import KeptWords
from bot.storage.ports.teaching import ExportRecord
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import replace
from bot.storage.sql.tables import taught_lines
from bot.storage.sql.tables import teaching_exports as exports
from bot.storage.sql.tables import teaching_models as models


class SqlTeaching:
    """A TeachingStore in three tables: exports by number, models by file name, days by line."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, at: str, editor: str, before: str, after: str) -> None:
        """Notes an export under a number of its own."""
        row = {"at": at, "editor": editor, "before": before, "after": after}
        with self._database.changing() as connection:
            connection.execute(insert(exports), row)

    def export(self, number: int) -> ExportRecord | None:
        """The export with this number."""
        return self._export(select(exports).where(exports.c.id == number))

    def last_that_made(self, after: str) -> ExportRecord | None:
        """The newest export after which the file was `after`."""
        found = select(exports).where(exports.c.after == after)
        return self._export(found.order_by(exports.c.id.desc()).limit(1))

    def clear(self) -> None:
        """Forgets every export, and what every model is made of; no byte of it is left."""
        with self._database.changing() as connection:
            connection.execute(delete(exports))
            connection.execute(delete(models))
        self._database.forget()

    def remember(self, model: str, taught: str, inputs: str) -> None:
        """`model` is made of the file `taught`, and of all else with the fingerprint `inputs`."""
        row = {"name": model, "taught": taught, "inputs": inputs}
        with self._database.changing() as connection:
            connection.execute(replace(connection, models, ("taught", "inputs")), row)

    def taught(self, model: str) -> str | None:
        """The file that `model` is made of, if that is known."""
        return self._of(models.c.taught, model)

    def inputs(self, model: str) -> str | None:
        """The fingerprint of all else that it is made of, if that is known."""
        return self._of(models.c.inputs, model)

    def exports_kept(self) -> KeptWords:
        """The exports that are remembered, and the minute of the oldest."""
        query = select(func.count(), func.coalesce(func.min(exports.c.at), ""))
        with self._database.reading() as connection:
            return KeptWords(*connection.execute(query).one())

    def drop_exports(self, before: str) -> None:
        """Forgets what was exported before that minute; it cannot be taken back any more."""
        with self._database.changing() as connection:
            gone = connection.execute(delete(exports).where(exports.c.at < before)).rowcount
        if gone:
            self._database.forget()

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Puts what `change` makes of it in place of every remembered text."""
        with self._database.changing() as connection:
            _rewrite(connection, exports, exports.c.id, ("before", "after"), change)
            _rewrite(connection, models, models.c.name, ("taught",), change)
        self._database.forget()

    def days(self) -> dict[str, str]:
        """Since which day each line is taught, by its mark."""
        with self._database.reading() as connection:
            return {row.line: row.since for row in connection.execute(select(taught_lines))}

    def date(self, days: Mapping[str, str]) -> None:
        """From now on these lines are taught since those days."""
        rows = [{"line": line, "since": since} for line, since in days.items()]
        if rows:
            with self._database.changing() as connection:
                connection.execute(replace(connection, taught_lines, ("since",)), rows)

    def undate(self, lines: Collection[str]) -> None:
        """Forgets the days of these lines."""
        with self._database.changing() as connection:
            for line in lines:  # a list of thousands is more than one statement takes
                connection.execute(delete(taught_lines).where(taught_lines.c.line == line))

    def _export(self, query: Any) -> ExportRecord | None:
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return ExportRecord(*row) if row else None

    def _of(self, column: Any, model: str) -> str | None:
        with self._database.reading() as connection:
            found: str | None = connection.execute(
                select(column).where(models.c.name == model)
            ).scalar_one_or_none()
        return found


def _rewrite(
    connection: Any, table: Table, key: Any, columns: Collection[str], change: Callable[[str], str]
) -> None:
    """Row by row, and only where something changes."""
    for row in connection.execute(select(table)).mappings().all():
        new = {name: change(row[name]) for name in columns if row[name]}
        if any(row[name] != text for name, text in new.items()):
            connection.execute(update(table).where(key == row[key.name]).values(new))
