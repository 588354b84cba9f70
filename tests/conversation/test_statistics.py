"""bot/storage/figures.py: each turn is counted once, under its hour, its channel and its answer."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import astuple
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import library
from bot.conversation import statistics
from bot.conversation.feedback import Feedback
from bot.conversation.service import CompletedTurn, Inbound
from bot.conversation.small_talk import SMALL_TALK
from bot.conversation.statistics import DAYS_KEPT, PHONE, Statistics, outcome
from bot.messages import Kind, Message
from bot.rules import JAPAN
from bot.storage.ports.statistics import Key, PressKey, Tally
from bot.storage.sql import database
from bot.storage.stores import Stores
from tests.house.serving import (
    NOW,
    Body,
    House,
    StandIn,
    house,
    message,
    new_id,
    settings_for,
    wait_until,
)
from tests.house.storing import raw

TODAY = NOW.date()
WORDS = "山田花子です、資格確認書はいつまで"
EXPIRY = ("answer", "certificate_expiry")


def card(kind: Kind, answer_id: str | None = None) -> Message:
    """A message that says something."""
    return Message.said(WORDS, kind, answer_id)


def told(
    *cards: tuple[Kind, str | None], channel: str = "web", reduced: bool = False
) -> CompletedTurn:
    """A turn that ended in `cards`: their kinds and ids."""
    return CompletedTurn(channel, WORDS, [card(*it) for it in cards], reduced)


def counting(data: Path, now: datetime = NOW) -> Statistics:
    """Figures in `data` for which it is `now`."""
    stores = Stores.local(data)
    return Statistics(stores.statistics, lambda: now, presses=stores.presses)


def rows(data: Path) -> list[Any]:
    """What the file holds."""
    with raw(data) as file:
        return file.execute("select * from figures order by hour, channel, answer_id").fetchall()


def read_all(counted: Statistics) -> dict[Key, Tally]:
    """Everything that is kept."""
    return dict(counted.read(TODAY - timedelta(days=2 * DAYS_KEPT), TODAY + timedelta(days=9)))


@pytest.mark.parametrize(
    ("cards", "answer_id", "name"),
    [
        ([("answer", "debit_start")], "debit_start", "answered"),
        ([("general", "debit_start")], "debit_start", "answered"),
        ([("result", "debit_start")], "debit_start", "answered"),
        ([("options", None)], "", "asked_back"),
        ([("refusal", "out_of_scope")], "out_of_scope", "refused"),
        ([("refusal", None)], "", "refused"),
        ([("refusal", "operator")], "operator", "refused"),
        ([("question", "debit_start")], "debit_start", "inquired"),
        ([("general", "debit_start"), ("question", "debit_start")], "debit_start", "inquired"),
        ([("general", "debit_start"), ("question", "ecert_grace")], "debit_start", "answered"),
        ([("answer", "debit_start"), ("question", "debit_start")], "debit_start", "answered"),
        ([("answer", "debit_start"), ("answer", "ecert_grace")], "debit_start", "answered"),
        ([("refusal", "out_of_scope"), ("question", "debit_start")], "out_of_scope", "refused"),
        ([("answer", "operator")], "operator", "answered"),
        ([("answer", "complaint")], "complaint", "answered"),
        ([("answer", "greet")], "greet", "small_talk"),
        ([("answer", "greet"), ("answer", "debit_start")], "debit_start", "answered"),
        ([("talk", None), ("answer", "debit_start")], "debit_start", "answered"),
        ([("talk", None)], "", "small_talk"),
        ([("talk", "debit_start")], "debit_start", "small_talk"),
        ([], "", "small_talk"),
    ],
)
def test_how_a_turn_ended(cards: list[tuple[str, str | None]], answer_id: str, name: str) -> None:
    """The first card that says something decides the outcome and the id."""
    made = [card(*it) for it in cards]
    assert outcome(made, reduced=False) == (answer_id, Tally(**{name: 1}))


IDS = st.sampled_from([None, "greet", "debit_start", "ecert_grace", "out_of_scope"])
CARDS = st.lists(st.tuples(st.sampled_from(get_args(Kind)), IDS), max_size=4)


@settings(max_examples=50)
@given(cards=CARDS, reduced=st.booleans())
def test_a_turn_has_one_outcome(cards: list[tuple[str, str | None]], reduced: bool) -> None:
    """Whatever cards there are, a turn counts once, and without Rasa only if it was a question."""
    _, tally = outcome([card(*it) for it in cards], reduced=reduced)
    assert tally.questions + tally.small_talk == 1
    assert tally.reduced == int(reduced and tally.questions == 1)
    assert (tally.votes, tally.helped, tally.wrong) == (0, 0, 0)


def test_small_talk_is_of_known_ids() -> None:
    """What does not count as a question is an id that we have."""
    assert library().book().answers.keys() >= SMALL_TALK


def test_who_wants_a_person_has_asked() -> None:
    """A wish for a person and a complaint are questions; they must be seen."""
    assert {"operator", "complaint"}.isdisjoint(SMALL_TALK)


def test_counted_by_hour_channel_and_id(tmp_path: Path) -> None:
    """The same things add up, and what differs in one of the three is apart."""
    counted = counting(tmp_path)
    for turn in (told(EXPIRY), told(EXPIRY), told(EXPIRY, channel="line"), told(("options", None))):
        counted.heard(turn)
    counted.looked_up(NOW, "certificate_expiry")
    counted.looked_up(NOW + timedelta(hours=1), "certificate_expiry")
    counted.voted(NOW, "certificate_expiry", True)
    counted.voted(NOW, "certificate_expiry", False)
    counted.voted(NOW, None, False)
    at, later = "2025-10-01T10", "2025-10-01T11"
    both = Tally(answered=1, votes=2, helped=1, wrong=1)
    assert counted.read(TODAY, TODAY) == [
        (Key(at, "line", "certificate_expiry"), Tally(answered=1)),
        (Key(at, PHONE, ""), Tally(votes=1, wrong=1)),
        (Key(at, PHONE, "certificate_expiry"), both),
        (Key(at, "web", ""), Tally(asked_back=1)),
        (Key(at, "web", "certificate_expiry"), Tally(answered=2)),
        (Key(later, PHONE, "certificate_expiry"), Tally(answered=1)),
    ]


@pytest.mark.parametrize(
    ("moment", "first", "last", "found"),
    [
        ("2025-10-01T00:00:00", "2025-10-01", "2025-10-01", True),
        ("2025-10-01T23:59:59", "2025-10-01", "2025-10-01", True),
        ("2025-10-02T00:00:00", "2025-10-01", "2025-10-01", False),
        ("2025-09-30T23:59:59", "2025-10-01", "2025-10-01", False),
        ("2025-09-30T23:59:59", "2025-09-30", "2025-10-01", True),
        ("2025-12-31T23:00:00", "2025-12-31", "2025-12-31", True),
        ("2024-02-29T12:00:00", "2024-02-28", "2024-02-29", True),
        ("2025-10-01T12:00:00", "2025-10-02", "2025-10-01", False),
    ],
)
def test_a_day_is_from_midnight_to_midnight(
    tmp_path: Path, moment: str, first: str, last: str, found: bool
) -> None:
    """Both days that are asked for belong to the period, from 0:00 to 23:59 in Japan."""
    now = datetime.fromisoformat(moment).replace(tzinfo=JAPAN)
    counted = counting(tmp_path, now)
    counted.heard(told(EXPIRY))
    assert bool(counted.read(date.fromisoformat(first), date.fromisoformat(last))) == found


@pytest.mark.parametrize(("days", "kept"), [(DAYS_KEPT, True), (DAYS_KEPT + 1, False)])
def test_400_days_are_kept(tmp_path: Path, days: int, kept: bool) -> None:
    """What is older than 400 days goes with the next count, and nothing younger."""
    old = counting(tmp_path, NOW.replace(hour=0) - timedelta(days=days))
    old.heard(told(EXPIRY))
    old.flush()
    counted = counting(tmp_path)
    counted.heard(told(EXPIRY))
    assert len(read_all(counted)) == 1 + kept


def test_no_words_are_kept(tmp_path: Path) -> None:
    """Neither what was said nor what was answered is in the files, and only we may read them."""
    counted = counting(tmp_path)
    counted.heard(told(EXPIRY))
    assert len(read_all(counted)) == 1
    files = list(tmp_path.iterdir())
    assert files
    assert [f for f in files if any(w.encode() in f.read_bytes() for w in ("山田", "確認書"))] == []
    assert (tmp_path / database.FILE).stat().st_mode & 0o077 == 0


def test_a_locked_file_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written waits, adds up with what comes, and is written once."""
    monkeypatch.setattr(database, "WAIT_SECONDS", 0)
    counted = counting(tmp_path)
    with raw(tmp_path) as other:
        other.execute("begin exclusive")
        for _ in range(3):
            counted.heard(told(EXPIRY))
            counted.flush()
        other.rollback()
        assert rows(tmp_path) == []
    counted.flush()
    counted.flush()
    assert [row[3] for row in rows(tmp_path)] == [3]


