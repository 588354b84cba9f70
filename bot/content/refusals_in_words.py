"""What the loaders refuse, in Japanese for who edits at the console."""

from __future__ import annotations

import re

_LINES = "\\1行ありますが、日本語は\\2行です。行をそろえてください。"
_DAY = "「\\1」は日付ではありません。2026-07-31 のように書いてください。"
_TIME = "「\\1」は時刻ではありません。09:05 のように書いてください。"
_NUMBER = "「\\1」は数ではありません。半角の数字で書いてください。"
_SAID = {
    r"the title must have 1 to (\d+) characters": "題は1〜\\1文字で書いてください。",
    r"longer than (\d+) characters": "\\1文字までにしてください。",
    r"(\{.*\}) is not filled in by anything": "\\1 という印はありません。",
    r"lacks (.+)": "日本語の文にある \\1 がありません。",
    r"the original has no (.+)": "日本語の文にない \\1 があります。",
    r"the original has none": "日本語の文が空なので、書けません。",
    r"(\d+) items, the original has (\d+)": _LINES,
    r"missing": "空です。日本語と同じ数だけ書いてください。",
    r"(\S+) is not https": "\\1 は https:// で始まっていません。",
    r"'(.*)' is not a day like .+": _DAY,
    r"'(.*)' is not a time like .+": _TIME,
    r"'(.*)' is not a whole number": _NUMBER,
}


def in_words(refusal: str) -> str:
    """The place, then what is wrong; as it stands where nobody has put it into words."""
    where, colon, what = refusal.partition(": ")
    for pattern, words in _SAID.items():
        if found := re.fullmatch(pattern, what):
            return f"{where}: {found.expand(words)}"
    return f"{where}{colon}{what}"
