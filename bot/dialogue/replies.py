"""Is this a reply to what we asked? Judged by the words, whatever the intent model says."""

from __future__ import annotations

import re
from datetime import date

from bot.dialogue.asking import PARTIAL, ask_again
from bot.dialogue.choosing import circumstance, own
from bot.dialogue.facts import BY_NAME, CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE, YES_NO
from bot.dialogue.hearing import picked_circumstance
from bot.dialogue.listening import Corrected, News
from bot.dialogue.naming import label, who
from bot.dialogue.ownerless import ask_owner, owner_named
from bot.dialogue.question_kinds import kind_of
from bot.dialogue.reading import UNNAMED
from bot.dialogue.reading.people import find_people
from bot.dialogue.results import so_far, told_with
from bot.dialogue.speaking import missed
from bot.dialogue.subjects import narrowed, rearrange
from bot.dialogue.talk import EVERYBODY, Person
from bot.dialogue.topics import Topic, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.working import ask_open, outcome_of, outcomes_of, proceed, skip
from bot.messages import HeardFact, Message
from bot.text import Problem, find_dates, mentions, normalise, read_date
from bot.text.spans import normalise as fold

# Intents of words that may be a reply to a question of ours.
REPLIES = frozenset({"inform", "affirm", "deny", "dont_know", "decline", "whose", "nlu_fallback"})
# Beside circumstances, what makes results anew while we ask for those.
_CHANGING = frozenset({"birthday", "document", "insured"})
_SHORT_REMARK = 15  # 私は? / 主人の場合は: characters of a remark that only names a person


def is_reply(turn: Turn, news: News) -> bool:
    """Does the message answer the open question, or correct what was told?"""
    talk, text = turn.talk, turn.text
    if talk.topic is None:
        return False
    if news.corrected or news.is_taken_away or _names_person_only(turn, news):
        return True
    if owner_named(turn, news) is not None:
        return True
    if narrowed(turn, news):
        return True
    if _is_outside_after_all(turn, news):
        return True
    if talk.asked is None:
        topic = find_topic(talk.topic)
        is_of_it = topic is None or bool(news.facts & {*topic.askable}) or not mentions.asks(text)
        return turn.intent in REPLIES and bool((news.learnt and is_of_it) or news.is_noted)
    if turn.intent in ("decline", "dont_know") or mentions.declines(text):
        return True
    circumstances = talk.asked == CIRCUMSTANCE or talk.asked in CIRCUMSTANCES
    if circumstances and mentions.none_of_them(text) and len(text) <= _SHORT_REMARK:
        return True
    answered = _answered(turn, news)
    if talk.asked in DATED:
        if answered or turn.intent == "inform" or news.is_noted:
            return True
        found = read_date(text, turn.today, DATED[talk.asked])
        return found.problem is not Problem.NO_DATE and not mentions.asks(text)
    if answered and talk.asked in YES_NO and not mentions.asks(text):
        return True  # カードは作っていません, whatever it is taken for
    if turn.intent not in REPLIES and not mentions.names_only(text):
        return bool(_told(news) or "birthday" in news.facts) and not mentions.asks(text)
    if mentions.asks(text) and turn.intent != "inform":
        return False
    if answered or mentions.does_not_know(text):
        return True
    return talk.asked == CIRCUMSTANCE and (
        bool(_told(news) or news.facts & _CHANGING)
        or picked_circumstance(turn.utterance) is not None
    )


def _answered(turn: Turn, news: News) -> bool:
    talk = turn.talk
    if talk.asked_of in (None, EVERYBODY):
        return False
    return talk.asked in news.learnt.get(str(talk.asked_of), ())


def _told(news: News) -> set[str]:
    """Circumstances that were told, named, or heard of."""
    named = {name for person in news.people for name in (*person.named, *person.heard_only)}
    return (news.facts | named) & set(CIRCUMSTANCES)


def _is_outside_after_all(turn: Turn, news: News) -> bool:
    """旦那は会社の健保だったわ: somebody of whom the talk is, whatever the intent model says."""
    said = [p for p in news.people if "insured" in news.learnt.get(p.key, ())]
    about = any(p.key in turn.talk.about and p.facts["insured"] != "yes" for p in said)
    return about and not mentions.asks(turn.text)


def _denies_all(news: News) -> bool:
    """どれもない、割合も変わらないし: is all that was told of circumstances that none applies?"""
    named = any(person.named or person.heard_only for person in news.people)
    told = [p.facts.get(n) for p in news.people for n in news.learnt.get(p.key, ())]
    return not named and {*told} <= {NONE, "no"}


