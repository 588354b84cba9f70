"""Publishes what editors changed: at once, on a day, and back.

The store says what is published; the copy of the city's folder on this machine follows it, for
every process here (bot/content/overlay.py). So several machines say the same some seconds later,
and a new release gets all that still fits its files.
"""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from threading import RLock

from bot.content.content import Content
from bot.content.judging import Judgement, alone, judged
from bot.content.overlay import Edit, PublishedCopy, chained, fitting, lay_over
from bot.content.places import is_whole, text_at
from bot.conversation.threads import stored
from bot.errors import DataError, StorageError
from bot.storage.ports.editing import ChangedText, ContentChange, ContentChangeStore, Stage

log = logging.getLogger(__name__)

LOOK_SECONDS = 5
_MOST_DUE = 1000
_MOVED = "{}: 書いている間に、公開されている文が変わりました。見比べて、もう一度保存してください。"


class Publisher:
    """Of one city on one machine. Its methods block, but for `start` and `stop`."""

    def __init__(
        self, store: ContentChangeStore, copy: PublishedCopy, now: Callable[[], datetime]
    ) -> None:
        self.store, self.copy, self._now = store, copy, now
        self.city = copy.shipped.name
        self.misfits: tuple[Edit, ...] = ()  # what was published and no longer finds its text
        self.trouble = ""
        self._followed = ((-1, ""), "")  # what was published, and what the copy was made of
        self._lock = RLock()
        self._task: asyncio.Task[None] | None = None

    @property
    def folder(self) -> Path:
        """The texts that are in force."""
        return self.copy.folder or self.copy.shipped

    @property
    def told(self) -> str:
        """What of the published is not in force; empty where all of it is."""
        return "; ".join(filter(None, (self.trouble, *(edit.place for edit in self.misfits))))

    def judge(self, texts: Sequence[ChangedText]) -> Judgement:
        """What is to be said of these changes before they are published."""
        edits = [_edit(text) for text in texts]
        if complaints := alone(edits):
            return Judgement(tuple(complaints))
        with self.laid_over(texts) as folder:
            if folder is not None:
                return judged(folder, edits)
        moved = [edit for edit in edits if text_at(self.folder, edit.place) != edit.before]
        return Judgement(tuple(_MOVED.format(_key(edit)) for edit in moved) or (_UNWRITABLE,))

    @contextmanager
    def laid_over(self, texts: Sequence[ChangedText]) -> Iterator[Path | None]:
        """What is in force with these changes, in a folder for a while; None where one misfits."""
        with tempfile.TemporaryDirectory(prefix="kokuho-") as room:
            target = Path(room) / self.city
            if alone([_edit(text) for text in texts]):  # nobody fills in what may be endless
                yield None
                return
            try:
                lay_over(self.folder, [_edit(text) for text in texts], target)
            except DataError as error:
                log.info("a change does not fit: %s", error)
                yield None
            else:
                yield target

    def publish(self, *changes: ContentChange) -> tuple[str, ...]:
        """Takes changes into force, all of them or none; what speaks against it otherwise.

        Nothing at all happens then, also where somebody else changed one of them meanwhile.
        """
        with self._lock:
            self.follow()
            texts = [text for change in changes for text in change.texts]
            if complaints := self.judge(texts).complaints:
                return complaints
            if any(self._is_older(change) for change in changes):
                return (_CHANGED,)
            noted = [self.note(change) for change in changes]
            self.follow()
            if not all(noted):
                return (_CHANGED,)
            return (self.trouble,) if self.trouble else ()

    def _is_older(self, change: ContentChange) -> bool:
        there = self.store.find(change.id) if change.id else None
        return there is not None and there.version != change.version

    def note(self, change: ContentChange) -> bool:
        """Notes that it is published now; False where somebody else changed it meanwhile."""
        with self._lock:
            now, (_, last) = self._now(), self.store.so_far(self.city)
            if last and now <= (before := datetime.fromisoformat(last)):
                now = before + timedelta(microseconds=1)  # clocks differ, and may stand still
            published = replace(
                change,
                stage=Stage.PUBLISHED,
                published=now.isoformat(timespec="microseconds"),
                changed=now.isoformat(timespec="seconds"),
                trouble="",
            )
            if published.id:
                return self.store.save(published)
            return self.store.add(published) is not None

    def publish_due(self) -> None:
        """Publishes what was approved for today, each day's at once; what cannot be says why, and
        waits."""
        today = self._now().date().isoformat()
        waiting = self.store.of_city(self.city, [Stage.APPROVED], _MOST_DUE)
        due = [change for change in waiting if change.publish_on <= today and not change.trouble]
        due.sort(key=lambda change: (change.publish_on, _is_text(change), change.id))
        for _, group in groupby(due, key=lambda change: change.publish_on):
            changes = list(group)
            if len(changes) == 1 or self.publish(*changes):
                self._publish_each(changes)

    def _publish_each(self, changes: Sequence[ContentChange]) -> None:
        for change in changes:
            if complaints := self.publish(change):
                log.error("change %s could not be published when it was due", change.id)
                self.store.save(replace(change, trouble="\n".join(complaints)))

    def take_back(self, change: ContentChange, editor: str) -> tuple[str, ...]:
        """Publishes what stood there before a published change, as a change of its own."""
        texts = tuple(ChangedText(text.place, text.after, text.before) for text in change.texts)
        way_back = replace(
            change, id=0, version=1, texts=texts, authors=(editor,), approver="",
            publish_on="", undoes=change.id, trouble="",
        )  # fmt: skip
        return self.publish(way_back)

    def follow(self) -> None:
        """Makes the copy on this machine what the store says, if it is not that yet."""
        with self._lock:
            so_far = self.store.so_far(self.city)
            if self._followed == (so_far, self.copy.made_of):
                return
            changes = self.store.published(self.city)
            published = (_edit(text) for change in changes for text in change.texts)
            edits = chained(published, self.copy.shipped)
            self._make(list(edits.values()), self.copy.key(edits.values()) if edits else "")
            self._followed = (so_far, self.copy.made_of)

    async def start(self) -> None:
        """Looks at once, then every few seconds, for what is due and for what others published."""
        await self._look()
        self._task = asyncio.create_task(self._look_on())

    async def stop(self) -> None:
        """Looks no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self._look()

    async def _look(self) -> None:
        try:
            await stored(self.follow)
            await stored(self.publish_due)
        except (
            StorageError,
            OSError,
        ) as error:  # the next look tries again
            log.warning("what is published cannot be looked at: %s", type(error).__name__)

    def _make(self, edits: Sequence[Edit], key: str) -> None:
        """The copy with all edits that fit the shipped files. Sets `misfits` and `trouble`."""
        copy = self.copy
        fit, lost = fitting(copy.shipped, edits)
        self.misfits, self.trouble = tuple(lost), ""
        if not fit:
            copy.drop()
        elif copy.made_of != key:
            copy.room.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryDirectory(dir=copy.room, prefix=".new-") as room:
                target = Path(room) / "content"
                try:
                    lay_over(copy.shipped, fit, target)
                    Content(target).check()
                except DataError as error:
                    self.trouble = str(error)
                    log.error("what was published does not fit the files: %s", error)
                else:
                    copy.put(target, key)


_UNWRITABLE = "この文は、ファイルに書けません。見えない文字がないかを確かめてください。"
_CHANGED = "ほかの人が先に変えました。今の様子を確かめてください。"


def _is_text(change: ContentChange) -> bool:
    """An edition comes before the texts that go by it."""
    return not is_whole(change.texts[0].place)


def _key(edit: Edit) -> str:
    return edit.place.partition("#")[2] or edit.place


def _edit(text: ChangedText) -> Edit:
    return Edit(text.place, text.before, text.after)
