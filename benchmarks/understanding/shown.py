"""`python -m benchmarks.understanding.shown asked blind2:test`: what residents are really shown.

The newest model, the dialogue and the cards that are found by words, as the gateway joins them;
each question opens a talk of its own. Totals alone are printed, and nothing is written; with
`--read` the mistakes too, of `development` and `blind2:dev`, which may be read.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import warnings
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from actions.answering import answer
from benchmarks.running import say
from benchmarks.understanding.questions import HERE, Unseen, read_questions
from bot.content import current_words
from bot.conversation.finding import NOT_OFFERED, CardFinder
from bot.conversation.utterances import cut, labelled
from bot.dialogue.buttons import read_payload
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.messages import Message
from bot.training import MODELS

_TELLS = frozenset({"answer", "general", "result", "question", "talk"})
_CARDS = 3  # as many as the gateway looks for
MAY_BE_READ = ("development", "blind2:dev")
# Best first. `named`: a neighbour is answered by its name and said to be a guess, the right card is
# its button; `offered`, `beside`: it is a button of an ask-back, or of a refusal.
VERDICTS = ("right", "named", "offered", "asked", "beside", "refused", "wrong")

Parse = Callable[[str], Awaitable[dict[str, Any]]]


def verdict(messages: Sequence[Message], right: frozenset[str]) -> str:
    """What these messages are to somebody for whom the ids `right` are right."""
    told = {m.answer_id for m in messages if m.kind in _TELLS and m.answer_id}
    offered = {read_payload(b.payload)[0] for m in messages for b in m.choices}
    if told:
        named = "named" if offered & right and _is_named(messages[0]) else "wrong"
        return "right" if told & right else named
    if any(m.kind == "refusal" for m in messages):
        if OUT_OF_SCOPE in right:
            return "right"
        return "beside" if offered & right else "refused"
    return "offered" if offered & right else "asked"


def _is_named(message: Message) -> bool:
    """Does it begin with what was taken to be meant?"""
    words = current_words()
    title = words.title(message.answer_id) if message.answer_id in words.book.answers else ""
    return message.parts.lead.startswith(words.say("talk", "likely", said=title))


def questions_of(name: str) -> tuple[Unseen, ...]:
    """`asked`, or a half of a set: `blind2:dev`."""
    file, _, half = name.partition(":")
    return tuple(q for q in read_questions(HERE / f"{file}.jsonl") if half in ("", q.half))


def shown(parsed: dict[str, Any], text: str, finder: CardFinder) -> list[Message]:
    """The messages to a talk's first words, understood as `parsed`."""
    message = {**parsed, "metadata": {"language": "ja"}}
    messages, _ = answer(message, {})
    unsure = any(
        m.kind == "options" or (m.kind == "refusal" and m.answer_id in (None, OUT_OF_SCOPE))
        for m in messages
    )
    found = finder.find(text, current_words(), _CARDS, without=NOT_OFFERED) if unsure else None
    if found is not None and found.names and not found.near:
        message["metadata"] = {"language": "ja", "near": list(found.names)}
        messages, _ = answer(message, {})
    return messages


def totals(verdicts: Iterable[str]) -> str:
    """Number and share of each verdict, best first."""
    counts = Counter(verdicts)
    whole = sum(counts.values()) or 1
    return ", ".join(f"{v} {counts[v]} ({100 * counts[v] / whole:.1f} %)" for v in VERDICTS)


async def measure(names: Sequence[str], parse: Parse, finder: CardFinder, *, read: bool) -> None:
    """Prints the totals of each set, of all its questions and of those that are ours."""
    for name in names:
        rows = []
        for question in questions_of(name):
            messages = shown(await parse(question.text), question.text, finder)
            rows.append((question, messages, verdict(messages, question.intents)))
        print(f"{name}, {len(rows)}: {totals(v for *_, v in rows)}")
        print(f"  ours: {totals(v for question, _, v in rows if question.ours)}", flush=True)
        for question, messages, found in rows if read and name in MAY_BE_READ else ():
            if found != "right":
                told = [m.answer_id or m.kind for m in messages]
                print(f"  {found}: {question.text} | {question.gold} | {told}")


def main() -> int:
    """Asks the newest model."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding.shown")
    parser.add_argument("sets", nargs="+", help="asked, heldout, development, blind2:dev …")
    parser.add_argument("--read", action="store_true", help="print mistakes that may be read")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    say("loading the model")
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)  # Rasa would print the questions
    models: list[Path] = sorted(MODELS.glob("bot-*.tar.gz"), key=lambda path: path.stat().st_mtime)
    if not models:
        print("no model has been trained", file=sys.stderr)
        return 1
    agent = Agent.load(models[-1])
    finder = CardFinder(cut(labelled()))
    asyncio.run(measure(options.sets, agent.parse_message, finder, read=options.read))
    return 0


if __name__ == "__main__":
    sys.exit(main())
