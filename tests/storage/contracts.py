"""What every engine of a port must do. An engine's test inherits and brings `store`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from bot.storage.ports.accounts import AccountRecord, AccountStore
from bot.storage.ports.audit import AuditEntry, AuditFilter, AuditStore
from bot.storage.ports.board import (
    Announcement,
    AnnouncementStore,
    DeskEntry,
    DirectoryStore,
    PinStore,
)
from bot.storage.ports.consultations import AskedTurn, Computed, ConsultationStore, Shown
from bot.storage.ports.conversations import ConversationRecord, ConversationStore
from bot.storage.ports.editing import OPEN, ChangedText, ContentChange, ContentChangeStore, Stage
from bot.storage.ports.factors import FactorRecord, FactorStore
from bot.storage.ports.failures import Failures, FailureStore
from bot.storage.ports.identities import Identity, IdentityStore
from bot.storage.ports.kept import KeptWords
from bot.storage.ports.keys import KeyStore
from bot.storage.ports.relays import Relay, Taker
from bot.storage.ports.residents import ResidentRecord, ResidentStore
from bot.storage.ports.sessions import Session, SessionStore
from bot.storage.ports.statistics import Key, PressKey, PressStore, StatisticsStore, Tally
from bot.storage.ports.talks import TalkKey, TalkStore, TalkTally
from bot.storage.ports.teaching import ExportRecord, TeachingStore
from bot.storage.ports.throttles import ThrottleStore
from bot.storage.ports.unanswered import State, UnansweredQuestion, UnansweredStore
from bot.storage.ports.votes import VoteCount, VoteRecord, VoteStore
from bot.storage.ports.webhooks import OwedEvent, Standing, WebhookEventStore
from tests.house.serving import Clock

TARO = AccountRecord("taro", "operator", "hash", "stamp")
HOUR = "2025-10-01T10"
SHOWN = Shown(
    (AskedTurn("いつまで", "certificate_expiry", "answer"),), (Computed("x", {"a": "b"}),)
)


class AccountContract:
    """Of an AccountStore."""

    def test_add_find_remove(self, store: AccountStore) -> None:
        """A name is one account; what is not there is told."""
        assert store.find("taro") is None
        assert store.add(TARO)
        assert not store.add(AccountRecord("taro", "editor", "other", "other"))
        assert store.find("taro") == TARO
        store.add(AccountRecord("hanako", "editor", "hash", "stamp"))
        assert [account.name for account in store.everybody()] == ["hanako", "taro"]
        assert (store.remove("taro"), store.remove("taro")) == (True, False)

    def test_changes(self, store: AccountStore) -> None:
        """A change is of one account and one thing; a hash is renewed only over the old one."""
        store.add(TARO)
        assert store.change_password("taro", "new", "another")
        assert not store.renew_password("taro", "hash", "late")
        assert store.renew_password("taro", "new", "newer")
        assert store.change_role("taro", "editor")
        assert store.find("taro") == AccountRecord("taro", "editor", "newer", "another")
        assert not store.change_role("nobody", "editor")
        assert not store.change_password("nobody", "a", "b")

    def test_one_of_many(self, store: AccountStore) -> None:
        """Of several who make one account at the same time, one does."""
        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(lambda _: store.add(TARO), range(8))) == 1


class FactorContract:
    """Of a FactorStore."""

    def test_put_find_remove(self, store: FactorStore) -> None:
        """A new one takes the place of the one before, with its codes."""
        assert store.find("taro") is None
        store.put(FactorRecord("taro", b"one", 5), ["a", "b"])
        store.put(FactorRecord("taro", b"two", 7), ["c"])
        assert store.find("taro") == FactorRecord("taro", b"two", 7)
        assert store.names() == {"taro"}
        assert store.codes_left("taro") == 1
        assert (store.remove("taro"), store.remove("taro")) == (True, False)
        assert store.codes_left("taro") == 0

    def test_each_is_used_once(self, store: FactorStore) -> None:
        """A step counts if it is newer than the last one; a code while it is there."""
        store.put(FactorRecord("taro", b"one", 5), ["a", "b"])
        store.put(FactorRecord("hanako", b"one", 5), ["a"])
        assert [store.use_step("taro", step) for step in (5, 6, 6, 4, 9)] == [
            *(False, True, False, False, True)
        ]
        assert [store.use_code("taro", code) for code in ("a", "a", "x")] == [True, False, False]
        assert store.codes_left("hanako") == 1
        assert store.change_codes("taro", ["x", "y"])
        assert store.codes_left("taro") == 2
        assert not store.change_codes("nobody", ["x"])

    def test_one_of_many_uses_it(self, store: FactorStore) -> None:
        """Of several who bring the same at the same time, one does."""
        store.put(FactorRecord("taro", b"one", 5), ["a"])
        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(lambda _: store.use_code("taro", "a"), range(8))) == 1
            assert sum(pool.map(lambda _: store.use_step("taro", 6), range(8))) == 1


class IdentityContract:
    """Of an IdentityStore."""

    def test_one_person_one_account(self, store: IdentityStore) -> None:
        """A person has one account and an account one person; another provider's is another."""
        taro, other = Identity("https://a", "1"), Identity("https://b", "1")
        assert store.name_of(taro) is None
        assert store.link(taro, "taro")
        assert not store.link(taro, "jiro")
        assert not store.link(other, "taro")
        assert store.link(other, "jiro")
        assert (store.name_of(taro), store.name_of(other)) == ("taro", "jiro")


