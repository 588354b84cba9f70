"""What was taught, in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, insert, select

from bot.storage.ports.teaching import ExportRecord
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import replace
from bot.storage.sql.tables import teaching_exports as exports
from bot.storage.sql.tables import teaching_models as models


class SqlTeaching:
    """A TeachingStore in two tables: exports by number, models by file name."""

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
