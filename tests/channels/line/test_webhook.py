"""The whole LINE door, from the webhook to the answers that arrive, over real HTTP."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.line import webhook as door_module
from bot.channels.line.inbox import MOST_WAITING
from bot.channels.line.receiving import CONTENTS
from bot.content import current_content, say, words_today
from tests.house.handing import changed, conversation
from tests.house.serving import StandIn, echo, message, settings_for, wait_until
from tests.house.storing import raw
from tests.house.talks import facts_of, state_of
from tests.line_platform import events
from tests.line_platform.platform import NAMELESS, SECRET, Phone, Platform

from .conftest import Line, running, told

pytestmark = pytest.mark.e2e

WORDS = "資格確認書の期限いつ?"
BORN = "昭和31年3月1日"


def press(messages: list[Any], label: str) -> str:
    """The data behind a quick reply."""
    items = messages[-1]["quickReply"]["items"]
    return next(i["action"]["data"] for i in items if i["action"]["label"] == label)


def test_a_question_is_answered(line: Line, rasa: StandIn) -> None:
    """Words go to Rasa once, the answer comes by the reply token; who asks is told nobody."""
    phone = line.phone()
    assert "答え: " + WORDS in told(line.ask(phone, events.text(phone.user, WORDS)))
    assert rasa.heard == [WORDS]
    assert all(phone.user not in str(body) for body in rasa.got)


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Line-Signature": ""}, {"X-Line-Signature": events.sign("wrong", b"")}],
)
def test_what_line_did_not_sign(line: Line, rasa: StandIn, headers: dict[str, str]) -> None:
    """A wrong or missing signature gets 401, before anything is parsed, and nothing is done."""
    for given in (events.delivery(events.text(events.user_id(1), WORDS)), b"{", b"\xff"):
        assert line.post(given, headers) == 401
    assert len(line.door._inbox) == 0
    assert rasa.heard == []


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        pytest.param(events.delivery(), 200, id="no events"),
        pytest.param(b"{", 400, id="no JSON"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b'{"events": 1}', 400, id="no list"),
        pytest.param(b" " * 2**21, 413, id="too long"),
    ],
)
def test_deliveries_without_events(line: Line, raw: bytes, status: int) -> None:
    """The console's check has no events and is well; what is no delivery is refused."""
    assert line.post(raw, {"X-Line-Signature": events.sign(SECRET, raw)}) == status


def test_a_talk_by_buttons_and_picker(alone: Line) -> None:
    """Birthday by the picker, circumstances by button: the same result as everywhere."""
    phone = alone.phone()
    asked = alone.ask(phone, events.text(phone.user, WORDS))
    date = press(asked, say("pick", "birthday"))
    circumstances = alone.ask(phone, events.postback(phone.user, date, "1956-03-01"))
    assert "令和8年(2026年)2月28日" in told(circumstances)
    none = press(circumstances, say("label", "none"))
    result = alone.ask(phone, events.postback(phone.user, none))
    assert "令和8年(2026年)2月28日" in result[-1]["altText"]
    assert "1956" not in told(result)
    assert "昭和31" not in told(result)


def test_a_button_of_somebody_else(alone: Line) -> None:
    """What one resident was offered, another cannot press; nor what nobody was offered."""
    one, other = alone.phone(), alone.phone()
    asked = alone.ask(one, events.text(one.user, WORDS))
    alone.ask(other, events.text(other.user, WORDS))
    for data, picked in (
        (press(asked, "わからない"), ""),
        (press(asked, say("pick", "birthday")), "1956-03-01"),
        ("c:/restart", ""),
        ("d:birthday", "1956-03-01"),
        ("anything", ""),
    ):
        answer = alone.ask(other, events.postback(other.user, data, picked))
        assert told(answer) == say("talk", "old_choice")


def test_an_old_picker_answers_no_other_question(alone: Line) -> None:
    """A date picked for one fact is not taken for the one that is asked now."""
    phone = alone.phone()
    birthday = press(alone.ask(phone, events.text(phone.user, WORDS)), say("pick", "birthday"))
    asked = alone.ask(phone, events.text(phone.user, "ecert_graceではなく電子証明書"))
    choice = next(
        i["action"]["data"]
        for i in asked[-1]["quickReply"]["items"]
        if i["action"]["type"] == "postback"
    )
    assert choice
    change = state_of("ecert_grace", "ecert_expiry")
    changed(alone.gateway, lambda record: record.state.update(change))
    answer = alone.ask(phone, events.postback(phone.user, birthday, "1956-03-01"))
    assert told(answer) == say("talk", "old_choice")


