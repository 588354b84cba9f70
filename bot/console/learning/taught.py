"""The file of what callers have taught, `data/nlu/from_callers.yml`, and its text.

It is in Rasa's own format and sorted, so that the same decisions always make the same file.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from bot import training
from bot.content import strict_yaml
from bot.text.spans import KATAKANA_TO_HIRAGANA

Taught = Mapping[str, Sequence[str]]  # utterances by id


def bare(text: str) -> str:
    """The letters, digits and pictures alone: one width, one case, one kana."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(KATAKANA_TO_HIRAGANA)
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNS")


def taught_file() -> Path:
    """Where the utterances of callers lie."""
    return training.ROOT / "data" / "nlu" / "from_callers.yml"


def read(path: Path) -> dict[str, list[str]]:
    """Id and utterances of one file of data/nlu; nothing if there is no such file."""
    found: dict[str, list[str]] = {}
    if path.exists():
        for block in strict_yaml.load(path)["nlu"]:
            lines = (line.removeprefix("- ").strip() for line in block["examples"].splitlines())
            found.setdefault(block["intent"], []).extend(line for line in lines if line)
    return found


def written(taught: Taught) -> str:
    """The file's text; empty where nothing is taught."""
    blocks = [
        "\n".join([f"- intent: {name}", "  examples: |", *(f"    - {t}" for t in sorted(texts))])
        for name, texts in sorted(taught.items())
        if texts
    ]
    return 'version: "3.1"\n\nnlu:\n' + "\n".join(blocks) + "\n" if blocks else ""


def text_of(lines: Iterable[tuple[str, str]]) -> str:
    """The text that holds these ids and words."""
    found: dict[str, list[str]] = {}
    for name, words in lines:
        found.setdefault(name, []).append(words)
    return written(found)


def is_ours(text: str) -> bool:
    """Is it as `written` makes it, so that nothing in it escapes `pairs`?"""
    return text == text_of(pairs(text))


def current() -> str:
    """The file as it is, empty if there is none."""
    path = taught_file()
    return path.read_text(encoding="utf-8") if path.exists() else ""


def put(text: str) -> None:
    """All of it or nothing; no file at all where nothing is taught."""
    path = taught_file()
    if not text:
        path.unlink(missing_ok=True)
        return
    whole = path.with_suffix(".new")
    with whole.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(whole, path)


def without(text: str, gone: Collection[tuple[str, str]]) -> str:
    """The text without these ids and words; nothing where no line is left.

    All else stays as it is, so also what somebody wrote into the file by hand.
    """
    head, *blocks = re.split(r"(?m)^(?=- intent: )", text)
    left = [kept for block in blocks if (kept := _block_without(block, gone))]
    return head + "".join(left) if left else ""


def _block_without(block: str, gone: Collection[tuple[str, str]]) -> str:
    """The same for one id; nothing where all its lines go."""
    lines = block.splitlines(keepends=True)
    name = lines[0].removeprefix("- intent: ").strip()
    going = [bool(words := _words_of(line)) and (name, words) in gone for line in lines]
    if not any(going):
        return block
    kept = [line for line, goes in zip(lines, going, strict=True) if not goes]
    return "".join(kept) if any(map(_words_of, kept)) else ""


def _words_of(line: str) -> str:
    """The words of a line that is an utterance, else nothing."""
    mark = "    - "
    return line.removeprefix(mark).rstrip("\r\n") if line.startswith(mark) else ""


def pairs(text: str) -> set[tuple[str, str]]:
    """Id and words of each line of such a text, as `written` made it."""
    found, name = set(), ""
    for line in text.splitlines():
        if line.startswith("- intent: "):
            name = line.removeprefix("- intent: ")
        elif words := _words_of(line):
            found.add((name, words))
    return found


def mark_of(name: str, words: str) -> str:
    """A name for a line that holds none of its words."""
    return hashlib.sha256(f"{name}\n{bare(words)}".encode()).hexdigest()[:32]


def keys(text: str) -> set[tuple[str, str]]:
    """The same with the bare words, by which a line is found again."""
    return {(name, bare(words)) for name, words in pairs(text)}
