"""bot/console/learning/exporting.py: exactly what was reviewed is written, and can be undone."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import training
from bot.console.learning import exporting, taught
from bot.console.learning.reviewing import BLOCKING, reviewed
from bot.console.learning.taught import current, read, taught_file, written
from bot.console.queue.deciding import Decisions, State
from bot.content import strict_yaml
from bot.errors import StorageError
from tests.console.learning_project import (
    School,
    heard,
    ids,
    line,
    made,
    school,
    serve_present,
    state_of,
)
from tests.house.serving import NOW

ONE, TWO, THREE = "入院代を安くする紙がほしい", "高い手術の前にもらう紙", "窓口で払うのを減らす紙"
MEANT = "limit_certificate"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, with a model in service."""
    found = made(tmp_path / "project", monkeypatch)
    serve_present()
    return found


@pytest.fixture
def own(project: Path, tmp_path: Path) -> School:
    """Three lines that were refused."""
    found = school(tmp_path / "data")
    heard(found.bot.unanswered, ONE, TWO, THREE)
    return found


def problem(wording: str, answer: str = MEANT) -> str | None:
    """What is wrong with teaching `wording`."""
    chosen = replace(line("届いた言葉", 1, None, answer), wording=wording)
    return reviewed([chosen])[0].problem


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        (ONE, None),
        ("〔名前〕です。入院代を安くする紙がほしい", "masked"),
        ("〔何か〕を安くする紙", "masked"),
        ("/restart と言ったら", "command"),
        ("／restart と言ったら", "command"),
        ("[確認書](paper)をなくした", "command"),
        ('[確認書]{"entity": "paper"}をなくした', "command"),
        ('[確認書][{"entity": "paper"}]をなくした', "command"),
        ("確認\N{REPLACEMENT CHARACTER}書をなくした", "command"),
        ("電話は090-1234-5678です、確認書は", "number"),
        ("番号1234 5678 9012の確認書", "number"),
        ("2025-08-01 2026-07-31の確認書", "number"),
        ("まいな@なんばーの確認書", "number"),
        ("コールセンター044-200-0783は何時から", None),
        ("", "empty"),
        ("?!。", "empty"),
        (" 空白のある確認書", "empty"),
        ("確認書\nをなくした", "empty"),
        ("限度額適用認定証とは何ですか", "known"),
        ("限度額適用認定証とは、何ですか?", "known"),
        ("ｺﾝﾆﾁﾊ", "elsewhere"),
        ("山田花子です、確認書がほしい", "personal"),
        ("昭和30年7月15日生まれの確認書", "personal"),
        ("紙は", "short"),
        ("入院代を安くする紙がほしいのですが" * 10, "long"),
    ],
)
def test_what_is_wrong(project: Path, wording: str, found: str | None) -> None:
    """Each kind of line that teaches nothing, or too much, is named."""
    assert problem(wording) == found


def test_an_id_that_is_gone(project: Path) -> None:
    """A line for an id that was taken out of the texts cannot be written."""
    assert problem(ONE, "no_such_id") == "no_answer"
    assert {"masked", "command", "number", "empty", "known", "elsewhere"} < BLOCKING


def test_the_same_words_twice(project: Path) -> None:
    """Of two lines with the same words one goes; for another id neither hides the clash."""
    lines = [line("a", 1, ONE, MEANT), line("b", 2, f"{ONE}。", MEANT), line("c", 3, ONE, "greet")]
    found = [(item.line.id, item.problem, item.other) for item in reviewed(lines)]
    assert found == [(3, None, None), (1, "elsewhere", "greet"), (2, "elsewhere", "greet")]
    found = [(item.line.id, item.problem, item.other) for item in reviewed(lines[:2])]
    assert found == [(1, None, None), (2, "known", MEANT)]


def test_what_somebody_else_wrote_meanwhile(project: Path) -> None:
    """The review knows the training data as it is now, not as it was when it was read first."""
    assert problem(ONE) is None
    path = project / "data/nlu/new.yml"
    path.write_text(written({MEANT: [ONE]}), encoding="utf-8")
    assert problem(ONE) == "known"
    path.write_text(written({"greet": [f"{ONE}。"]}), encoding="utf-8")
    assert problem(ONE) == "elsewhere"


def take_back(own: School) -> bool:
    """Takes the last export back, if there is one."""
    last = own.learning.exports.last()
    return last is not None and own.learning.exports.take_back(last.id)


