"""bot/app/public.py: a resident's way through the gateway, with and without Rasa."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.channels.web.bundle import ENTRY, WIDGET, in_order
from bot.content import say
from bot.conversation import gateway as gateway_module
from bot.conversation import rasa_client as rasa_module
from bot.settings import DEFAULT_RASA_SECONDS, ROOT
from tests.house.serving import (
    QUESTION,
    Body,
    Browser,
    House,
    StandIn,
    echo,
    house,
    is_error,
    leads,
    message,
    new_id,
    settings_for,
    wait_until,
)

WORDS = "山田花子の電話は090-1234-5678です"


def nobody() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[House]:
    """A gateway behind which there is no Rasa."""
    with house(settings_for(tmp_path, nobody()), up=False) as found:
        yield found


@pytest.fixture
def own(rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A gateway of this test alone, whose Rasa may break; it looks for it all the time."""
    monkeypatch.setattr(rasa_module, "_PROBE_EVERY_SECONDS", 0.005)
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def test_ready_is_ready(rasa: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the gateway has said that it is ready, nobody is answered without Rasa any more."""
    monkeypatch.setattr(rasa_module, "_PROBE_EVERY_SECONDS", 1000)
    monkeypatch.setattr(gateway_module, "_READY_SECONDS", 0)

    async def starting(_: Body) -> Any:
        return {"messages": [], "state": {}}

    rasa.work = starting
    with house(settings_for(tmp_path, rasa.port), up=False) as found:
        talk = found.talk()
        assert talk.say(QUESTION)["reduced"]
        assert found.client().get("/readyz").status_code == 503
        rasa.work = echo
        assert found.client().get("/readyz").status_code == 200
        assert not talk.say(QUESTION)["reduced"]


def test_how_long_rasa_is_waited_for(rasa: StandIn, tmp_path: Path) -> None:
    """The setting says after how many seconds the last resort answers instead."""

    async def never(_: Body) -> Any:
        await asyncio.Event().wait()

    with house(settings_for(tmp_path, rasa.port, rasa_seconds=1)) as found:
        talk = found.talk()
        rasa.work = never
        began = time.monotonic()
        assert talk.say(QUESTION)["reduced"]
        assert 1 <= time.monotonic() - began < DEFAULT_RASA_SECONDS


def test_the_greeting(home: House, rasa: StandIn) -> None:
    """It begins with a greeting, the season's topics, the call centre, and how long it lasts."""
    begun = home.browser().begin()
    assert set(begun) == {"conversation", "idle_seconds", "most_seconds", "cards", "centre"}
    assert (begun["idle_seconds"], begun["most_seconds"]) == (1800, 43200)
    (card,) = begun["cards"]
    assert (card["kind"], len(card["choices"]), card["feedback"]) == ("talk", 8, None)
    assert say("talk", "hello") in card["lead"]
    assert begun["centre"]["open"] is True
    assert rasa.heard == []


def test_the_greeting_without_rasa(alone: House) -> None:
    """Greeting, call centre, dates and health need no Rasa; readiness says that it is missing."""
    browser = alone.talk()
    client = browser.client
    assert client.get("/api/centre").json()["phone"] == "044-200-0783"
    fields = {"fact": "birthday", "era": "昭和", "year": "31", "month": "4", "day": "5"}
    read = client.post("/api/dates", json=fields)
    assert read.json() == {"text": "昭和31年4月5日", "message": None}
    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert is_error(answer, 503, "unavailable")
    assert int(answer.headers["retry-after"]) >= 1


def test_a_choice_of_the_greeting(home: House, rasa: StandIn) -> None:
    """A press on a choice of the greeting reaches Rasa as the payload that we offered."""
    browser = home.browser()
    (card,) = browser.begin()["cards"]
    browser.press(card["choices"][0]["token"])
    assert [(b["message"][0], b["pressed"]) for b in rasa.got if b["message"] != QUESTION] == [
        ("/", True)
    ]


def test_words_and_their_answer(talk: Browser, rasa: StandIn) -> None:
    """Words reach Rasa as words, under a pseudonym, and the answer comes as cards."""
    answered = talk.say("確認書の期限")
    assert set(answered) == {"id", "cards", "reduced", "centre"}
    assert leads(answered) == ["答え: 確認書の期限"]
    assert answered["reduced"] is False
    (body,) = rasa.got
    assert (body["message"], body["pressed"]) == ("確認書の期限", False)
    assert body["sender"] not in talk.token


@pytest.mark.parametrize("typed", ["/restart", "/certificate_expiry", '/inform{"answer": "a=b"}'])
def test_typed_commands_are_words(talk: Browser, rasa: StandIn, typed: str) -> None:
    """What is typed is never a command, also when the same was offered as a choice."""
    talk.say(typed)
    assert [(body["message"], body["pressed"]) for body in rasa.got] == [(typed, False)]


def test_a_choice_of_another_conversation(home: House, rasa: StandIn) -> None:
    """A choice that somebody else was given is told as old, also within one browser."""
    one = home.browser()
    token = one.begin()["cards"][0]["choices"][0]["token"]
    same_browser = Browser(one.client)
    same_browser.begin()
    for other in (home.talk(), same_browser):
        assert leads(other.press(token)) == [say("talk", "old_choice")]
    assert rasa.heard == []


def test_sent_twice_at_once(talk: Browser, rasa: StandIn) -> None:
    """A message that is sent several times, also at once, is worked on once."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: talk.say("はい", "message-x"), range(8)))
    assert all(answer == answers[0] for answer in answers)
    assert talk.say("はい", "message-x") == answers[0]
    assert rasa.heard == ["はい"]


def test_the_same_id_in_two_conversations(home: House, rasa: StandIn) -> None:
    """An id belongs to its conversation: nobody gets another one's answer by it."""
    one, two = home.talk(), home.talk()
    assert leads(one.say("一", "message-x")) == ["答え: 一"]
    assert leads(two.say("二", "message-x")) == ["答え: 二"]


def test_wiped(home: House, rasa: StandIn) -> None:
    """「消去」 forgets the talk at once; its token is told as expired."""
    talk = home.talk()
    talk.say("はい")
    assert talk.wipe().status_code == 204
    answer = talk.post("/api/messages", {"id": new_id(), "text": "はい"})
    assert is_error(answer, 410, "expired")
    assert is_error(talk.wipe(), 410, "expired")
    assert rasa.heard == ["はい"]


def test_without_rasa_nothing_is_guessed(alone: House) -> None:
    """It is said that the understanding is reduced, and what was typed is asked back."""
    talk = alone.talk()
    answered = talk.say("母の確認書の期限だけ知りたくて")
    assert answered["reduced"] is True
    first, second = answered["cards"]
    assert first["lead"] == say("talk", "reduced")
    assert second["kind"] == "options"
    assert second["choices"]


def test_without_rasa_a_whole_matter(alone: House) -> None:
    """By choices and a typed date one gets one's own result, without any understanding."""
    talk = alone.talk()
    greeted = talk.say("ありがとうございました")["cards"][0]
    offered = {c["label"]: c["token"] for c in greeted["choices"]}
    asked = talk.press(offered["資格確認書の期限"])["cards"]
    assert asked[-1]["asks"]["fact"] == "birthday"
    answered = talk.say("昭和31年4月5日")
    assert "令和8年(2026年)4月30日" in answered["cards"][0]["lead"]
    last = answered["cards"][-1]
    none = {c["label"]: c["token"] for c in last["choices"]}[say("label", "none")]
    (result,) = talk.press(none)["cards"]
    assert result["kind"] == "result"
    assert "令和8年(2026年)4月30日" in result["lead"]


BAD: dict[str, Any] = {
    "empty": {"messages": [], "state": {}},
    "wrong": {"text": "?"},
    "an apology": {"messages": [message("すみません", "apology", None)], "state": {}},
    "another kind": {"messages": [message("a", "poem", None)], "state": {}},
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_rasa_in_the_middle_of_a_talk(own: House, rasa: StandIn, bad: Any) -> None:
    """The talk goes on where it was, says so, and is as before once Rasa answers again."""

    async def asks(_: Body) -> Any:
        state = {"talk": {"topic": "expiry_age70", "asked": "birthday"}}
        return {"messages": [message("生年月日は?", "question", asks="birthday")], "state": state}

    async def breaks(_: Body) -> Any:
        return bad

    talk = own.talk()
    rasa.work = asks
    assert talk.say("母の紙はいつまで")["cards"][0]["asks"]["fact"] == "birthday"
    rasa.work = breaks
    answered = talk.say("昭和31年4月5日")
    assert answered["reduced"] is True
    assert "令和8年(2026年)4月30日" in " ".join(leads(answered))
    talk.say("図書館")
    wait_until(lambda: not own.gateway.breaker.up)
    rasa.work = echo
    wait_until(lambda: own.gateway.breaker.up)
    answered = talk.say("はい")
    assert (answered["reduced"], leads(answered)) == (False, ["答え: はい"])
    assert rasa.got[-1]["state"]["talk"]["people"][0]["facts"] == {"birthday": "1956-04-05"}


def test_ready_once_a_real_question_is_answered(
    own: House, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readiness is a real question with its own answer, not an open port."""
    monkeypatch.setattr(gateway_module, "_READY_SECONDS", 0.0)
    client = own.client()
    assert client.get("/readyz").json() == {"status": "ready", "troubles": []}

    async def another(_: Body) -> Any:
        return {"messages": [message("a", answer_id="greet")], "state": {}}

    rasa.work = another
    assert is_error(client.get("/readyz"), 503, "unavailable")
    assert client.get("/healthz").status_code == 200


def test_whoever_asks_for_readiness_rasa_is_asked_seldom(
    own: House, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many who ask at once cost one question."""
    monkeypatch.setattr(gateway_module, "_READY_SECONDS", 60.0)
    before = len(rasa.got)
    client = own.client()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: client.get("/readyz").status_code, range(12)))
    assert found == [200] * 12
    assert len(rasa.got) == before + 1


def test_no_words_anywhere(own: House, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Neither log nor data folder nor figures hold anything that was said."""
    with caplog.at_level(logging.DEBUG, "bot"):
        talk = own.talk()
        talk.say(WORDS)
        talk.press(WORDS[:20])
        talk.post("/api/messages", {"id": new_id(), "text": [WORDS]})
        talk.wipe()
    kept = "".join(p.read_bytes().decode(errors="replace") for p in tmp_path.iterdir())
    # Whole groups: three digits alone also come up in the figures, as part of a second.
    for private in ("山田", "090-1234", "1234-5678", "09012345678"):
        assert private not in caplog.text
        assert private not in kept
        assert private not in own.figures()


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_pages(home: House, path: str) -> None:
    """Both pages are Japanese HTML without anything inline."""
    answer = home.client().get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert '<html lang="ja"' in answer.text
    assert "style=" not in answer.text
    assert "onclick" not in answer.text


LATER = {path.name for path in WIDGET.glob("*.js")} - {*in_order(), "launcher.js"}


@pytest.mark.parametrize(
    "path", ["launcher.js", *(f"any/ja/{name}" for name in sorted({ENTRY, *LATER}))]
)
def test_the_widgets_files(home: House, path: str) -> None:
    """Any site may load the widget's code, and need not load again what it has."""
    answer = home.client().get(f"/widget/{path}", headers={"origin": "https://any.example"})
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    again = home.client().get(f"/widget/{path}", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["access-control-allow-origin"] == "*"


def test_a_release_is_kept_for_ever(home: House) -> None:
    """The launcher names today's release, which never changes; an older name gets today's files."""
    client = home.client()
    script = client.get("/widget/launcher.js")
    assert script.headers["cache-control"] == "public, max-age=600"
    [name] = re.findall(r'RELEASE = "([0-9a-f]{12})"', script.text)
    today = client.get(f"/widget/{name}/ja/panel.js")
    assert today.headers["cache-control"] == "public, max-age=31536000, immutable"
    older = client.get("/widget/000000000000/ja/panel.js")
    assert older.headers["cache-control"] == "no-cache"
    assert older.text == today.text
    english = client.get(f"/widget/{name}/en/panel.js").text
    assert '"code":"en"' in english
    assert client.get(f"/widget/{name}/xx/panel.js").text == today.text
    assert is_error(client.get(f"/widget/{name}/ja/other.js"), 404, "not_found")


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_pages_are_asked_for_each_time(home: House, path: str) -> None:
    """A page is as new as its texts; who has it already is told so in a line."""
    page = home.client().get(path)
    assert page.headers["cache-control"] == "no-cache"
    again = home.client().get(path, headers={"if-none-match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_read_aloud(home: House) -> None:
    """A resident hears what the scripts say, but is sent to the call centre, not kept on the line.

    Words of another language stay as they are.
    """
    lines = [
        "期限は、令和8年(2026年)7月31日です。",
        "コールセンター(044-200-0783)へお電話ください。",
    ]
    spoken = home.client().post("/api/spoken", json={"lines": lines}).json()
    assert spoken["sentences"] == [
        "期限は、令和8年7月31日です。",
        "コールセンター、ゼロヨンヨン の ニーゼロゼロ の ゼロナナハチサンへお電話ください。",
    ]
    english = home.client().post(
        "/api/spoken", json={"lines": ["Until July 31, 2026."]}, headers={"accept-language": "en"}
    )
    assert english.json()["sentences"] == ["Until July 31, 2026."]


def test_no_documentation_of_others(home: House) -> None:
    """Pages that load scripts from another host are not there."""
    for path in ("/docs", "/redoc"):
        assert is_error(home.client().get(path), 404, "not_found")


@pytest.mark.e2e
def test_the_command_serves(tmp_path: Path) -> None:
    """`python -m bot gateway` listens on its port, logs nobody's address, and ends on Ctrl-C."""
    port = nobody()
    environment = {
        **os.environ,
        "BOT_GATEWAY_PORT": str(port),
        "BOT_CONSOLE_PORT": str(nobody()),
        "BOT_RASA_PORT": str(nobody()),
        "BOT_DATA": str(tmp_path),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "gateway"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until(lambda: process.poll() is not None or _answers(url), 60)
        begun = requests.post(f"{url}/api/conversations", json={}, timeout=10)
        assert begun.status_code == 201
        assert "server" not in {name.lower() for name in begun.headers}
    finally:
        process.send_signal(signal.SIGINT)
        printed, _ = process.communicate(timeout=20)
    assert "/api/conversations" not in printed
    assert json.dumps(begun.json()["conversation"]) not in printed


def _answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/healthz", timeout=1).ok
    except requests.RequestException:
        return False


def test_readings_over_kanji(home: House) -> None:
    """Lines come back in pieces with what is read over the kanji, and nothing over the rest."""
    lines = ["7月1日まで使えます。", "Kokuho"]
    found = home.client().post("/api/readings", json={"lines": lines}).json()
    assert found["lines"] == [
        [
            ["7", ""],
            ["月", "がつ"],
            ["1日", "ついたち"],
            ["まで", ""],
            ["使", "つか"],
            ["えます。", ""],
        ],
        [["Kokuho", ""]],
    ]


@pytest.mark.parametrize("lines", [[], [""], ["あ" * 1001], ["あ"] * 201, "あ", None])
def test_readings_have_limits(home: House, lines: object) -> None:
    """More than a card holds is refused."""
    answer = home.client().post("/api/readings", json={"lines": lines})
    assert is_error(answer, 422, "invalid")
