"""Questions that are answered by a sentence of their own: yes or no first, or the very day.

A row says which words, at which ids, get which phrase. What is reckoned (a day at the call centre,
a day on which a paper is to be used) has a function.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.dialogue.after_end import after_the_edition
from bot.dialogue.at_clinic import certificate_at_clinic, notice_at_clinic
from bot.dialogue.buttons import matter_button, read_payload, related_buttons
from bot.dialogue.clause import Ranking
from bot.dialogue.direct_rows import CANCEL, DIRECT, ECERT_COMES, POST, WHEN_COMES, Direct
from bot.dialogue.listening import News, named_people
from bot.dialogue.longer_studies import longer_studies
from bot.dialogue.named_paper import paper_of_another_year
from bot.dialogue.next_paper import comes_by_itself, people_known
from bot.dialogue.opening import open_on_day
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.speaking import answer_card
from bot.dialogue.turn import Turn
from bot.dialogue.unsure import FALLBACK
from bot.dialogue.usable_day import usable_on_day
from bot.messages import Message
from bot.text import mentions, normalise

_DIED = re.compile(
    r"(?:死に(?:まし|、)|死んだ|死んで(?:し|い)|亡くな(?:り|っ)|なくなりました(?=。?$)(?<=父が.{8})|他界|逝去|永眠)"
)
_BORN_AND_DIED = re.compile(r"生まれ[^。]{0,8}(?:亡くな|他界|死)")
_DEAD_WHO = re.compile(
    r"(?:父|母|夫|妻|主人|旦那|祖父|祖母|兄|弟|姉|妹|息子|娘|子|家族|親|おじ|おば|ばあ|じい|本人|義|加入者|被保険者|者)"
)


def _is_of_a_death(said: str, news: News) -> bool:
    """父が亡くなりました. Where facts of those who live are told, they are what it is about."""
    died = _DIED.search(said) is not None and _DEAD_WHO.search(said) is not None
    of_papers = news.facts <= {"document"} and len(named_people(news)) < 2  # that came for the dead
    return died and (of_papers or _BORN_AND_DIED.search(said) is not None)


def direct_answer(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """The answer of its own to this question; None where the written or reckoned one is right."""
    said = normalise(asked.words or turn.text)
    if not said:
        return None
    if _is_of_a_death(said, news):
        return _condolence(turn)
    reckoned = (paper_of_another_year, after_the_edition, open_on_day, usable_on_day)
    for reckon in (*reckoned, longer_studies, notice_at_clinic):
        if (message := reckon(turn, asked, news)) is not None:
            return message
    spoken_of = _spoken_of(turn) if not mentions_matter(said) else _comes_with(turn, said)
    row = next(
        (row for row in DIRECT if row.holds(said, asked.id, spoken_of, sure=asked.sure)), None
    )
    if row is not None:
        return _told(turn, row, asked.ranking, news)
    return _by_paper_spoken_of(turn, said)


def _told(turn: Turn, row: Direct, ranking: Ranking, news: News) -> Message | None:
    """The row's sentence; None where the person who is spoken of has an answer of their own."""
    if row in WHEN_COMES:
        return None if people_known(turn, news) else comes_by_itself(turn, ranking)
    if row.key == "certificate_alone":
        return certificate_at_clinic(turn, news, row.matter(ranking))
    if row.written:
        return answer_card(turn, row.told)
    more = (*row.more, *(row.once_over if turn.words.is_over else ()))
    return _said(turn, (row.key, *more), row.matter(ranking), row.place)


def _spoken_of(turn: Turn) -> set[str]:
    """What was spoken of last, or was just offered as a choice."""
    offered = {read_payload(payload)[0] for _, payload in turn.talk.shown}
    return offered | ({turn.talk.last} if turn.talk.last else set())


def _comes_with(turn: Turn, said: str) -> set[str]:
    """叔父には確認書が勝手に来るの?: who lets 電子証明書 lapse gets that paper, so it is no other
    matter than the one that was spoken of last."""
    is_of_it = mentions.document(said) == "certificate" and turn.talk.last == "ecert_grace"
    return {"ecert_grace"} if is_of_it else set()


def whole_answer(turn: Turn, news: News) -> Message | None:
    """A row that only all sentences of a message together answer to."""
    said = normalise(turn.text)
    if _is_of_a_death(said, news):
        return _condolence(turn)
    sure = turn.intent != FALLBACK
    of_one = len({p.facts["age"] for p in news.people if "age" in p.facts}) < 2
    whole = _WHOLE if of_one else _WHOLE - {"every_year_70"}
    rows = (row for row in DIRECT if row.key in whole)
    row = next((row for row in rows if row.holds(said, turn.intent, (), sure=sure)), None)
    return _told(turn, row, turn.ranking, news) if row is not None else None


_WHOLE = frozenset({"before_start", "every_year_70", "why_certificate", "wrong_on_paper", "lost"})


def mentions_matter(said: str) -> bool:
    """Do the words name a paper of their own?"""
    return mentions.document(said) is not None


def _by_paper_spoken_of(turn: Turn, said: str) -> Message | None:
    """捨てていい? after the notice was spoken of: that one is kept."""
    paper = turn.talk.facts.get("document")
    if paper == "notice" and re.fullmatch(
        r"(?:これ|それ|この紙)?(?:は|って|も)?(?:もう)?(?:捨て|処分|破棄)[^。]{0,12}", said
    ):
        return _said(turn, ("notice_keep",), "discard_expired", "1ページ")
    return None


def _said(turn: Turn, keys: Sequence[str], told: str, place: str = "") -> Message:
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = told, 0
    text = "\n".join(
        words.say("ecert", "comes") if key == ECERT_COMES else words.say("direct", key)
        for key in keys
    )
    buttons = related_buttons(words, told)
    return Message.said(text, "answer", told, buttons, source=words.source(place))


def _condolence(turn: Turn) -> Message:
    """お悔やみ: nothing about lost papers, and who tells what has to be done."""
    turn.talk.settle()
    text = turn.words.say("direct", "condolence")
    return Message.said(
        text, "refusal", "out_of_scope", (matter_button(turn.words, "call_center"),)
    )


def by_post(turn: Turn, last: str | None) -> list[Message] | None:
    """郵送は?, asked about what was spoken of last."""
    if last in CANCEL:
        return [answer_card(turn, "cancel_registration_mail")]
    if last in ("discard_expired", "return_address"):
        return [answer_card(turn, "return_address")]
    for ids, key, place in POST:
        if last in ids:
            return [_said(turn, (key,), str(last), place)]
    return None
