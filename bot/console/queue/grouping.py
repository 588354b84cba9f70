"""Puts what people say alike into one group, so that an editor decides once about all of it.

Words are compared by the n-grams of their kana readings (資格確認書, しかくかくにんしょ and a
misconversion are alike) and of their letters. The same lines always make the same groups.

Every pair is compared, and residents are answered by the same process. So only MOST lines are, a
few at a time; what is beyond comes up as soon as something is decided.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from bot.console.queue.deciding import Decisions, State, UnansweredLine
from bot.conversation.unanswered import FOUND, MOST_LINES
from bot.text import normalise
from bot.text.spans import KATAKANA_TO_HIRAGANA
from bot.text.sudachi import tokenize

ALIKE = 0.4  # cosine from which two lines are of one group
MOST = 3000  # lines that are put into groups, those that were said most
_AT_ONCE = 100  # rows of the comparison between which other threads can work
_MOST_SHARED = 0.1  # of the lines: an n-gram in more of them tells nothing apart
_FEW = 50  # lines, below which no n-gram is left out


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are alike; the first is the one that was said most."""

    lines: tuple[UnansweredLine, ...]

    @property
    def typical(self) -> UnansweredLine:
        """The line that stands for all."""
        return self.lines[0]

    @property
    def times(self) -> int:
        """How often any of it was said."""
        return sum(line.times for line in self.lines)

    def counted(self, what: str) -> list[tuple[str, int]]:
        """How often each `channel` or `why`, the most frequent first."""
        heard = (each for line in self.lines for each in line.heard)
        return _most(
            (channel if what == "channel" else why, times) for channel, why, _, times in heard
        )

    @property
    def shown(self) -> str | None:
        """The id that the bot answered with most often; nothing if mostly with none."""
        return self._named(lambda why: why != FOUND)

    @property
    def found(self) -> str | None:
        """The id that operators found most often, the best hint at what is meant."""
        return self._named(lambda why: why == FOUND)

    def _named(self, wanted: Callable[[str], bool]) -> str | None:
        heard = (each for line in self.lines for each in line.heard)
        named = _most((name, times) for _, why, name, times in heard if wanted(why))
        return (named[0][0] or None) if named else None


class Groups:
    """The groups of a collection; worked out again only when something in it has changed."""

    def __init__(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self._known: dict[tuple[State, ...], tuple[int, list[Group]]] = {}

    def of(self, *states: State) -> list[Group]:
        """The groups of all lines in one of `states`."""
        (known, found), version = self._known.get(states, (-1, [])), self._decisions.version
        if known != version:
            found = grouped(self._decisions.lines(*states))
            self._known[states] = version, found
        return found


def grouped(lines: Sequence[UnansweredLine]) -> list[Group]:
    """All lines in groups, the group that was said most first; at most MOST of them."""
    most = sorted(lines, key=lambda line: (-line.times, line.words))[:MOST]
    lines = sorted(most, key=lambda line: line.words)
    near = _neighbours(tuple(line.words for line in lines))
    central = [sum(lines[i].times for i in row) for row in near]
    order = sorted(range(len(lines)), key=lambda i: (-central[i], lines[i].words))
    free, found = set(range(len(lines))), []
    for leader in order:
        if leader in free:
            members = [i for i in near[leader] if i in free]
            free.difference_update(members)
            members.sort(key=lambda i: (-lines[i].times, -central[i], lines[i].words))
            found.append(Group(tuple(lines[i] for i in members)))
    return sorted(found, key=lambda group: (-group.times, group.typical.words))


@lru_cache(maxsize=8)
def _neighbours(texts: tuple[str, ...]) -> list[list[int]]:
    """For each text the places of those that are alike, itself among them."""
    matrix = _vectors([Counter(_pieces(text)) for text in texts])
    if matrix is None:  # not one piece is left
        return [[place] for place in range(len(texts))]
    others, found = matrix.T.tocsr(), []
    for first in range(0, len(texts), _AT_ONCE):
        alike = (matrix[first : first + _AT_ONCE] @ others).tocsr()
        for row in range(alike.shape[0]):
            its = slice(alike.indptr[row], alike.indptr[row + 1])
            near = alike.indices[its][alike.data[its] >= ALIKE].tolist()
            found.append(sorted({first + row, *near}))
    return found


def _vectors(counts: Sequence[Counter[str]]) -> Any | None:
    """A row a text: how often each piece is in it, damped, weighed by how few have it, and of
    length one (sublinear tf-idf). Pieces that most texts have say nothing. None without any."""
    from scipy.sparse import csr_matrix  # late: it takes a quarter of a second

    texts_with = Counter(piece for one in counts for piece in one)
    most = len(counts) * (_MOST_SHARED if len(counts) >= _FEW else 1.0)
    rare = {
        piece: math.log((1 + len(counts)) / (1 + times)) + 1
        for piece, times in texts_with.items()
        if times <= most
    }
    if not rare:
        return None
    places = {piece: place for place, piece in enumerate(rare)}
    starts, columns, weights = [0], list[int](), list[float]()
    for one in counts:
        row = {p: (1 + math.log(times)) * rare[p] for p, times in one.items() if p in rare}
        length = math.sqrt(sum(weight * weight for weight in row.values())) or 1.0
        columns += [places[piece] for piece in row]
        weights += [weight / length for weight in row.values()]
        starts.append(len(columns))
    values = np.array(weights, dtype=np.float32)
    return csr_matrix((values, columns, starts), shape=(len(counts), len(places)))


def _most(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names and how often, all of a name together, the most frequent first."""
    found: Counter[str] = Counter()
    for name, times in counts:
        found[name] += times
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _pieces(text: str) -> list[str]:
    """The 2- and 3-grams of the reading and the 2-grams of the letters."""
    plain = normalise(text).translate(KATAKANA_TO_HIRAGANA)
    letters = "".join(char for char in plain if char.isalnum())
    kana = _reading(plain)
    pieces = [f"k{kana[i : i + size]}" for size in (2, 3) for i in range(len(kana) - size + 1)]
    return [*pieces, *(letters[i : i + 2] for i in range(len(letters) - 1)), letters[:1]]


@lru_cache(maxsize=MOST_LINES)
def _reading(text: str) -> str:
    tokens = tokenize(text)
    kana = "".join(token.reading_form() or token.surface() for token in tokens)
    return "".join(char for char in kana.translate(KATAKANA_TO_HIRAGANA) if char.isalnum())