def export(own: School, *texts: str, wording: str | None = None) -> int:
    """Chooses MEANT for `texts`, and exports everything that may go."""
    numbers = ids(own.decisions)
    own.decisions.choose({numbers[t]: wording or t for t in texts}, MEANT, "hanako", NOW)
    return own.learning.exports.export(own.reviewed(), "hanako", NOW)


def test_exactly_what_was_reviewed(own: School) -> None:
    """What may go is written in Rasa's format for its id; what may not stays in the review."""
    numbers = ids(own.decisions)
    own.decisions.choose({numbers[ONE]: "入院代の紙がほしい"}, MEANT, "hanako", NOW)
    own.decisions.choose({numbers[TWO]: "〔日付〕の紙"}, MEANT, "hanako", NOW)
    own.decisions.choose({numbers[THREE]: THREE}, "debit_docs", "hanako", NOW)
    assert own.learning.exports.export(own.reviewed(), "hanako", NOW) == 2
    assert current() == (
        'version: "3.1"\n\nnlu:\n- intent: debit_docs\n  examples: |\n'
        f"    - {THREE}\n- intent: limit_certificate\n  examples: |\n    - 入院代の紙がほしい\n"
    )
    assert [found.words for found in own.decisions.lines(State.CHOSEN)] == [TWO]
    assert len(own.decisions.lines(State.EXPORTED)) == 2
    last = own.learning.exports.last()
    pairs = [("debit_docs", THREE), (MEANT, "入院代の紙がほしい")]
    assert last is not None
    assert (last.at, last.editor, last.lines) == ("2025-10-01T10:00", "hanako", pairs)


def test_nothing_to_write(own: School) -> None:
    """An export of nothing makes no file and nothing to take back."""
    assert export(own, ONE, wording="〔日付〕の紙") == 0
    assert not taught_file().exists()
    assert own.learning.exports.last() is None
    assert not take_back(own)


def test_taking_back_is_the_inverse(own: School) -> None:
    """Two exports are taken back one by one; then file and lines are as they were."""
    path, exports = training.model_path(training.ROOT), own.learning.exports
    export(own, ONE)
    first = current()
    export(own, TWO, THREE)
    assert take_back(own)
    assert current() == first
    assert state_of(own.decisions, ONE) is State.EXPORTED
    assert state_of(own.decisions, TWO) is State.CHOSEN
    assert take_back(own)
    assert not taught_file().exists()
    assert {found.state for found in own.decisions.lines(*State)} == {State.CHOSEN}
    assert training.model_path(training.ROOT) == path
    assert not take_back(own)
    assert exports.export(own.reviewed(), "jiro", NOW) == 3
    assert take_back(own)


def test_only_the_export_that_is_meant(own: School) -> None:
    """Asked twice, or after a newer export, nothing but the export that is named is taken back."""
    exports = own.learning.exports
    export(own, ONE)
    first, whole = exports.last(), current()
    export(own, TWO)
    second = exports.last()
    assert first is not None
    assert second is not None
    assert (second.editor, second.lines) == ("hanako", [(MEANT, TWO)])
    assert not exports.take_back(first.id)
    assert not exports.is_taken_back(second.id)
    assert exports.take_back(second.id)
    assert not exports.take_back(second.id)
    assert exports.is_taken_back(second.id)
    assert current() == whole
    assert not exports.take_back(0)


def test_a_file_that_somebody_changed(own: School) -> None:
    """What was edited by hand since is not overwritten by taking back."""
    export(own, ONE)
    taught_file().write_text(current() + "    - 手で足した行\n", encoding="utf-8")
    assert own.learning.exports.last() is None
    assert not take_back(own)
    assert "手で足した行" in current()
    export(own, TWO)
    assert {"手で足した行", ONE, TWO} == set(read(taught_file())[MEANT])


def test_putting_back_is_the_inverse(own: School) -> None:
    """A model brings its own data back, in both directions, and the lines go with it."""
    exports, before = own.learning.exports, training.in_service()
    assert before is not None
    export(own, ONE)
    after = serve_present()
    exports.settle()
    assert state_of(own.decisions, ONE) is State.LEARNT
    whole = current()
    for _ in range(2):
        training.put_in_service(before)
        assert exports.put_back(before)
        assert not taught_file().exists()
        assert state_of(own.decisions, ONE) is State.CHOSEN
        training.put_in_service(after)
        assert exports.put_back(after)
        assert current() == whole
        assert state_of(own.decisions, ONE) is State.LEARNT
    assert not exports.put_back(Path("bot-0000000000000000.tar.gz"))
    assert current() == whole


