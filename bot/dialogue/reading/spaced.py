"""Japanese as learners write it, with a space between its words: わたし と つま の ビザ は."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.text.spans import Normal

# Small words that belong to the word before them; what stands behind です may be another sentence.
_SMALL = re.compile(
    r"(?<![0-9]か)(?<=[ぁ-ゖァ-ヺー一-鿿々0-9歳日])(?P<before>\s+)(?:"
    r"(?:から|まで|[はがをにへでとのも])(?P<after>\s+)(?=\S)|(?:です|でした|か|から|まで|[はもが])(?=[\s。、!?]|$))"
)
# うえの こ: a child is one word.
_THE_CHILD = re.compile(r"(?<=うえの|したの)\s+(?=こ(?:[\s、。はがも]|$))")


def closed_up(normal: Normal) -> Normal:
    """``normal`` without the spaces around such words, as everybody else writes it."""
    dropped = {
        at
        for match in _SMALL.finditer(normal.text)
        for name in ("before", "after")
        for at in range(*match.span(name))
    }
    for match in _THE_CHILD.finditer(normal.text):
        dropped |= {*range(*match.span())}
    if not dropped:
        return normal
    kept = [at for at in range(len(normal.text)) if at not in dropped]
    return replace(
        normal,
        text="".join(normal.text[at] for at in kept),
        folded="".join(normal.folded[at] for at in kept),
        starts=[normal.starts[at] for at in kept],
        ends=[normal.ends[at] for at in kept],
    )
