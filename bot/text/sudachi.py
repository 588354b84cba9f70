"""One Sudachi for all: the core dictionary with the field's words from terms.csv on top.

The binary user dictionary is built from terms.csv on first use and kept beside the project's other
caches under a name that holds the hash of its sources, so it can never be out of date.
"""

from __future__ import annotations

import csv
import hashlib
import os
import tempfile
import threading
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import sudachipy

from bot.errors import DataError
from bot.text.city import city_words

CACHE = Path(__file__).parents[2] / ".cache"

# Sudachi's connection id of a common noun (普通名詞), and a cost below that of the pieces, so that
# a word of ours wins over any split of it. Both from Sudachi's user dictionary guide.
_NOUN_ID = 5146
_COST = 2000
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_NOUN = "名詞,普通名詞,一般,*,*,*"


class Term(NamedTuple):
    """One line of terms.csv: how it is written, its reading, the right name for it."""

    surface: str
    reading: str
    name: str


def read_terms(path: Path) -> tuple[Term, ...]:
    """The field's words. Raises DataError naming the line that is wrong."""
    terms: dict[str, Term] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            if not row or row[0].startswith("#"):
                continue
            if len(row) != len(Term._fields) or not all(row):
                raise DataError(f"{path.name}, line {number}: want 表記,読み,正しい名前")
            if row[0] in terms:
                raise DataError(f"{path.name}, line {number}: {row[0]} is there twice")
            terms[row[0]] = Term(*row)
    return tuple(terms.values())


@cache
def dictionary() -> sudachipy.Dictionary:
    """Sudachi's dictionary with ours on top; loaded once a process."""
    config = sudachipy.Config(system="core", user=[str(_user_dictionary())])
    return sudachipy.Dictionary(config=config)


def tokenize(text: str) -> Any:
    """The morphemes of `text`; may be called in any thread."""
    return _tokenizer(threading.get_ident()).tokenize(text)


@lru_cache(maxsize=64)
def _tokenizer(_: int) -> Any:
    """One for each thread: two at once break Sudachi's."""
    return dictionary().create()


def _user_dictionary() -> Path:
    lexicon = "".join(map(_lexicon_line, spellings(read_terms(city_words().terms))))
    key = hashlib.sha256(lexicon.encode())
    key.update(f"{version('sudachipy')} {version('sudachidict-core')}".encode())
    path = CACHE / f"sudachi-{key.hexdigest()[:16]}.dic"
    if not path.exists():
        _build(path, lexicon)
    return path


def spellings(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """`terms`, and those in hiragana again in katakana, as half-width kana come out of NFKC."""
    known = {term.surface for term in terms}
    kana = (t._replace(surface=t.surface.translate(_TO_KATAKANA)) for t in terms)
    return (*terms, *(t for t in kana if t.surface == t.reading and t.surface not in known))


def _build(path: Path, lines: str) -> None:
    """Written beside and renamed: two processes that start at once never see half a file."""
    import sudachidict_core

    system = Path(sudachidict_core.__file__).parent / "resources" / "system.dic"
    path.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        lexicon, built = Path(folder, "terms.csv"), Path(folder, "terms.dic")
        lexicon.write_text(lines, encoding="utf-8")
        sudachipy.sudachipy.build_user_dic(system, [lexicon], built, "terms.csv")
        os.replace(built, path)


def _lexicon_line(term: Term) -> str:
    ids = f"{_NOUN_ID},{_NOUN_ID},{_COST}"
    surface, name = term.surface.lower(), term.name
    return f"{surface},{ids},{surface},{_NOUN},{term.reading},{name},*,*,*,*,*\n"
