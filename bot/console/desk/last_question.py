"""A long talk, and the question in it.

Callers talk long, the question is one sentence of ten and mostly the last; speech recognition
writes it all down, often without a full stop. The intent model was taught single questions, and
its time grows with the length. So of a long talk it gets the end, as much as was best in
benchmarks/console/prefixes.md. Not the last sentence that asks: people also ask in passing.
"""

from __future__ import annotations

import re

from bot.text import LONGEST, clean
from bot.text.private import masked_for_people

SHORT = 160  # characters: what one question may have, however it is told
END = 100
_HALF_PLACEHOLDER = re.compile(r"^[^〔〕]*〕")


def last_question(text: str) -> str:
    """`text` cleaned; of a long one, what was said last."""
    words = clean(text[-LONGEST:])
    return words if len(words) <= SHORT else words[-END:].strip()


def question_to_keep(text: str) -> str:
    """The same as editors may read it: of a long talk only the question, with people masked.

    It is masked before it is cut: half a name would not be known as one. Masking makes a text
    longer, and its end must not be lost.
    """
    words = masked_for_people(text[-LONGEST // 2 :])
    return words if len(words) <= SHORT else _HALF_PLACEHOLDER.sub("", last_question(words))
