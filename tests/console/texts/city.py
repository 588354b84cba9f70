"""A small city of two languages, whose texts editors change at a console."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from bot.content.content import Content
from bot.content.overlay import PublishedCopy
from bot.conversation.publishing import Publisher
from bot.storage.stores import Stores
from tests.console.conftest import Desk
from tests.content.folders import Files

ENTRY = "/texts/entries/answer:a"


@dataclass
class EditedCity:
    """The city, and what is published of it."""

    files: Files
    room: Path
    publisher: Publisher

    def short(self, language: str = "ja") -> str:
        """What a resident is answered."""
        content = Content(self.files.folder, published=self.room)
        return content.book(language).answers["a"].short


def edited_city(folder: Path, stores: Stores, now: Any) -> EditedCity:
    """A new one below `folder`."""
    files = Files(folder / "city")
    files.city((files.folder / "city.yml").read_text().replace("[ja]", "[ja, en]"))
    files.translate("en")
    room = folder / "published"
    copy = PublishedCopy(room, files.folder)
    return EditedCity(files, room, Publisher(stores.content_changes, copy, now))


def form_of(desk: Desk, language: str = "ja") -> dict[str, str]:
    """The fields of the entry's page, as a browser would send them."""
    page = desk.get(f"{ENTRY}?language={language}").text
    return {"language": language, **fields_of(page)}


def fields_of(page: str) -> dict[str, str]:
    """Names and values of what can be written in, and of what was seen."""
    hidden = re.findall(r'name="(seen-[^"]+)" value="([^"]*)"', page)
    lines = re.findall(r'<input id="f\d+" name="(text-[^"]+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea id="f\d+" name="(text-[^"]+)"[^>]*>\n([^<]*)</textarea>', page)
    return {name: unescape(value) for name, value in (*hidden, *lines, *areas)}


def write(desk: Desk, language: str = "ja", **texts: str) -> str:
    """Writes a draft as the form has it; the address of its page."""
    own = {f"text-{name}": text for name, text in texts.items()}
    answer = desk.submit(ENTRY, **{**form_of(desk, language), **own})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def step(desk: Desk, address: str, what: str, **more: str) -> Any:
    """Presses a button on the page of a change."""
    path = address.partition("?")[0]
    version = re.search(r'name="version" value="(\d+)"', desk.get(path).text)
    seen = {"version": version[1] if version else ""}
    return desk.submit(path, do=what, **{**seen, **more})
