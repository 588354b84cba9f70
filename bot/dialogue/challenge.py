"""それ間違ってるよ。紙には7月31日って書いてある: no birthday, but a reason to say why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.dialogue.facts import CIRCUMSTANCE
from bot.dialogue.listening import News
from bot.dialogue.reading.people import find_people
from bot.dialogue.results import Outcome, household_message, result_message
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import outcomes_of
from bot.messages import Message
from bot.rules import Question
from bot.text import find_dates, mentions, nearest, normalise
from bot.text.spans import normalise as fold

_WRONG = re.compile(
    r"(?:それ|その日|答え|計算|日付)?[^。]{0,6}(?:間違って(?:る|い)|間違い(?:です|では|じゃ|だ)|おかし[いく]|(?:うそ|嘘)(?:でし|だ|じゃ|で?す)|納得|違う(?:と思|んじゃ|んです|よ)|違います|本当(?:です|に|か)|ほんと)"
)
_PRINTED = re.compile(
    r"(?:紙|確認書|お知らせ|手元|印刷|書類|現物|届いた|現に)[^。]{0,25}"
    r"(?:書い|印刷|印字|刷っ|刷ら|載っ|なっ|記載|あり|とあ|って(?:あ|出)|まで(?:だった|でした|だぞ|だよ|です(?!か)))"
)
# Said of the answer itself, and no answer to a question of ours.
_OF_THE_ANSWER = re.compile(
    r"(?:それ|その|この|答え|計算|日付|期限)[^。]{0,8}(?:間違|違[うっい]|おかし)|間違って(?:る|い)ま?す?よ?[。!]?$|(?:うそ|嘘)"
)
# 区役所では7月31日って言われました, えっ、7月31日じゃないの?
_ANOTHER_DAY = re.compile(
    r"[0-9][日月](?:まで)?(?:だ)?(?:って|と)[^。]{0,6}(?:言わ|言っ|聞[いき]|教わ|説明|案内)|"
    r"[0-9]日(?:まで)?(?:じゃ|では?)(?:ない|ありません)?(?:の|ん)?(?:です|だ)?か?(?:ね)?\s?[?。]?$"
)
# 姉のほうは期限が無いのでは?, 8月いっぱいまで使えるんじゃないの?
_OTHERWISE = re.compile(
    r"(?:(?<!証明書の)(?<!カードの)(?<!在留)期限|日付|まで(?!に))[^。?]{0,14}(?:の|ん)(?:では|じゃ|とちがい?ます|ちゃいます)"
    r"(?:な(?:い|かった)|ありません)?(?:の|ん)?(?:です|でしょう|だろう)?か?(?:ね|な)?\s?[?。]*$"
)
_CHECKS = re.compile(
    r"合って(?:る|い)|あって(?:る|い)|正し|で(?:いい|よい|大丈夫)(?:です)?か|間違いな"
)
_BIRTH = re.compile(r"生まれ|誕生|生年月日|うまれ")


def is_challenge(turn: Turn, news: News) -> bool:
    """Does the message doubt a date that we told, by what is printed or without any reason?"""
    topic_told = any(person.told or person.facts for person in turn.talk.subjects)
    words = normalise(turn.text)
    asked = turn.talk.asked
    if not topic_told or asked not in (None, CIRCUMSTANCE) or _BIRTH.search(words):
        return False
    printed = bool(_PRINTED.search(words)) or bool(
        {f.name for p in news.situation.people for f in p.facts} & {"printed_expiry"}
    )
    if printed and _CHECKS.search(words):
        return True
    if news.corrected:
        return False
    if not news.learnt and _doubts(turn, words):
        return True
    if printed and not news.learnt and _reads_a_day(turn, words):
        return True
    if asked is not None:
        return False
    return (bool(_WRONG.search(words)) and (printed or not news.learnt)) or (
        printed and not news.learnt and "?" not in words and not words.endswith("か")
    )


def _reads_a_day(turn: Turn, words: str) -> bool:
    """俺の紙には7月31日って刷ってあるぞ: of whom a day was worked out, and no other question."""
    topic = find_topic(turn.talk.topic)
    if topic is None or topic.question is not Question.EXPIRY:
        return False
    if mentions.asks(turn.text) and not _WRONG.search(words):
        return False
    days = {found.date for found in find_dates(turn.text, turn.today)} - {None}
    return bool(days) and any(map(_until, _named(turn, outcomes_of(turn, topic))))


def _until(outcome: Outcome) -> date | None:
    value = outcome.found.result.value if outcome.found is not None else None
    return value if isinstance(value, date) else None


def _doubts(turn: Turn, words: str) -> bool:
    """Is it the answer that is doubted, though a question of ours may be open?"""
    topic = find_topic(turn.talk.topic)
    of_paper = topic is not None and topic.about_person
    return bool(
        _OF_THE_ANSWER.search(words)
        or (of_paper and any(p.search(words) for p in (_ANOTHER_DAY, _OTHERWISE)))
    )


def explain_again(turn: Turn, topic: Topic) -> list[Message]:
    """The same result with what it rests on, and who can look at the paper itself."""
    words, outcomes = turn.words, _named(turn, outcomes_of(turn, topic))
    before = words.say("challenge", "stays")
    if topic.question is Question.EXPIRY:
        before = f"{before}\n{words.say('challenge', 'printed')}"
    if _is_printed(turn, outcomes):
        before = words.say("centre", "yes", said=words.say("challenge", "stays"))
    if len(outcomes) > 1:
        return [household_message(turn, topic, outcomes, before, final=True)]
    if outcomes[0].found is None:
        return [Message.said(before, "answer", topic.id)]
    return [result_message(turn, topic, outcomes[0], before)]


def _named(turn: Turn, outcomes: list[Outcome]) -> list[Outcome]:
    """姉のほうは期限が無いのでは?: hers, and not again what was told of the others."""
    named = {key for mention in find_people(fold(turn.text)) for key in mention.keys}
    return [outcome for outcome in outcomes if outcome.person.key in named] or outcomes


def _is_printed(turn: Turn, outcomes: Sequence[Outcome]) -> bool:
    """紙に2月28日って書いてある。合ってる?: is that the day of the one person it is about?"""
    until = _until(outcomes[0]) if len(outcomes) == 1 else None
    if until is None or (mentions.asks(turn.text) and not _CHECKS.search(normalise(turn.text))):
        return False
    days = [nearest(said, until, past=False) for said in find_dates(turn.text, turn.today)]
    return days == [until]
