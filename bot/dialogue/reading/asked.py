"""What a message says to our last question, and whom its own question is about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.dialogue.reading.beside import beside, day_told
from bot.dialogue.reading.birthdays import put_together
from bot.dialogue.reading.day_words import OTHER
from bot.dialogue.reading.draft import Draft, Sentences, draft_of
from bot.dialogue.reading.kin import ACQUAINTANCE, ALL
from bot.dialogue.reading.people import Mention, Part
from bot.dialogue.reading.rough import season_alone
from bot.dialogue.reading.situation import (
    CIRCUMSTANCES,
    DATED,
    NONE,
    Doubt,
    KnownPerson,
    known_person,
)
from bot.dialogue.reading.stated import NO_AGE
from bot.dialogue.reading.supposed import is_stated
from bot.text import FoundDate, Problem, mentions, read_date
from bot.text.ages import find_age
from bot.text.spans import Normal

CIRCUMSTANCE = "circumstances"  # asked: does one of the three apply?
_SAME_DAY = re.compile(r"(?:それも)?(?:同じ|おなじ)(?:日|ひ)?(?:です|なんです|だよ|だ)?[。、!]?")
_REGISTERING = re.compile("登録|とうろく")
_YES_NO = ("has_card", "registered", "graduation_moved")
# What the date reader calls each dated fact.
KIND_OF_DATE = {
    "birthday": "birthday", "residence_until": "residence", "graduation": "graduation",
    "burden_change": "burden", "ecert_expiry": "ecert", "applied_on": "application",
}  # fmt: skip
_NUMBER = re.compile(
    r"[\s、]*(?:えーと|えっと|たぶん|多分|確か|たしか)?(?P<number>[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
    r"(?:です|でした|だ|かな|になります|だと思います|番)?[\s。、!]*"
)
_STAYS = re.compile("(?:変わ|かわ)(?:らな|りませ)|(?:変更|予定)[はも]?(?:な[いし]|ありませ)")
_AS_BEFORE = re.compile(
    r"(?:[はもがで、。]|^|やっぱり?|やはり|結局)、?(?:変わ|かわ)(?:らな|りませ)|"
    r"(?:変わる|変更(?:する|になる)?)(?:の|という|って|との)?(?:お?知らせ|通知|連絡|話|予定|こと|見込み)"
    r"[はも]?、?(?:特に|今のところ|もう)?(?:(?:ござい|あり)ませ|な[いくし]|聞いて(?:い|お)?[なりら])"
)
_MARK_MISSING = {Problem.MONTH_MISSING: "月", Problem.DAY_MISSING: "日"}


def answers_to(
    normal: Normal,
    today: datetime.date,
    asked: tuple[str, str],
    drafts: Sequence[Draft],
    known: Sequence[KnownPerson],
) -> list[Draft]:
    """``drafts`` with what a message says to the question about one fact of one person."""
    key, fact = asked
    person = known_person(known, key)
    named = {draft.name for draft in drafts}
    if fact == "method":  # 区役所で今日, 銀行で8月8日です
        drafts = [_answering(d, "applied_on", today) if d.value or d.part else d for d in drafts]
    if fact == "applied_on" and "method" not in named:  # 銀行じゃなくて区役所で8月8日なら
        drafts = [*drafts, *_plain_answer(normal, "method")]
    if fact in DATED:
        done = [_answering(d, fact, today) if fact not in named else d for d in drafts]
        done = _completed(normal, today, fact, person, done)
        if fact == "graduation" and any(d.name == fact for d in done):
            done.append(Draft(0, 0, fact, problem=Doubt.NAMED))  # of a マル学, as was asked
        if fact not in {d.name for d in done} and not any(d.day for d in done):
            done += season_alone(normal.folded, fact)
        if any(d.name == fact for d in done):
            return done
    elif fact == "has_card" and fact not in named and _REGISTERING.search(normal.text):
        # 登録していません: there is a card, and not the other way round
        said = [] if "registered" in named else [*_plain_answer(normal, "registered")]
        told = [draft for draft in (*drafts, *said) if draft.name == "registered"]
        return [*drafts, *said, *(replace(draft, name=fact, value="yes") for draft in told)]
    if fact in named or (fact == CIRCUMSTANCE and named & {*CIRCUMSTANCES}):
        return list(drafts)
    return [*drafts, *_plain_answer(normal, fact)]


def _answering(draft: Draft, fact: str, today: datetime.date) -> Draft:
    """A day of which nothing is said is the one that was asked for; 昨日 is when it was done.

    A day to come is no birthday: it may correct what was told before.
    """
    if fact == "birthday" and draft.value is not None and draft.value > today.isoformat():
        return draft
    done_then = fact == "applied_on" and draft.day is not None and draft.day.relative
    return replace(draft, name=fact) if draft.name == "" or done_then else draft


def _completed(
    normal: Normal, today: datetime.date, fact: str, person: KnownPerson, drafts: list[Draft]
) -> list[Draft]:
    """Put a piece of a day to the pieces said before: 昭和31年3月, and now 2."""
    drafts = [_with_parts(d, person, today) if d.name == fact else d for d in drafts]
    if any(draft.name == fact and draft.value is not None for draft in drafts):
        return drafts
    begun = person.begun.get(fact, "")
    day = next((d.day for d in drafts if d.name == fact), None)
    if not begun or (day is not None and day.date is not None):
        return drafts
    whole = _with_begun(normal, today, fact, begun, day)
    if whole is None:
        return drafts
    others = [draft for draft in drafts if draft.name != fact]
    return [*others, replace(draft_of(whole, fact), start=0, end=len(normal.text))]


def rest_of_day(draft: Draft, person: KnownPerson, today: datetime.date) -> Draft:
    """5月5日です, said after 昭和40年 was enough: no answer to anything else. Nor is
    学校に電話したら3月24日付だそうです, after 卒業は来年の3月: the month is that one."""
    if draft.name not in ("", OTHER) or not draft.part.startswith("-"):
        return draft
    for name in DATED:
        is_so = _is_in_month(draft, person.half.get(name)) or (name, draft.name) == ("birthday", "")
        whole = _with_parts(replace(draft, name=name), person, today) if is_so else draft
        if whole.part != draft.part:
            return whole
    return draft


def _is_in_month(draft: Draft, half: str | None) -> bool:
    """Is it a day of the very month that was known before?"""
    known = re.fullmatch(r"\d{4}-(\d\d)", half or "")
    return known is not None and draft.part.startswith(f"--{known[1]}-")


def _with_parts(draft: Draft, person: KnownPerson, today: datetime.date) -> Draft:
    """3/1 after S31, 9月10日 of somebody who is 74: with what was known of the day before."""
    half = person.half.get(draft.name, "")
    if not half and draft.name == "birthday" and person.facts.get("age", "").isdecimal():
        half = _year_of_birth(int(person.facts["age"]), draft, today)
    if half.startswith("--") and re.fullmatch(r"\d{4}", draft.part):  # 秋の生まれ, and now 昭和31年
        return replace(draft, part=half.replace("--", f"{draft.part}-"))
    known = Draft(0, 0, draft.name, part=half)
    return (half and draft.part and put_together([draft, known])) or draft


def _year_of_birth(age: int, draft: Draft, today: datetime.date) -> str:
    """The year in which somebody of `age` was born whose birthday is known but for it."""
    day = draft.day
    if day is None or day.month is None or day.day is None:
        return ""
    return str(today.year - age - ((day.month, day.day) > (today.month, today.day)))


def _with_begun(
    normal: Normal, today: datetime.date, fact: str, begun: str, day: FoundDate | None
) -> FoundDate | None:
    kind = KIND_OF_DATE.get(fact)
    before = read_date(begun, today, kind)
    number = _NUMBER.fullmatch(normal.text)
    if number:
        mark = _MARK_MISSING.get(before.problem or Problem.NO_DATE, "年")
        words = begun + number["number"] + mark
    elif day is not None:
        has_year = day.year is not None or day.era_year is not None
        words = day.text + begun if has_year else begun + day.text
    else:
        words = normal.text.strip("。、 です") + begun
    found = read_date(words, today, kind)
    impossible = found.problem in (Problem.NO_SUCH_DAY, Problem.NO_SUCH_ERA_YEAR)
    return found if _parts(found) > _parts(before) and not impossible else None


def _parts(found: FoundDate) -> int:
    year = found.year if found.year is not None else found.era_year
    return sum(part is not None for part in (year, found.month, found.day, found.era))


def _of_anybody(normal: Normal, age: tuple[int, int]) -> bool:
    """75歳になる人の紙は: the age of people in general, nobody's own."""
    return bool(NO_AGE.match(normal.folded, age[1]))