def test_half_a_write_is_none(tmp_path: Path) -> None:
    """If the disk fails in the middle, no count is written, and later each one once."""
    counted = counting(tmp_path)
    with raw(tmp_path) as other:
        other.execute(
            "create trigger full before insert on figures when new.answer_id = 'debit_start'"
            " begin select raise(abort, 'disk full'); end"
        )
        for name in ("certificate_expiry", "debit_start", "ecert_grace"):
            counted.heard(told(("answer", name)))
        counted.flush()
        assert rows(tmp_path) == []
        other.execute("drop trigger full")
    counted.flush()
    assert [row[2:4] for row in rows(tmp_path)] == [
        ("certificate_expiry", 1),
        ("debit_start", 1),
        ("ecert_grace", 1),
    ]


def test_a_failed_write_is_logged_without_ids_or_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log says that the figures wait, and the kind of the failure."""
    monkeypatch.setattr(database, "WAIT_SECONDS", 0)
    counted = counting(tmp_path)
    counted.heard(told(EXPIRY))
    with raw(tmp_path) as other:
        other.execute("begin exclusive")
        counted.flush()
    assert caplog.messages == ["figures are not written: OperationalError"]


def test_a_stop_writes_the_rest(tmp_path: Path) -> None:
    """What was counted until the stop is there after the next start."""

    async def live() -> None:
        counted = counting(tmp_path)
        await counted.start()
        counted.heard(told(EXPIRY))
        await counted.stop()

    asyncio.run(live())
    asyncio.run(live())
    assert [row[3] for row in rows(tmp_path)] == [2]


@pytest.mark.parametrize("begun", [True, False])
def test_a_stop_writes_whatever_happened_to_the_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    """A writer that died, or never began, does not keep the rest from the disk."""

    async def dies() -> None:
        raise RuntimeError("of something else")

    async def live() -> None:
        counted = counting(tmp_path)
        monkeypatch.setattr(counted, "_write_on", dies)
        if begun:
            await counted.start()
            await asyncio.sleep(0)
        counted.heard(told(EXPIRY))
        await counted.stop()

    asyncio.run(live())
    assert [row[3] for row in rows(tmp_path)] == [1]


def test_counts_are_written_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is killed has lost a few seconds only: others write while it runs."""
    monkeypatch.setattr(statistics, "_WRITE_SECONDS", 0.001)

    async def live() -> None:
        counted = counting(tmp_path)
        await counted.start()
        counted.heard(told(EXPIRY))
        await asyncio.to_thread(wait_until, lambda: rows(tmp_path))
        await counted.stop()

    asyncio.run(live())
    assert len(rows(tmp_path)) == 1


