"""Who did what at the console, as rows that only grow old."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, text

from bot.storage.ports.audit import AuditEntry, AuditFilter
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.tables import audit

# Each value once, from an index, without reading all the entries.
_DISTINCT = """
with recursive found(value) as (
    select min({column}) from audit
    union all
    select (select min({column}) from audit where {column} > value) from found
    where value is not null
)
select value from found where value is not null
"""


class SqlAudit:
    """An AuditStore in the `audit` table; what is too old goes with the next entry."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, entry: AuditEntry, drop_before: str | None = None) -> None:
        """Keeps an entry under a number of its own; drops those older than a moment, if given."""
        row = {
            "at": entry.at,
            "operator": entry.operator,
            "what": entry.what,
            "which": entry.which,
        }
        with self._database.changing() as connection:
            if drop_before is not None:
                connection.execute(delete(audit).where(audit.c.at < drop_before))
            connection.execute(insert(audit), row)

    def latest(self, most: int, wanted: AuditFilter) -> list[AuditEntry]:
        """The newest entries that are `wanted`, the newest first."""
        columns = (audit.c.at, audit.c.operator, audit.c.what, audit.c.which, audit.c.number)
        query = select(*columns).order_by(audit.c.number.desc()).limit(most)
        if wanted.operator:
            query = query.where(audit.c.operator == wanted.operator)
        if wanted.what:
            query = query.where(audit.c.what == wanted.what)
        if wanted.before:
            query = query.where(audit.c.number < wanted.before)
        with self._database.reading() as connection:
            return [AuditEntry(*row) for row in connection.execute(query)]

    def operators(self) -> list[str]:
        """Everybody who has an entry, each once, in order."""
        return self._each("operator")

    def kinds(self) -> list[str]:
        """Every kind of entry that there is, each once, in order."""
        return self._each("what")

    def _each(self, column: str) -> list[str]:
        with self._database.reading() as connection:
            return list(connection.execute(text(_DISTINCT.format(column=column))).scalars())