def _plain_answer(normal: Normal, fact: str) -> Iterator[Draft]:
    """はい, ない, 確認書のほう: an answer that holds no day."""
    text = normal.text
    whole = (0, len(text))
    if fact in _YES_NO:
        gives_none = mentions.declines(text) or mentions.does_not_know(text)
        answer = None if gives_none else mentions.yes_or_no(text)
        if answer is not None:
            yield Draft(*whole, fact, "yes" if answer else "no")
    elif fact == "document" and (paper := mentions.document(text)):
        yield Draft(*whole, fact, paper)
    elif fact == "method" and (way := mentions.method(text)):
        yield Draft(*whole, fact, way)
    elif fact == "birthday" and _SAME_DAY.fullmatch(normal.folded):
        yield Draft(*whole, "birthday", same=True)
    elif fact == "birthday" and (age := find_age(normal.folded)) and not _of_anybody(normal, age):
        years = re.sub("[^0-9]", "", text[slice(*age)])
        if years:
            yield Draft(*age, "age", years)
    elif fact in (*CIRCUMSTANCES, CIRCUMSTANCE):
        yield from _circumstance(text, fact)


def unchanged(
    folded: str, drafts: Sequence[Draft], known: Sequence[KnownPerson]
) -> Iterator[Draft]:
    """母は変わりません, once somebody's 負担割合 was spoken of: hers does not change.

    去年2割になったきりで、この先変わる話はない: nor does it, whatever was before.
    """
    spoken_of = any("burden_change" in person.facts for person in known)
    for match in _AS_BEFORE.finditer(folded):
        before = any(d.name == "burden_change" and d.start < match.start() for d in drafts)
        within = any(d.start < match.end() and match.start() < d.end for d in drafts)
        if (spoken_of or before) and not within and is_stated(folded, match.end()):
            yield Draft(*match.span(), "burden_change", NONE)


