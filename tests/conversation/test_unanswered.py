"""bot/conversation/unanswered.py: what was not answered, masked, counted, and gone in the end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import unanswered as module
from bot.conversation.retention import WORDS_DAYS
from bot.conversation.service import CompletedTurn
from bot.conversation.unanswered import (
    LONGEST,
    PLACEHOLDER,
    Unanswered,
    masked,
    why_unanswered,
)
from bot.errors import StorageError
from bot.messages import Message
from bot.storage.ports.unanswered import State
from bot.storage.sql.unanswered import SqlUnanswered
from bot.storage.stores import Stores
from tests.house.serving import NOW, Body, House, StandIn, house, message, settings_for
from tests.house.storing import behind, raw
from tests.house.talks import state_of

ASKED = "入院代を安くする紙がほしい"
Row = tuple[str, str, str, str, int]


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Unanswered]:
    """A new collection."""
    found = Unanswered(Stores.local(tmp_path).unanswered)
    yield found
    found.stop()


def card(kind: Any, answer_id: str | None = None) -> Message:
    """A message of `kind`."""
    return Message.said("…", kind, answer_id)


def told(words: str, kind: str = "refusal", channel: str = "web", **more: Any) -> CompletedTurn:
    """A turn that ended with one card of `kind`."""
    return CompletedTurn(
        channel, words, [card(kind, more.pop("shown", None))], **{"reduced": False, **more}
    )


def rows(found: Unanswered) -> list[Row]:
    """Words, channel, why, shown id and times of everything that is kept."""
    found.flush()
    query = "select words, channel, why, shown, times from unanswered join heard on line = id"
    with behind(found) as base:
        return [tuple(row) for row in base.execute(f"{query} order by 1, 2")]


def words(found: Unanswered) -> list[str]:
    return sorted({row[0] for row in rows(found)})


def bytes_of(data: Path) -> str:
    """Everything that lies in the folder, as text."""
    return "".join(p.read_bytes().decode(errors="replace") for p in data.iterdir() if p.is_file())


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        (["refusal"], "refused"),
        (["options"], "asked"),
        (["talk", "refusal"], "refused"),
        (["answer"], None),
        (["general", "question"], None),
        (["result"], None),
        (["talk"], None),
        ([], None),
    ],
)
def test_what_was_not_answered(kinds: list[str], why: str | None) -> None:
    """A refusal and a question back are noted; an answer, a result and small talk are not."""
    assert (
        why_unanswered(CompletedTurn("web", ASKED, [card(k) for k in kinds], reduced=False)) == why
    )


@pytest.mark.parametrize("more", [{"replied": True}, {"reduced": True}])
def test_what_is_not_ours_to_keep(more: Body) -> None:
    """A reply to a question of ours and a talk without Rasa are not noted, nor is a press."""
    assert why_unanswered(told(ASKED, **more)) is None
    assert why_unanswered(told("")) is None


def test_a_vote_with_its_reason(collection: Unanswered) -> None:
    """Why an answer did not help is counted apart, reason by reason."""
    for reason in ("unclear", "unclear", "other_question"):
        collection.told_wrong(NOW, "web", ASKED, "debit_docs", reason)
    collection.flush()
    assert rows(collection) == [
        (ASKED, "web", "other_question", "debit_docs", 1),
        (ASKED, "web", "unclear", "debit_docs", 2),
    ]


def test_channel_hour_and_count(collection: Unanswered, tmp_path: Path) -> None:
    """Identical words are one line, with channel, reason and how often; the hour is the last."""
    for turn in (told(ASKED), told(ASKED), told(f" {ASKED}\n", "options", "line")):
        collection.hear(NOW, turn)
    collection.told_wrong(NOW + timedelta(hours=2), "phone", ASKED, "debit_docs")
    collection.told_found(NOW, "phone", ASKED, "limit_certificate")
    assert rows(collection) == [
        (ASKED, "line", "asked", "", 1),
        (ASKED, "phone", "found", "limit_certificate", 1),
        (ASKED, "phone", "wrong", "debit_docs", 1),
        (ASKED, "web", "refused", "", 2),
    ]
    with raw(tmp_path) as base:
        assert base.execute("select last, editor from unanswered").fetchall() == [
            ("2025-10-01T12", None)
        ]


def test_the_id_that_was_shown(collection: Unanswered) -> None:
    """A refusal of a matter of ours is noted with its id."""
    collection.hear(NOW, told(ASKED, shown="out_of_scope"))
    assert rows(collection) == [(ASKED, "web", "refused", "out_of_scope", 1)]


@pytest.mark.parametrize(
    ("said", "private"),
    [
        ("山田花子です。入院代を安くする紙がほしいです", ["山田", "花子"]),
        ("山田太郎と申します。入院代を安くする紙がほしいです", ["山田", "太郎"]),
        ("母の山田花子さんの入院代を安くする紙がほしいです", ["山田", "花子"]),
        ("電話は090-1234-5678です。入院代を安くする紙がほしい", ["090", "1234", "5678"]),
        ("０９０１２３４５６７８ 入院代を安くする紙をください", ["０９０", "5678", "５６７８"]),
        ("番号は1234 5678 9012、入院代を安くする紙がほしい", ["1234", "5678", "9012"]),
        ("１２３４５６７８９０１２の入院代を安くする紙がほしい", ["１２３４", "1234"]),
        ("昭和30年7月15日生まれ、入院代を安くする紙がほしい", ["昭和30", "7月15日"]),
        ("S30.7.15生まれ、入院代を安くする紙がほしい", ["30.7"]),
        ("川崎市中原区小杉町3-245に住んでいて入院代を安くする紙がほしい", ["小杉町", "245"]),
        ("a.b@example.jpに入院代を安くする紙のことを送って", ["example", "a.b"]),
        ("〒211-8570です。入院代を安くする紙がほしいのですが", ["211", "8570"]),
    ],
)
def test_nothing_private_is_written(
    collection: Unanswered, tmp_path: Path, said: str, private: list[str]
) -> None:
    """Names, numbers, dates and addresses are in no byte of the folder; the question is."""
    collection.hear(NOW, told(said))
    collection.told_wrong(NOW, "web", said, "greet")
    assert len(rows(collection)) == 2
    kept = bytes_of(tmp_path)
    assert "入院代" in kept
    assert [piece for piece in private if piece in kept] == []


@pytest.mark.parametrize(
    "said",
    [
        "もう死にたい",
        "助けて!",
        "救急車を呼んで",
        "昭和30年7月15日",
        "山田花子です",
        "090-1234-5678",
        "名前は山田花子、昭和30年7月15日です",
        "あ",
        "?!",
        "12 34",
        "hello",
        "",
    ],
)
def test_what_may_not_or_need_not_be_kept(collection: Unanswered, said: str) -> None:
    """A cry for help, and what is mostly personal or no question at all, is not written."""
    collection.told_wrong(NOW, "web", said, "greet")
    collection.hear(NOW, told(said))
    assert rows(collection) == []


TEXT = st.text(
    max_size=30,
    alphabet=st.sampled_from("山田花子です確認書〔〕名前0123456789-@年月日　、。\x00aｱ\u200b"),
)


@settings(max_examples=40)
@given(st.one_of(st.text(max_size=40), TEXT, TEXT.map(lambda text: text * 20)))
def test_any_words(said: str) -> None:
    """Whatever is typed, masking ends, is short enough, and finds nothing more a second time."""
    found = masked(said)
    if found is not None:
        assert 2 <= len(found) <= LONGEST
        assert masked(found) in (found, None)


def test_a_placeholder_is_not_cut() -> None:
    """At the end of what is kept stands no half placeholder."""
    said = "入院代を安くする紙がほしい。" * 21 + "電話は090-1234-5678"
    assert len(said) > LONGEST
    found = masked("あ" + said)
    assert found is not None
    assert "〔" not in PLACEHOLDER.sub("", found)


def test_nothing_is_kept_if_so_set(tmp_path: Path) -> None:
    """With BOT_KEEP_UNANSWERED=0 no word is written, whoever says so."""
    found = Unanswered(Stores.local(tmp_path).unanswered, keep=False)
    found.hear(NOW, told(ASKED))
    found.told_wrong(NOW, "web", ASKED, "greet")
    found.told_found(NOW, "phone", ASKED, "greet")
    assert rows(found) == []
    assert "入院" not in bytes_of(tmp_path)
    found.stop()


@pytest.mark.parametrize(("days", "there"), [(39, True), (40, False), (400, False)])
@pytest.mark.parametrize("keep", [True, False])
def test_forty_days(tmp_path: Path, days: int, there: bool, keep: bool) -> None:
    """After 40 days a line is gone, and no byte of it is left, also where nothing new is kept."""
    first = Unanswered(Stores.local(tmp_path).unanswered)
    first.hear(NOW, told(ASKED))
    first.stop()
    second = Unanswered(Stores.local(tmp_path).unanswered, keep=keep)
    second.hear(NOW + timedelta(days=days), told("はい", "answer"))  # any turn of a new day
    assert words(second) == ([ASKED] if there else [])
    second.stop()
    with raw(tmp_path) as base:
        base.execute("pragma wal_checkpoint(truncate)")
    assert ("入院代" in bytes_of(tmp_path)) is there


def test_at_the_start_what_is_old_goes(collection: Unanswered) -> None:
    """A start drops what is old, with its counts; what was decided lately stays."""
    for text in (ASKED, "保険料を下げる紙がほしい"):
        collection.hear(NOW, told(text))
    collection.flush()
    with behind(collection) as base:
        base.execute("update unanswered set decided = '2025-11-01T10:00' where words = ?", (ASKED,))
    collection.drop_old(NOW + timedelta(days=WORDS_DAYS + 1))
    assert words(collection) == [ASKED]
    with behind(collection) as base:
        assert base.execute("select count(*) from heard").fetchone()[0] == 1


def test_the_bound(collection: Unanswered, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the oldest lines go; what an editor has decided is not washed away."""
    monkeypatch.setattr(module, "MOST_LINES", 3)
    collection.hear(NOW, told("一番目の紙はどこですか"))
    collection.flush()
    with behind(collection) as base:
        base.execute("update unanswered set state = 'chosen'")
    for hour, name in enumerate(("二番目", "三番目", "四番目", "五番目"), start=1):
        collection.hear(NOW + timedelta(hours=hour), told(f"{name}の紙はどこですか"))
    assert words(collection) == [
        "一番目の紙はどこですか", "五番目の紙はどこですか", "四番目の紙はどこですか"
    ]  # fmt: skip


