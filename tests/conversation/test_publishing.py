"""bot/conversation/publishing.py: what is approved is published, on its day, and back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.content.content import Content
from bot.content.overlay import PublishedCopy
from bot.conversation.publishing import Publisher
from bot.storage.ports.editing import ChangedText, ContentChange, Stage
from bot.storage.stores import Stores
from tests.content.folders import ENTRY, Files
from tests.house.serving import NOW, wait_until

TEXT = ChangedText("answers/ja/first.yml#a.short", "短い答え。", "公開した答え。")
CHANGE = ContentChange("city", "answer:a", (TEXT,), ("hanako",), approver="jiro")


class House:
    """A small city, what is stored of it, and a clock that a test moves."""

    def __init__(self, folder: Path) -> None:
        self.files, self.now = Files(folder / "city"), NOW
        self.store, self.room = Stores.local(folder / "data").content_changes, folder / "published"
        self.publisher = self.another()

    def another(self) -> Publisher:
        """One more process, or the next release."""
        copy = PublishedCopy(self.room, self.files.folder)
        return Publisher(self.store, copy, lambda: self.now)

    def short(self) -> str:
        """What a process that starts now answers."""
        return Content(self.files.folder, published=self.room).book().answers["a"].short

    def added(self, change: ContentChange = CHANGE) -> ContentChange:
        """The change, stored."""
        found = self.store.add(change)
        assert found is not None
        return found


@pytest.fixture
def at(tmp_path: Path) -> House:
    """A city in which nothing is published yet."""
    return House(tmp_path)


def test_published_and_taken_back(at: House) -> None:
    """A change is told by every process; its way back is a change of its own, and leaves none."""
    change = at.added()
    assert at.publisher.publish(change) == ()
    assert at.short() == TEXT.after
    (published,) = at.store.published("city")
    assert (published.stage, published.published[:10]) == (Stage.PUBLISHED, "2025-10-01")
    assert at.publisher.take_back(published, "jiro") == ()
    assert at.short() == TEXT.before
    back = at.store.published("city")[-1]
    assert (back.undoes, back.authors, back.approver) == (change.id, ("jiro",), "")
    assert at.publisher.take_back(published, "jiro") != ()


def test_a_clock_that_stands_still(at: House) -> None:
    """What is published later comes later, also by a clock that does not move and an older id."""
    first, second = at.added(), at.added(replace(CHANGE, entry="answer:other"))
    middle = replace(TEXT, after="間の答え。")
    assert at.publisher.publish(replace(second, texts=(middle,))) == ()
    assert at.publisher.publish(replace(first, texts=(replace(TEXT, before=middle.after),))) == ()
    assert at.short() == TEXT.after
    assert at.another().copy.made_of == at.publisher.copy.made_of
    at.another().follow()
    assert at.short() == TEXT.after


def test_what_a_check_refuses_changes_nothing(at: House) -> None:
    """A change that would break a text is not published, and says why in Japanese."""
    wrong = replace(TEXT, after="{fone}へ")
    change = at.added(replace(CHANGE, texts=(wrong,)))
    (complaint,) = at.publisher.publish(change)
    assert "{fone} という印はありません" in complaint
    assert at.short() == TEXT.before
    assert at.store.find(change.id) == change


def test_a_collision_loses_nothing(at: House) -> None:
    """Who was quicker is told; the other change stays what it is, with both texts."""
    first = at.added()
    at.publisher.publish(first)
    late = at.added(replace(CHANGE, texts=(replace(TEXT, after="遅れた答え。"),)))
    (complaint,) = at.publisher.publish(late)
    assert "公開されている文が変わりました" in complaint
    assert at.store.find(late.id) == late
    stale = replace(late, version=late.version + 1, texts=())
    assert at.publisher.publish(stale) != ()
    assert at.short() == TEXT.after


def test_on_its_day(at: House) -> None:
    """What was approved for a day is published on it, and not before."""
    tomorrow = (NOW + timedelta(days=1)).date().isoformat()
    change = at.added(replace(CHANGE, stage=Stage.APPROVED, publish_on=tomorrow))
    at.publisher.publish_due()
    assert at.short() == TEXT.before
    at.now += timedelta(days=1)
    at.publisher.publish_due()
    assert at.short() == TEXT.after
    found = at.store.find(change.id)
    assert found is not None
    assert found.published[:10] == tomorrow


def test_what_cannot_be_published_on_its_day_says_so(at: House) -> None:
    """The old text stays, the change says why, and is not tried over and over."""
    wrong = replace(TEXT, before="前の版の答え。")
    day = NOW.date().isoformat()
    change = at.added(replace(CHANGE, texts=(wrong,), stage=Stage.APPROVED, publish_on=day))
    at.publisher.publish_due()
    at.publisher.publish_due()
    found = at.store.find(change.id)
    assert found is not None
    assert (found.stage, found.version) == (Stage.APPROVED, 2)
    assert "変わりました" in found.trouble
    assert at.short() == TEXT.before


def test_the_next_release_gets_what_fits(at: House) -> None:
    """After an upgrade what was published is laid over it; what does not fit is told."""
    at.publisher.publish(at.added())
    other = ChangedText("answers/ja/others.yml#b.title", "題名", "別の題")
    at.publisher.publish(at.added(replace(CHANGE, entry="answer:b", texts=(other,))))
    at.files.write(ENTRY.format(name="a").replace("短い答え", "新しい版の答え"))
    assert at.short() == "新しい版の答え。"
    upgraded = at.another()
    upgraded.follow()
    content = Content(at.files.folder, published=at.room)
    assert content.book().answers["b"].title == "別の題"
    assert at.short() == "新しい版の答え。"
    assert upgraded.told == TEXT.place
    again = replace(TEXT, before="新しい版の答え。")
    assert upgraded.publish(at.added(replace(CHANGE, texts=(again,)))) == ()
    assert (at.short(), upgraded.told) == (TEXT.after, "")


def test_what_was_published_does_not_fit_together(at: House) -> None:
    """Where the new files and what was published contradict, the new files are told, and why."""
    at.publisher.publish(at.added())
    (at.files.folder / "topics.yml").write_text("{usual: [{id: no}], over: []}", encoding="utf-8")
    upgraded = at.another()
    upgraded.follow()
    assert "topics.yml" in upgraded.told


def test_other_machines_follow(at: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one gateway publishes, another with its own disk has with its next look."""
    monkeypatch.setattr("bot.conversation.publishing.LOOK_SECONDS", 0.001)
    elsewhere = at.room.with_name("elsewhere")
    other = Publisher(at.store, PublishedCopy(elsewhere, at.files.folder), lambda: at.now)

    async def work() -> None:
        await other.start()
        assert not other.copy.made_of
        at.publisher.publish(at.added())
        await asyncio.to_thread(wait_until, lambda: other.copy.made_of)
        await other.stop()

    asyncio.run(work())
    found = Content(at.files.folder, published=elsewhere).book().answers["a"]
    assert found.short == TEXT.after
