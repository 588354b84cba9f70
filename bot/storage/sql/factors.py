"""Second factors, in SQL."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from bot.storage.ports.factors import FactorRecord
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.tables import recovery_codes as codes_
from bot.storage.sql.tables import second_factors as factors


class SqlFactors:
    """A FactorStore in two tables; each change is a transaction of its own."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def find(self, name: str) -> FactorRecord | None:
        """The second factor of the account `name`."""
        with self._database.reading() as connection:
            row = connection.execute(select(factors).where(factors.c.name == name)).first()
        return FactorRecord(row.name, bytes(row.sealed), row.step) if row else None

    def names(self) -> set[str]:
        """Every account that has one."""
        with self._database.reading() as connection:
            return set(connection.execute(select(factors.c.name)).scalars())

    def put(self, factor: FactorRecord, codes: Collection[str]) -> None:
        """Keeps it with its recovery codes, in place of what the account had."""
        row = {"name": factor.name, "sealed": factor.sealed, "step": factor.step}
        with self._database.changing() as connection:
            forget(connection, factor.name)
            connection.execute(insert(factors), [row])
            _add(connection, factor.name, codes)

    def use_step(self, name: str, step: int) -> bool:
        """Notes that a code of `step` was used; False if that one or a newer one was before."""
        older = (factors.c.name == name, factors.c.step < step)
        return self._change(update(factors).where(*older).values(step=step))

    def use_code(self, name: str, code: str) -> bool:
        """Takes a recovery code away; False if the account has no such one."""
        return self._change(delete(codes_).where(codes_.c.name == name, codes_.c.code == code))

    def codes_left(self, name: str) -> int:
        """How many recovery codes are not used yet."""
        query = select(func.count()).select_from(codes_).where(codes_.c.name == name)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def change_codes(self, name: str, codes: Collection[str]) -> bool:
        """Other recovery codes, all of them; False if the account has no second factor."""
        there = update(factors).where(factors.c.name == name).values(name=name)
        with self._database.changing() as connection:
            if not connection.execute(there).rowcount:
                return False
            connection.execute(delete(codes_).where(codes_.c.name == name))
            _add(connection, name, codes)
        return True

    def remove(self, name: str) -> bool:
        """Deletes it with its codes; False if there is none."""
        with self._database.changing() as connection:
            return forget(connection, name)

    def _change(self, statement: Any) -> bool:
        with self._database.changing() as connection:
            return bool(connection.execute(statement).rowcount)


def forget(connection: Any, name: str) -> bool:
    """Deletes the second factor of `name`, in the caller's transaction."""
    connection.execute(delete(codes_).where(codes_.c.name == name))
    return bool(connection.execute(delete(factors).where(factors.c.name == name)).rowcount)


def _add(connection: Any, name: str, codes: Collection[str]) -> None:
    if codes:
        connection.execute(insert(codes_), [{"name": name, "code": code} for code in codes])
