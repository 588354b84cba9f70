"""After the edition has ended: the useful answer, without asking what cannot matter any more."""

from __future__ import annotations

import re

from bot.dialogue.buttons import related_buttons
from bot.dialogue.listening import News
from bot.dialogue.next_paper import (
    comes_by_itself,
    excepted,
    over_message,
    people_known,
    renewal_of,
)
from bot.dialogue.papers import later_sentences
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.rules import Renewal
from bot.text import find_dates, mentions, normalise
from bot.text.cues import labels_of

_FULL_PRICE = re.compile(r"全額|10割|十割|自費|実費")
_URGENT = re.compile(
    r"(?:今日|きょう|明日|あした|今から|これから|すぐ|急|至急)[^。]{0,24}(?:病院|医者|受診|診察|クリニック|欲し|ほし|必要|もらえ|もらい)|"
    rf"今すぐ(?:欲し|ほし|必要|もらい)|{_FULL_PRICE.pattern}"
)
_OVER = re.compile(r"切れ(?:て|た|ま)|過ぎ(?:て|た|ま)|期限切れ|もう使え(?:ま?せん|な[いく])")
_PAPER = re.compile(r"確認書|お知らせ|保険証|紙|資格証|カード")
_NEXT = re.compile(
    r"(?:次|新しい|来年|今度)[^。]{0,14}(?:いつ|届|来る|きま|もら)|いつ(?:届|来)|まだ(?:届|来)|"
    r"新しい[^。]{0,8}(?:来て|届いて|見て)(?:い)?(?:な|ませ)"
)
_NOT_OURS = re.compile(r"電子証明|限度額|認定証|口座|引き?落|振替|介護|コールセンター")
# Dates that no paper bears as its last day.
_OF_A_PERSON = {"residence", "graduation", "ecert", "burden", "birthday"}
# What may be done with the old paper is asked, not what to do without a new one.
_PUT_AWAY = re.compile(r"捨て|処分|破棄|シュレッダー|返(?:す|し|せ|却|送)")
_IDS = frozenset(
    {
        *("certificate_expiry", "notice_expiry", "auto_renewal", "not_arrived", "what_to_bring"),
        *("lost_reissue", "nlu_fallback", "out_of_scope", "discard_expired", "what_is_certificate"),
        *("apply_certificate", "certificate_despite_registration", "notice_next_year", "inform"),
    }
)


def after_the_edition(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """What to do now where the papers of the edition are over; None for other questions."""
    words = turn.words
    said = normalise(turn.text)
    if not words.is_over or _NOT_OURS.search(said):
        return None
    if _names_later_year(turn) and re.search(r"紙|書いて|印刷|確認書|お知らせ|期限", said):
        return _later_paper(turn)
    if asked.id not in _IDS and asked.sure:
        return None
    if _PUT_AWAY.search(said):
        return None
    of_paper = _PAPER.search(said) is not None or turn.talk.last == "auto_renewal"
    if _URGENT.search(said) or (_OVER.search(said) and of_paper):
        *lines, last = _without_a_paper(turn, news)
        full = [words.say("after_end", "full_price")] if _FULL_PRICE.search(said) else []
        return over_message(turn, [*lines, *full, last])
    if _NEXT.search(said) and of_paper and not people_known(turn, news):
        return comes_by_itself(turn)
    return None


def _without_a_paper(turn: Turn, news: News) -> list[str]:
    """What to do today, by what is known of the one person: at 75 no paper is to be looked for."""
    words, people = turn.words, people_known(turn, news)
    renewal = renewal_of(turn, people[0]) if len(people) == 1 else None
    if renewal is Renewal.OTHER_INSURANCE:
        return [words.say("renewal", "other_insurance_now")]
    is_first = renewal in (Renewal.RENEW_STAY_FIRST, Renewal.EXTEND_STUDENT_FIRST)
    first = [words.say("renewal", renewal.value)] if renewal and is_first else excepted(turn)
    rest = [words.say("after_end", "carry"), words.say("after_end", "whom")]
    return [words.say("after_end", "newer"), *first, *rest]


def _later_paper(turn: Turn) -> Message:
    """It runs to its own day; the notice never alone."""
    words = turn.words
    lines = later_sentences(words, mentions.document(turn.text))
    turn.talk.last, turn.talk.misses = "certificate_expiry", 0
    buttons = related_buttons(words, "certificate_expiry")
    return Message.said("\n".join(lines), "answer", "certificate_expiry", buttons)


def _names_later_year(turn: Turn) -> bool:
    """Is a year named that no paper of the edition bears? Not the one in which a stay ends."""
    last = turn.edition.documents.last.year
    return any(
        (found.year or 0) > last
        and not labels_of(normalise(found.before + found.after)) & _OF_A_PERSON
        for found in find_dates(turn.text, turn.today)
    )
