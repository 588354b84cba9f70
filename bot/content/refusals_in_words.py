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
    r"the marks (.+) are choices of different questions": (
        "読み上げの印 \\1 は、別々の質問の答えです。一つの質問の印だけを使ってください。"
    ),
    r"nothing is read to (.+)": "\\1 と答えた方に読む文がありません。",
    r"there are lines that cannot be read": (
        "読み取れない行があります。前の号の行と同じ形で書いてください。"
    ),
    r"lacks (.+)": "日本語の文にある \\1 がありません。",
    r"the original has no (.+)": "日本語の文にない \\1 があります。",
    r"the original has none": "日本語の文が空なので、書けません。",
    r"(\d+) items, the original has (\d+)": _LINES,
    r"missing": "空です。日本語と同じ数だけ書いてください。",
    r"(\S+) is not https": "\\1 は https:// で始まっていません。",
    r"'(.*)' is not a day like .+": _DAY,
    r"'(.*)' is not a time like .+": _TIME,
    r"'(.*)' is not a whole number": _NUMBER,
    r"documents: starts is not before ends": (
        "紙の期間の初めの日が、終わりの日より前になっていません。"
    ),
    r"documents: published after its documents start": "発行の日が、紙の期間の初めの日より後です。",
    r"documents: younger_ends is not after starts": (
        "70歳未満の方の終わりの日が、紙の期間の初めの日より後になっていません。"
    ),
    r"documents: an exception reaches beyond the period": (
        "70歳になる方、在留期限が切れる方、卒業する方の日が、紙の期間の外にあります。"
    ),
    r"expiry: a rule stands twice": "有効期限の例外の決まりに、同じものが二つあります。",
    r"expiry: an exception has an age, and only one that turns on a birthday": (
        "有効期限の例外の決まりで、age を書くのは birthday のときだけです。"
    ),
    r"late_posting: born_from is after born_to": (
        "別に送る方の生年月日の、初めの日が終わりの日より後です。"
    ),
    r"late_posting: planned_from is after planned_to": (
        "別に送る時期の、初めの日が終わりの日より後です。"
    ),
    r"ecert: months_usable is not 1..12": "電子証明書の月数は、1から12までです。",
    r"transfer: closing_day is not 1..28": "口座振替の締め切りの日は、1から28までです。",
    r"transfer: months are not 1..12": "口座振替が始まるまでの月数は、1から12までです。",
    r"call_centre: opens after it closes": "電話の受付が、終わりの時刻より後に始まっています。",
    r"call_centre: saturdays are not 1..5": "受け付ける土曜日は、第1から第5までです。",
    r"call_centre: year_end is not MM-DD": "年末年始の日は、12-29 のように書いてください。",
    r"documents\.starts is (\S+), but the edition before it ends (\S+): a gap or an overlap": (
        "紙の期間が \\1 に始まりますが、前の号は \\2 に終わります。"
        "次の日から始まるようにしてください。"
    ),
}


def in_words(refusal: str) -> str:
    """The place, then what is wrong; as it stands where nobody has put it into words."""
    where, colon, what = refusal.partition(": ")
    for pattern, words in _SAID.items():
        if found := re.fullmatch(pattern, what):
            return f"{where}: {found.expand(words)}"
    return f"{where}{colon}{what}"
