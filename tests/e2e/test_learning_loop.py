"""The whole loop with the real servers: asked in vain, taught by an editor, learnt, answered.

The project is the real one with less to learn: the same command trains and the same check looks at
what came of it. It is a holiday, long after the edition: what residents are told then is held here
as well.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape
from threading import Event
from typing import Any

import pytest
import requests

from bot.console.shared.accounts import Accounts, Role
from bot.storage.stores import Stores
from tests.e2e.running import Servers, copy_project, press, text_of, with_less_to_learn

pytestmark = pytest.mark.e2e

NAME, PASSWORD = "hanako", "correct horse battery"
_PATIENCE = 600  # seconds; the training gives way to all others
PRIVATE = "山田花子"
MEANT = "limit_certificate"
ASKED = (
    "入院代を安くする紙がほしい",
    "入院代を安くする紙が欲しいです",
    "入院代を安くしてくれる紙がほしい",
    f"{PRIVATE}です。入院代を安くする紙がほしいです",
)
SIMILAR = "入院代を安くする紙、ほしいのですが"
KNOWN, KNOWN_ID = "資格確認書はいつまで使えますか", "certificate_expiry"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Servers whose data may be taught; Ctrl-C is no failure and leaves no process."""
    project = with_less_to_learn(copy_project(tmp_path_factory.mktemp("own")))
    servers = Servers(project, today="2026-11-23T10:00")
    try:
        servers.wait_until_ready()
        yield servers
    finally:
        code = servers.stop()
    assert code == 0
    assert servers.survivors() == []
    assert [words for words in (*ASKED, SIMILAR, PRIVATE) if words in servers.log()] == []


class Editor:
    """Somebody at the console, over HTTP."""

    def __init__(self, servers: Servers) -> None:
        Accounts(Stores.local(servers.folder / ".data").accounts).add(NAME, Role.EDITOR, PASSWORD)
        self._url, self._session = servers.console_url, requests.Session()
        self._session.headers["Accept"] = "text/html"
        self._post("/signin", {"name": NAME, "password": PASSWORD})
        found = re.search(r'name="csrf" content="([^"]+)"', self.page("/desk"))
        assert found is not None
        self._csrf = found[1]

    def page(self, path: str) -> str:
        """What the editor reads."""
        answer = self._session.get(self._url + path, timeout=30)
        assert answer.status_code == 200, (path, answer.status_code)
        return unescape(answer.text)

    def do(self, path: str, **form: Any) -> str:
        """The page after a form was sent."""
        return self._post(path, {"csrf": self._csrf, **form})

    def state(self) -> dict[str, Any]:
        """Where the learning stands."""
        found: dict[str, Any] = self._session.get(
            f"{self._url}/queue/learning/state", timeout=30
        ).json()
        return found

    def wait(self) -> str:
        """Returns how the learning has ended."""
        deadline = time.monotonic() + _PATIENCE
        while (found := self.state())["running"]:
            assert time.monotonic() < deadline, found
            time.sleep(1)
        return str(found["phase"])

    def _post(self, path: str, form: dict[str, Any]) -> str:
        answer = self._session.post(self._url + path, data=form, timeout=30)
        assert answer.status_code == 200, (path, answer.status_code)
        return unescape(answer.text)


def ask(servers: Servers, text: str) -> str | None:
    """The id of the first card that a resident gets at the gateway."""
    with requests.Session() as session:
        begun = session.post(f"{servers.url}/api/conversations", json={}, timeout=30).json()
        answer = session.post(
            f"{servers.url}/api/messages",
            json={"id": uuid.uuid4().hex, "text": text},
            headers={"Authorization": f"Bearer {begun['conversation']}"},
            timeout=30,
        ).json()
    assert not answer["reduced"], "Rasa did not answer"
    card: dict[str, Any] = answer["cards"][0]
    return card["answer_id"] if card["kind"] not in ("refusal", "options") else None