def test_a_typed_birthday_gets_its_answer_and_advice(alone: Line) -> None:
    """The result first, then how to take the message back; without a birthday no advice."""
    phone = alone.phone()
    assert say("line", "birthday") not in told(alone.ask(phone, events.text(phone.user, WORDS)))
    answer = alone.ask(phone, events.text(phone.user, BORN))
    assert "令和8年(2026年)2月28日" in told(answer)
    assert answer[-1]["text"] == say("line", "birthday")
    assert BORN not in told(answer)
    assert answer[-1]["quickReply"]


def test_unsend_removes_our_copy(alone: Line, rasa: StandIn) -> None:
    """A message taken back: what was learned in that talk is gone, here and in Rasa."""
    phone = alone.phone()
    alone.ask(phone, events.text(phone.user, WORDS))
    written = events.text(phone.user, BORN)
    alone.ask(phone, written)
    assert facts_of(conversation(alone.gateway).record.state)
    assert phone.send(events.unsend(phone.user, "another")) == 200
    alone.settle()
    assert alone.resident(phone) is not None
    assert phone.send(events.unsend(phone.user, written["message"]["id"])) == 200
    wait_until(lambda: alone.resident(phone) is None)
    assert alone.talks() == 0


def test_unsend_before_it_was_worked_on(line: Line, rasa: StandIn) -> None:
    """A message taken back while it waits is never read."""
    gate = asyncio.Event()

    async def held(body: Any) -> Any:
        while not gate.is_set():
            await asyncio.sleep(0.002)
        return await echo(body)

    rasa.work = held
    phone = line.phone()
    second = events.text(phone.user, "取り消す言葉")
    assert phone.send(events.text(phone.user, "はじめ"), second) == 200
    assert phone.send(events.unsend(phone.user, second["message"]["id"])) == 200
    gate.set()
    line.settle()
    assert rasa.heard == ["はじめ"]
    assert len(phone.got()) == 1


def test_unfollow_wipes_and_follow_greets(line: Line, rasa: StandIn) -> None:
    """Who leaves is forgotten at once, without a word; who comes is greeted shortly."""
    phone = line.phone()
    hello = line.ask(phone, events.follow(phone.user))
    assert say("line", "follow_more") in told(hello)
    assert len(hello) == 1
    languages = len(current_content().city.languages)
    assert len(hello[0]["quickReply"]["items"]) == 3 + languages - 1
    line.ask(phone, events.text(phone.user, WORDS))
    assert phone.send(events.unfollow(phone.user)) == 200
    line.settle()
    assert line.resident(phone) is None
    assert len(phone.got()) == 2


@pytest.mark.parametrize("kind", [*CONTENTS, "hologram"])
def test_what_is_no_text_gets_a_kind_sentence(line: Line, rasa: StandIn, kind: str) -> None:
    """Stickers, pictures and whatever LINE may invent: a sentence, and nothing goes further."""
    phone = line.phone()
    answer = line.ask(phone, events.content(phone.user, kind))
    key = kind if kind in CONTENTS else "unknown"
    assert told(answer) == say("line", key)
    assert rasa.heard == []


def test_groups(line: Line, rasa: StandIn) -> None:
    """A group gets general answers when it calls us; what is personal is refused, nothing kept."""

    async def asks_birthday(body: Any) -> Any:
        general = message("原則は7月31日です。", "general")
        asks = message("生年月日は?", "question", asks="birthday", buttons={"わからない": "/x"})
        return {"messages": [general, asks], "state": state_of("expiry_age70", "birthday")}

    rasa.work = asks_birthday
    phone = line.phone()
    group = Phone(line.platform, line.post, "C" + phone.user[1:])
    joined = line.ask(group, events.event("join", phone.user, group=group.user))
    assert told(joined) == say("line", "joined")
    assert group.send(events.text(phone.user, "今日は晴れ", group=group.user)) == 200
    line.settle()
    assert len(group.got()) == 1
    called = events.text(phone.user, "期限は?", group=group.user, calls_us=True)
    answer = line.ask(group, called)
    assert "原則は7月31日です。" in told(answer)
    assert answer[-1]["text"] == say("line", "group")
    assert "生年月日は?" not in told(answer)
    assert "quickReply" not in answer[-1]
    assert rasa.heard == ["期限は?"]
    typed = events.text(phone.user, f"母は{BORN}生まれです", group=group.user)
    assert told(line.ask(group, typed)) == say("line", "group")
    assert rasa.heard == ["期限は?"]
    assert line.talks() == 0


