"""A day that goes on meaning what was spoken of before: 私の在留は4月10日まで。娘も4月10日."""

from __future__ import annotations

import datetime
import re

from bot.dialogue.reading import kin
from bot.dialogue.reading.day_words import PAPERS
from bot.dialogue.reading.draft import Draft, Sentences

RENEWABLE = ("residence_until", "ecert_expiry")
RUNS_OUT = re.compile(
    r"(?:の?(?:いつか|どこか|何日か|末|[上中下]旬|初め))?\s?"
    r"(?:まで|迄|(?:で|に|が)[^。、0-9]{0,6}(?:切れ|きれ|満了|失効|期限))"
)
_NEXT_PERSON = re.compile(
    rf"[^。、0-9]{{0,12}}(?:、|(?P<anew>。))\s?(?:[^。、0-9]{{0,4}}の)?(?:{kin.PEOPLE.pattern})"
    r"\s?(?:[0-9]{1,2}(?:歳|才|さい))?\s?(?:の(?:ほう|方|分)?)?(?:は|が|(?P<too>も)|\s)、?\s?"
)
_SAYS_NO_MORE = re.compile(r"\s?(?:です(?!が)|で、|だ|[、。]|$)")
# 電子証明書が切れていると言われて、見たら5月20日でした
_LOOKED = re.compile(r"(?:見|確認し|確かめ|調べ)(?:て(?:もらっ)?み?)?(?:たら|ると|れば)、?\s?$")
_OF_SOME_PAPER = ("printed_expiry", "card_expiry")
# 在留カードは更新中です。前の期限は9月30日です
_ITS_END = re.compile(r"(?:期限|きげん|満了日|有効期間)\s?(?:は|が|も|:|、|\s|確か|たしか)*$")
_IN_HAND = re.compile(
    r"確認[書証]|お知らせ|おしらせ|かくにんし|紙|かみ|書類|まいな(?:んばー)?かーど|保険証"
)


def is_of_the_next_person(before: Draft, day: Draft, folded: str, today: datetime.date) -> bool:
    """夫が4月30日で切れていて、私が今月の20日: who is told of next, in the same words.

    In a sentence of its own only a day that is told as the one before it, or is yet to come: it
    might be a birthday.
    """
    if before.name not in RENEWABLE or before.day is None or day.name or day.day is None:
        return False
    match = _NEXT_PERSON.fullmatch(folded, before.end, day.start)
    if match is None or not match["anew"]:
        return match is not None
    if RUNS_OUT.match(folded, day.end):
        return True
    to_come = day.value is None or day.value >= today.isoformat()
    ends = _SAYS_NO_MORE.match(folded, day.end) is not None
    return ends and (to_come or match["too"] is not None)


def of_paper_before(folded: str, day: Draft, sentences: Sentences) -> str:
    """電子証明書の話で、私のは11月30日までです: the paper that was named last; "" for none.

    在留カードを更新中です。今のカードの期限は9月12日です: of that card, which is no other.
    """
    start = sentences.start(day.start)
    until = RUNS_OUT.match(folded, day.end) or _LOOKED.search(folded, 0, day.start)
    alone = not folded[start : day.start].strip() and _SAYS_NO_MORE.match(folded, day.end)
    its_end = day.name in _OF_SOME_PAPER and _ITS_END.search(folded, 0, day.start)
    if not (its_end or (day.name == "" and day.day is not None and (until or alone))):
        return ""
    start = sentences.start(start - 1) if start else 0
    papers = {**PAPERS, "": _IN_HAND} if its_end or alone else PAPERS
    last = max(
        (m for words in papers.values() for m in words.finditer(folded, start, day.start)),
        key=lambda match: match.end(),
        default=None,
    )
    name = "" if last is None else next(n for n, words in papers.items() if words is last.re)
    return "" if (day.name, name) == ("card_expiry", "ecert_expiry") else name
