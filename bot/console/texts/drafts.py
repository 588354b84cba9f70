"""What editors write: one open change of an entry, in which everybody's fields come together.

A field is saved if what the editor saw is still there. Otherwise nobody's text is lost: both are
shown, and saving again is knowing. So two may write in one entry, and in one language each.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.content.due import due_translations
from bot.content.overlay import Edit
from bot.content.places import ANSWER, EditableText, of_entry, read_texts
from bot.conversation.publishing import Publisher
from bot.conversation.refusals import refused
from bot.storage.ports.editing import OPEN, ChangedText, ContentChange, Stage

LONGEST = 5000  # characters of one field
_MOST_OPEN = 1000
_TRIES = 5  # to be the one who saves, while others do
_INVISIBLE = ("Cc", "Cf", "Cn", "Co", "Cs")


@dataclass(frozen=True, slots=True)
class WrittenField:
    """A field of the form: what is in it now, and which texts the editor had before them.

    `seen`  the mark of what stood in the field, a point, the mark of what was in force
    """

    seen: str
    text: str

    @property
    def is_touched(self) -> bool:
        """Did the editor write in it?"""
        return mark(self.text) != self.seen.partition(".")[0]


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of the page. `theirs`: what another editor wrote meanwhile."""

    text: EditableText
    draft: ChangedText | None = None
    typed: str | None = None
    theirs: str | None = None
    due: bool = False

    @property
    def there(self) -> str:
        """What is written at the moment: in the draft, or else in force."""
        return self.draft.after if self.draft else self.text.text

    @property
    def shown(self) -> str:
        """What stands in the field."""
        return self.there if self.typed is None else self.typed

    @property
    def seen(self) -> str:
        """What the editor has before them, as `WrittenField` has it."""
        return f"{mark(self.there)}.{mark(self.text.text)}"

    @property
    def moved(self) -> bool:
        """Was another text published since the draft was written?"""
        return self.draft is not None and self.draft.before != self.text.text


def mark(text: str) -> str:
    """A short text that tells two texts apart, if they are not the same once they are `written`."""
    return hashlib.sha256(written(text).encode()).hexdigest()[:16]


