"""bot/console/learning/ending.py: what was taught ends after a year, unless somebody renews it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.console.learning import taught
from bot.console.learning.ending import SOON_DAYS, TAUGHT_DAYS, TaughtWords
from bot.console.queue.deciding import State
from tests.console.learning_project import School, heard, made, school, serve_present
from tests.house.serving import NOW

ONE, TWO = "入院代を安くする紙がほしい", "高い手術の前にもらう紙"
MEANT = "limit_certificate"
TODAY = NOW.date()
LAST = TODAY + timedelta(days=TAUGHT_DAYS)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> School:
    """Two lines that were taught today, by two exports."""
    made(tmp_path / "project", monkeypatch)
    serve_present()
    found = school(tmp_path / "data")
    heard(found.bot.unanswered, ONE, TWO)
    found.teach(ONE)
    found.teach(TWO)
    return found


def words_of(own: School) -> TaughtWords:
    """All that was taught in that school."""
    exports = own.learning.exports
    return TaughtWords(exports._store, exports, export_days=40)


def stored_texts(own: School) -> str:
    """Every text that is remembered beside the file."""
    store = own.learning.exports._store
    records = [found for number in range(1, 9) if (found := store.export(number))]
    return "".join(record.before + record.after for record in records)


def test_a_line_has_its_last_day(own: School) -> None:
    """A line counts from the day of its export; it is shown as ending only towards its end."""
    found = words_of(own)
    assert {(line.words, line.since, line.last) for line in found.lines(TODAY)} == {
        (ONE, TODAY, LAST), (TWO, TODAY, LAST)
    }  # fmt: skip
    assert found.end_soon(LAST - timedelta(days=SOON_DAYS)) == []
    assert len(found.end_soon(LAST - timedelta(days=SOON_DAYS - 1))) == 2


def test_it_ends_everywhere(own: School) -> None:
    """After its last day a line is out of the file, of the notes of exports, and of the queue."""
    found = words_of(own)
    found.lines(TODAY)
    assert found.end(NOW + timedelta(days=TAUGHT_DAYS)) == 0
    assert found.end(NOW + timedelta(days=TAUGHT_DAYS + 1)) == 2
    assert taught.current() == ""
    assert own.decisions.lines(*State) == []
    assert stored_texts(own) == ""
    assert found.lines(LAST) == []


def test_a_renewed_line_stays(own: School) -> None:
    """Who renews one line gives it another year; the other one ends. The last export fits still."""
    found = words_of(own)
    mark = next(line.mark for line in found.lines(TODAY) if line.words == ONE)
    assert found.renew([mark, "none"], LAST) == 1
    assert found.end(NOW + timedelta(days=TAUGHT_DAYS + 1)) == 1
    assert taught.pairs(taught.current()) == {(MEANT, ONE)}
    assert found.lines(LAST)[0].since == LAST


def test_exports_are_forgotten_before(own: School) -> None:
    """What can be taken back is remembered for weeks; the words themselves go on teaching."""
    found = words_of(own)
    found.end(NOW + timedelta(days=40))
    assert found.exports_kept().rows == 2
    found.end(NOW + timedelta(days=40, minutes=1))
    assert (found.exports_kept().rows, stored_texts(own)) == (0, "")
    assert taught.pairs(taught.current()) == {(MEANT, ONE), (MEANT, TWO)}
    assert own.learning.exports.last() is None


def test_the_last_export_can_still_be_taken_back(own: School) -> None:
    """Where an older line ends, the notes are as if it had never been there."""
    found = words_of(own)
    marks = {line.words: line.mark for line in found.lines(TODAY)}
    store = own.learning.exports._store
    store.date({marks[ONE]: date(2020, 1, 1).isoformat()})
    assert found.end(NOW) == 1
    last = own.learning.exports.last()
    assert last is not None
    assert last.lines == [(MEANT, TWO)]
    assert own.learning.exports.take_back(last.id)
    assert taught.current() == ""


def test_wiped_at_once(own: School) -> None:
    """All of it goes when somebody says so, and what is taught again begins anew."""
    found = words_of(own)
    assert found.wipe(TODAY) == 2
    assert (taught.current(), own.decisions.lines(*State)) == ("", [])
    heard(own.bot.unanswered, ONE)
    own.teach(ONE)
    assert [line.since for line in found.lines(TODAY)] == [TODAY]


def test_without_exports(own: School) -> None:
    """Notes of exports can go alone: nothing can be taken back, and what is taught stays."""
    found = words_of(own)
    found.forget_exports()
    assert found.exports_kept().rows == 0
    assert len(found.lines(TODAY)) == 2


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        (set(), {("a", "1"), ("a", "2"), ("b", "1")}),
        ({("a", "1")}, {("a", "2"), ("b", "1")}),
        ({("a", "1"), ("a", "2")}, {("b", "1")}),
        ({("a", "1"), ("a", "2"), ("b", "1")}, set()),
        ({("b", "2")}, {("a", "1"), ("a", "2"), ("b", "1")}),
    ],
)
def test_taken_out_of_a_text(gone: set[tuple[str, str]], left: set[tuple[str, str]]) -> None:
    """What is left is what we would have written of it; all else in a file of hand stays."""
    pairs = {("a", "1"), ("a", "2"), ("b", "1")}
    text = taught.text_of(pairs)
    assert taught.without(text, gone) == taught.text_of(left)
    noted = text.replace("nlu:", "nlu: # by hand")
    assert taught.without(noted, gone) == taught.text_of(left).replace("nlu:", "nlu: # by hand")
