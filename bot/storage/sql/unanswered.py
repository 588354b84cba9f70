"""The unanswered and what was decided about them, in SQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import and_, case, delete, func, or_, select, update

from bot.storage.ports.kept import KeptWords
from bot.storage.ports.unanswered import UNDECIDED, State, UnansweredLine, UnansweredQuestion
from bot.storage.sql.base import SqlDatabase
from bot.storage.sql.statements import insert_or
from bot.storage.sql.tables import heard as heard_times
from bot.storage.sql.tables import unanswered as lines
from bot.storage.sql.tables import versions

_CONTENT = "unanswered"
_NOTHING = {"answer": None, "wording": None, "note": None, "editor": None, "decided": None}


class SqlUnanswered:
    """An UnansweredStore in two tables: lines, and how often each was heard where."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    def add(self, heard: Sequence[UnansweredQuestion]) -> None:
        """Counts what was heard, in words that are masked already; a learnt line is open again."""
        with self._changing() as connection:
            for one in heard:
                connection.execute(_heard_line(connection, one))
                line = select(lines.c.id).where(lines.c.words == one.words)
                connection.execute(_heard_once(connection, one, line.scalar_subquery()))

    def drop_old(self, before: str, most: int) -> None:
        """Deletes what was last heard and decided at the hour `before` and earlier.

        Then the oldest beyond `most` lines, open ones first.
        """
        undecided = or_(lines.c.decided.is_(None), lines.c.decided <= before)
        is_open = case((lines.c.state == State.OPEN.value, 1), else_=0)
        newest = select(lines.c.id).order_by(is_open, lines.c.last.desc(), lines.c.id.desc())
        with self._changing() as connection:
            old = delete(lines).where(and_(lines.c.last <= before, undecided))
            gone = connection.execute(old).rowcount
            if connection.execute(select(func.count()).select_from(lines)).scalar_one() > most:
                kept = select(newest.limit(most).subquery().c.id)
                gone += connection.execute(delete(lines).where(lines.c.id.not_in(kept))).rowcount
        if gone:
            self._database.forget()

    def clear(self) -> None:
        """Deletes every line, whatever was decided about it."""
        with self._changing() as connection:
            connection.execute(delete(lines))
        self._database.forget()

    def kept(self) -> KeptWords:
        """All lines, and the hour at which the oldest of them was last heard."""
        query = select(func.count(), func.coalesce(func.min(lines.c.last), ""))
        with self._database.reading() as connection:
            return KeptWords(*connection.execute(query).one())

    def version(self) -> int:
        """Grows with each change, in whatever process."""
        query = select(versions.c.version).where(versions.c.content == _CONTENT)
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one_or_none() or 0)

    def lines(self, states: Collection[State]) -> list[UnansweredLine]:
        """All lines in one of `states`."""
        wanted = lines.c.state.in_([state.value for state in states])
        of_them = select(heard_times).join(lines).where(wanted)
        with self._database.reading() as connection:
            rows = connection.execute(select(lines).where(wanted)).all()
            counts = connection.execute(of_them.order_by(*heard_times.primary_key.columns)).all()
        heard: dict[int, list[tuple[str, str, str, int]]] = {}
        for line, channel, why, shown, times in counts:
            heard.setdefault(line, []).append((channel, why, shown, times))
        return [_line(row, tuple(heard.get(row.id, ()))) for row in rows]

    def counts(self) -> dict[State, int]:
        """How many lines are in each state that has any."""
        query = select(lines.c.state, func.count()).group_by(lines.c.state)
        with self._database.reading() as connection:
            return {State(state): times for state, times in connection.execute(query)}

    def choose(self, wordings: Mapping[int, str], answer: str, editor: str, decided: str) -> None:
        """These lines, in these words, mean `answer`."""
        by = {"answer": answer, "note": None, "editor": editor, "decided": decided}
        with self._changing() as connection:
            for line, wording in wordings.items():
                values = {**by, "state": State.CHOSEN.value, "wording": wording}
                connection.execute(update(lines).where(_undecided([line])).values(values))

    def set_aside(self, lines_: Collection[int], note: str, editor: str, decided: str) -> None:
        """No id fits these lines."""
        by = {**_NOTHING, "note": note, "editor": editor, "decided": decided}
        self._decide(lines_, {**by, "state": State.NEW.value})

    def reopen(self, lines_: Collection[int]) -> None:
        """Forgets what was decided about these lines."""
        self._decide(lines_, {**_NOTHING, "state": State.OPEN.value})

    def move(self, lines_: Collection[int], state: State) -> None:
        """Puts lines into `state`, whatever theirs is; what was decided about them stays."""
        with self._changing() as connection:
            connection.execute(
                update(lines).where(lines.c.id.in_(list(lines_))).values(state=state.value)
            )

    def drop(self, lines_: Collection[int]) -> None:
        """Deletes lines for ever."""
        with self._changing() as connection:
            connection.execute(delete(lines).where(_undecided(lines_)))
        self._database.forget()

    def _decide(self, lines_: Collection[int], values: Mapping[str, str | None]) -> None:
        with self._changing() as connection:
            connection.execute(update(lines).where(_undecided(lines_)).values(dict(values)))

    @contextmanager
    def _changing(self) -> Iterator[Any]:
        with self._database.changing() as connection:
            yield connection
            statement = insert_or(connection, versions).values(content=_CONTENT, version=1)
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=[versions.c.content], set_={"version": versions.c.version + 1}
                )
            )


def _undecided(wanted: Collection[int]) -> Any:
    states = [state.value for state in UNDECIDED]
    return and_(lines.c.id.in_(list(wanted)), lines.c.state.in_(states))


def _heard_line(connection: Any, heard: UnansweredQuestion) -> Any:
    """Makes or renews the line of these words.

    What was taught and is asked again in vain goes back to the editors.
    """
    statement = insert_or(connection, lines).values(
        words=heard.words, last=heard.hour, state=State.OPEN.value
    )
    learnt, last = lines.c.state == State.LEARNT.value, statement.excluded.last
    return statement.on_conflict_do_update(
        index_elements=[lines.c.words],
        set_={
            "last": case((lines.c.last > last, lines.c.last), else_=last),
            "state": case((learnt, State.OPEN.value), else_=lines.c.state),
        },
    )


def _heard_once(connection: Any, heard: UnansweredQuestion, line: Any) -> Any:
    statement = insert_or(connection, heard_times).values(
        line=line, channel=heard.channel, why=heard.why, shown=heard.shown, times=1
    )
    return statement.on_conflict_do_update(
        index_elements=list(heard_times.primary_key.columns),
        set_={"times": heard_times.c.times + 1},
    )


def _line(row: Any, heard: tuple[tuple[str, str, str, int], ...]) -> UnansweredLine:
    return UnansweredLine(
        id=row.id,
        words=row.words,
        last=row.last,
        state=State(row.state),
        answer=row.answer,
        wording=row.wording or row.words,
        note=row.note,
        editor=row.editor,
        decided=row.decided,
        heard=heard,
    )