class DirectoryContract:
    """Of a DirectoryStore."""

    def test_two_editors_lose_nothing(self, store: DirectoryStore) -> None:
        """What somebody else has changed meanwhile is not written over, and not taken away."""
        first = DeskEntry("tax", "市税の担当", "証明", "", "", "", "hanako", "2026-11-24")
        assert store.save(first)
        assert not store.save(replace(first, phone="other"))
        seen = replace(first, version=1)
        assert store.entries() == [seen]
        assert store.save(replace(seen, phone="044-000-0000"))
        assert not store.save(replace(seen, phone="late"))
        assert not store.remove("tax", 1)
        assert [(entry.phone, entry.version) for entry in store.entries()] == [("044-000-0000", 2)]
        assert store.remove("tax", 2)
        assert store.entries() == []


class AnnouncementContract:
    """Of an AnnouncementStore."""

    def test_up_until_the_last_day(self, store: AnnouncementStore) -> None:
        """What is over is not told; the newest comes first; what is taken down is gone."""
        for text, first, last in (
            ("a", "2026-11-01", "2026-11-24"),
            ("b", "2026-11-25", "2026-12-01"),
        ):
            store.add(Announcement(text, first, last, "hanako"))
        told = store.not_over("2026-11-24")
        assert [one.text for one in told] == ["b", "a"]
        assert [one.text for one in store.not_over("2026-11-25")] == ["b"]
        assert (store.remove(told[0].id), store.remove(told[0].id)) == (True, False)
        assert [one.text for one in store.not_over("2026-11-24")] == ["a"]


class ContentChangeContract:
    """Of a ContentChangeStore."""

    text = ChangedText("answers/ja/a.yml#a.short", "前", "後")
    change = ContentChange("city", "answer:a", (text,), ("hanako",), changed="2026-11-29")

    def test_one_of_an_entry_is_open(self, store: ContentChangeStore) -> None:
        """A second draft of an entry is not begun; once the first is decided, another one is."""
        first = store.add(self.change)
        assert first is not None
        assert store.find(first.id) == first
        assert store.add(self.change) is None
        other = store.add(replace(self.change, entry="answer:b"))
        assert other is not None
        assert other.id != first.id
        assert store.save(replace(first, stage=Stage.APPROVED))
        assert store.add(self.change) is not None
        assert {found.stage for found in store.of_city("city", OPEN, 9)} == {Stage.DRAFT}
        assert store.of_city("elsewhere", Stage, 9) == []
        assert {found.entry for found in store.of_city("city", Stage, 9, "answer:b")} == {
            "answer:b"
        }
        assert store.find(999) is None

    def test_two_editors_lose_nothing(self, store: ContentChangeStore) -> None:
        """What somebody else has changed meanwhile is not written over."""
        seen = store.add(self.change)
        assert seen is not None
        mine = replace(seen, texts=(replace(self.text, after="私の"),), authors=("hanako", "jiro"))
        assert store.save(mine)
        assert not store.save(replace(seen, stage=Stage.WITHDRAWN))
        assert store.find(seen.id) == replace(mine, version=2)

    def test_published_in_order(self, store: ContentChangeStore) -> None:
        """What was published comes in the order in which it was, whoever began first."""
        first, second = (
            store.add(replace(self.change, entry=f"answer:{name}", changed=name)) for name in "ab"
        )
        assert first is not None
        assert second is not None
        for at, change in (("T2", first), ("T1", second)):
            assert store.save(replace(change, stage=Stage.PUBLISHED, published=at))
        assert [found.id for found in store.published("city")] == [second.id, first.id]
        assert (store.so_far("city"), store.so_far("elsewhere")) == ((2, "T2"), (0, ""))
        assert [found.id for found in store.of_city("city", Stage, 1)] == [second.id]
        assert store.published("elsewhere") == []

    def test_one_of_many(self, store: ContentChangeStore) -> None:
        """Of several who begin with one entry at the same time, one does."""
        with ThreadPoolExecutor(4) as pool:
            added = list(pool.map(lambda _: store.add(self.change), range(8)))
        assert sum(change is not None for change in added) == 1