def test_many_threads(tmp_path: Path) -> None:
    """Nothing is lost or doubled while many count, write and read at once."""
    counted, seen = counting(tmp_path), []
    begin = threading.Barrier(6)

    def work(do: Callable[[], None], times: int) -> None:
        begin.wait()
        for _ in range(times):
            do()

    def look() -> None:
        seen.append(sum(tally.answered for tally in read_all(counted).values()))

    jobs: list[tuple[Callable[[], None], int]] = [
        *[(lambda: counted.heard(told(EXPIRY)), 300)] * 2,
        (lambda: counted.looked_up(NOW, "debit_start"), 300),
        (lambda: counted.voted(NOW, "debit_start", True), 300),
        (counted.flush, 20),
        (look, 20),
    ]
    threads = [threading.Thread(target=work, args=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == sorted(seen)
    assert read_all(counted) == {
        Key("2025-10-01T10", "web", "certificate_expiry"): Tally(answered=600),
        Key("2025-10-01T10", PHONE, "debit_start"): Tally(answered=300, votes=300, helped=300),
    }


TALLIES = st.builds(Tally, *[st.integers(0, 10**9)] * len(astuple(Tally())))


@settings(max_examples=50)
@given(a=TALLIES, b=TALLIES)
def test_tallies_add_up(a: Tally, b: Tally) -> None:
    """Each number adds to its own."""
    assert a + b == b + a
    assert astuple(a + b) == tuple(x + y for x, y in zip(astuple(a), astuple(b), strict=True))
    assert (a + b).questions == a.questions + b.questions
    assert a + Tally() == a


@pytest.fixture
def place(rasa: StandIn, tmp_path: Path) -> Iterator[House]:
    """A house with a data folder of its own."""
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def test_over_http(place: House, rasa: StandIn) -> None:
    """A message that is sent again, with the same id, is one turn; a wrong press is no question."""
    browser, key = place.talk(), new_id()
    for _ in range(3):
        browser.say("いつまで使えますか", key)
    browser.press("no such choice")

    async def refuses(_: Body) -> Any:
        return {"messages": [message("載っていません", "refusal", "out_of_scope")], "state": {}}

    rasa.work = refuses
    browser.say("住民票がほしい")
    assert place.gateway.statistics.read(TODAY, TODAY) == [
        (Key("2025-10-01T10", "web", ""), Tally(small_talk=1)),
        (Key("2025-10-01T10", "web", "certificate_expiry"), Tally(answered=1)),
        (Key("2025-10-01T10", "web", "out_of_scope"), Tally(refused=1)),
    ]


def test_without_rasa_a_question_is_counted_as_such(
    place: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn that the last resort answered is one question, noted as reduced, for all its cards."""

    class Resort:
        def answer(self, *_: Any, **__: Any) -> Any:
            return [card("answer", "debit_start")], {}

    async def resort() -> Resort:
        return Resort()

    monkeypatch.setattr(place.gateway.service, "_offline", resort)
    place.gateway.breaker.up = False
    assert len(place.talk().say("口座振替はできますか")["cards"]) == 2
    assert place.gateway.statistics.read(TODAY, TODAY) == [
        (Key("2025-10-01T10", "web", "debit_start"), Tally(answered=1, reduced=1))
    ]


def test_another_channel_is_apart(place: House) -> None:
    """What came over LINE is counted under LINE."""

    async def talk() -> None:
        _, conversation = await place.gateway.conversations.begin("a resident")
        await place.gateway.service.take(conversation, Inbound(new_id(), "期限は"), "line")

    place.first.portal.call(talk)
    ((key, tally),) = place.gateway.statistics.read(TODAY, TODAY)
    assert (key.channel, tally) == ("line", Tally(answered=1))


@pytest.mark.parametrize(
    ("helped", "reason", "expected"),
    [
        (True, None, (1, 1, 0)),
        (True, "wrong", (1, 1, 0)),
        (False, None, (1, 0, 0)),
        (False, "wrong", (1, 0, 1)),
        (False, "unclear", (1, 0, 0)),
    ],
)
def test_votes_of_residents(
    tmp_path: Path, helped: bool, reason: str | None, expected: tuple[int, int, int]
) -> None:
    """A vote is one, helped or not; wrong is who did not find it helpful because it is wrong."""
    store = Feedback(Stores.local(tmp_path).votes)
    store.keep(NOW, "web", ("debit_start", "answer"), helped=helped, reason=reason, question=WORDS)
    assert store.votes(TODAY, TODAY) == [("2025-10-01T10", "web", "debit_start", *expected)]


def test_votes_are_grouped_within_the_days(tmp_path: Path) -> None:
    """Votes add up by hour, channel and answer, whatever the card's kind, on the days asked for."""
    store = Feedback(Stores.local(tmp_path).votes)
    midnight = NOW.replace(hour=0)
    for moment, channel, name, kind in (
        (midnight, "web", "debit_start", "answer"),
        (midnight, "web", "debit_start", "result"),
        (midnight, "line", "debit_start", "answer"),
        (midnight.replace(hour=23, minute=59), "web", "ecert_grace", "answer"),
        (midnight - timedelta(minutes=1), "web", "debit_start", "answer"),
        (midnight + timedelta(days=1), "web", "debit_start", "answer"),
    ):
        store.keep(moment, channel, (name, kind), helped=True, reason=None, question=None)
    assert sorted(store.votes(TODAY, TODAY)) == [
        ("2025-10-01T00", "line", "debit_start", 1, 1, 0),
        ("2025-10-01T00", "web", "debit_start", 2, 2, 0),
        ("2025-10-01T23", "web", "ecert_grace", 1, 1, 0),
    ]
    assert store.votes(TODAY, TODAY - timedelta(days=1)) == []


def test_presses_are_counted_by_hour_and_field(tmp_path: Path) -> None:
    """What was pressed adds up under its hour and its field, and nothing else is kept of it."""
    counted = counting(tmp_path)
    for field in ("help", "language", "help"):
        counted.pressed("line", field)
    hour = NOW.strftime("%Y-%m-%dT%H")
    assert counted.presses(TODAY, TODAY) == [
        (PressKey(hour, "line", "help"), 2),
        (PressKey(hour, "line", "language"), 1),
    ]
    assert counted.presses(TODAY - timedelta(days=1), TODAY - timedelta(days=1)) == []
    with raw(tmp_path) as file:
        assert file.execute("select * from menu_presses").fetchall() == [
            (hour, "line", "help", 2),
            (hour, "line", "language", 1),
        ]