def _circumstance(text: str, fact: str) -> Iterator[Draft]:
    names = CIRCUMSTANCES if fact == CIRCUMSTANCE else (fact,)
    picked = mentions.circumstance(text)
    no = (
        mentions.yes_or_no(text) is False or bool(_STAYS.search(text))
    ) and not mentions.does_not_know(text)
    if picked is not None and not no:
        yield Draft(0, len(text), picked, problem=Doubt.NAMED)
    elif picked is None and mentions.none_of_them(text):
        for name in names:
            yield Draft(0, len(text), name, NONE)
    elif no and (picked is not None or fact != CIRCUMSTANCE):
        yield Draft(0, len(text), picked or fact, NONE)
    elif fact != CIRCUMSTANCE and mentions.yes_or_no(text):
        yield Draft(0, len(text), fact, problem=Doubt.NAMED)


_ASKING = re.compile(
    r"教え|おしえ|知りたい|しりたい|聞きたい|ききたい|お聞き|伺|確認し(?:たい|て)|お願い|おねがい|したい|ますか|ですか|"
    r"でしょうか|のか|いつ|(?:期限|分|ほう|方)(?:は|も|を|が)?\s?$|について|のこと(?:で|な)|の件|の(?:は|も)\s?$"
)
_PAPER_BEHIND = re.compile("(?:資格)?確認[書証]|お知らせ|おしらせ")
# 三人分のはずが、母だけ来ない; 夫のは届いたのに私のは来ない
_HAS_NONE = re.compile(
    r"(?:の(?:分|ほう|もの|紙|確認書|お知らせ)?)?(?P<only>だけ)?(?:が|は)?、?(?:まだ)?"
    r"(?:届|来|とど|き)か?(?:な|ませ)"
)
_OTHERS_HAVE = re.compile(r"(?:届|来|とど|き)[^。、]{0,6}(?:のに|けど|けれど|が)、?$")
_EACH = re.compile(r"それぞれ|一人ずつ|ひとりずつ|1人ずつ|一人一人|おのおの|各々")
_NOT_THEIRS = re.compile(r"[^。、]{0,12}(?:では|じゃ)な(?:く|い)")
_WANTED = re.compile(r"(?:たい|ほしい|欲しい)のは、?$")  # 知りたいのは両親です
_ASKED_BEFORE = re.compile(r"いつ|教え|知りた|何日まで")  # 私の紙の期限はいつか、昭和48年生まれだ
_POSSESSES_PAPER = re.compile(
    r"(?:さん|それぞれ|とも|両方)?(?:の|は|も|と)(?:[^。、]{0,12})?(?:期限|いつ|確認|お知らせ|資格|証|分|ほう|方|紙|かみ|件|こと|ため|の[はもが]|\s?$)|の(?:は|も)|[はも]\s?\??$|"
    r"に(?:も|は)[^。、?]{0,10}(?:(?:来|く|届く|送られ)る|届く|(?:来|き|届き|送られ)ま(?!し)|来ん)"
)
_WITH_THEM = re.compile(r"(?:の(?:分|ほう|方)?)?も(?:含め|ふくめ|入れ|いれ|あわせ|合わせ)て?")


