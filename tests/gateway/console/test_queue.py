"""bot/gateway/console/routes/queue.py: an editor's way from what was asked in vain to the data."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bot import training
from bot.answers import library
from bot.gateway.console.deciding import Decisions, State
from bot.gateway.console.exporting import current
from bot.gateway.console.grouping import MOST
from bot.gateway.console.learning import Learning
from bot.gateway.unanswered import ASKED, FOUND, WRONG, Unanswered
from tests.gateway.serving import House, StandIn

from .conftest import Desk
from .learning_project import heard, ids, made, serve_present, state_of

ONE, ALIKE, OTHER = "入院代を安くする紙がほしい", "入院代を安くする紙が欲しいです", "ごみの日はいつ"
MEANT = "limit_certificate"
HIDDEN = "〔名前〕の紙をなくしました"
PAGES = ("/queue", "/queue/review", "/queue/learning", "/queue/learning/state", "/queue/groups/1")
FORMS = ("decide", "export", "learn", "take-back", "put-back")


@pytest.fixture
def home(
    shared_house: House, rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[House]:
    """The house with a queue, data and a project of its own."""
    made(tmp_path / "project", monkeypatch)
    serve_present()
    gateway, data = shared_house.gateway, tmp_path / "data"
    own = Unanswered(data)
    monkeypatch.setattr(gateway, "unanswered", own)
    monkeypatch.setattr(gateway, "settings", replace(gateway.settings, data=data))
    heard(own, ONE, ONE, ALIKE, OTHER)
    yield shared_house
    own.stop()


@pytest.fixture
def decisions(home: House) -> Decisions:
    """What is in the queue."""
    return Decisions(home.gateway.unanswered)


def learning_of(desk: Desk) -> Learning:
    found: Learning = desk.app.state.learning
    return found


def read(desk: Desk, path: str, status: int = 200) -> str:
    """The page, as a person reads it."""
    answer = desk.get(path)
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def decide(desk: Desk, decisions: Decisions, what: str, *texts: str, **more: Any) -> Any:
    """The response to a decision about `texts`."""
    numbers = ids(decisions)
    lines = [str(numbers[text]) for text in texts]
    return desk.submit("/queue/decide", what=what, line=lines, group=lines[0], **more)


def mark(desk: Desk) -> str:
    """What the review page says that it shows."""
    found = re.search(r'name="shown" value="(\w+)"', read(desk, "/queue/review"))
    assert found is not None
    return found[1]


def test_only_editors(operator: Desk, stranger: Desk) -> None:
    """An operator is told that it is not his, for pages and forms alike."""
    for path in PAGES:
        assert operator.get(path).status_code == 403
    for form in FORMS:
        assert operator.submit(f"/queue/{form}").status_code == 403


def test_nobody_else(stranger: Desk) -> None:
    """Who is not signed in sees nothing of the queue and changes nothing."""
    for path in PAGES:
        assert stranger.get(path).headers["location"] == "/signin"
    for form in FORMS:
        assert stranger.submit(f"/queue/{form}").status_code in (303, 401, 403)


@pytest.mark.parametrize("form", FORMS)
def test_a_forged_form(editor: Desk, decisions: Decisions, form: str) -> None:
    """Without the session's secret nothing is changed."""
    editor.csrf = "forged"
    assert editor.submit(f"/queue/{form}", what="drop", line="1").status_code == 403
    assert len(decisions.lines(State.OPEN)) == 3


def test_the_queue(editor: Desk, home: House) -> None:
    """Alike questions are one row with count, doors and reasons, the most frequent first."""
    heard(home.gateway.unanswered, ALIKE, door="line", why=ASKED)
    page = read(editor, "/queue")
    rows = re.findall(r'groups/\d+">([^<]*)</a></th>\s*<td class="number">(\d+)</td>', page)
    assert rows == [(ONE, "4"), (OTHER, "1")]
    assert "ウェブ 3" in page
    assert "LINE 1" in page
    assert "聞き返した 1" in page
    assert "答えられなかった 3" in page


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("?door=line", [OTHER], [ONE]),
        ("?why=wrong", [OTHER], [ONE]),
        ("?why=refused&door=web", [ONE], []),
        ("?why=nonsense", [], [ONE, OTHER]),
        ("?state=nonsense", [ONE, OTHER], []),
        ("?state=chosen", [], [ONE, OTHER]),
        ("?page=9999", [ONE, OTHER], []),
        ("?did=teach", [ONE], []),
    ],
)
def test_filters(
    editor: Desk, home: House, query: str, there: list[str], not_there: list[str]
) -> None:
    """The queue can be narrowed by state, reason and door; an unknown page is the last one."""
    heard(home.gateway.unanswered, OTHER, door="line", why=WRONG, shown="greet")
    page = read(editor, f"/queue{query}")
    assert [text for text in there if text not in page] == []
    assert [text for text in not_there if text in page] == []


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?page=10001", f"?why={'x' * 21}"])
def test_a_nonsensical_address(editor: Desk, query: str) -> None:
    """Another address is refused, not an error of ours."""
    assert editor.get(f"/queue{query}").status_code == 422


