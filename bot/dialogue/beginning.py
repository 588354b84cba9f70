"""A matter becomes the one of the talk, with what the words of its question tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.asked_day import asked_days, days_named
from bot.dialogue.facts import DATED, IN_HAND
from bot.dialogue.hearing import hear, in_month_of, take_date
from bot.dialogue.listening import News, day_meant
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import Person
from bot.dialogue.topics import Topic
from bot.dialogue.topics.banks import find_bank
from bot.dialogue.turn import Turn
from bot.rules import Question
from bot.text import FoundDate, find_dates, mentions, nearest

_DAY_UNKNOWN = re.compile(
    r"(?:時期|いつ(?!まで)|日付|日にち|何月)[^。、]{0,6}(?:不明|わから|分から|未定|決まって)|不明|未定"
)
_IF_THEN = re.compile(r"[ただ]ら|れば|場合|なら|とき|と(?=、?いつ|何月)")
_GOES = re.compile(r"に(?:は|また|もう一度|、)*[^。、0-9]{0,10}?(?:行|い[くき]|出[しす]|持って)")
_RIGHT_BEFORE = 12  # characters between the way to apply and its day
_HAS_COME = re.compile(
    r"届(?:いて?(?!な)|き(?:まし|、))|来(?:た|て(?!な)|まし)|(?:もら|送られて)[っい]?[たて]|手元に|持って(?:い)?ます|"
    r"(?:の|分|ほう|方)[がはも]\s?(?:資格)?(?:情報の)?(?:お知らせ|確認[書証])(?:で|と|、|だ|。)"
)
_NOT_COME = re.compile(r"(?:届い|届か|来|き|もらっ)(?:て(?:い)?)?(?:な[いくか]|ませ)|まだ")
_BIRTHDAY_UNSAID = re.compile(
    r"(?:誕生日|生年月日|生まれた日)(?:を|は|が|も|まで)?[^。、]{0,8}(?:わから|分から|忘れ|知ら|知りませ|不明|言いたく|言え(?:な|ませ)|伏せ|内緒|秘密|控え(?:さ|た)|教えたく|聞かないで|なしで)"
)

_REST_UNKNOWN = re.compile(  # 12月生まれなのは確かだが、日がわからない
    r"(?<![0-9])(?:日|日にち|月|月日|正確な日|何日か?)(?:まで)?[がはも][^。、]{0,4}(?:わか[らり]|分か[らり]|覚えて|知ら|知りませ|不明)(?!ました)"
)


def begin(
    turn: Turn, topic: Topic, about: list[str], asked: AskedQuestion | None, news: News
) -> None:
    """Makes `topic` the matter of the talk, with what the question itself tells."""
    talk = turn.talk
    talk.topic, talk.about = topic.id, about
    for person in talk.subjects:
        if "document" not in news.learnt.get(person.key, ()):
            person.facts.update(topic.supposed)
        if "birthday" not in person.facts and (
            _BIRTHDAY_UNSAID.search(turn.text)
            or ("birthday" in person.half and _REST_UNKNOWN.search(turn.text))
        ):
            person.skip(["birthday"])
        if _DAY_UNKNOWN.search(turn.text):  # 負担割合が変わるらしいけど時期は不明
            person.skip([name for name in person.named if name not in person.facts])
        if topic.question is Question.CARRY:
            _note_in_hand(turn, person, news)
    if asked is not None and not topic.about_person:
        hear_clause(turn, topic, asked.words, news)
    elif len(about) == 1 and turn.text:
        _hear_more(turn, topic, talk.subjects[0], news)


def note_paper(
    turn: Turn, topic: Topic, asked: AskedQuestion | None, about: list[str], news: News
) -> None:
    """The paper that the question names is that of all whom it is about and who have no other."""
    if asked is None:
        return
    named = mentions.document(asked.words)
    paper = named or asked.document
    if paper is None and "document" not in news.facts:
        paper = mentions.document(turn.text)  # named in another clause, and nobody's own
    told = [key for key in about if "document" not in news.learnt.get(key, ())]
    if paper is not None and "document" in topic.askable:
        for person in map(turn.talk.person, told):
            # 上の子の紙と下の子の紙の期限は: each has the own paper, where each was told.
            if named or len(about) == 1 or "document" not in person.facts:
                person.facts["document"] = paper
    elif paper is None and asked.words and topic.question is Question.EXPIRY:
        for key in told:
            _note_by_card(turn.talk.person(key), news)


def _note_by_card(person: Person, news: News) -> None:
    """妻はマイナ保険証です。届いた紙は: the paper that is sent to whom tells of the card."""
    learnt = news.learnt.get(person.key, [])
    if "document" in person.facts or not {"registered", "has_card"} & {*learnt}:
        return
    told = (person.facts.get("registered"), person.facts.get("has_card"))
    if told[0] == "yes" or "no" in told:
        person.facts["document"] = "notice" if told[0] == "yes" else "certificate"
        learnt.append("document")


def _note_in_hand(turn: Turn, person: Person, news: News) -> None:
    """母のがお知らせで、私のが確認書です: which paper has come, where no card was told of."""
    came = _HAS_COME.search(turn.text) and not _NOT_COME.search(turn.text)
    cards = {"has_card", "registered"} & {*person.facts}
    if came and not cards and "document" in news.learnt.get(person.key, ()):
        person.facts[IN_HAND] = person.facts["document"]


def hear_clause(turn: Turn, topic: Topic, words: str, news: News) -> None:
    """What the words of this very question tell: Webで7月28日に申し込んだら, いつから?

    8月5日にもらって8月27日に出した: the one day on which it was applied is read by then.
    """
    clause = replace(turn.utterance, text=words)
    heard = hear(clause, topic.askable, None)
    told = [f for p in news.situation.people for f in p.facts if f.name == "applied_on"]
    if len(told) == 1 and told[0].words in words:
        heard.given.pop("applied_on", None)
        if (day := told[0].value or day_meant(turn, told[0])) is not None:
            heard.given["applied_on"] = day
    if "applied_on" in topic.askable:
        days = days_named(words, turn.today)
        only = days[0] if len(days) == 1 else None
        month_unsaid = only is not None and only.month is None and not only.relative
        if "applied_on" not in heard.given or month_unsaid:
            before = _day_before(turn, words, only)
            said = only.text if only else words
            take_date(heard, clause, "applied_on", in_month_of(said, before, turn.today))
        if "applied_on" not in heard.given and (
            day := _day_to_go(turn, news) or _weekday(turn, words)
        ):
            heard.given["applied_on"] = day
    way = _way(turn, words)
    known = {*heard.given, *turn.talk.person(UNNAMED).facts}
    if way is None and "method" not in known and mentions.method(turn.text) is None:
        way = _way_named(turn, turn.text)
    if way is not None:
        heard.given["method"] = way
    turn.talk.person(UNNAMED).learn(heard.given)


def _day_to_go(turn: Turn, news: News) -> str | None:
    """8月8日に区役所に行くつもりです, in a tale about the account: the only day of it."""
    days = [fact for fact in news.situation.other if fact.name == "" and fact.words]
    if len(days) != 1 or not _GOES.match(turn.text, days[0].end):
        return None
    return days[0].value or day_meant(turn, replace(days[0], name="applied_on"))


def _weekday(turn: Turn, words: str) -> str | None:
    """月曜に申し込んだら: the next one."""
    days = asked_days(words, turn.today)
    if len(days) != 1 or days[0].weekday is None or days[0].sort not in ("weekday", "day"):
        return None
    ahead = (days[0].weekday - turn.today.weekday() - 1) % 7 + 1
    return (days[0].day or turn.today + timedelta(days=ahead)).isoformat()


def _way(turn: Turn, words: str) -> str | None:
    """区役所の話を聞いて、みずほの窓口で8月6日だと: the way that stands right before the day."""
    day = next((d for d in reversed(find_dates(words, turn.today)) if d.day is not None), None)
    before = words[max(0, day.start - _RIGHT_BEFORE) : day.start] if day is not None else ""
    return _way_named(turn, before)


def _way_named(turn: Turn, words: str) -> str | None:
    """みずほの窓口 is a bank's, though it is not called 銀行."""
    of_bank = "窓口" in words and find_bank(words, turn.edition) is not None
    return mentions.method(words) or ("bank" if of_bank else None)


def _day_before(turn: Turn, words: str, day: FoundDate | None) -> str | None:
    """In whose month 27日 is: of the day spoken of before, or the next that comes, if it may."""
    if (known := turn.talk.person(UNNAMED).facts.get("applied_on")) is not None:
        return known
    before = find_dates(turn.text[: max(0, turn.text.find(words))], turn.today)
    near = [nearest(d, turn.today, False) for d in before if d.month and d.day and not d.year]
    if not near and day is not None and _IF_THEN.search(words):
        near = [nearest(day, turn.today, False)]
    return near[-1].isoformat() if near and near[-1] is not None else None


def _hear_more(turn: Turn, topic: Topic, person: Person, news: News) -> None:
    """1月から負担割合が変わります: a day that its words call by name, where nobody else has one."""
    others = any(said.facts for said in news.situation.people if said.key != person.key)
    if others or news.situation.unowned:
        return
    heard = hear(turn.utterance, topic.askable, None).given
    taken = {*person.facts.values(), *(f.value for f in news.situation.other if f.name in DATED)}
    person.learn(
        {
            name: value
            for name, value in heard.items()
            if name in DATED
            and name not in ("birthday", *person.facts, *person.heard_only)
            and value not in taken
        }
    )