def written(typed: str) -> str:
    """What was typed as it is kept: lines without ends, no empty last ones, nothing invisible."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(c for c in line if unicodedata.category(c) not in _INVISIBLE) for line in lines)
    return "\n".join(line.strip() for line in kept).strip("\n")[:LONGEST]


class Drafts:
    """All changes that are not published yet. Its methods block."""

    def __init__(
        self, publisher: Publisher, languages: Sequence[str], now: Callable[[], datetime]
    ) -> None:
        """`languages` are the city's, the first one first."""
        self.publisher, self._languages, self._now = publisher, languages, now

    def opened(self, entry: str) -> ContentChange | None:
        """The open change of an entry."""
        found = self.publisher.store.of_city(self.publisher.city, OPEN, 1, entry)
        return found[0] if found else None

    def fields(self, entry: str, language: str) -> list[ShownField]:
        """The entry's texts in a language, with what is written of them. Raises not_found."""
        due = set(self.due())
        fields = self._fields(entry, language, self.opened(entry))
        return [replace(field, due=field.text.place in due) for field in fields]

    def all_fields(self, languages: Sequence[str]) -> list[ShownField]:
        """Every text of these languages and every value, with what is written of them."""
        found = self.publisher.store.of_city(self.publisher.city, OPEN, _MOST_OPEN)
        drafts = {text.place: text for change in found for text in change.texts}
        texts = {
            text.place: text
            for language in languages
            for text in read_texts(self.publisher.folder, language)
        }
        return [ShownField(text, drafts.get(place)) for place, text in texts.items()]

    def write(
        self, entry: str, language: str, typed: Mapping[str, WrittenField], editor: str
    ) -> list[ShownField] | ContentChange | None:
        """Keeps what differs; the change, or None where nothing is left of it.

        Gives the fields, with both texts, where somebody else was quicker: then nothing is kept.
        Raises not_found, and busy where others save all the time.
        """
        for _ in range(_TRIES):
            opened = self.opened(entry)
            fields = self._fields(entry, language, opened)
            if any(_collides(field, typed) for field in fields):
                return [_both(field, typed) for field in fields]
            texts = {text.place: text for text in opened.texts} if opened else {}
            for field in fields:
                own = typed.get(field.text.field)
                if own is not None and (own.is_touched or (field.moved and own.seen == field.seen)):
                    texts[field.text.place] = _changed(field, own.text)
            kept = tuple(text for text in texts.values() if text.before != text.after)
            if opened is not None and kept == opened.texts:
                return opened
            if opened is None and not kept:
                return None
            change = self._saved(opened, entry, kept, editor)
            if change is not None:
                return change if kept else None
        raise refused("busy", retry_after=1)

    def compared(self, names: Iterable[str], day: date, editor: str) -> None:
        """Notes of these answers that they were held against the newsletter on `day`."""
        first = self._languages[0]
        for entry in (f"{ANSWER}:{name}" for name in names):
            fields = self._fields(entry, first, self.opened(entry))
            own = next(field for field in fields if field.text.field == "checked")
            self.write(entry, first, {"checked": WrittenField(own.seen, day.isoformat())}, editor)

    def move(
        self, change: ContentChange, stage: Stage, approver: str = "", publish_on: str = ""
    ) -> bool:
        """Takes a change a step on or back; False where somebody else changed it meanwhile."""
        moved = replace(
            change, stage=stage, approver=approver, publish_on=publish_on,
            changed=self._moment(), trouble="",
        )  # fmt: skip
        return self.publisher.store.save(moved)

    def due(self) -> list[str]:
        """Places of translations that somebody has to look at."""
        city = self.publisher.city
        history = [
            [Edit(text.place, text.before, text.after) for text in change.texts]
            for change in self.publisher.store.published(city)
        ]
        return due_translations(history, self._languages)

    def looked_at(self, entry: str, language: str, editor: str) -> int:
        """Notes that the entry's translations say what the first language says now; how many."""
        due = set(self.due())
        texts = tuple(
            ChangedText(text.place, text.text, text.text)
            for text in of_entry(self.publisher.folder, entry, language)
            if text.place in due
        )
        if texts:
            self.publisher.note(ContentChange(self.publisher.city, entry, texts, (editor,)))
        return len(texts)

    def _fields(self, entry: str, language: str, opened: ContentChange | None) -> list[ShownField]:
        texts = of_entry(self.publisher.folder, entry, language)
        if not texts:
            raise refused("not_found")
        drafts = {text.place: text for text in opened.texts} if opened else {}
        return [ShownField(text, drafts.get(text.place)) for text in texts]

    def _saved(
        self,
        opened: ContentChange | None,
        entry: str,
        texts: tuple[ChangedText, ...],
        editor: str,
    ) -> ContentChange | None:
        """As it is kept; None where somebody else was quicker."""
        store, at = self.publisher.store, self._moment()
        if opened is None:
            city = self.publisher.city
            return store.add(ContentChange(city, entry, texts, (editor,), changed=at))
        authors = tuple(dict.fromkeys((*opened.authors, editor)))
        stage = Stage.DRAFT if texts else Stage.WITHDRAWN
        change = replace(
            opened, texts=texts or opened.texts, authors=authors, stage=stage, changed=at
        )
        return replace(change, version=change.version + 1) if store.save(change) else None

    def _moment(self) -> str:
        return self._now().isoformat(timespec="seconds")


def _collides(field: ShownField, typed: Mapping[str, WrittenField]) -> bool:
    own = typed.get(field.text.field)
    return (
        own is not None
        and own.is_touched
        and own.seen != field.seen
        and own.text != written(field.there)
    )


def _both(field: ShownField, typed: Mapping[str, WrittenField]) -> ShownField:
    own = typed.get(field.text.field)
    if own is None:
        return field
    return replace(field, typed=own.text, theirs=field.there if _collides(field, typed) else None)


def _changed(field: ShownField, text: str) -> ChangedText:
    """What is in force now is what the editor has before them, and changes."""
    return ChangedText(field.text.place, field.text.text, text)