def _names_person_only(turn: Turn, news: News) -> bool:
    """私は? 母の分です: a remark that only says whose papers are meant."""
    named = [p.key for p in news.people if p.key != UNNAMED and p.key not in turn.talk.about]
    if not named or news.facts & set(BY_NAME):
        return bool(named) and turn.intent in REPLIES
    if kind_of(turn.text) in ("where", "who"):  # 父の分は誰に聞けばいい
        return False
    return turn.intent == "whose" or len(normalise(turn.text)) <= _SHORT_REMARK


def carry_on(turn: Turn, news: News, topic: Topic) -> list[Message]:
    """Takes up an answer, a correction or another person, and asks on or tells the result."""
    talk, words = turn.talk, turn.words
    if talk.asked is not None and mentions.declines(turn.text):
        return skip(turn, declined=True)
    if (owner := owner_named(turn, news)) is not None:
        return own(turn, topic, owner)
    changed = rearrange(turn, news)
    if news.situation.unowned and (asked := ask_owner(turn, news)) is not None:
        return [asked]
    if news.corrected:
        return corrected(turn, news, topic)
    if changed:
        talk.misses = 0
        return proceed(turn, topic, "" if news.facts else person_said(turn))
    applies = _told(news) and not (mentions.none_of_them(turn.text) and _denies_all(news))
    # いや、27年だ denies no circumstance
    is_anew = news.is_noted or bool(news.facts & _CHANGING)
    if talk.asked == CIRCUMSTANCE and not applies and not is_anew:
        return _take_circumstance(turn, topic)
    if talk.asked == CIRCUMSTANCE or news.learnt or (talk.asked is None and news.is_noted):
        talk.misses = 0
        if mentions.does_not_know(turn.text):
            for person in talk.subjects:
                person.skip([name for name in person.named if name not in person.facts])
        return proceed(turn, topic)
    if gives_nothing(turn):
        return skip(turn, declined=mentions.declines(turn.text))
    if news.problem is not None:
        person, name, heard = news.problem
        if (told := _half_told(turn, topic, person, name, news)) is not None:
            return told
        if heard.problem not in PARTIAL and (handed_over := missed(turn)) is not None:
            return [handed_over]
        said = heard.words or _era_alone(turn.text)
        return [ask_again(turn, person, name, str(heard.problem), said)]
    if news.is_noted:  # 二人とも昭和30年生まれです
        talk.misses = 0
        return proceed(turn, topic)
    return [missed(turn) or ask_open(turn, words.say("talk", "unread"))]


def _half_told(
    turn: Turn, topic: Topic, person: Person, name: str, news: News
) -> list[Message] | None:
    """What the part of a day decides that was just told, and the question for the rest of it.

    Who told it roughly (秋から, 70代) is not asked for it once more.
    """
    assert news.problem is not None
    heard = news.problem[2]
    if not news.is_noted or name not in person.half or heard.problem == "era_missing":
        return None
    turn.talk.misses = 0
    outcome = outcome_of(turn, topic, person)
    if name not in outcome.open:
        return proceed(turn, topic)
    if heard.problem not in PARTIAL and "/" in person.half[name]:
        if not outcome.ranged:
            return [ask_again(turn, person, name, "year_missing", "")]
        person.skip([name])
        return proceed(turn, topic)
    if not outcome.ranged or len(turn.talk.subjects) > 1:
        return None
    asked = ask_again(turn, person, name, str(heard.problem), heard.words)
    return [told_with(asked, so_far(turn, topic, outcome), outcome)]


_THAT_IS = re.compile(r"(?:それ|これ|今の|いまの|さっきの|その日)は、?[^。、はもが]{0,8}$")
_JUST_SAID = re.compile(r"(?:今の|いまの|さっきの|先ほどの)、?$")  # 今の私の誕生日でした
_OF = r"(?:の(?:誕生日|生年月日|日|分|ほう|方|こと)?)?"
_IT_WAS = re.compile(rf"{_OF}(?:です(?!か)|でし|だ|なん|や|。|$)")
_IT_WAS_ONLY = re.compile(rf"{_OF}(?:でし|だった)")
_IS_NOT = re.compile(rf"{_OF}(?:では|じゃ|や)な(?:く|かった)")