class PinContract:
    """Of a PinStore."""

    def test_everybody_has_their_own(self, store: PinStore) -> None:
        """Pins are in the order of pinning, each once, and one operator's alone."""
        for answer_id in ("lost", "age75", "lost"):
            store.pin("taro", answer_id)
        store.pin("hanako", "debit")
        assert store.of("taro") == ["lost", "age75"]
        store.unpin("taro", "lost")
        store.unpin("taro", "lost")
        assert (store.of("taro"), store.of("hanako")) == (["age75"], ["debit"])


class AuditContract:
    """Of an AuditStore."""

    def test_newest_first(self, store: AuditStore) -> None:
        """Entries keep their order, can be chosen from, and are read on from a number."""
        for number, (name, what) in enumerate([("taro", "b"), ("hanako", "a"), ("taro", "a")]):
            store.add(AuditEntry(f"2025-10-0{number + 1}", name, what, ""))
        found = store.latest(9, AuditFilter())
        assert [entry.at[-1] for entry in found] == ["3", "2", "1"]
        assert [entry.at[-1] for entry in store.latest(1, AuditFilter("taro"))] == ["3"]
        assert [entry.at[-1] for entry in store.latest(9, AuditFilter(what="a"))] == ["3", "2"]
        older = AuditFilter(before=found[0].number)
        assert [entry.at[-1] for entry in store.latest(9, older)] == ["2", "1"]
        assert (store.operators(), store.kinds()) == (["hanako", "taro"], ["a", "b"])

    def test_old_entries_go(self, store: AuditStore) -> None:
        """With a moment given, what is older goes, and nothing else."""
        store.add(AuditEntry("2025-10-01", "taro", "a", ""))
        store.add(AuditEntry("2025-10-02", "taro", "a", ""), drop_before="2025-10-02")
        assert [entry.at for entry in store.latest(9, AuditFilter())] == ["2025-10-02"]


class VoteContract:
    """Of a VoteStore."""

    def test_counted(self, store: VoteStore) -> None:
        """Votes of a period add up by hour, channel and answer; wrong is what was not right."""
        for helped, reason in ((True, "wrong"), (False, "wrong"), (False, None)):
            store.add(VoteRecord(HOUR, "web", "greet", "answer", helped, reason))
        store.add(VoteRecord("2025-10-02T00", "web", "greet", "answer", True))
        assert store.counts("2025-10-01", "2025-10-02") == [
            VoteCount(HOUR, "web", "greet", 3, 1, 1)
        ]

    def test_old_votes_go(self, store: VoteStore) -> None:
        """Votes go before a moment; words before another one."""
        store.add(VoteRecord("2025-09-01T00", "web", "greet", "answer", True))
        store.add(VoteRecord(HOUR, "web", "greet", "answer", True, question="いつ"))
        store.drop_old("2025-10-01", "2025-10-02")
        assert [count.votes for count in store.counts("2025", "2026")] == [1]

    def test_words_are_counted_and_wiped(self, store: VoteStore) -> None:
        """It is known how many have words and since when; without words the votes stay."""
        store.add(VoteRecord("2025-09-01T00", "web", "greet", "answer", True))
        assert store.words_kept() == KeptWords(0, "")
        store.add(VoteRecord("2025-09-03T00", "web", "greet", "answer", True, question="いつ"))
        store.add(VoteRecord("2025-09-02T00", "web", "greet", "answer", True, question="どこ"))
        assert store.words_kept() == KeptWords(2, "2025-09-02T00")
        store.drop_words()
        assert store.words_kept() == KeptWords(0, "")
        assert sum(count.votes for count in store.counts("2025", "2026")) == 3


class TalkContract:
    """Of a TalkStore."""

    def test_taken_back_and_dropped(self, store: TalkStore) -> None:
        """The same key adds up, also what is taken back; what is too old goes."""
        one = TalkKey(HOUR, "web", "ja", "第179号", "")
        other = one._replace(language="en", answer_id="lost")
        store.add([(one, TalkTally(asked=1, refused=1)), (other, TalkTally(asked=1))], "2024")
        store.add([(one, TalkTally(refused=-1, answered=1))], "2024")
        assert store.read("2025-10-01", "2025-10-02") == [
            (other, TalkTally(asked=1)),
            (one, TalkTally(asked=1, answered=1)),
        ]
        assert store.read("2025-10-02", "2025-10-03") == []
        store.add([], "2025-10-01T11")
        assert store.read("2025", "2026") == []


