"""Markup that is typed into fields, each time under a name of its own, and where it was shown."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

# What breaks out of an attribute, a text box and a title; then what would run, were it markup.
_BREAK = "\"'></textarea></title>"
_RUNS = "<img class=planted src=x onerror=alert()><script class=planted>alert()</script>"
_TAG = "<b class=planted>"
_NAMES = re.compile(rf"{_TAG}([b-y]{{3}})(?![a-z])")
# All that is on a page, also what is folded away, written into a field or within a component.
_SHOWN = """() => {
  const all = (root) => [
    root.textContent,
    ...[...root.querySelectorAll("input, textarea")].map((field) => field.value),
    ...[...root.querySelectorAll("*")].flatMap((e) => e.shadowRoot ? all(e.shadowRoot) : []),
  ];
  return [document.title, ...all(document.body)].join("\\n");
}"""
_WRITTEN_IN = "input:not([type]), input[type=text], input[type=search], textarea"


@dataclass
class Planting:
    """`fields`: what was typed where, by its name; `seen`: where each was shown as it is."""

    fields: dict[str, str] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        letters = "bcdfghjkmnpqrstvwxy"  # no words, and nobody's initials
        self._names = map("".join, itertools.product(letters, repeat=3))

    def mark(self, where: str, room: int = 1000) -> str:
        """Markup for the field `where`, which has `room` for so many characters."""
        name = next(self._names)
        self.fields[name] = where
        whole = f"{_BREAK}{_RUNS}{_TAG}{name}"
        return whole if len(whole) <= room else f"{_TAG}{name}"

    def fill(self, form: Locator, *, room: dict[str, int] | None = None) -> None:
        """Types it into every field of `form` that is written in, after what stands there.

        `room`: for fields that take less than they say.
        """
        for one in form.locator(_WRITTEN_IN).all():
            if not one.is_visible() or not one.is_editable():
                continue
            name = one.get_attribute("name") or one.get_attribute("id") or "?"
            most = min(int(one.get_attribute("maxlength") or 5000), (room or {}).get(name, 5000))
            before = one.input_value()
            mark = self.mark(name, most - len(before) if len(before) < most // 2 else most)
            one.fill(before + mark if len(before + mark) <= most else mark)

    def look(self, page: Page) -> None:
        """Nothing of it is a part of the page; what is shown of it is noted."""
        path = re.sub(r"^https?://[^/]+", "", page.url)
        assert page.locator(".planted").count() == 0, path
        for name in _NAMES.findall(page.evaluate(_SHOWN)):
            self.seen.setdefault(name, set()).add(path)

    def check_all_shown(self) -> None:
        """Whatever was typed was seen again, or nothing was shown by this."""
        unseen = {name: where for name, where in self.fields.items() if name not in self.seen}
        assert not unseen, unseen
