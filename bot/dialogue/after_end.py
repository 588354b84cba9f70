"""After the edition has ended: the useful answer, without asking what cannot matter any more."""

from __future__ import annotations

import re

from bot.dialogue.buttons import matter_button
from bot.dialogue.contact import open_now
from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.text import find_dates, normalise
from bot.text.cues import labels_of

_URGENT = re.compile(
    r"(?:今日|きょう|明日|あした|今から|これから|すぐ|急|至急)[^。]{0,24}(?:病院|医者|受診|診察|クリニック|欲し|ほし|必要|もらえ|もらい)|"
    r"今すぐ(?:欲し|ほし|必要|もらい)|全額|10割|十割|自費|実費"
)
_OVER = re.compile(r"切れ(?:て|た|ま)|過ぎ(?:て|た|ま)|期限切れ")
_PAPER = re.compile(r"確認書|お知らせ|保険証|紙|資格証|カード")
_NEXT = re.compile(
    r"(?:次|新しい|来年|今度)[^。]{0,14}(?:いつ|届|来る|きま|もら)|いつ(?:届|来)|まだ(?:届|来)"
)
_NOT_OURS = re.compile(r"電子証明|限度額|認定証|口座|引き?落|振替|介護|コールセンター")
# Dates that no paper bears as its last day.
_OF_A_PERSON = {"residence", "graduation", "ecert", "burden", "birthday"}
# Whoever tells these is told what holds for that person: at 75 no paper comes by itself.
_TELLING = {"birthday", "residence_until", "graduation"}
_TODAY, _LATER = ("newer", "carry", "whom"), ("next", "newer_come", "whom")
KEYS = (*_TODAY, *_LATER)
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
        return _message(turn, [words.say("after_end", "later_paper")], "certificate_expiry")
    if asked.id not in _IDS and asked.sure:
        return None
    if _URGENT.search(said) or (_OVER.search(said) and _PAPER.search(said)):
        lines = [words.say("after_end", key) for key in _TODAY]
        if re.search(r"全額|10割|十割|自費|実費", said):
            lines.insert(2, words.say("after_end", "full_price"))
        return _message(turn, [*lines, open_now(turn)], "auto_renewal")
    if _NEXT.search(said) and _PAPER.search(said) and not (news.facts & _TELLING):
        lines = [words.say("after_end", key) for key in _LATER]
        return _message(turn, [*lines, open_now(turn)], "auto_renewal")
    return None


def _names_later_year(turn: Turn) -> bool:
    """Is a year named that no paper of the edition bears? Not the one in which a stay ends."""
    last = turn.edition.documents.last.year
    return any(
        (found.year or 0) > last
        and not labels_of(normalise(found.before + found.after)) & _OF_A_PERSON
        for found in find_dates(turn.text, turn.today)
    )


def _message(turn: Turn, lines: list[str], answer_id: str) -> Message:
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = answer_id, 0
    source = words.source(words.answer("auto_renewal").source)
    buttons = (matter_button(words, "call_center"), matter_button(words, "what_to_bring"))
    return Message.said("\n".join(lines), "answer", answer_id, buttons, source=source)
