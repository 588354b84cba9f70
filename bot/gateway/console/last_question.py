"""A long talk, and the question in it.

Callers talk long, the question is one sentence of ten and mostly the last; speech recognition
writes it all down, often without a full stop. The intent model was taught single questions, and
its time grows with the length. So of a long talk it gets the end. Looking for the last words that
ask was measured and was worse: people also ask in passing (benchmarks/console/prefixes.md).
"""

from __future__ import annotations

from bot.text import LONGEST, clean

SHORT = 160  # characters: what one question may have, however it is told
END = 100


def last_question(text: str) -> str:
    """`text` cleaned; of a long one, what was said last."""
    words = clean(text[-LONGEST:])
    return words if len(words) <= SHORT else words[-END:].strip()
