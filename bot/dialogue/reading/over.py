"""Does a day, or a month, that was said without its year lie behind us?"""

from __future__ import annotations

import datetime
import re

from bot.text import FoundDate

_HAS = r"(?:切れ|きれ)(?:て(?!な|も|いな|いませ)|た(?!ら|とき|時|場合)|まし|ちゃ)"
RAN_OUT = re.compile(rf"(?:で|に|には)?、?(?:もう|すでに|既に)?{_HAS}")
_RAN_OUT_THEN = re.compile(rf"(?:で|に|には)、?[^。、0-9]{{0,12}}{_HAS}|に、?切らし")
_WHAT_RAN_OUT = re.compile(r"(?:切れ|きれ)(?:てい?)?た(?:の|ん)?(?:は|が)、?\s?$")
_WAS = re.compile(r"\s?(?:まで)?(?:でした|だった)(?!ら)")


def is_over(day: FoundDate, before: str, after: str, today: datetime.date) -> bool:
    """6月に期限が切れました, 切れたのは6月です; 6月でした, where it was this year."""
    if RAN_OUT.match(after) or _RAN_OUT_THEN.match(after) or _WHAT_RAN_OUT.search(before):
        return True
    return (day.month or 12) < today.month and _WAS.match(after) is not None