def test_quoting_us_in_a_group_calls_us(line: Line, rasa: StandIn) -> None:
    """Who answers a message of ours speaks to us; who quotes somebody else does not."""
    phone = line.phone()
    group = Phone(line.platform, line.post, "C" + phone.user[1:])
    line.ask(group, events.text(phone.user, "期限は?", group=group.user, calls_us=True))
    (ours,) = line.platform.names
    other = events.text(phone.user, "そうだね", group=group.user, quotedMessageId="7")
    assert group.send(other) == 200
    quoting = events.text(phone.user, "郵送は?", group=group.user, quotedMessageId=ours)
    assert "答え: 郵送は?" in told(line.ask(group, quoting))
    assert rasa.heard == ["期限は?", "郵送は?"]


def test_a_set_of_pictures_gets_one_answer(line: Line, rasa: StandIn) -> None:
    """Five pictures in two deliveries, and again: one bubble."""
    phone = line.phone()
    sets = [{"imageSet": {"id": "E1", "index": n, "total": 5}} for n in range(1, 6)]
    album = [events.content(phone.user, "image", **more) for more in sets]
    assert phone.send(*album[:3]) == 200
    assert phone.send(*album[3:], events.again(album[0])) == 200
    line.settle()
    assert [told(answer) for answer in phone.got()] == [say("line", "image")]


def test_who_has_no_name_is_answered(line: Line, rasa: StandIn) -> None:
    """Somebody on a computer whom LINE does not name: one answer by the reply token."""
    phone = Phone(line.platform, line.post, NAMELESS)
    assert "答え: " + WORDS in told(line.ask(phone, events.text("", WORDS)))
    assert line.talks() == 0


@pytest.mark.parametrize(
    ("told_by_line", "spoken"),
    [("vi", "vi"), ("zh-TW", "zh"), ("ja", "ja"), ("fr", "ja"), ("", "ja")],
)
def test_the_language_is_guessed_from_the_profile(
    platform: Platform, rasa: StandIn, tmp_path: Path, told_by_line: str, spoken: str
) -> None:
    """Where it is configured LINE is asked once a talk; what is written goes before the guess."""
    with running(platform, tmp_path, rasa.port, line_profile=True) as line:
        phone = line.phone()
        if told_by_line:
            platform.languages[phone.user] = told_by_line
        words = words_today(spoken)
        assert words.say("line", "follow_more") in told(line.ask(phone, events.follow(phone.user)))
        line.ask(phone, events.text(phone.user, "OK"))
        assert rasa.got[-1]["language"] == spoken
        asked = platform.of(f"/v2/bot/profile/{phone.user}")
        assert len(asked) == 1
        assert line.resident(phone).notes.language in (spoken, "")


def test_nobody_is_asked_for_a_profile(line: Line, rasa: StandIn) -> None:
    """Where it is not configured LINE is not asked, and Japanese is spoken."""
    phone = line.phone()
    line.platform.languages[phone.user] = "vi"
    assert say("line", "follow") in told(line.ask(phone, events.follow(phone.user)))
    assert line.platform.of(f"/v2/bot/profile/{phone.user}") == []


def test_a_redelivered_event_is_answered_once(line: Line, rasa: StandIn) -> None:
    """The same event in one delivery, while it is worked on, and long after: one answer."""
    phone = line.phone()
    event = events.text(phone.user, WORDS)
    assert phone.send(event, event) == 200
    assert phone.send(events.again(event)) == 200
    line.settle()
    assert phone.send(events.again(event)) == 200
    line.settle()
    assert rasa.heard == [WORDS]
    assert len(phone.got()) == 1


def test_order_of_a_talk(line: Line, rasa: StandIn) -> None:
    """Quick messages of one resident are answered in the order in which they were written."""
    phone = line.phone()
    for number in range(12):
        assert phone.send(events.text(phone.user, f"{number}番め")) == 200
    line.settle()
    assert rasa.heard == [f"{number}番め" for number in range(12)]
    leads = [told(answer) for answer in phone.got()]
    assert all(f"答え: {n}番め" in lead for n, lead in enumerate(leads))


def test_full_is_refused_and_taken_later(line: Line, rasa: StandIn) -> None:
    """A full queue answers 503 and notes nothing, so the redelivery is taken and answered."""
    line.door._inbox._most = 0
    phone = line.phone()
    event = events.text(phone.user, WORDS)
    assert phone.send(event) == 503
    assert rasa.heard == []
    line.door._inbox._most = MOST_WAITING
    assert "答え" in told(line.ask(phone, events.again(event)))


@pytest.fixture
def restarted(platform: Platform, rasa: StandIn, tmp_path: Path) -> Callable[[], Any]:
    """Starts an application on the same data folder as the one before."""
    return lambda: running(platform, tmp_path, rasa.port)


