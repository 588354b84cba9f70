"""Figures of readability: counted by us, and jReadability by the library of that name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import mean

RATHER_LONG, LONG = 40, 45
_BRACKETS = re.compile(r"\([^()]*\)")
_KANJI = re.compile(r"[\u3400-\u9fff々]")
_SENTENCE = re.compile(r"[^。？！?!\n]+[。？！?!]?")


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of one kind of text.

    `characters`   a sentence, what stands in brackets left out (a phone number, a second year)
    `rather_long`, `long`  share of sentences of more than 40 and 45 characters
    `kanji`        share of the characters
    `commas`       a sentence
    `jreadability` formula of Lee and Hasebe, each entry by itself, mean; 0.5 hard … 6.5 easy;
                   made for learners of Japanese. None where the library is not installed
    """

    sentences: int
    characters: float
    rather_long: float
    long: float
    kanji: float
    commas: float
    jreadability: float | None

    def data(self) -> dict[str, float | None]:
        """For JSON."""
        return {name: value and round(value, 4) for name, value in asdict(self).items()}


def sentences_of(text: str) -> list[str]:
    """The sentences of `text`, without their brackets."""
    return [found.strip() for found in _SENTENCE.findall(_BRACKETS.sub("", text)) if found.strip()]


def measured(texts: Sequence[str], score: Callable[[str], float] | None) -> Figures:
    """The figures of `texts`, each of one entry; raises ValueError where there is no sentence."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    if not sentences:
        raise ValueError("no sentence to measure")
    lengths = [len(sentence) for sentence in sentences]
    whole = "".join(sentences)
    return Figures(
        sentences=len(sentences),
        characters=mean(lengths),
        rather_long=mean(length > RATHER_LONG for length in lengths),
        long=mean(length > LONG for length in lengths),
        kanji=len(_KANJI.findall(whole)) / len(whole),
        commas=whole.count("、") / len(sentences),
        jreadability=mean(map(score, _scorable(texts))) if score else None,
    )


def _scorable(texts: Sequence[str]) -> list[str]:
    return ["".join(f"{sentence.rstrip('。')}。" for sentence in sentences_of(t)) for t in texts]


def jreadability() -> Callable[[str], float] | None:
    """The library's measure, or None: it brings a dictionary that nothing else here needs."""
    try:
        from fugashi import Tagger
        from jreadability import compute_readability
    except ImportError:
        return None
    tagger = Tagger()
    return lambda text: float(compute_readability(text, tagger))
