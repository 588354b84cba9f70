"""bot/console/kept/routes.py: an editor sees what is kept since when, and ends it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.console.kept.collecting import KeptPlaces
from bot.console.learning import taught
from bot.console.learning.ending import TAUGHT_DAYS
from bot.console.queue.deciding import Decisions, State
from bot.storage.ports.votes import VoteRecord
from tests.console.conftest import Desk
from tests.console.queue_pages import ALIKE, MEANT, ONE, OTHER, decide, mark, queue_house, read
from tests.console.visiting import noted
from tests.house.serving import House, StandIn

KINDS = ("unanswered", "votes", "exports", "taught", "files")


@pytest.fixture
def home(
    shared_house: House, rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """The house with words of each kind: in the queue, with a vote, and in a file put aside."""
    with queue_house(shared_house, tmp_path, monkeypatch) as found:
        vote = VoteRecord("2025-09-28T10", "web", "greet", "answer", False, question="入院代")
        found.gateway.stores.votes.add(vote)
        (tmp_path / "data" / "kokuho.sqlite.damaged-1").write_bytes(b"words")
        yield found


@pytest.fixture
def teacher(editor: Desk) -> Desk:
    """An editor who has taught one line."""
    decisions = Decisions(editor.console.gateway.stores.unanswered)
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    editor.submit("/queue/export", shown=mark(editor))
    assert ONE in taught.current()
    return editor


def rows(desk: Desk) -> dict[str, int]:
    """How much of each kind there is."""
    places: KeptPlaces = desk.app.state.kept
    return {kind.name: kind.rows for kind in places.kinds()}


def test_what_is_kept_since_when(teacher: Desk) -> None:
    """The page says how much there is of each kind, its oldest day, and when it ends by itself."""
    assert rows(teacher) == {"unanswered": 3, "votes": 1, "exports": 1, "taught": 1, "files": 1}
    page = read(teacher, "/kept")
    assert "令和7年(2025年)9月28日" in page
    assert "40日" in page
    assert f"{TAUGHT_DAYS}日" in page
    assert OTHER not in page
    assert noted(teacher)[-1] == ("hanako", "kept", "")


@pytest.mark.parametrize("kind", KINDS)
def test_wiped(teacher: Desk, kind: str) -> None:
    """One kind is ended, all others stay; the audit says what, how much, and no word."""
    before = rows(teacher)
    answer = teacher.submit("/kept/wipe", kind=kind, sure="1")
    assert answer.headers["location"] == f"/kept?did={kind}"
    # A line that is taught lies in the queue as well.
    expected = {**before, kind: 0}
    if kind == "taught":
        expected["unanswered"] -= 1
    assert rows(teacher) == expected
    assert noted(teacher)[-1] == ("hanako", "kept_wiped", f"{kind} {before[kind]}")
    assert "元には戻せません" in read(teacher, answer.headers["location"])
    assert 'role="alert"' not in read(teacher, "/kept")


def test_wiped_words_are_in_no_file(teacher: Desk, home: House, tmp_path: Path) -> None:
    """After all kinds were ended no word is left in any file; votes still count."""
    for kind in KINDS:
        assert teacher.submit("/kept/wipe", kind=kind, sure="1").status_code == 303
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    written = b"".join(path.read_bytes() for path in files)
    for words in (ONE, ALIKE, OTHER, "入院代"):
        assert words.encode() not in written
    assert len(home.gateway.stores.votes.counts("2025", "2026")) == 1


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "unanswered"}, "確かめました"),
        ({"kind": "everything", "sure": "1"}, "ありません"),
        ({"sure": "1"}, "ありません"),
    ],
)
def test_nothing_is_wiped_by_a_slip(teacher: Desk, form: dict[str, str], said: str) -> None:
    """Without the tick, and for what is no kind, nothing goes and the page says so."""
    before = rows(teacher)
    answer = teacher.submit("/kept/wipe", **form)
    assert answer.status_code == 422
    assert said in answer.text
    assert rows(teacher) == before


def test_not_while_a_model_is_made_of_it(teacher: Desk) -> None:
    """While it is learnt, what was taught stays: a model and its data belong together."""
    teacher.app.state.learning.progress.phase = "training"
    answer = teacher.submit("/kept/wipe", kind="taught", sure="1")
    assert (answer.status_code, rows(teacher)["taught"]) == (422, 1)
    assert teacher.submit("/kept/wipe", kind="votes", sure="1").status_code == 303
    teacher.app.state.learning.progress.phase = "idle"


def test_renewed(teacher: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Towards its end a line is shown; who ticks it keeps it, who ticks none is told so."""
    gateway = teacher.console.gateway
    later = gateway.now() + timedelta(days=TAUGHT_DAYS)
    monkeypatch.setattr(gateway, "now", lambda: later)
    assert ONE in read(teacher, "/kept")
    assert teacher.submit("/kept/renew").status_code == 422
    places: KeptPlaces = teacher.app.state.kept
    (line,) = places.taught.end_soon(later.date())
    assert teacher.submit("/kept/renew", line=line.mark).headers["location"] == "/kept?did=renewed"
    assert noted(teacher)[-1] == ("hanako", "taught_renewed", "1")
    assert ONE not in read(teacher, "/kept")


def test_what_is_over_is_swept(teacher: Desk, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hourly look takes taught lines out as well, but not while a model is made of them."""
    gateway = home.gateway
    later = gateway.now() + timedelta(days=TAUGHT_DAYS + 1)
    monkeypatch.setattr(gateway, "now", lambda: later)
    portal, progress = home.first.portal, teacher.app.state.learning.progress
    assert portal is not None
    progress.phase = "training"
    portal.call(gateway.retention.sweep)
    assert ONE in taught.current()
    progress.phase = "idle"
    portal.call(gateway.retention.sweep)
    assert taught.current() == ""
    assert Decisions(gateway.stores.unanswered).lines(*State) == []


def test_for_editors_alone(operator: Desk) -> None:
    """Who only answers the phone neither sees nor ends it."""
    assert operator.get("/kept").status_code == 403
    assert operator.submit("/kept/wipe", kind="unanswered", sure="1").status_code == 403
    assert operator.submit("/kept/renew").status_code == 403


def test_from_our_page_alone(editor: Desk) -> None:
    """A page of another site ends nothing."""
    form = {"kind": "unanswered", "sure": "1", "csrf": "wrong"}
    answer = editor.client.post("/kept/wipe", data=form, follow_redirects=False)
    assert answer.status_code == 403
    assert rows(editor)["unanswered"] == 3