def test_pages(editor: Desk, home: House) -> None:
    """Beyond twenty groups there is a second page, with the filter kept."""
    heard(
        home.gateway.unanswered,
        *(f"{c * 6}のことを知りたい" for c in "犬猫鳥魚虫花木山川海空雲雨雪風星月火水金土"),
    )
    first = read(editor, "/queue?why=refused")
    assert "1 / 2 ページ" in first
    assert "/queue?state=open&why=refused&door=&page=2" in first
    assert "2 / 2 ページ" in read(editor, "/queue?why=refused&page=2")


def test_shown_is_not_found(editor: Desk, home: House) -> None:
    """The column of the bot's answers holds what it showed, not what a person found."""
    titles = {name: entry.title for name, entry in library().book().answers.items()}
    for _ in range(3):
        heard(home.gateway.unanswered, OTHER, door="phone", why=FOUND, shown="debit_docs")
    row = read(editor, "/queue?why=found").split("<tbody>")[1]
    assert titles["debit_docs"] not in row
    for _ in range(2):
        heard(home.gateway.unanswered, OTHER, why=WRONG, shown="greet")
    row = read(editor, "/queue?why=found").split("<tbody>")[1]
    assert titles["greet"] in row
    assert titles["debit_docs"] not in row


def test_what_operators_found_is_the_hint(editor: Desk, home: House, decisions: Decisions) -> None:
    """The id that operators found most stands in the field, until an editor has chosen another."""
    for name in ("debit_docs", MEANT, MEANT):
        heard(home.gateway.unanswered, ONE, door="phone", why=FOUND, shown=name)
    number = ids(decisions)[ONE]
    page = read(editor, f"/queue/groups/{number}")
    assert "担当者が選んだ答え" in page
    assert re.search(r'id="answer"[^>]*value="limit_certificate"', page)
    decide(editor, decisions, "teach", ONE, answer="debit_docs")
    assert re.search(r'id="answer"[^>]*value="debit_docs"', read(editor, f"/queue/groups/{number}"))
    page = read(editor, f"/queue/groups/{ids(decisions)[OTHER]}")
    assert "担当者が選んだ答え" not in page
    assert re.search(r'id="answer"[^>]*value=""', page)


def test_a_group(editor: Desk, decisions: Decisions) -> None:
    """A group shows all its lines, ticked; an unknown line is not found."""
    page = read(editor, f"/queue/groups/{ids(decisions)[ALIKE]}")
    assert ONE in page
    assert ALIKE in page
    assert OTHER not in page
    assert page.count(" checked>") == 2
    read(editor, "/queue/groups/99999", 404)


def test_taught(editor: Desk, decisions: Decisions) -> None:
    """Ticked lines wait, in the editor's words, under an id or its title; the rest stays open."""
    title = library().book().answers[MEANT].title
    numbers = ids(decisions)
    words = {f"words_{numbers[ONE]}": "入院代の紙"}
    answer = decide(editor, decisions, "teach", ONE, answer=title, **words)
    assert answer.headers["location"] == "/queue?did=teach"
    (line,) = decisions.lines(State.CHOSEN)
    assert (line.wording, line.answer, line.editor) == ("入院代の紙", MEANT, "hanako")
    assert state_of(decisions, ALIKE) is State.OPEN
    assert "入院代の紙" in read(editor, "/queue/review")


@pytest.mark.parametrize(
    ("what", "state"),
    [("foreign", State.CHOSEN), ("new", State.NEW), ("reopen", State.OPEN)],
)
def test_other_decisions(editor: Desk, decisions: Decisions, what: str, state: State) -> None:
    """A line can be out of scope, of a new kind, or open again."""
    decide(editor, decisions, "teach", OTHER, answer=MEANT)
    assert decide(editor, decisions, what, OTHER, note="分別?").status_code == 303
    (line,) = [found for found in decisions.lines(state) if found.words == OTHER]
    assert line.answer == ("out_of_scope" if what == "foreign" else None)
    assert line.note == ("分別?" if what == "new" else None)