class FigureContract:
    """Of a FigureStore."""

    def test_added_up(self, store: StatisticsStore) -> None:
        """The same key adds up, also within one call; other keys are apart."""
        one, other = Key(HOUR, "web", "greet"), Key(HOUR, "line", "")
        store.add([(one, Tally(answered=1)), (one, Tally(votes=2))], "2024")
        store.add([(one, Tally(answered=3)), (other, Tally(refused=1))], "2024")
        assert store.read("2025-10-01", "2025-10-02") == [
            (other, Tally(refused=1)),
            (one, Tally(answered=4, votes=2)),
        ]
        assert store.read("2025-10-02", "2025-10-03") == []

    def test_old_figures_go(self, store: StatisticsStore) -> None:
        """What is older than an hour goes with what is added, also where nothing is."""
        store.add([(Key(HOUR, "web", ""), Tally(answered=1))], "2024")
        store.add([], "2025-10-01T11")
        assert store.read("2025", "2026") == []


class PressContract:
    """Of a PressStore."""

    def test_added_up_and_dropped(self, store: PressStore) -> None:
        """The same field of an hour adds up; what is older than an hour goes."""
        one, other = PressKey(HOUR, "line", "help"), PressKey(HOUR, "line", "language")
        store.add([(one, 1), (other, 2)], "2024")
        store.add([(one, 3)], "2024")
        assert store.read("2025-10-01", "2025-10-02") == [(one, 4), (other, 2)]
        assert store.read("2025-10-02", "2025-10-03") == []
        store.add([], "2025-10-01T11")
        assert store.read("2025", "2026") == []


def heard(words: str, hour: str = HOUR, why: str = "refused") -> UnansweredQuestion:
    """One time that something was not answered."""
    return UnansweredQuestion(hour, "web", words, why, "")


class UnansweredContract:
    """Of an UnansweredStore."""

    def ids(self, store: UnansweredStore) -> dict[str, int]:
        """The number of each line."""
        return {line.words: line.id for line in store.lines(list(State))}

    def test_identical_words_are_one_line(self, store: UnansweredStore) -> None:
        """They are counted by channel, reason and id; the last hour counts."""
        store.add([heard("a", "2025-10-01T12"), heard("a"), heard("a", why="asked"), heard("b")])
        lines = {line.words: line for line in store.lines([State.OPEN])}
        assert lines["a"].heard == (("web", "asked", "", 1), ("web", "refused", "", 2))
        assert (lines["a"].last, lines["a"].wording, lines["a"].times) == ("2025-10-01T12", "a", 3)
        assert store.counts() == {State.OPEN: 2}

    def test_decisions(self, store: UnansweredStore) -> None:
        """Each decision is about its lines; what is in the training data is decided."""
        store.add([heard(words) for words in "abc"])
        ids = self.ids(store)
        store.choose({ids["a"]: "A"}, "greet", "hanako", "2025-10-01T10:00")
        store.set_aside([ids["b"]], "note", "hanako", "2025-10-01T10:00")
        store.move([ids["c"]], State.EXPORTED)
        store.reopen(list(ids.values()))
        assert store.counts() == {State.OPEN: 2, State.EXPORTED: 1}
        store.drop(list(ids.values()))
        assert store.counts() == {State.EXPORTED: 1}

    def test_learnt_and_asked_again(self, store: UnansweredStore) -> None:
        """What was learnt and is heard again is open; what is chosen stays chosen."""
        store.add([heard("a"), heard("b")])
        ids = self.ids(store)
        store.move([ids["a"]], State.LEARNT)
        store.move([ids["b"]], State.CHOSEN)
        store.add([heard("a"), heard("b")])
        assert store.counts() == {State.OPEN: 1, State.CHOSEN: 1}

    def test_what_is_old_goes(self, store: UnansweredStore) -> None:
        """What was last heard and decided before goes; beyond the bound open ones go first."""
        store.add([heard("old", "2025-09-01T00"), heard("kept", "2025-09-01T00")])
        ids = self.ids(store)
        store.choose({ids["kept"]: "kept"}, "greet", "hanako", "2025-10-01T10:00")
        store.add([heard("new", "2025-10-01T09"), heard("newer", "2025-10-01T11")])
        store.drop_old("2025-09-30T00", 2)
        assert set(self.ids(store)) == {"kept", "newer"}

    def test_cleared(self, store: UnansweredStore) -> None:
        """Nothing is left, whatever was decided."""
        store.add([heard("a"), heard("b")])
        store.move([self.ids(store)["a"]], State.LEARNT)
        store.clear()
        assert store.counts() == {}

    def test_how_much_is_kept(self, store: UnansweredStore) -> None:
        """All lines count; the oldest is the one that was not heard for longest."""
        assert store.kept() == KeptWords(0, "")
        store.add([heard("a", "2025-09-01T00"), heard("b", "2025-09-02T00")])
        store.add([heard("a", "2025-09-03T00")])
        assert store.kept() == KeptWords(2, "2025-09-02T00")

    def test_versions(self, store: UnansweredStore) -> None:
        """Whatever changes makes another version; looking does not."""
        before = store.version()
        store.add([heard("a")])
        after = store.version()
        store.lines([State.OPEN])
        assert before < after == store.version()


