"""もし秋に延びたら?, 延長ってどこでやるんですか: after the paper of a マル学 was told (問2)."""

from __future__ import annotations

import re

from bot.dialogue.buttons import related_buttons
from bot.dialogue.facts import NONE
from bot.dialogue.listening import News
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.talk import Person
from bot.dialogue.turn import Turn
from bot.messages import Message
from bot.rules import Renewal
from bot.text import mentions, normalise

_TOLD = "expiry_student"
_LONGER = re.compile(
    r"延長|留年|単位を落|休学|卒業[^。]{0,12}(?:延び|遅れ|ずれ|なったら|なれば|なる(?:と|かも))|"
    r"(?:延び|のび|ずれ)(?:たら|れば|る(?:と|かも)|た(?:場合|とき))"
)
_WHERE = re.compile(r"どこ|方法|やり方|手続|何[がを]")
_OF_A_STUDENT = re.compile(r"マル学|まる学|大学|大学院|学生|専門学校|学校|短大|高専")
_PUT_OFF = re.compile(
    r"(?:卒業|修了|単位)[^。]{0,40}?(?:延び|のび|伸び|延期|遅れ|おくれ|ずれ|先に(?:なっ|なり))|留年|休学|"
    r"単位[^。]{0,12}(?:落と|足り?[らなず]|不足|取れ)"
)
_COMES = re.compile(r"届|とど|[来く]る|来[まな]|自動|勝手|放って|ほうって|もらえ|送|手続|申請")
_UNTIL = re.compile(r"いつまで|何日まで|期限")
_SAYS_NO_DAY = frozenset({"graduation_moved", "document"})
_OF_OTHERS = re.compile(r"在留|ビザ|電子証明|カード")


def longer_studies(turn: Turn, asked: AskedQuestion, news: News) -> Message | None:
    """The extension comes first; where it is applied for, the newsletter does not say."""
    students = [p for p in news.people if _is_student(p)] or news.people
    told = any({*news.learnt.get(p.key, ())} - _SAYS_NO_DAY for p in students)
    if told or _is_of_another(asked):
        return None
    if not (asks_of_longer_studies(turn) or _tells_of_longer_studies(turn, asked)):
        return None
    words, talk = turn.words, turn.talk
    talk.last, talk.misses = _TOLD, 0
    lines = [words.say("renewal", Renewal.EXTEND_STUDENT_FIRST.value)]
    if _WHERE.search(normalise(turn.text)):
        lines.append(words.say("result", "confirm"))
    source = words.source(words.edition.sources.auto_renewal)
    buttons = related_buttons(words, _TOLD)
    return Message.said("\n".join(lines), "answer", _TOLD, buttons, source=source)


def _is_of_another(asked: AskedQuestion) -> bool:
    return asked.sure and asked.id not in (_TOLD, "auto_renewal", "out_of_scope", "ecert_renewal")


def asks_of_longer_studies(turn: Turn) -> bool:
    """Is a student spoken of, and does the message ask what follows from studies that go on?"""
    talk, said = turn.talk, normalise(turn.text)
    known = any(p.facts.get("graduation", NONE) != NONE for p in talk.people)
    if _WHERE.search(said):  # 留年しちゃって卒業が9月に延びたんです。なにか手続きいります?
        known |= any(map(_is_longer, talk.people))
    if not (known or talk.topic == _TOLD) or not _LONGER.search(said):
        return False
    return mentions.asks(turn.text) and not _OF_OTHERS.search(said)


def _tells_of_longer_studies(turn: Turn, asked: AskedQuestion) -> bool:
    """マル学の孫の卒業が延びました。放っておいても新しい紙が届きますか, as the first words."""
    said, words = normalise(turn.text), normalise(asked.words or turn.text)
    put_off = _OF_A_STUDENT.search(said) and _PUT_OFF.search(said) and not _OF_OTHERS.search(said)
    return bool(put_off and _COMES.search(words)) and not _UNTIL.search(words)


def _is_student(person: Person) -> bool:
    known = person.facts.get("graduation", NONE) != NONE or "graduation" in person.named
    return known or _is_longer(person)


def _is_longer(person: Person) -> bool:
    return person.facts.get("graduation_moved") == "yes"