def test_dropped(editor: Desk, decisions: Decisions) -> None:
    """What is thrown away is gone from every page."""
    decide(editor, decisions, "drop", OTHER)
    assert all(OTHER not in read(editor, f"/queue?state={s}") for s in ("open", "new", "done"))


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"what": "teach", "answer": "no_such_id"}, "用件を一覧から選んで"),
        ({"what": "teach", "answer": ""}, "用件を一覧から選んで"),
        ({"what": "teach", "answer": MEANT, "line": []}, "行を1つ以上"),
        ({"what": "teach", "answer": MEANT, "line": ["x", "-1", "9" * 30, "²"]}, "行を1つ以上"),
        ({"what": "explode"}, "もう一度お試し"),
        ({}, "もう一度お試し"),
        ({"what": "teach", "answer": MEANT, "words": "〔名前〕の紙"}, "〔 〕のある行"),
        ({"what": "foreign", "words": "〔日付〕の紙"}, "〔 〕のある行"),
        ({"what": "teach", "answer": MEANT, "words": "  "}, "空の行"),
    ],
)
def test_a_decision_that_cannot_be(
    editor: Desk, decisions: Decisions, form: dict[str, Any], sentence: str
) -> None:
    """What is missing is said on the page, with what was typed; nothing is changed."""
    number = str(ids(decisions)[ONE])
    body: dict[str, Any] = {"line": [number], "group": number, "note": "書きかけ", **form}
    if "words" in body:
        body[f"words_{number}"] = body.pop("words")
    answer = editor.submit("/queue/decide", **body)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "書きかけ" in answer.text
    assert len(decisions.lines(State.OPEN)) == 3


def test_a_hidden_name_is_rewritten_first(editor: Desk, home: House, decisions: Decisions) -> None:
    """A line with 〔名前〕 cannot be taught as it is; rewritten it can."""
    heard(home.gateway.unanswered, "山田花子の紙をなくしました")
    assert decide(editor, decisions, "teach", HIDDEN, answer=MEANT).status_code == 422
    own = {f"words_{ids(decisions)[HIDDEN]}": "母の紙をなくしました"}
    assert decide(editor, decisions, "teach", HIDDEN, answer=MEANT, **own).status_code == 303


def test_somebody_was_quicker(editor: Desk, decisions: Decisions) -> None:
    """Who decides about what was exported meanwhile is told so, and changes nothing."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    editor.submit("/queue/export", shown=mark(editor))
    answer = decide(editor, decisions, "drop", ONE)
    assert answer.status_code == 422
    assert "ほかの人が先に" in answer.text
    assert state_of(decisions, ONE) is State.EXPORTED


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
    editor.submit("/queue/take-back")
    assert current() == ""
    assert ONE in read(editor, "/queue/review")
    page = read(editor, "/queue/learning")
    assert "新しく学ぶことはありません" in page
    assert "この書き出しを取り消す" not in page


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
        editor.submit(f"/queue/{form}")
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
    assert "読み込めませんでした" in page
    assert state_of(decisions, ONE) is State.CHOSEN


def test_everything_is_noted(editor: Desk, decisions: Decisions) -> None:
    """The audit has who decided, exported and took back, with ids and counts, never a word."""
    decide(editor, decisions, "teach", ONE, ALIKE, answer=MEANT)
    decide(editor, decisions, "drop", OTHER)
    editor.submit("/queue/export", shown=mark(editor))
    editor.submit("/queue/take-back")
    page = read(editor, "/audit")
    noted = editor.console.audit
    with noted._base.open() as base:
        rows = [tuple(row)[1:] for row in base.execute("select * from audit order by rowid")]
    said = [row for row in map(str, rows) if "queue" in row]
    assert len(said) == 4
    assert MEANT in said[0]
    assert "入院" not in page
    assert "入院" not in "".join(said)


def test_more_than_can_be_compared(editor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the page says that it shows only what was asked most."""
    assert MOST >= 1000
    monkeypatch.setattr("bot.gateway.console.routes.queue.MOST", 2)
    assert "よく聞かれた 2 行だけ" in read(editor, "/queue")


def test_nothing_is_collected(editor: Desk, home: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """With BOT_KEEP_UNANSWERED=0 the page says that nothing new comes."""
    assert "BOT_KEEP_UNANSWERED" not in read(editor, "/queue")
    gateway = home.gateway
    monkeypatch.setattr(gateway, "settings", replace(gateway.settings, keep_unanswered=False))
    assert "BOT_KEEP_UNANSWERED=0" in read(editor, "/queue")


def test_words_are_text(editor: Desk, home: House, decisions: Decisions) -> None:
    """What a resident typed is shown, never run."""
    heard(home.gateway.unanswered, "<script>alert(1)</script>の紙がほしい")
    number = max(ids(decisions).values())
    for path in ("/queue", f"/queue/groups/{number}"):
        assert "<script>alert" not in editor.get(path).text
        assert "&lt;script&gt;" in editor.get(path).text


def test_titles_name_one_id_each() -> None:
    """An editor who types a title means one id."""
    titles = [entry.title for entry in library().book().answers.values()]
    assert [title for title in titles if titles.count(title) > 1] == []
