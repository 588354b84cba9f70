"""The widget as browsers load it: what the first opening needs in one module, the rest apart.

The scripts in widget/ are plain ES modules. What panel.js imports, and what that imports, is put
one after the other into one module, so that a slow line carries one request and not a dozen; it
exports all their names, and a file that is loaded later finds them there. Nothing is rewritten but
the imports; comments and needless space are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from rjsmin import jsmin

WIDGET = Path(__file__).parent / "widget"
ENTRY = "panel.js"
MADE = ("texts.js", "style.js")  # by the server: the words, and widget.css as a text

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w.-]+)";\n', re.MULTILINE)
_AROUND = re.compile(r"\s*([{};])\s*")  # of a style sheet; none of them stands in a text there


def imported(script: str) -> list[str]:
    """The files beside it that a script cannot do without, in order."""
    return _IMPORT.findall(script)


@cache
def sources() -> Mapping[str, str]:
    """Each script of the widget, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in WIDGET.glob("*.js")}


def in_order(entry: str = ENTRY) -> list[str]:
    """`entry` and all that it needs, each behind what it needs itself."""
    found: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in found and name not in MADE:
            for other in imported(sources()[name]):
                visit(other)
            found[name] = None

    visit(entry)
    return list(found)


def files(texts: str) -> dict[str, str]:
    """Every file of the widget but the launcher, with `texts`, the module of the words."""
    first = in_order()
    alone = sources().keys() - {*first, "launcher.js"}
    scripts = (_IMPORT.sub("", sources()[name]) for name in first)
    return {
        ENTRY: jsmin("".join((texts, _style(), *scripts))),
        **dict(_later(sorted(alone), {*first, *MADE})),
    }


def _later(names: list[str], first: set[str]) -> Iterator[tuple[str, str]]:
    """The scripts that are loaded when somebody needs them, which find in the panel what it has."""
    for name in names:
        text = sources()[name]
        for other in set(imported(text)) & first:
            text = text.replace(f'from "./{other}"', f'from "./{ENTRY}"')
        yield name, jsmin(text)


def _style() -> str:
    css = _AROUND.sub(r"\1", re.sub(r"/\*[\s\S]*?\*/", "", _css()))
    return f"export const STYLE = {json.dumps(css)};\n"


@cache
def _css() -> str:
    return (WIDGET / "widget.css").read_text(encoding="utf-8")
