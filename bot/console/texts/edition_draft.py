"""The next edition while it is written: one open change that holds the whole file of its values.

Everybody's fields come together in it, as with a text: what somebody else changed meanwhile is
shown beside one's own, and nothing of either is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.console.texts.drafts import mark, written
from bot.content.drafting import blanks, draft, is_draft
from bot.content.filling import fields_of, with_fields
from bot.content.places import EDITION, text_at, whole_edition
from bot.content.refusals_in_words import in_words
from bot.conversation.publishing import Publisher
from bot.conversation.refusals import refused
from bot.errors import DataError
from bot.storage.ports.editing import OPEN, ChangedText, ContentChange, Stage

_TRIES = 5


@dataclass(frozen=True, slots=True)
class KeptFields:
    """What came of a form: the change, or the fields of both where others were quicker."""

    change: ContentChange | None = None
    theirs: Mapping[str, str] | None = None
    problem: str = ""


class EditionDraft:
    """The next edition of one city. Its methods block."""

    def __init__(self, publisher: Publisher, now: datetime) -> None:
        self.publisher, self._now = publisher, now

    @property
    def year(self) -> int:
        """Of the newest edition that is not filled in, or of the one after the newest."""
        paths = sorted((self.publisher.folder / "editions").glob("*.yml"))
        newest = paths[-1]
        filled = not is_draft(newest.read_text(encoding="utf-8"))
        return int(newest.stem) + filled

    @property
    def entry(self) -> str:
        """What its change is called."""
        return f"{EDITION}:{self.year}"

    def change(self) -> ContentChange | None:
        """The open change, or the one that waits for its day."""
        stages = (*OPEN, Stage.APPROVED)
        found = self.publisher.store.of_city(self.publisher.city, stages, 1, self.entry)
        return found[0] if found else None

    def before(self) -> str:
        """The file of the edition before. Raises DataError where there is none."""
        text = text_at(self.publisher.folder, whole_edition(self.year - 1))
        if not text:
            raise DataError(f"{self.year - 1}年の号がありません。")
        return text

    def begin(self, editor: str) -> ContentChange:
        """Makes the draft from the edition before; the one that is there where there is one."""
        there = self.change()
        if there is not None:
            return there
        place = whole_edition(self.year)
        shipped = text_at(self.publisher.folder, place) or ""
        text = shipped or draft(self.before(), self._now.date())
        new = ContentChange(
            self.publisher.city, self.entry, (ChangedText(place, shipped, text),), (editor,),
            changed=self._moment(),
        )  # fmt: skip
        kept = self.publisher.store.add(new) or self.change()
        if kept is None:
            raise refused("busy", retry_after=1)
        return kept

    def write(self, typed: Mapping[str, str], seen: Mapping[str, str], editor: str) -> KeptFields:
        """Keeps what was typed; with the others' fields where one of them is another by now."""
        for _ in range(_TRIES):
            change = self.change()
            if change is None or change.stage is Stage.APPROVED:
                raise refused("not_found")
            text = change.texts[0].after
            there = fields_of(text)
            touched = {
                name: written(typed[name])
                for name in there
                if name in typed and mark(typed[name]) != seen.get(name)
            }
            theirs = {
                name: there[name]
                for name, own in touched.items()
                if mark(there[name]) != seen.get(name) and own != there[name]
            }
            if theirs:
                return KeptFields(theirs=theirs)
            try:
                made = with_fields(
                    text, {**there, **touched}, draft(self.before(), self._now.date())
                )
            except DataError as error:
                return KeptFields(problem=in_words(str(error)))
            if made == text:
                return KeptFields(change)
            kept = self._saved(change, made, editor)
            if kept is not None:
                return KeptFields(kept)
        raise refused("busy", retry_after=1)

    def _saved(self, change: ContentChange, text: str, editor: str) -> ContentChange | None:
        texts = (replace(change.texts[0], after=text),)
        authors = tuple(dict.fromkeys((*change.authors, editor)))
        new = replace(
            change, texts=texts, authors=authors, stage=Stage.DRAFT, changed=self._moment()
        )
        return replace(new, version=new.version + 1) if self.publisher.store.save(new) else None

    def _moment(self) -> str:
        return self._now.isoformat(timespec="seconds")


def left(change: ContentChange) -> int:
    """How many values nobody has held against the newsletter."""
    return sum(1 for _ in blanks(change.texts[0].after))