class TeachingContract:
    """Of a TeachingStore."""

    def test_exports(self, store: TeachingStore) -> None:
        """The newest export that made the file is found, and each by its number."""
        for at in "12":
            store.add(at, "hanako", "before", "after")
        assert store.last_that_made("after") == ExportRecord(2, "2", "hanako", "before", "after")
        assert store.export(1) == ExportRecord(1, "1", "hanako", "before", "after")
        assert (store.export(3), store.last_that_made("other")) == (None, None)

    def test_models(self, store: TeachingStore) -> None:
        """What a model is made of is known as it was remembered last."""
        store.remember("model", "a", "b")
        store.remember("model", "c", "d")
        assert (store.taught("model"), store.inputs("model")) == ("c", "d")
        assert (store.taught("other"), store.inputs("other")) == (None, None)

    def test_cleared(self, store: TeachingStore) -> None:
        """Nothing is left."""
        store.add("1", "hanako", "before", "after")
        store.remember("model", "a", "b")
        store.clear()
        assert (store.export(1), store.taught("model")) == (None, None)

    def test_old_exports_go(self, store: TeachingStore) -> None:
        """An export is forgotten from a minute on; later ones and models stay."""
        for at in ("2025-09-01T00:00", "2025-09-02T00:00"):
            store.add(at, "hanako", "before", "after")
        store.remember("model", "a", "b")
        store.drop_exports("2025-09-02T00:00")
        assert store.exports_kept() == KeptWords(1, "2025-09-02T00:00")
        assert (store.export(1), store.taught("model")) == (None, "a")

    def test_every_text_is_rewritten(self, store: TeachingStore) -> None:
        """What is taken out of one text is taken out of all that are remembered."""
        store.add("1", "hanako", "one two", "one two three")
        store.remember("model", "two", "two")
        store.remember("none", "", "b")
        store.rewrite(lambda text: text.replace("two", "2"))
        assert store.export(1) == ExportRecord(1, "1", "hanako", "one 2", "one 2 three")
        assert (store.taught("model"), store.inputs("model")) == ("2", "two")
        assert store.taught("none") == ""

    def test_days_of_lines(self, store: TeachingStore) -> None:
        """A line has the day that was said last, until it is forgotten."""
        store.date({})
        store.date({"a": "2025-09-01", "b": "2025-09-01"})
        store.date({"b": "2025-10-01"})
        assert store.days() == {"a": "2025-09-01", "b": "2025-10-01"}
        store.undate(["a", "c"])
        assert store.days() == {"b": "2025-10-01"}