STEPS = st.lists(st.sampled_from(["one", "two", "three", "back", "learn", "before"]), max_size=12)


@settings(max_examples=8)
@given(STEPS)
def test_lines_and_file_agree(steps: list[str]) -> None:
    """Whatever is done in whatever order, a line is in the file exactly if it says so."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        made(Path(folder) / "project", patch)
        first = serve_present()
        own = school(Path(folder) / "data")
        heard(own.bot.unanswered, ONE, TWO, THREE)
        for step in steps:
            text = {"one": ONE, "two": TWO, "three": THREE}.get(step)
            if text and state_of(own.decisions, text) in (State.OPEN, State.CHOSEN):
                export(own, text)
            elif step == "back":
                take_back(own)
            elif step == "learn":
                serve_present()
                own.learning.exports.settle()
            elif step == "before":
                training.put_in_service(first)
                own.learning.exports.put_back(first)
            there = set(read(taught_file()).get(MEANT, ()))
            taught = own.decisions.lines(State.EXPORTED, State.LEARNT)
            assert {found.wording for found in taught} == there
        own.bot.unanswered.stop()


def dies(*_: object) -> None:
    """The process is killed here."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["lines", "file"])
def test_a_crash_in_between(
    own: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """A process that dies during an export leaves all of it undone, and it can be done again."""

    place: tuple[Any, str] = (Decisions, "move") if where == "lines" else (taught, "put")
    with monkeypatch.context() as patch:
        patch.setattr(*place, dies)
        with pytest.raises(KeyboardInterrupt):
            export(own, ONE)
    again = school(tmp_path / "data")
    assert state_of(again.decisions, ONE) is State.CHOSEN
    assert again.learning.exports.last() is None
    assert again.learning.exports.export(again.reviewed(), "hanako", NOW) == 1
    assert take_back(again)
    assert not taught_file().exists()


def test_a_crash_while_taking_back(
    own: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Died between the file and the lines, the next start puts the lines where the file says."""
    export(own, ONE)
    with monkeypatch.context() as patch:
        patch.setattr(exporting.Exports, "settle", dies)
        with pytest.raises(KeyboardInterrupt):
            take_back(own)
    assert state_of(own.decisions, ONE) is State.EXPORTED
    assert state_of(school(tmp_path / "data").decisions, ONE) is State.CHOSEN


def test_a_full_disk(own: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written stays what it was."""
    export(own, ONE)
    before = current()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        export(own, TWO)
    assert current() == before
    own.learning.exports.settle()
    assert state_of(own.decisions, TWO) is State.CHOSEN


def test_a_start_that_trained_by_itself(own: School, tmp_path: Path) -> None:
    """What was exported and then trained at a start is learnt."""
    export(own, ONE)
    serve_present()
    assert state_of(school(tmp_path / "data").decisions, ONE) is State.LEARNT


def test_the_model_at_the_start_is_known(own: School, project: Path) -> None:
    """Also after somebody has edited other data by hand, it is known what the served one learnt."""
    served = training.in_service()
    assert served is not None
    export(own, ONE)
    assert own.learning.exports.brings_back(served)
    (project / "data/nlu/applications.yml").write_text(written({"greet": ["やあ"]}))
    assert not own.learning.exports.brings_back(served)
    assert own.learning.exports.withdraw(current())
    assert not taught_file().exists()


def test_the_notes_of_exports_are_private(own: School, tmp_path: Path) -> None:
    """Only the owner of the process reads the base."""
    assert (tmp_path / "data/kokuho.sqlite").stat().st_mode & 0o077 == 0


def test_it_is_an_input_of_the_model(own: School) -> None:
    """The file lies where Rasa and the fingerprint look."""
    before = training.fingerprint(training.ROOT)
    export(own, ONE)
    assert training.fingerprint(training.ROOT) != before
    assert taught_file() in set(training.inputs(training.ROOT))
    assert strict_yaml.load(taught_file())["nlu"][0]["intent"] == MEANT


def test_a_locked_base(own: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export that cannot be noted is not made."""

    def locked(*_: object) -> Any:
        raise StorageError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(own.learning.exports._store, "add", locked, raising=False)
        with pytest.raises(StorageError):
            export(own, ONE)
    assert not taught_file().exists()
    assert state_of(own.decisions, ONE) is State.CHOSEN
