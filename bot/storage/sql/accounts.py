"""Accounts of the console, in SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update

from bot.storage.ports.accounts import AccountRecord
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.factors import forget
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import accounts, identities


class SqlAccounts:
    """An AccountStore in one table; each change is a transaction of its own."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, account: AccountRecord) -> bool:
        """Keeps a new account; False if the name is taken."""
        row = {
            "name": account.name,
            "role": account.role,
            "password": account.password,
            "stamp": account.stamp,
        }
        with self._database.changing() as connection:
            statement = insert_or(connection, accounts).on_conflict_do_nothing()
            return bool(connection.execute(statement, row).rowcount)

    def find(self, name: str) -> AccountRecord | None:
        """The account `name`."""
        with self._database.reading() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == name)).first()
        return AccountRecord(*row) if row else None

    def everybody(self) -> list[AccountRecord]:
        """All accounts by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.name)).all()
        return [AccountRecord(*row) for row in rows]

    def remove(self, name: str) -> bool:
        """Deletes the account with all that it signs in with; False if there is none."""
        with self._database.changing() as connection:
            forget(connection, name)
            connection.execute(delete(identities).where(identities.c.name == name))
            found = connection.execute(delete(accounts).where(accounts.c.name == name))
            return bool(found.rowcount)

    def change_password(self, name: str, password: str, stamp: str) -> bool:
        """Another hash and stamp; False if there is no such account."""
        return self._change(_of(name).values(password=password, stamp=stamp))

    def renew_password(self, name: str, old: str, new: str) -> bool:
        """Another hash of the same password, if it is still `old`; the stamp stays."""
        return self._change(_of(name).where(accounts.c.password == old).values(password=new))

    def change_role(self, name: str, role: str) -> bool:
        """Another role; False if there is no such account."""
        return self._change(_of(name).values(role=role))

    def _change(self, statement: Any) -> bool:
        with self._database.changing() as connection:
            return bool(connection.execute(statement).rowcount)


def _of(name: str) -> Any:
    return update(accounts).where(accounts.c.name == name)