class WebhookEventContract:
    """Of a WebhookEventStore."""

    @pytest.fixture
    def two(self, store: WebhookEventStore) -> WebhookEventStore:
        """The same, with two runs that live."""
        store.live("line", "one", 60)
        store.live("line", "two", 60)
        return store

    def test_known(self, two: WebhookEventStore) -> None:
        """Those that are worked on or answered are known to all; a channel's ids are its own."""
        taken = two.take("line", {"a": OwedEvent(b"A"), "b": OwedEvent(b"B")}, "one")
        assert taken == {"a", "b"}
        two.finish("line", "a")
        for run in ("one", "two"):
            assert two.known("line", ["a", "b", "c"], run) == {"a", "b"}
            assert two.owed("line", run, 9) == {}
        assert two.known("other", ["a", "b"], "one") == set()
        assert two.known("line", [], "two") == set()

    def test_one_alone_has_an_event(self, two: WebhookEventStore) -> None:
        """What somebody who lives has taken, or anybody has answered, nobody else takes."""
        event = {"a": OwedEvent(b"A")}
        found = [two.take("line", event, run) for run in ("one", "two", "one")]
        assert found == [{"a"}, set(), set()]
        assert two.standing("line", "a", "one") is Standing.MINE
        assert two.standing("line", "a", "two") is Standing.GONE
        two.finish("line", "a")
        two.leave("line", "one")
        assert two.take("line", event, "two") == set()
        assert two.standing("line", "a", "one") is Standing.GONE
        assert two.standing("line", "never noted", "one") is Standing.MINE

    @pytest.mark.parametrize("how", ["it left", "it said nothing more", "another one is there"])
    def test_what_the_dead_owe(self, two: WebhookEventStore, how: str) -> None:
        """It may be taken, oldest first, by one; who was dead after all has it no more."""
        two.live("line", "one", 60, "a place")
        events = {
            "b": OwedEvent(b"B", at=2),
            "a": OwedEvent(b"A", at=1),
            "c": OwedEvent(b"C", at=3),
        }
        two.take("line", events, "one")
        two.finish("line", "c")
        if how == "it left":
            two.leave("line", "one")
        elif how == "it said nothing more":
            two.live("line", "one", -1)
        else:
            two.live("line", "three", 60, "a place")
        assert two.known("line", ["a", "b", "c"], "two") == {"c"}
        owed = two.owed("line", "two", 9)
        assert list(owed) == ["a", "b"]
        assert owed["a"] == OwedEvent(b"A", at=1)
        assert list(two.owed("line", "two", 1)) == ["a"]
        assert two.take("line", owed, "two") == {"a", "b"}
        two.live("line", "one", 60)
        assert two.standing("line", "a", "one") is Standing.GONE
        assert two.take("line", owed, "one") == set()

    def test_a_place_is_its_own(self, two: WebhookEventStore) -> None:
        """Nobody of another place, or of none, ends with who enters one."""
        two.take("line", {"a": OwedEvent(b"A")}, "one")
        two.live("line", "three", 60, "a place")
        two.live("line", "four", 60, "another place")
        two.take("line", {"b": OwedEvent(b"B")}, "three")
        two.live("line", "five", 60, "another place")
        assert two.owed("line", "two", 9) == {}

    def test_the_order_of_a_talk(self, two: WebhookEventStore) -> None:
        """An event waits while somebody else owes an earlier one of the same talk."""
        two.take(
            "line", {"first": OwedEvent(b"", "talk", 1), "other": OwedEvent(b"", "x", 1)}, "one"
        )
        two.take("line", {"second": OwedEvent(b"", "talk", 2), "y": OwedEvent(b"", "y", 2)}, "two")
        two.take("line", {"nobody": OwedEvent(b"", "", 3)}, "two")
        assert two.standing("line", "first", "one") is Standing.MINE
        assert two.standing("line", "second", "two") is Standing.BEHIND
        assert two.standing("line", "y", "two") is Standing.MINE
        assert two.standing("line", "nobody", "two") is Standing.MINE
        two.finish("line", "first")
        assert two.standing("line", "second", "two") is Standing.MINE

    def test_the_rest_of_a_talk(self, two: WebhookEventStore) -> None:
        """Who owes the first event of a talk may fetch those that wait behind it, once; whoever had
        them has them no more. Other talks, earlier events and answered ones stay."""
        second, fourth = OwedEvent(b"B", "talk", 2, 7), OwedEvent(b"D", "talk", 4)
        of_two = {"early": OwedEvent(b"", "talk", 0), "fourth": fourth, "second": second}
        two.take("line", {"first": OwedEvent(b"A", "talk", 1)}, "one")
        two.take(
            "line", {**of_two, "x": OwedEvent(b"X", "x", 9), "n": OwedEvent(b"", "", 9)}, "two"
        )
        two.take("line", {"third": OwedEvent(b"C", "talk", 3)}, "one")
        assert list(two.later("line", "first", "one").items()) == [
            ("second", second),
            ("fourth", fourth),
        ]
        two.finish("line", "fourth")
        assert two.fetch("line", ["second", "fourth"], "first", "one") == {"second"}
        assert two.standing("line", "second", "one") is Standing.BEHIND  # of the early one
        assert two.standing("line", "second", "two") is Standing.GONE
        assert two.later("line", "first", "one") == {}
        assert two.later("line", "n", "one") == {}

    def test_who_owes_nothing_fetches_nothing(self, two: WebhookEventStore) -> None:
        """Who was away, and has lost the first event of a talk, gets no other one by it."""
        two.take("line", {"first": OwedEvent(b"A", "talk", 1)}, "one")
        two.take("line", {"second": OwedEvent(b"B", "talk", 2)}, "two")
        assert two.fetch("line", ["second"], "first", "three") == set()
        two.finish("line", "first")
        assert two.fetch("line", ["second"], "first", "one") == set()
        assert two.standing("line", "second", "two") is Standing.MINE

    def test_a_week_later(self, store: WebhookEventStore) -> None:
        """What was taken earlier is deleted, and so is who ended earlier; nobody who lives is."""
        store.take("line", {"a": OwedEvent(b"", at=100), "b": OwedEvent(b"", at=200)}, "dead")
        store.live("line", "one", 60)
        store.drop_before("line", 200)
        assert list(store.owed("line", "two", 9)) == ["b"]
        store.take("line", {"c": OwedEvent(b"", at=300)}, "one")
        assert store.known("line", ["c"], "two") == {"c"}


