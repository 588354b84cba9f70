"""bot/console/queue/routes.py: an editor's way from what was asked in vain to the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.console.queue.deciding import Decisions, State
from bot.console.queue.grouping import MOST
from bot.content import library
from bot.conversation.unanswered import ASKED, FOUND, WRONG
from tests.console.conftest import Desk
from tests.console.learning_project import heard, ids, state_of
from tests.console.queue_pages import (
    ALIKE,
    MEANT,
    ONE,
    OTHER,
    asking,
    decide,
    field,
    mark,
    queue_house,
    read,
)
from tests.house.serving import NOW, House, StandIn

HIDDEN = "〔名前〕の紙をなくしました"
PAGES = ("/queue", "/queue/review", "/queue/learning", "/queue/learning/state", "/queue/groups/1")
FORMS = ("decide", "export", "learn", "take-back", "put-back")


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
    """Alike questions are one row with count, channels and reasons, the most frequent first."""
    heard(home.gateway.unanswered, ALIKE, channel="line", why=ASKED)
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
        ("?channel=line", [OTHER], [ONE]),
        ("?why=wrong", [OTHER], [ONE]),
        ("?why=refused&channel=web", [ONE], []),
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
    """The queue can be narrowed by state, reason and channel; an unknown page is the last one."""
    heard(home.gateway.unanswered, OTHER, channel="line", why=WRONG, shown="greet")
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
    assert "/queue?state=open&why=refused&channel=&page=2" in first
    assert "2 / 2 ページ" in read(editor, "/queue?why=refused&page=2")


def test_shown_is_not_found(editor: Desk, home: House) -> None:
    """The column of the bot's answers holds what it showed, not what a person found."""
    titles = {name: entry.title for name, entry in library().book().answers.items()}
    for _ in range(3):
        heard(home.gateway.unanswered, OTHER, channel="phone", why=FOUND, shown="debit_docs")
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
        heard(home.gateway.unanswered, ONE, channel="phone", why=FOUND, shown=name)
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
    assert answer.headers["location"] == "/queue?did=teach&gone=0"
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
    shown = asking("", [line for line in decisions.lines(State.OPEN) if line.words == ONE])
    body: dict[str, Any] = {**shown, "note": "書きかけ", **form}
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


def test_an_older_page_decides_nothing(editor: Desk, decisions: Decisions) -> None:
    """What a colleague has decided since is neither thrown away nor decided otherwise."""
    number = ids(decisions)[OTHER]
    seen = {f"seen_{number}": field(read(editor, f"/queue/groups/{number}"), f"seen_{number}")}
    form = {"line": str(number), "group": str(number), **seen}
    decisions.choose({number: "粗大ごみの日"}, "greet", "jiro", NOW)
    before = decisions.lines(State.CHOSEN)
    for what in ("drop", "teach", "foreign", "new", "reopen"):
        answer = editor.submit("/queue/decide", what=what, answer=MEANT, note="?", **form)
        assert answer.status_code == 422
        assert "ほかの人が先に" in answer.text
        assert "粗大ごみの日" in answer.text
        assert decisions.lines(State.CHOSEN) == before
    decisions.choose({number: "ごみの日を知りたい"}, "greet", "jiro", NOW)
    form = asking("drop", before)
    assert editor.submit("/queue/decide", **form).status_code == 422
    assert state_of(decisions, OTHER) is State.CHOSEN


def test_the_rest_is_decided(editor: Desk, decisions: Decisions) -> None:
    """Of ticked lines those that are as they were shown are decided; how many are not, is said."""
    form = asking("teach", [x for x in decisions.lines(State.OPEN) if x.words in (ONE, ALIKE)])
    decisions.set_aside([ids(decisions)[ALIKE]], "?", "jiro", NOW)
    answer = editor.submit("/queue/decide", answer=MEANT, **form)
    assert answer.headers["location"] == "/queue?did=teach&gone=1"
    page = read(editor, answer.headers["location"])
    assert "ほかの 1 行は、ほかの人が先に決めた" in page
    assert (state_of(decisions, ONE), state_of(decisions, ALIKE)) == (State.CHOSEN, State.NEW)
    answer = editor.submit("/queue/decide", answer=MEANT, back="review", **form)
    assert answer.headers["location"] == "/queue/review?changed=1"


@pytest.mark.parametrize("what", ["teach", "foreign", "new", "reopen"])
def test_decided_twice(editor: Desk, decisions: Decisions, what: str) -> None:
    """Who presses twice is not told that somebody was quicker."""
    decide(editor, decisions, "teach", ONE, answer="debit_docs")
    form = asking(what, decisions.lines(State.CHOSEN))
    for _ in range(2):
        answer = editor.submit("/queue/decide", answer=MEANT, note="?", **form)
        assert answer.headers["location"] == f"/queue?did={what}&gone=0"


def test_an_older_page_stays_an_older_page(editor: Desk, decisions: Decisions) -> None:
    """Sent back for something else, it does not pass for one that shows the colleague's words."""
    decide(editor, decisions, "teach", ONE, answer=MEANT)
    form = asking("teach", decisions.lines(State.CHOSEN))
    typed = {f"words_{form['group']}": "花子の言葉"}
    decisions.choose({int(form["group"]): "次郎の言葉"}, MEANT, "jiro", NOW)
    answer = editor.submit("/queue/decide", **{**form, "what": "explode"}, **typed)
    assert answer.status_code == 422
    name = f"seen_{form['group']}"
    assert field(answer.text, name) == form[name]
    assert editor.submit("/queue/decide", answer=MEANT, **form, **typed).status_code == 422
    assert [line.wording for line in decisions.lines(State.CHOSEN)] == ["次郎の言葉"]


def test_dropped_twice(editor: Desk, decisions: Decisions) -> None:
    """Thrown away once more, it is a message in the queue, not a page that does not exist."""
    form = asking("drop", [line for line in decisions.lines(State.OPEN) if line.words == OTHER])
    editor.submit("/queue/decide", **form)
    answer = editor.submit("/queue/decide", **form)
    assert answer.headers["location"] == "/queue?did=gone"
    assert "選んだ行は、もうここにありません" in read(editor, answer.headers["location"])


def test_dropped_is_told_as_it_is(editor: Desk) -> None:
    """What was exported once is in the notes of exports: nobody is told that nothing is left."""
    page = read(editor, "/queue?did=drop")
    assert "もう残っていません" not in page
    assert "前に書き出した言葉は、書き出しの控えと学習データに残っています" in page


def test_more_than_can_be_compared(editor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the page says that it shows only what was asked most."""
    assert MOST >= 1000
    monkeypatch.setattr("bot.console.queue.routes.MOST", 2)
    assert "よく聞かれた 2 行だけ" in read(editor, "/queue")


def test_nothing_is_collected(editor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """With BOT_KEEP_UNANSWERED=0 the page says that nothing new comes."""
    assert "BOT_KEEP_UNANSWERED" not in read(editor, "/queue")
    monkeypatch.setattr(editor.console, "keeps_unanswered", False)
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