def moved(turn: Turn, news: News, topic: Topic) -> list[Message] | None:
    """それは父の誕生日でした, 母ではなくて父です: what was told is somebody else's."""
    talk = turn.talk
    others = [
        p
        for p in news.people
        if p.key not in (UNNAMED, *talk.about) and not {"birthday", "age"} & p.facts.keys()
    ]
    if not topic.about_person or len(talk.about) != 1 or len(others) != 1:
        return None
    told = talk.subjects[0]
    if "birthday" not in told.facts or not _is_somebody_elses(turn.text, others[0].key):
        return None
    before = {change.name: change.old for change in news.corrected if change.person is told}
    # 父は28年です, said in the same breath; 4月生まれ is no day of the month that was another's.
    said = [c.new for c in news.situation.corrections if c.person == told.key]
    part = {
        new.name for new in said if all(d.day is None for d in find_dates(new.words, turn.today))
    }
    anew = {name: told.facts[name] for name in before if name not in part}
    others[0].learn({**told.facts, **before})
    told.forget()
    told.learn(anew)
    talk.misses, talk.about = 0, [others[0].key]
    talk.about += [p.key for p in news.people if p.key in news.learnt and p is not others[0]]
    return proceed(turn, topic, person_said(turn))


def _is_somebody_elses(text: str, key: str) -> bool:
    """Not わたしは確認書じゃなくてお知らせ: that says of the paper what it is, of no day whose."""
    normal = fold(text)
    return any(
        (_THAT_IS.search(normal.folded, 0, m.start) and _IT_WAS.match(normal.folded, m.end))
        or (
            _JUST_SAID.search(normal.folded, 0, m.start)
            and _IT_WAS_ONLY.match(normal.folded, m.end)
        )
        or (key not in m.keys and _IS_NOT.match(normal.folded, m.end))
        for m in find_people(normal)
    )


def _era_alone(text: str) -> str:
    """昭和 is a beginning too, though it is no part of a date by itself."""
    found = re.fullmatch(r"(明治|大正|昭和|平成|令和)(?:です|生まれ|で|の|。)*", normalise(text))
    return found[1] if found else ""


def corrected(turn: Turn, news: News, topic: Topic) -> list[Message]:
    """The results anew, after what was corrected: old and new, for only that person."""
    for change in news.corrected:
        change.person.told.pop(topic.id, None)  # also where it comes to the same day
    first, *rest = proceed(turn, topic)
    return [first.hearing(*(_corrected(turn, c) for c in news.corrected)), *rest]


def _corrected(turn: Turn, change: Corrected) -> HeardFact:
    """お母さまの生年月日を、…から…に直しました."""
    words = turn.words
    said = {"whose": who(words, change.person), "facts": words.say("fact", change.name)}
    first, second = (value_said(turn, change.name, value) for value in (change.old, change.new))
    return HeardFact(
        change.name,
        words.say("corrected", "day", first=first, second=second, **said),
        words.say("corrected", "brief", **said),
    )


def value_said(turn: Turn, name: str, value: str) -> str:
    """A day of a fact for people."""

    if value == NONE:
        return turn.words.say("corrected", "none")
    day = date.fromisoformat(value)
    return turn.words.month(day) if name == "burden_change" else turn.words.date(day)


def gives_nothing(turn: Turn) -> bool:
    """言いたくない, わからない."""
    if turn.intent in ("decline", "dont_know"):
        return True
    return mentions.declines(turn.text) or mentions.does_not_know(turn.text)


def person_said(turn: Turn) -> str:
    """お母さまの分ですね。"""
    names = [name for p in turn.talk.subjects if (name := label(turn.words, p))]
    both = turn.words.say("join", "and").join(names)
    return turn.words.say("talk", "person", person=both) if names else ""


def _take_circumstance(turn: Turn, topic: Topic) -> list[Message]:
    talk = turn.talk
    people = talk.subjects if talk.asked_of == EVERYBODY else [talk.person(str(talk.asked_of))]
    value = picked_circumstance(turn.utterance)
    if value is None:
        if gives_nothing(turn):
            return skip(turn, declined=mentions.declines(turn.text))
        return [missed(turn) or ask_open(turn, turn.words.say("talk", "unread"))]
    open_now = {name for outcome in outcomes_of(turn, topic) for name in outcome.open}
    if value != NONE and value not in open_now:
        return [missed(turn) or ask_open(turn, turn.words.say("talk", "unread"))]
    return circumstance(turn, topic, people, value)