class KeyContract:
    """Of a KeyStore."""

    def test_mine_come_back(self, store: KeyStore) -> None:
        """What was told is among what is given."""

        async def work() -> None:
            assert await store.exchange({"a": 1.5}, {"a": 60.0}) == {"a": 1.5}

        asyncio.run(work())


class RelayContract:
    """Of a Relay."""

    def test_who_waits_gets_it(self, store: Relay) -> None:
        """All that wait under a name get it, in order; nobody else does, and nobody later."""

        async def work() -> None:
            assert not await store.send("a", {"text": "0"})
            taken: list[tuple[str, str]] = []
            there = asyncio.Event()

            def take(who: str) -> Taker:
                def took(told: Mapping[str, Any]) -> None:
                    taken.append((who, told["text"]))
                    if len(taken) == 4:
                        there.set()

                return took

            async with (
                store.waiting("a", "b", take=take("one")),
                store.waiting("c", take=take("other")),
            ):
                for name in ("a", "c", "b", "a"):
                    assert await store.send(name, {"text": name})
                assert not await store.send("d", {"text": "d"})
                await asyncio.wait_for(there.wait(), 10)
            assert not await store.send("a", {"text": "late"})
            assert [text for who, text in taken if who == "one"] == ["a", "b", "a"]
            assert ("other", "c") in taken

        asyncio.run(work())


class ConversationContract:
    """Of a ConversationStore whose time is the clock's."""

    def test_a_copy_is_read_and_kept(self, store: ConversationStore) -> None:
        """What is changed in a copy counts when it was put; an older copy cannot be put."""

        async def work() -> None:
            await store.add(ConversationRecord("id", "sender"), 60)
            one, other = await store.get("id", 60), await store.get("id", 60)
            assert one is not None
            assert other is not None
            one.state = {"asked": "birthday"}
            assert (await store.get("id", 60)) == other
            assert await store.put(one, 60)
            assert not await store.put(other, 60)
            found = await store.get("id", 60)
            assert found is not None
            assert (found.state, found.version) == ({"asked": "birthday"}, one.version)

        asyncio.run(work())

    def test_what_is_gone_does_not_come_back(self, store: ConversationStore) -> None:
        """After a wipe nothing is read, put or spent."""

        async def work() -> None:
            record = ConversationRecord("id", "sender")
            await store.add(record, 60)
            await store.delete("id")
            assert await store.get("id", 60) is None
            assert not await store.put(record, 60)
            assert not await store.spend("id", "token")
            assert await store.count() == 0

        asyncio.run(work())

    def test_time(self, store: ConversationStore, clock: Clock) -> None:
        """Each look is a new beginning of its time; after it there is nothing."""

        async def work() -> None:
            await store.add(ConversationRecord("id", "sender"), 60)
            for _ in range(3):
                clock.now += 59
                assert await store.get("id", 60) is not None
            clock.now += 60
            assert await store.count() == 0

        asyncio.run(work())

    def test_one_at_a_time(self, store: ConversationStore) -> None:
        """Of many who want to be alone with one conversation each is; others need not wait."""

        async def work() -> None:
            inside: list[int] = []

            async def go(number: int) -> None:
                async with store.alone("id"):
                    inside.append(number)
                    await asyncio.sleep(0)
                    assert inside == [number]
                    inside.clear()

            await asyncio.gather(*map(go, range(20)))
            async with store.alone("id"), store.alone("other"):
                pass

        asyncio.run(work())

    def test_since(self, store: ConversationStore) -> None:
        """What is kept goes back to one moment, which stays."""

        async def work() -> None:
            first = await store.since()
            assert first <= time.time() + 1
            assert await store.since() == first

        asyncio.run(work())

    def test_a_token_is_spent_once(self, store: ConversationStore) -> None:
        """Also where a turn is put in between; once more if it was given back."""

        async def work() -> None:
            await store.add(ConversationRecord("id", "sender"), 60)
            record = await store.get("id", 60)
            assert record is not None
            assert await store.spend("id", "token")
            assert await store.put(record, 60)
            assert not await store.spend("id", "token")
            assert await store.spend("id", "another")
            await store.give_back("id", "token")
            assert await store.spend("id", "token")
            assert not await store.spend("id", "another")
            await store.give_back("gone", "token")
            assert not await store.spend("gone", "token")

        asyncio.run(work())


class ResidentContract:
    """Of a ResidentStore whose time is the clock's."""

    def test_put_get_delete(self, store: ResidentStore, clock: Clock) -> None:
        """A copy is read; what was put last counts, for its time."""

        async def work() -> None:
            record = ResidentRecord("token")
            await store.put("name", record, 60)
            record.heard.append("1")
            assert await store.get("name") == ResidentRecord("token")
            await store.put("name", record, 60)
            assert await store.get("name") == record
            clock.now += 60
            assert await store.get("name") is None
            await store.put("name", record, 60)
            await store.delete("name")
            assert await store.get("name") is None

        asyncio.run(work())

    def test_what_we_said(self, store: ResidentStore, clock: Clock) -> None:
        """Names of messages of ours are known for their time; nobody else's are."""

        async def work() -> None:
            await store.note_said(["one", "two"], 60)
            assert [await store.was_said(name) for name in ("one", "two", "three")] == [
                True,
                True,
                False,
            ]
            clock.now += 60
            assert not await store.was_said("one")

        asyncio.run(work())


