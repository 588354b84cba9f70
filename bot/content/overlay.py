"""What editors published, laid over the city's files: a copy of the folder, made anew for each.

The store of the gateways is the source of it, and this copy what every process reads, Rasa's too.
A file `current` names the copy in force and the files that it was made from: where those have
changed since, as with a new release, nobody reads it until it is made again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.places import is_whole, text_at
from bot.content.splicing import spliced
from bot.errors import DataError

log = logging.getLogger(__name__)

CURRENT = "current"
_READ = (".yml", ".html")
_COPIES_KEPT = 2  # the one in force, and the one that a slower process still reads


@dataclass(frozen=True, slots=True)
class Edit:
    """At a place, what stood there and what is to stand there."""

    place: str
    before: str
    after: str

    @property
    def undone(self) -> Edit:
        """The way back."""
        return Edit(self.place, self.after, self.before)


def chained(edits: Iterable[Edit], folder: Path) -> dict[str, Edit]:
    """What many, one after another, come to at each place; one that does not join begins anew.

    Where `folder` has one of the texts on the way, as after an export, the way begins there. A text
    of a file that one of them brought becomes part of that file. Raises DataError.
    """
    ways: dict[str, list[str]] = {}
    for edit in edits:
        file, _, key = edit.place.partition("#")
        if key and ways.get(file, [""])[-1]:
            ways[file].append(_within(file, ways[file][-1], key, edit.after))
            continue
        way = ways.setdefault(edit.place, [edit.before])
        if way[-1] != edit.before:
            way[:] = [edit.before]
        way.append(edit.after)
    found = {}
    for place, way in ways.items():
        there = text_at(folder, place)
        before = there if there is not None and there in way else way[0]
        if before != way[-1]:
            found[place] = Edit(place, before, way[-1])
    return found


def _within(file: str, whole: str, key: str, text: str) -> str:
    """The file with another text in it; as it is where nothing can stand there."""
    try:
        return spliced(whole, {key: text})
    except DataError:
        log.error("%s: %s cannot be changed", file, key)
        return whole


def fitting(folder: Path, edits: Iterable[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Those that find what they change, and those that find neither that nor what they say.

    What the files say already, as after an export, is in neither. Raises DataError.
    """
    fit, lost = [], []
    for edit in edits:
        there = text_at(folder, edit.place)
        if there == edit.before:
            fit.append(edit)
        elif there != edit.after:
            lost.append(edit)
    return fit, lost


def lay_over(folder: Path, edits: Iterable[Edit], target: Path) -> None:
    """Makes `target` a copy of `folder` with these edits. Raises DataError where one misfits."""
    shutil.copytree(folder, target)
    files: dict[str, dict[str, str]] = {}
    for edit in sorted(edits, key=lambda edit: not is_whole(edit.place)):
        if text_at(target, edit.place) != edit.before:
            raise DataError(f"{edit.place}: another text stands there now")
        if is_whole(edit.place):
            _put(target / edit.place, edit.after)
            continue
        file, _, key = edit.place.partition("#")
        files.setdefault(file, {})[key] = edit.after
    for file, texts in files.items():
        _write(target / file, texts)


def _put(path: Path, text: str) -> None:
    """The whole file; none for an empty text."""
    if text:
        path.write_text(text, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, texts: Mapping[str, str]) -> None:
    try:
        path.write_text(spliced(path.read_text(encoding="utf-8"), texts), encoding="utf-8")
    except DataError as error:
        raise DataError(f"{path.name}: {error}") from error


class PublishedCopy:
    """The copy of one city in a folder of its own, `room`; `shipped` are the city's own files."""

    def __init__(self, room: Path, shipped: Path) -> None:
        self.room, self.shipped = room, shipped
        self._seen: tuple[object, str] = (None, "")

    @property
    def folder(self) -> Path | None:
        """The copy in force; None where there is none of the shipped files as they are."""
        name, base, _ = self._current()
        if not name or base != self.base():
            return None
        found = self.room / name
        return found if found.is_dir() else None

    @property
    def made_of(self) -> str:
        """What the copy in force was made of, as `key` has it; empty where there is none."""
        return self._current()[2] if self.folder else ""

    def key(self, edits: Iterable[Edit]) -> str:
        """The shipped files and these edits, as one short text."""
        told = json.dumps([[e.place, e.before, e.after] for e in edits], ensure_ascii=False)
        return _digest(f"{self.base()}{told}".encode())

    def base(self) -> str:
        """The shipped files as one short text; read anew where one of them changed."""
        paths = sorted(p for p in self.shipped.rglob("*") if p.suffix in _READ)
        states = tuple((str(p), (s := p.stat()).st_mtime_ns, s.st_size) for p in paths)
        if states != self._seen[0]:
            whole = b"".join(
                str(path.relative_to(self.shipped)).encode() + path.read_bytes() for path in paths
            )
            self._seen = (states, _digest(whole))
        return self._seen[1]

    def put(self, made: Path, key: str) -> None:
        """Takes the folder `made`, which lies in `room`, into force: wholly or not at all."""
        name = f"{key}-{secrets.token_hex(4)}"
        os.utime(made)  # it has the time of what it was copied from
        made.rename(self.room / name)
        told = json.dumps({"folder": name, "base": self.base(), "key": key})
        with tempfile.NamedTemporaryFile("w", dir=self.room, delete=False) as new:
            new.write(told)
        os.replace(new.name, self.room / CURRENT)
        self._drop_old()

    def drop(self) -> None:
        """From now on the shipped files are in force."""
        (self.room / CURRENT).unlink(missing_ok=True)

    def _current(self) -> tuple[str, str, str]:
        try:
            told = json.loads((self.room / CURRENT).read_text(encoding="utf-8"))
            return str(told["folder"]), str(told["base"]), str(told["key"])
        except (OSError, ValueError, KeyError, TypeError):
            return "", "", ""

    def _drop_old(self) -> None:
        folders = (p for p in self.room.iterdir() if p.is_dir() and not p.name.startswith("."))
        for copy in sorted(folders, key=os.path.getmtime)[:-_COPIES_KEPT]:
            shutil.rmtree(copy, ignore_errors=True)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
