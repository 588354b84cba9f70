"""bot/console/queue/deciding.py: what editors decide, who did, and what can no longer change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.console.queue.deciding import Decisions, State
from bot.conversation.unanswered import FOUND, WRONG, Unanswered
from bot.storage.stores import Stores
from tests.console.learning_project import heard, ids, state_of
from tests.house.serving import NOW
from tests.house.storing import raw

ONE, TWO, THREE = "入院代を安くする紙がほしい", "紙をなくした", "口座を変えたい"


@pytest.fixture
def decisions(tmp_path: Path) -> Iterator[Decisions]:
    """Three lines; the first was said three times."""
    store = Stores.local(tmp_path).unanswered
    collection = Unanswered(store)
    heard(collection, ONE, TWO, THREE, ONE)
    heard(collection, ONE, channel="phone", why=WRONG, shown="debit_docs")
    yield Decisions(store)
    collection.stop()


def test_lines_are_read_whole(decisions: Decisions) -> None:
    """What was said most comes first, each line with its channels, reasons, shown ids and times."""
    lines = decisions.lines(State.OPEN)
    assert [(line.words, line.times) for line in lines] == [(ONE, 3), (THREE, 1), (TWO, 1)]
    assert lines[0].heard == (("phone", "wrong", "debit_docs", 1), ("web", "refused", "", 2))
    assert (lines[0].wording, lines[0].answer, lines[0].editor) == (ONE, None, None)
    assert decisions.lines(State.CHOSEN, State.NEW) == []


def test_who_has_chosen_what(decisions: Decisions) -> None:
    """A choice keeps the id, the words that will be taught, the editor and the minute."""
    number = ids(decisions)[ONE]
    decisions.choose({number: "入院代を安くしたい"}, "limit_certificate", "hanako", NOW)
    (line,) = decisions.lines(State.CHOSEN)
    assert (line.words, line.wording, line.answer) == (
        ONE, "入院代を安くしたい", "limit_certificate"
    )  # fmt: skip
    assert (line.editor, line.decided) == ("hanako", "2025-10-01T10:00")
    decisions.choose({number: ONE}, "debit_docs", "jiro", NOW + timedelta(minutes=1))
    (line,) = decisions.lines(State.CHOSEN)
    assert (line.wording, line.answer, line.editor) == (ONE, "debit_docs", "jiro")


def test_new_and_back(decisions: Decisions) -> None:
    """Where no id fits, a note stays for the authors; reopened, nothing is left of a decision."""
    number = ids(decisions)[ONE]
    decisions.choose({number: ONE}, "debit_docs", "hanako", NOW)
    decisions.set_aside([number], "歯科のこと?", "jiro", NOW)
    (line,) = decisions.lines(State.NEW)
    assert (line.note, line.answer, line.editor) == ("歯科のこと?", None, "jiro")
    decisions.reopen([number])
    (line, *_) = decisions.lines(State.OPEN)
    assert (line.words, line.note, line.answer, line.editor, line.decided) == (
        ONE, None, None, None, None
    )  # fmt: skip


def test_counts(decisions: Decisions) -> None:
    """Each state has its count, and all of them together are the lines."""
    decisions.set_aside([ids(decisions)[TWO]], "", "hanako", NOW)
    counts = decisions.counts()
    assert set(counts) == set(State)
    assert (counts[State.OPEN], counts[State.NEW], sum(counts.values())) == (2, 1, 3)


def test_dropped_is_gone(decisions: Decisions, tmp_path: Path) -> None:
    """What is thrown away is in no byte of the folder, with its counts."""
    decisions.drop([ids(decisions)[TWO]])
    assert sorted(ids(decisions)) == sorted([ONE, THREE])
    with raw(tmp_path) as base:
        assert base.execute("select count(*) from heard").fetchone()[0] == 3
    with raw(tmp_path) as base:
        base.execute("pragma wal_checkpoint(truncate)")
    assert TWO.encode() not in b"".join(p.read_bytes() for p in tmp_path.iterdir())


@pytest.mark.parametrize("state", [State.EXPORTED, State.LEARNT])
def test_what_is_in_the_data_is_decided(decisions: Decisions, state: State) -> None:
    """Somebody whose page is older than the export changes nothing of what was exported."""
    number = ids(decisions)[ONE]
    decisions.choose({number: ONE}, "limit_certificate", "hanako", NOW)
    decisions.move([number], state)
    before = decisions.lines(state)
    decisions.choose({number: "別の言葉"}, "debit_docs", "jiro", NOW)
    decisions.set_aside([number], "?", "jiro", NOW)
    decisions.reopen([number])
    decisions.drop([number])
    assert decisions.lines(state) == before


def test_a_hint_stays_with_what_is_open_again(decisions: Decisions) -> None:
    """A line that was learnt and asked in vain again keeps its id, whatever else is reopened."""
    numbers = ids(decisions)
    decisions.choose({numbers[ONE]: ONE}, "limit_certificate", "hanako", NOW)
    decisions.move([numbers[ONE]], State.LEARNT)
    heard(Unanswered(decisions._store), ONE)
    decisions.set_aside([numbers[TWO]], "", "hanako", NOW)
    decisions.reopen([numbers[TWO]])
    line = decisions.lines(State.OPEN)[0]
    assert (line.words, line.answer) == (ONE, "limit_certificate")


def test_two_editors_at_once(decisions: Decisions) -> None:
    """Of two who decide about the same lines at once one wins, for all of them and wholly."""
    numbers = list(ids(decisions).values())
    barrier = threading.Barrier(2)

    def decide(editor: str, answer: str) -> None:
        barrier.wait()
        decisions.choose(dict.fromkeys(numbers, editor), answer, editor, NOW)

    threads = [
        threading.Thread(target=decide, args=pair)
        for pair in (("hanako", "debit_docs"), ("jiro", "limit_certificate"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {(x.editor, x.wording, x.answer) for x in decisions.lines(State.CHOSEN)}
    assert found in ({("hanako", "hanako", "debit_docs")}, {("jiro", "jiro", "limit_certificate")})


def test_reasons_are_kept_apart(decisions: Decisions) -> None:
    """The id that we showed and the id that a person found are told apart by the reason."""
    heard(Unanswered(decisions._store), ONE, channel="phone", why=FOUND, shown="limit_certificate")
    assert ("phone", "found", "limit_certificate", 1) in decisions.lines(State.OPEN)[0].heard
    assert state_of(decisions, ONE) is State.OPEN