class ConsultationContract:
    """Of a ConsultationStore whose time is the clock's."""

    def test_one_takes_it(self, store: ConsultationStore, clock: Clock) -> None:
        """It is shown once, with its age; its name is not given again until it is free."""

        async def work() -> None:
            assert await store.add("name", SHOWN, 60, 100)
            assert not await store.add("name", SHOWN, 60, 100)
            clock.now += 59
            assert await store.is_live("name")
            found = await asyncio.gather(*(store.take("name") for _ in range(5)))
            assert [one for one in found if one is not None] == [(SHOWN, 59)]
            clock.now += 100
            assert not await store.add("name", SHOWN, 60, 100)
            clock.now += 1
            assert await store.add("name", SHOWN, 60, 100)
            assert await store.count() == 1

        asyncio.run(work())

    def test_it_is_over(self, store: ConsultationStore, clock: Clock) -> None:
        """After its time, and after it was taken back, there is nothing."""

        async def work() -> None:
            for name in "ab":
                await store.add(name, SHOWN, 60, 100)
            assert (await store.drop("a"), await store.drop("a")) == (True, False)
            clock.now += 60
            assert await store.take("b") is None
            assert not await store.is_live("b")
            assert await store.count() == 0

        asyncio.run(work())


class ThrottleContract:
    """Of a ThrottleStore."""

    def test_so_many(self, store: ThrottleStore) -> None:
        """The first ones pass, the next one is told to wait; looking counts nothing."""

        async def work() -> None:
            for _ in range(3):
                assert await store.wait("a", 3, 600) == 0
                assert await store.hit("a", 3, 600) == 0
            assert 0 < await store.wait("a", 3, 600) <= 600
            assert 0 < await store.hit("a", 3, 600) <= 600
            assert await store.hit("b", 3, 600) == 0

        asyncio.run(work())

    def test_together_is_no_way_around(self, store: ThrottleStore) -> None:
        """Of many at once no more pass than one after the other."""

        async def work() -> None:
            found = await asyncio.gather(*(store.hit("a", 3, 600) for _ in range(20)))
            assert found.count(0) == 3

        asyncio.run(work())


class SessionContract:
    """Of a SessionStore whose time is the clock's."""

    def test_add_get_delete(self, store: SessionStore, clock: Clock) -> None:
        """A look is a new beginning of its time; the keys of one account come in their order."""

        async def work() -> None:
            for began, (key, name) in enumerate(("1t", "2h", "3t")):
                await store.add(key, Session(name, "csrf", float(began)), 60)
            clock.now += 59
            assert await store.get("1", 60) == Session("t", "csrf", 0.0)
            seen = await store.peek("1")
            assert seen is not None
            assert seen[0] == Session("t", "csrf", 0.0)
            assert 59 < seen[1] <= 60
            assert await store.peek("nothing") is None
            assert await store.keys_of("t") == ["1", "3"]
            clock.now += 1
            assert await store.keys_of("t") == ["1"]
            await store.delete("1")
            assert await store.get("1", 60) is None

        asyncio.run(work())


class FailureContract:
    """Of a FailureStore."""

    def test_one_step(self, store: FailureStore) -> None:
        """All that belongs to one try is read and changed together, whoever tries at once."""

        async def add() -> None:
            def more(found: object) -> list[Failures | None]:
                assert isinstance(found, list | tuple)
                return [Failures((one.count if one else 0) + 1, 0.0, 0.0, 9e12) for one in found]

            await store.change(["pair:a", "address:a"], more)

        async def work() -> None:
            await asyncio.gather(*(add() for _ in range(20)))
            seen: list[Failures | None] = []

            def look(found: object) -> list[Failures | None]:
                assert isinstance(found, list | tuple)
                seen.extend(found)
                return [None, *found[1:]]

            await store.change(["pair:a", "address:a"], look)
            await store.change(["pair:a", "address:a"], look)
            assert [one.count if one else 0 for one in seen] == [20, 20, 0, 20]

        asyncio.run(work())

    def test_known(self, store: FailureStore) -> None:
        """Who has signed in is known."""

        async def work() -> None:
            assert not await store.is_known("pair:a")
            await store.remember("pair:a")
            assert await store.is_known("pair:a")

        asyncio.run(work())