def _asks_of_each(folded: str, nodes: Sequence[Mention], sentences: Sentences) -> bool:
    """私のは書き忘れなの？それぞれいつまで？: of all, in a sentence that names nobody.

    Nor does 夫も含めて一人ずつ.
    """
    each = _EACH.search(folded)
    if each is None:
        return False
    start, end = sentences.start(each.start()), sentences.end(each.start())
    return _ASKING.search(folded, start, end) is not None and all(
        _WITH_THEM.match(folded, node.end) for node in nodes if start <= node.start < end
    )


def asks_about(
    folded: str,
    nodes: Sequence[Mention],
    drafts: Sequence[Draft],
    sentences: Sentences,
    everybody: tuple[str, ...],
) -> tuple[str, ...]:
    """The keys of the people whom the message asks about, in order; () where it names none."""
    keys: list[str] = []
    for node in nodes:
        none = _HAS_NONE.match(folded, node.end) if node.part is Part.ABOUT else None
        if none and (none["only"] or _OTHERS_HAVE.search(folded, 0, node.start)):
            return tuple(key for key in node.keys if key != ACQUAINTANCE)
        start, end = sentences.start(node.start), sentences.end(node.start)
        sentence = folded[start:end]
        if "?" not in sentence and not _ASKING.search(sentence.rstrip("。!\n")):
            continue
        until = min([end, *(n.start for n in nodes if n.start >= node.end)])
        day = day_told(drafts, node.end, until)
        tells_day = day is not None and not _ASKED_BEFORE.search(folded, node.end, day.start)
        all_of_them = node.group == ALL and _PAPER_BEHIND.match(folded, node.end)
        owns = (
            all_of_them
            or _POSSESSES_PAPER.match(folded.rstrip("。!\n"), node.end)
            or _WANTED.search(folded, 0, node.start)
        )
        if _NOT_THEIRS.match(folded, node.end):
            continue
        if node.part is Part.ABOUT and owns and not (tells_day and len(node.keys) == 1):
            keys += [key for key in node.keys if key != ACQUAINTANCE]
    if keys:  # あとじいちゃんも。
        keys += beside(folded, nodes, drafts, keys)
    if _asks_of_each(folded, nodes, sentences) or (not keys and _EACH.search(folded)):
        keys = [*everybody, *keys]
    return tuple(dict.fromkeys(keys))
