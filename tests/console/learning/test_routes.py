"""bot/console/learning/routes.py: what was reviewed is written, learnt, and taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import training
from bot.console.learning.learning import Learning
from bot.console.learning.taught import current
from bot.console.queue.deciding import Decisions, State
from tests.console.conftest import Desk
from tests.console.learning_project import ids, state_of
from tests.console.queue_pages import (
    ALIKE,
    MEANT,
    ONE,
    OTHER,
    decide,
    field,
    mark,
    queue_house,
    read,
)
from tests.house.serving import House, StandIn
from tests.house.storing import behind


@pytest.fixture
def home(
    shared_house: House, rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """The house with a queue of its own."""
    with queue_house(shared_house, tmp_path, monkeypatch) as found:
        yield found


@pytest.fixture
def decisions(home: House) -> Decisions:
    """What is in the queue."""
    return Decisions(home.gateway.stores.unanswered)


def learning_of(desk: Desk) -> Learning:
    found: Learning = desk.app.state.learning
    return found


def test_the_export_is_what_was_shown(editor: Desk, decisions: Decisions) -> None:
    """A review that is older than the last change writes nothing and says so."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    old = mark(editor)
    decide(editor, decisions, "teach", OTHER, answer="debit_docs")
    answer = editor.submit("/queue/export", shown=old)
    assert answer.headers["location"] == "/queue/review?changed=1"
    assert "中身が変わりました" in read(editor, answer.headers["location"])
    assert current() == ""
    assert editor.submit("/queue/export").headers["location"] == "/queue/review?changed=1"
    editor.submit("/queue/export", shown=mark(editor))
    assert ONE in current()
    assert OTHER in current()


def test_a_problem_blocks(editor: Desk, decisions: Decisions) -> None:
    """The review says what cannot be written, and the rest goes without it."""
    own = {f"words_{ids(decisions)[OTHER]}": "こんにちは!"}
    decide(editor, decisions, "teach", OTHER, answer=MEANT, **own)
    page = read(editor, "/queue/review")
    assert "書き出せません: 同じ言葉を、別の用件に" in page
    assert "行を書き出す</button>" not in page
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    assert "1行を書き出す</button>" in read(editor, "/queue/review")
    editor.submit("/queue/export", shown=mark(editor))
    assert "こんにちは" not in current()
    assert state_of(decisions, OTHER) is State.CHOSEN


def test_pressed_twice(editor: Desk, decisions: Decisions, home: House) -> None:
    """A button that is pressed several times at once writes each line once."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    shown = mark(editor)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: editor.submit("/queue/export", shown=shown), range(4)))
    assert sorted(answer.headers["location"] for answer in answers) == [
        "/queue/learning", *["/queue/review?changed=1"] * 3
    ]  # fmt: skip
    assert current().count(ONE) == 1


def test_take_back(editor: Desk, decisions: Decisions) -> None:
    """The last export is shown with its editor, and taken back by one press."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    editor.submit("/queue/export", shown=mark(editor))
    page = read(editor, "/queue/learning")
    assert "hanako さんが、次の 1 行を書き出しました" in page
    assert "書き出した 1 行は、まだボットに入っていません" in page
    number = field(page, "export")
    for _ in range(2):  # pressed twice it is taken back once
        answer = editor.submit("/queue/take-back", export=number)
        assert "書き出しを取り消しました" in read(editor, answer.headers["location"])
    assert current() == ""
    assert ONE in read(editor, "/queue/review")
    page = read(editor, "/queue/learning")
    assert "新しく学ぶことはありません" in page
    assert "この書き出しを取り消す" not in page


def test_only_the_export_that_was_seen(editor: Desk, decisions: Decisions) -> None:
    """Who asks to take back what is no longer the last export is told so, and it stays."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    editor.submit("/queue/export", shown=mark(editor))
    old = field(read(editor, "/queue/learning"), "export")
    decide(editor, decisions, "teach", OTHER, answer="debit_docs")
    editor.submit("/queue/export", shown=mark(editor))
    whole = current()
    for form in ({"export": old}, {"export": "x"}, {}):
        answer = editor.submit("/queue/take-back", **form)
        assert answer.headers["location"] == "/queue/learning?did=changed"
        assert "何も取り消していません" in read(editor, answer.headers["location"])
    assert current() == whole


def test_while_learning(editor: Desk, decisions: Decisions, home: House) -> None:
    """Nothing is written or taken back while a model is made of the data."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    editor.submit("/queue/export", shown=mark(editor))
    decide(editor, decisions, "teach", OTHER, answer="debit_docs")
    shown, before, learning = mark(editor), current(), learning_of(editor)
    learning.command = ("sh", "-c", "exec sleep 60")
    editor.submit("/queue/learn")
    assert learning.progress.running
    assert "書き出せません" in read(editor, "/queue/review")
    answer = editor.submit("/queue/export", shown=shown)
    assert answer.headers["location"] == "/queue/review?changed=1"
    for form in ("take-back", "put-back", "learn"):
        editor.submit(f"/queue/{form}", export="1")
    assert current() == before
    assert editor.get("/queue/learning/state").json()["running"]
    assert "学習しています" in read(editor, "/queue/learning")

    async def stop() -> None:
        assert learning._work is not None
        learning._work.cancel()
        await asyncio.gather(learning._work, return_exceptions=True)

    assert home.first.portal is not None
    home.first.portal.call(stop)
    assert current() == ""


def test_the_whole_way(editor: Desk, decisions: Decisions, home: House) -> None:
    """Taught, exported, not learnt by a Rasa that does not answer: said so, and all is back."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    editor.submit("/queue/export", shown=mark(editor))
    learning = learning_of(editor)
    model = training.model_path(training.ROOT)
    learning.command = ("sh", "-c", f"touch '{model}'; echo 'model {model.name}'")
    editor.submit("/queue/learn")
    assert home.first.portal is not None
    home.first.portal.call(learning.finished)
    page = read(editor, "/queue/learning")
    assert "新しいモデルは、まだ答えていません" in page
    late = editor.submit("/queue/use", model="bot-0123456789abcdef.tar.gz")
    assert "何も変えていません" in read(editor, late.headers["location"])
    editor.submit("/queue/use", model=model.name)
    home.first.portal.call(learning.finished)
    page = read(editor, "/queue/learning")
    assert "読み込めませんでした" in page
    assert state_of(decisions, ONE) is State.CHOSEN


def test_everything_is_noted(editor: Desk, decisions: Decisions) -> None:
    """The audit has who decided, exported and took back, with ids and counts, never a word."""
    decide(editor, decisions, "teach", ONE, ALIKE, answer=MEANT)
    decide(editor, decisions, "drop", OTHER)
    editor.submit("/queue/export", shown=mark(editor))
    for _ in range(2):
        editor.submit("/queue/take-back", export="1")
    page = read(editor, "/audit")
    noted = editor.console.audit
    with behind(noted) as base:
        rows = [tuple(row)[2:] for row in base.execute("select * from audit order by number")]
    said = [row for row in map(str, rows) if "queue" in row]
    assert len(said) == 4
    assert MEANT in said[0]
    assert "入院" not in page
    assert "入院" not in "".join(said)