def test_restarts(
    restarted: Callable[[], Any], rasa: StandIn, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What was answered before a restart is not answered again; what was not is answered after it,
    once, also if LINE delivers it again."""
    monkeypatch.setattr(door_module, "CLOSING_SECONDS", 0.05)

    async def silent(body: Any) -> Any:
        if body["sender"].startswith("probe"):
            return {"messages": [message("a")], "state": {}}
        while rasa.work is silent:
            await asyncio.sleep(0.01)
        return await echo(body)

    with restarted() as line:
        phone = line.phone()
        first, second = events.text(phone.user, "一つめ"), events.text(phone.user, "二つめ")
        line.ask(phone, first)
        rasa.work = silent
        assert phone.send(second) == 200
        wait_until(lambda: "二つめ" in rasa.heard)
    rasa.work = echo
    with restarted() as line:
        phone.post = line.post
        assert "1 events of a process that has ended are answered" in caplog.text
        assert phone.send(events.again(first)) == 200
        assert phone.send(events.again(second)) == 200
        wait_until(lambda: len(phone.got()) > 1)
        line.settle()
        assert "答え: 二つめ" in told(phone.got()[-1])
    assert len(phone.got()) == 2


def test_stopping_answers_what_waits(restarted: Callable[[], Any], rasa: StandIn) -> None:
    """An orderly stop loses nothing."""

    async def slow(body: Any) -> Any:
        await asyncio.sleep(0.02)
        return await echo(body)

    with restarted() as line:
        rasa.work = slow
        phone = line.phone()
        for number in range(5):
            assert phone.send(events.text(phone.user, f"{number}")) == 200
    assert len(phone.got()) == 5


def test_the_loading_indicator(line: Line, rasa: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown while an answer takes long, before the answer; not for a quick one."""
    phone = line.phone()
    line.ask(phone, events.text(phone.user, "すぐ"))
    assert line.platform.of("/v2/bot/chat/loading/start") == []
    monkeypatch.setattr(door_module, "_BEFORE_LOADING", 0.01)

    async def slow(body: Any) -> Any:
        await asyncio.sleep(0.1)
        return await echo(body)

    rasa.work = slow
    line.ask(phone, events.text(phone.user, "ゆっくり"))
    paths = [call.path.rsplit("/", 2)[-2:] for call in line.platform.calls]
    assert paths[-2:] == [["loading", "start"], ["message", "reply"]]


def test_nothing_private_is_stored_or_logged(
    platform: Platform, rasa: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither LINE's user id nor words nor dates stand in a file or a log, also when LINE fails."""
    caplog.set_level(logging.DEBUG)
    with running(platform, tmp_path, rasa.port) as line:
        phone = line.phone()
        platform.trouble.extend([500, 400])
        assert phone.send(events.text(phone.user, f"山田です。{BORN}生まれ")) == 200
        line.settle()
        line.ask(phone, events.text(phone.user, "ぴよぴよ丸"))
        line.settle()
        figures = line.gateway.metrics.text(0, up=True).decode()
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    with raw(tmp_path) as base:
        assert base.execute("select count(*) from webhook_events where answered").fetchone() == (2,)
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith(("bot", "line")))
    for secret in (phone.user, "山田", "ぴよぴよ丸", BORN, "1956-03-01"):
        assert secret.encode() not in files
        assert secret not in ours
        assert secret not in figures
    assert 'kokuho_line_sent_total{how="replied"} 1.0' in figures


def test_a_failure_of_ours_is_an_apology(
    line: Line, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails in making an answer, the resident gets a sentence with a log id."""

    async def broken(event: Any) -> Any:
        raise RuntimeError("山田")

    monkeypatch.setattr(line.door._answering, "answer", broken)
    phone = line.phone()
    assert "受付番号" in told(line.ask(phone, events.text(phone.user, WORDS)))
    assert "RuntimeError" in caplog.text
    assert "山田" not in caplog.text


def test_too_many_messages_are_refused_kindly(
    platform: Platform, rasa: StandIn, tmp_path: Path
) -> None:
    """Who writes more than the limit gets a sentence, and Rasa does not see it."""
    with running(platform, tmp_path, rasa.port, per_talk=2) as line:
        phone = line.phone()
        for _ in range(2):
            line.ask(phone, events.text(phone.user, "はい"))
        answer = line.ask(phone, events.text(phone.user, "はい"))
    assert told(answer) == say("refused", "too_many")
    assert len(rasa.heard) == 2


def test_without_line(rasa: StandIn, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Without secret and token that is said once; the rest runs, the webhook is 404."""
    from starlette.testclient import TestClient

    from bot.app.public import create_app

    with TestClient(create_app(settings_for(tmp_path, rasa.port))) as client:
        assert client.get("/healthz").status_code == 200
        raw = events.delivery()
        headers = {"X-Line-Signature": events.sign(SECRET, raw)}
        assert client.post("/line/webhook", content=raw, headers=headers).status_code == 404
    assert caplog.text.count("LINE is not set up") == 1