def test_asked_in_vain_once_more(collection: Unanswered) -> None:
    """What was taught and is not answered all the same is open again; what waits is not."""
    for state, then in (("learnt", "open"), ("exported", "exported"), ("chosen", "chosen")):
        collection.hear(NOW, told(ASKED))
        collection.flush()
        with behind(collection) as base:
            base.execute("update unanswered set state = ?", (state,))
        collection.hear(NOW, told(ASKED))
        collection.flush()
        with behind(collection) as base:
            assert base.execute("select state from unanswered").fetchone()[0] == then


def test_a_writer_that_fails(
    collection: Unanswered, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A base that cannot be written costs a warning without words; later turns are noted again."""
    with monkeypatch.context() as patch, caplog.at_level(logging.WARNING):

        def full(_: object, batch: object) -> None:
            raise StorageError(f"disk full: {batch}", "OperationalError")

        patch.setattr(Unanswered, "_keep_all", full)
        collection.hear(NOW, told(ASKED))
        collection.flush()
    assert "OperationalError" in caplog.text
    assert "入院" not in caplog.text
    collection.hear(NOW, told(ASKED))
    assert words(collection) == [ASKED]


def test_a_locked_base_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a turn nor a start fails or waits because another process has locked the file."""
    monkeypatch.setattr("bot.storage.sql.database.WAIT_SECONDS", 0)
    monkeypatch.setattr(module, "_PAUSES", (0, 0))
    found = Unanswered(Stores.local(tmp_path).unanswered)
    with raw(tmp_path) as other:
        other.execute("begin exclusive")
        found.drop_old(NOW)
        found.hear(NOW, told(ASKED))
        found.flush()
    assert caplog.text.count("OperationalError") == 2
    assert rows(found) == []
    found.stop()


def test_too_many_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a writer that hangs, turns go on: what does not fit is dropped, with a warning."""
    monkeypatch.setattr(module, "_MOST_WAITING", 2)
    found, hangs = Unanswered(Stores.local(tmp_path).unanswered), threading.Event()
    monkeypatch.setattr(Unanswered, "_keep_all", lambda *_: hangs.wait(10))
    for _ in range(10):
        found.hear(NOW, told(ASKED))
    assert "Full" in caplog.text
    assert "入院" not in caplog.text
    hangs.set()
    found.stop()


def test_no_thread_to_be_had(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system without a free thread costs the note, not the turn; afterwards all is well."""
    found = Unanswered(Stores.local(tmp_path).unanswered)
    with monkeypatch.context() as patch:

        def none_left(_: object) -> None:
            raise RuntimeError("can't start new thread")

        patch.setattr(threading.Thread, "start", none_left)
        found.hear(NOW, told(ASKED))
    assert "RuntimeError" in caplog.text
    found.hear(NOW, told(ASKED))
    assert words(found) == [ASKED]
    found.stop()


def test_a_stop_writes_what_waits(tmp_path: Path) -> None:
    """An orderly end loses nothing, and a collection that was stopped can go on."""
    found = Unanswered(Stores.local(tmp_path).unanswered)
    for number in range(300):
        found.hear(NOW, told(f"{number}番の紙はどこですか"))
    found.stop()
    assert len(words(Unanswered(Stores.local(tmp_path).unanswered))) == 300
    found.hear(NOW, told(ASKED))
    found.stop()
    assert len(words(Unanswered(Stores.local(tmp_path).unanswered))) == 301


def test_every_change_has_a_version_of_its_own(tmp_path: Path) -> None:
    """Who remembers what he read for a version never takes another content for it."""
    store, seen = Stores.local(tmp_path).unanswered, []

    def work() -> None:
        for _ in range(20):
            store.move([], State.OPEN)
            seen.append(store.version())

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before = store.version()
    store.move([], State.OPEN)
    assert store.version() not in {*seen, before}


# --- with the gateway around it ------------------------------------------------------------------


@pytest.fixture
def place(rasa: StandIn, tmp_path: Path) -> Iterator[House]:
    """A house with a data folder of its own."""
    with house(settings_for(tmp_path, rasa.port)) as found:
        yield found


def answering(kind: str, **state: Any) -> Any:
    """Rasa's work: one card of `kind`, and the state after it."""

    async def work(body: Body) -> Any:
        shown = message("…", kind, None, {"はい": "/affirm"})
        return {"messages": [shown], "state": state}

    return work


def test_over_http(place: House, rasa: StandIn) -> None:
    """What the bot refuses on the web is noted; a press and a reply to a question are not."""
    browser = place.talk()
    rasa.work = answering("refusal")
    found = browser.say(ASKED)
    browser.press(found["cards"][0]["choices"][0]["token"])
    rasa.work = answering("question", **state_of("expiry_age70", "birthday"))
    browser.say("資格確認書の期限を知りたい")
    rasa.work = answering("refusal")
    browser.say("息子のぶんのことは言いたくない")
    assert rows(place.gateway.unanswered) == [(ASKED, "web", "refused", "", 1)]


def test_a_broken_collection_and_an_answer(
    place: House, rasa: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resident is answered although the collection cannot be written."""

    def gone(*_: object) -> Any:
        raise StorageError("file is not a database")

    monkeypatch.setattr(SqlUnanswered, "add", gone)
    rasa.work = answering("refusal")
    assert place.talk().say(ASKED)["cards"][0]["lead"] == "…"
