"""Does a new model still know what the one before knew? Asked before it answers anybody.

The questions are always the same: the titles of the answers and some of the training data's own
lines for each id. What callers have taught comes on top; it cannot make up for what was lost. A
question is right if the model would answer with its id, and not ask back.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content import current_content, library, strict_yaml
from bot.settings import ROOT

LEAST_RIGHT = 0.98  # of the questions that are always the same
MOST_LOST = 0.01  # of them; one training is never quite like another
LINES_EACH = 6
FROM_CALLERS = "from_callers"
# Nobody asks for these by the title.
_TALK = Path("answers", "ja", "conversation.yml")  # ids that nobody asks for

Outcomes = Callable[[Path, Sequence[str]], list[str]]


@dataclass(frozen=True, slots=True)
class Probe:
    """Words, the id that is right, and whether callers have taught it."""

    text: str
    answer: str
    taught: bool = False


@dataclass(frozen=True, slots=True)
class AcceptanceReport:
    """What came out. `lost` were right before, `not_learnt` were taught: (text, id, id now).

    `gained` were not right before: (text, id, id before).
    """

    asked: int
    right_before: int
    right_now: int
    taught: int
    own_before: int  # the same without what was taught
    own_now: int
    lost: tuple[tuple[str, str, str], ...]
    not_learnt: tuple[tuple[str, str, str], ...]
    gained: tuple[tuple[str, str, str], ...] = ()
    unlearning: bool = False  # lines were taken back and none was added

    @property
    def passed(self) -> bool:
        """98 % of our own are right, hardly fewer than before, and of all of them no fewer.

        What was taught may have helped some of our own: taken back, it need not help any longer.
        """
        own = self.asked - self.taught
        least = max(LEAST_RIGHT * own, self.own_before - MOST_LOST * own)
        return self.own_now >= least and (self.unlearning or self.right_now >= self.right_before)


def questions(root: Path = ROOT) -> list[Probe]:
    """All of them, in the same order every time."""
    talk = set(strict_yaml.load(current_content().folder / _TALK))
    answers = library().book().answers
    found = [Probe(entry.title, n) for n, entry in sorted(answers.items()) if n not in talk]
    for path in sorted((root / "data" / "nlu").glob("*.yml")):
        taught = path.stem == FROM_CALLERS
        for block in strict_yaml.load(path)["nlu"]:
            lines = [line.removeprefix("- ") for line in block["examples"].splitlines()]
            step = 1 if taught else max(1, len(lines) // LINES_EACH)
            some = lines if taught else lines[::step][:LINES_EACH]
            found += [Probe(line, block["intent"], taught) for line in some]
    return found


def compared(
    before: Path | None, now: Path, outcomes: Outcomes | None = None, *, unlearning: bool = False
) -> AcceptanceReport:
    """Asks the model before, if there is one, and the new one."""
    asked = questions()
    ask = outcomes or model_outcomes
    texts = [question.text for question in asked]
    new = ask(now, texts)
    old = ask(before, texts) if before is not None else [""] * len(asked)
    changed = list(zip(asked, old, new, strict=True))
    return AcceptanceReport(
        asked=len(asked),
        right_before=sum(was == q.answer for q, was, _ in changed),
        right_now=sum(is_ == q.answer for q, _, is_ in changed),
        taught=sum(q.taught for q in asked),
        own_before=sum(was == q.answer and not q.taught for q, was, _ in changed),
        own_now=sum(is_ == q.answer and not q.taught for q, _, is_ in changed),
        lost=tuple((q.text, q.answer, is_) for q, was, is_ in changed if was == q.answer != is_),
        not_learnt=tuple(
            (q.text, q.answer, is_) for q, _, is_ in changed if q.taught and is_ != q.answer
        ),
        gained=tuple(
            (q.text, q.answer, was) for q, was, is_ in changed if is_ == q.answer != was and before
        ),
        unlearning=unlearning,
    )


def model_outcomes(model: Path, texts: Sequence[str]) -> list[str]:
    """The id with which `model` would answer each text; nlu_fallback where it would ask back."""
    from rasa.core.agent import Agent
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)  # Rasa would print the words
    agent = Agent.load(str(model))

    async def asked() -> list[str]:
        found: list[str] = []
        for text in texts:
            parsed: dict[str, Any] = await agent.parse_message(text)
            found.append(str(parsed["intent"]["name"]))
        return found

    return asyncio.run(asked())
