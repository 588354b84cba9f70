"""The texts to measure, by what they are for, filled in as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.content import strict_yaml

# What a resident reads of an entry, and what an operator reads aloud.
_SCREEN = ("short", "after", "again", "again_after", "details", "details_after", "bring", "steps")
_SCRIPT = ("script", "script_after")
# Sections of phrases that are whole sentences to a resident; the others are labels and names.
_SENTENCES = frozenset(
    {
        *("result", "papers", "rule", "renewal", "carry", "why", "ecert", "posting", "transfer"),
        *("bank", "centre", "ask", "problem", "find", "talk", "line", "consult", "refused"),
        *("condition_rule", "challenge", "put_off", "scope", "direct", "after_end", "household"),
        *("range", "again", "corrected", "emergency", "condolence"),
    }
)
_LEFT_OPEN = re.compile(r"{[a-z_0-9]+}")


def kinds(answers: Path, phrases: Path, values: Mapping[str, str]) -> dict[str, list[str]]:
    """Screen, script and phrases: a text an entry, or a phrase. Raises StrictYamlError."""
    entries = [
        entry for path in sorted(answers.glob("*.yml")) for entry in strict_yaml.load(path).values()
    ]
    said = strict_yaml.load(phrases)
    sentences = [
        text
        for section in said.keys() & _SENTENCES
        for text in said[section].values()
        if "。" in text
    ]
    return {
        "答え(画面)": [_filled("\n".join(_fields(entry, _SCREEN)), values) for entry in entries],
        "読み上げる文": [_filled("\n".join(_fields(entry, _SCRIPT)), values) for entry in entries],
        "計算や会話の文": [_filled(text, values) for text in sorted(sentences)],
    }


def _fields(entry: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        found = entry.get(name, [])
        yield from [found] if isinstance(found, str) else found


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return _LEFT_OPEN.sub("それ", text)
