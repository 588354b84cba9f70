"""Suggestions that follow a talk: only what is sure, else nothing.

Who types asks for suggestions and may be shown what is near. A transcript asks for nothing: a card
that comes up by itself must be right, so here is silence where the box would offer a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.console.desk.last_question import SHORT
from bot.console.desk.suggesting import Suggestions

LOOKED_BACK = 3  # sentences: 「資格確認書なんですけど」「はい」「いつまで使えますか」
SURE = 98  # percent; learnt: benchmarks/console/transcripts.md
MOST_FOLLOWED = 2
SILENCE = Suggestions(kind="none")


class Suggests(Protocol):
    """Whatever says what the box would show."""

    async def suggest(self, text: str) -> Suggestions:
        """For one text."""


async def followed(suggester: Suggests, sentences: Sequence[str]) -> Suggestions:
    """What the caller's last `sentences` surely mean; silence else. Nothing of it is kept.

    They are what was said since the last card. All that is read together decides first: 持ち物は
    何ですか means another list after 口座振替を申し込みます.
    """
    for text in endings(sentences):
        found = await suggester.suggest(text)
        if found.kind == "help":
            return found
        sure = [item for item in found.items if (item.confidence or 0) >= SURE]
        if found.kind == "cards" and sure and found.items[0] == sure[0]:
            return Suggestions(kind="cards", items=sure[:MOST_FOLLOWED], reduced=found.reduced)
    return SILENCE


def endings(sentences: Sequence[str]) -> Iterator[str]:
    """The last three, the last two, the last sentence; several only in one question's length."""
    last = [sentence.strip() for sentence in sentences if sentence.strip()][-LOOKED_BACK:]
    for count in range(len(last), 0, -1):
        text = "。".join(last[-count:])
        if count == 1 or len(text) <= SHORT:
            yield text
