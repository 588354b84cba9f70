"""Suggestions that follow a talk: only what is sure, else nothing.

Who types asks for suggestions and may be shown what is near. A transcript asks for nothing: a card
that comes up by itself must be right, so here is silence where the box would offer a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.console.desk.last_question import SHORT
from bot.console.desk.suggesting import Suggester, Suggestions

LOOKED_BACK = 3  # sentences: 「資格確認書なんですけど」「はい」「いつまで使えますか」
SURE = 80  # percent
MOST_FOLLOWED = 2
SILENCE = Suggestions(kind="none")


async def followed(suggester: Suggester, sentences: Sequence[str]) -> Suggestions:
    """What the caller's last `sentences` surely mean; silence else. Nothing of it is kept.

    The last one alone first: what was said before may have been another matter.
    """
    for text in _endings(sentences):
        found = await suggester.suggest(text)
        if found.kind == "help":
            return found
        sure = [item for item in found.items if (item.confidence or 0) >= SURE]
        if found.kind == "cards" and sure and found.items[0] == sure[0]:
            return Suggestions(kind="cards", items=sure[:MOST_FOLLOWED], reduced=found.reduced)
    return SILENCE


def _endings(sentences: Sequence[str]) -> Iterator[str]:
    """The last sentence, the last two, the last three, as long as that is one question's length."""
    last = [sentence.strip() for sentence in sentences if sentence.strip()][-LOOKED_BACK:]
    for count in range(1, len(last) + 1):
        text = "。".join(last[-count:])
        if count == 1 or len(text) <= SHORT:
            yield text
