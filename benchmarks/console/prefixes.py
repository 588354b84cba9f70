"""`python -m benchmarks.console.prefixes`: what an operator is shown while typing; prefixes.md.

The questions are the development ones, never the held-out ones. Each is typed as keywords, with and
without particles, and from its beginning, as far as a quarter, half, three quarters and all of it;
some are told in long talks. What is judged is `judged` of the console itself.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.console import prefixes_report
from benchmarks.console.prefixes_report import CHOICES, ENDS, PrefixFigures, Row
from benchmarks.console.talks import PLACES, talk
from benchmarks.running import say
from benchmarks.understanding.questions import DEVELOPMENT, Unseen, read_questions
from bot.console.desk import last_question, suggesting
from bot.console.desk.suggesting import Suggestions
from bot.content import current_content
from bot.conversation.offline import UNSURE
from bot.conversation.rasa_client import Understood
from bot.rules import JAPAN
from bot.text.sudachi import dictionary

REPORT = Path(__file__).with_name("prefixes.md")
NOW = datetime(2025, 10, 1, 10, tzinfo=JAPAN)
SHARES = {"25 %": 0.25, "50 %": 0.5, "75 %": 0.75, "全部": 1.0}
KEYWORDS = {"語だけ": False, "語と助詞": True}
SWEPT = ("語だけ", "50 %", "75 %", "全部")  # judged with every choice of thresholds
_CONTENT = {"名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞"}
_PARTICLES = {"格助詞", "係助詞", "副助詞"}
_EVERY = 4  # of the questions, in long talks
_BATCH = 64

Meanings = dict[str, Understood]


@dataclass(frozen=True, slots=True)
class TypedPrefix:
    """Something typed, and the question that it is of."""

    question: Unseen
    text: str


def keywords(text: str, *, particles: bool) -> str:
    """The words of `text` that carry meaning, as somebody types them who has no time."""
    kept = []
    for token in dictionary().create().tokenize(text):
        part = token.part_of_speech()
        if part[0] in _CONTENT or (particles and part[0] == "助詞" and part[1] in _PARTICLES):
            kept.append(token.surface())
    return ("" if particles else " ").join(kept)


def typed(questions: Sequence[Unseen]) -> dict[str, list[TypedPrefix]]:
    """What is typed of each question, by the way of typing."""
    ways: dict[str, list[TypedPrefix]] = {}
    for name, particles in KEYWORDS.items():
        ways[name] = [TypedPrefix(q, keywords(q.text, particles=particles)) for q in questions]
    for name, share in SHARES.items():
        ways[name] = [
            TypedPrefix(q, q.text[: max(1, round(len(q.text) * share))]) for q in questions
        ]
    return ways


def talks(questions: Sequence[Unseen]) -> dict[str, list[TypedPrefix]]:
    """Some of the questions within long talks, by the place and the way of writing."""
    some = questions[::_EVERY]
    return {
        place: [TypedPrefix(q, talk(q.text, number, place)) for number, q in enumerate(some)]
        for place in PLACES
    }


@contextmanager
def chosen(module: ModuleType, values: Mapping[str, float]) -> Iterator[None]:
    """Another choice for a while."""
    before = {name: getattr(module, name) for name in values}
    for name, value in values.items():
        setattr(module, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)


def read_all(model: Path, texts: Sequence[str]) -> Meanings:
    """What the trained model says to each text, as the console would be told."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.core.processor import PLACEHOLDER_MESSAGE, PLACEHOLDER_TRACKER
    from rasa.utils.log_utils import configure_structlog

    from bot.rasa_server.typed import as_text

    configure_structlog(logging.ERROR)  # Rasa would print the words
    processor = Agent.load(str(model)).processor
    assert processor is not None
    target = processor.model_metadata.nlu_target
    found: Meanings = {}
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        messages = [UserMessage(as_text(text)) for text in batch]
        inputs: dict[str, Any] = {PLACEHOLDER_MESSAGE: messages, PLACEHOLDER_TRACKER: None}
        results = processor.graph_runner.run(inputs=inputs, targets=[target])[target]
        for text, result in zip(batch, results, strict=True):
            ranking = tuple(
                (str(r["name"]), float(r["confidence"])) for r in result.get("intent_ranking") or ()
            )
            found[text] = Understood(str(result.get("intent")["name"] or ""), ranking)
    return found


def shown(text: str, meanings: Meanings) -> Suggestions:
    """What the console shows for `text`."""
    words = last_question.last_question(text)
    if not words:
        return Suggestions(kind="none")
    return suggesting.judged(words, meanings[words], NOW)


def outcome(shown: Suggestions, right: frozenset[str], *, ours: bool) -> str:
    """What it is worth: one of the columns of the report."""
    ids = [item.id for item in shown.items]
    match shown.kind:
        case "cards" if ids[0] in right:
            return "right"
        case "cards":
            return "among" if right & set(ids) else "wrong"
        case "ask":
            return "asked" if right & set(ids) else "asked_in_vain"
        case "refuse":
            return "refused" if ours else "right"
    return "silent"


def row(typed: Sequence[TypedPrefix], meanings: Meanings) -> Row:
    """The outcomes of one way of typing."""
    ours: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for one in typed:
        found = shown(one.text, meanings)
        counts = ours if one.question.ours else others
        counts[outcome(found, one.question.intents, ours=one.question.ours)] += 1
    return Row(ours, others)


def points(typed: Sequence[TypedPrefix], meanings: Meanings) -> Iterator[tuple[bool, float, bool]]:
    """Of each text: is a card shown, how sure does it say it is, and is it right?

    Where none is shown, what the model would have said.
    """
    for one in typed:
        words = last_question.last_question(one.text)
        ranking = [pair for pair in meanings[words].ranking if pair[0] != UNSURE] if words else []
        if ranking:
            found = shown(one.text, meanings)
            name, confidence = ranking[0]
            on_screen = found.kind in ("cards", "refuse")
            if on_screen:
                confidence = (found.items[0].confidence or 0) / 100
            yield on_screen, confidence, name in one.question.intents


def measured(model: Path) -> PrefixFigures:
    """All of it."""
    questions = read_questions(DEVELOPMENT)
    ways, long = typed(questions), talks(questions)
    texts = {last_question.last_question(t.text) for way in ways.values() for t in way}
    for end in ENDS.values():
        with chosen(last_question, end):
            texts |= {last_question.last_question(t.text) for way in long.values() for t in way}
    say(f"{len(texts)} texts to understand")
    meanings = read_all(model, sorted(texts - {""}))
    say("judging")
    sweep = {}
    for choice in CHOICES:
        with chosen(suggesting, choice._asdict()):
            sweep[choice] = {name: row(ways[name], meanings) for name in SWEPT}
    ends = {}
    for name, end in ENDS.items():
        with chosen(last_question, end):
            ends[name] = {place: row(way, meanings) for place, way in long.items()}
    return PrefixFigures(
        questions=len(questions),
        ours=sum(q.ours for q in questions),
        now={name: row(way, meanings) for name, way in ways.items()},
        sweep=sweep,
        ends=ends,
        points={name: list(points(way, meanings)) for name, way in ways.items()},
    )


def main() -> int:
    """Trains if the model is not of today's inputs, measures, writes."""
    current_content()  # the words of the city
    from bot import training

    warnings.simplefilter("ignore")
    found = measured(training.train(say))
    REPORT.write_text(prefixes_report.whole(found), encoding="utf-8")
    say(f"written: {REPORT.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
