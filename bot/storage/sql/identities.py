"""Accounts of people whom a provider signs in, in SQL."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.ports.identities import Identity
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import identities


class SqlIdentities:
    """An IdentityStore in one table. What is linked ends with its account."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def name_of(self, identity: Identity) -> str | None:
        """The account of that person."""
        query = select(identities.c.name).where(
            identities.c.issuer == identity.issuer, identities.c.subject == identity.subject
        )
        with self._database.reading() as connection:
            found: str | None = connection.execute(query).scalar_one_or_none()
        return found

    def link(self, identity: Identity, name: str) -> bool:
        """Notes that the account `name` is theirs; False if they or the account have another."""
        row = {"issuer": identity.issuer, "subject": identity.subject, "name": name}
        with self._database.changing() as connection:
            statement = insert_or(connection, identities).on_conflict_do_nothing()
            return bool(connection.execute(statement, row).rowcount)