@contextmanager
def residents_asking(servers: Servers) -> Iterator[list[str | None]]:
    """Somebody asks what is known all the while; the ids of the answers. None may be another."""
    heard: list[str | None] = []
    over = Event()

    def go() -> None:
        while not over.wait(0.5 if heard else 0):
            heard.append(ask(servers, KNOWN))

    with ThreadPoolExecutor(1) as street:
        asking = street.submit(go)
        try:
            yield heard
        finally:
            over.set()
        asking.result()
    assert heard
    assert set(heard) == {KNOWN_ID}


def test_after_the_edition(own: Servers) -> None:
    """With today after the edition nothing is said to be valid."""
    asked = own.ask("資格確認書はいつまで使えますか", "a")
    assert "過ぎています" in text_of(asked)
    told = text_of(own.ask("昭和40年3月3日です", "a"))
    assert "令和8年(2026年)7月31日で期限が過ぎています" in told
    assert "自動で届きます" in told
    assert "044-200-0783" in told
    assert "祝日" in text_of(own.ask("今電話はつながりますか", "b"))
    offered = own.ask("マイナ保険証の登録をしたのに確認書が来たのはなぜ", "c")
    assert "わからなくて大丈夫" in text_of(own.ask(press(offered, "わからない"), "c"))


def test_the_whole_loop(own: Servers) -> None:
    """What nobody could answer is answered, also put otherwise; and can be unlearnt at once."""
    assert [ask(own, text) for text in (*ASKED, SIMILAR)] == [None] * 5
    editor = Editor(own)

    queue = editor.page("/queue")
    assert PRIVATE not in queue
    assert "〔名前〕" in queue or ASKED[0] in queue
    found = re.search(r'href="(/queue/groups/\d+)">[^<]*入院代', queue)
    assert found is not None
    group = editor.page(found[1])
    lines = re.findall(r'name="words_(\d+)" value="([^"]*)"', group)
    assert len(lines) >= len(ASKED)
    assert PRIVATE not in group
    taught = {number: words for number, words in lines if words != SIMILAR}
    form = {f"words_{number}": words.split("。")[-1] for number, words in taught.items()}
    form |= dict(re.findall(r'name="(seen_\d+)" value="(\w+)"', group))
    editor.do("/queue/decide", what="teach", answer=MEANT, line=list(taught), **form)

    review = editor.page("/queue/review")
    assert all(words.split("。")[-1] in review for words in ASKED)
    shown = re.search(r'name="shown" value="(\w+)"', review)
    assert shown is not None
    editor.do("/queue/export", shown=shown[1])
    written = own.folder / "data/nlu/from_callers.yml"
    assert ASKED[0] in written.read_text(encoding="utf-8")

    with residents_asking(own) as answers:
        editor.do("/queue/learn")
        ended = editor.wait()
    page = editor.page("/queue/learning")
    assert ended == "ready", page
    assert len(answers) > 5
    assert "答えられるようになった質問" in page
    assert [ask(own, text) for text in ASKED] == [None] * 4  # nobody has let it answer yet
    ready = re.search(r'name="model" value="([^"]+)"', page)
    assert ready is not None
    with residents_asking(own):
        editor.do("/queue/use", model=ready[1])
        assert editor.wait() == "done"
    assert [ask(own, text) for text in (*ASKED, SIMILAR)] == [MEANT] * 5

    own.kill("bot.rasa_server", "run")
    deadline = time.monotonic() + _PATIENCE
    while not own.is_ready():
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert ask(own, SIMILAR) == MEANT

    before = re.search(r'name="model" value="([^"]+)"', editor.page("/queue/learning"))
    assert before is not None
    with residents_asking(own):
        editor.do("/queue/put-back", model=before[1])
        assert editor.wait() == "done"
    assert [ask(own, text) for text in (*ASKED, SIMILAR)] == [None] * 5
    assert not written.exists()
    assert ASKED[0] in editor.page("/queue/review")
