"""Which questions a message asks, in the order asked.

The intent model has read the whole message and each of its clauses (`sentences`, set by
bot/nlu/sentence_joiner.py). A greeting, the tale before a question and a second wording of the
same question are none of their own; what is not ours stays, so that it can be said beside the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.dialogue.asking_clauses import asking, whole_clauses
from bot.dialogue.clause import (
    AGREED,
    NOWHERE,
    OUT_OF_SCOPE,
    PLAIN,
    THOUGHT_OF,
    IntentReading,
    Ranking,
    UnderstoodClause,
    best_of,
    is_small_talk,
    only_one,
)
from bot.dialogue.lone_words import lone_word
from bot.dialogue.question_kinds import QuestionKind, kind_of
from bot.dialogue.reading import kin
from bot.text import find_dates, mentions, normalise
from bot.text.readings import names_a_matter

Sentences = Sequence[Mapping[str, Any]]

_BY_DETAIL = {"debit_start", "call_center"}  # asked of two days, these are two questions
_ALSO = re.compile(r"も(?:教|おし|知り|聞|お願|わか|分か|確認)")
# 通帳もいりますか, 何がいる: about the list of what to bring.
_ON_A_LIST = re.compile(
    r"郵送|暗証番号|キャッシュカード|通帳|届出印|印鑑|委任状|領収書|"
    r"何(?:が|を)(?:いる|いります|要る|必要|用意|持って)|持ち物|必要な(?:物|もの|書類)"
)
_BY_POST = re.compile(r"郵送|郵便で")  # always a question of its own
# 母のは使えますか, 返すの?, behind a question of another's paper or of another matter.
_OF_SOMEBODY = re.compile(rf"(?:{kin.PEOPLE.pattern})(?:の(?:分|ほう|方|やつ)?|さんの)[はも]")
_DOES = re.compile(r"返[さしすせ]|捨て|処分|再発行|いつまで|何日まで")
_NUMBERED = re.compile(r"^\s*(?:[①-⑨]|[1-9１-９][.)．）]|[一二三四五六七八九][、.)．）])")
_AS_LIKELY_AS_NOT = 0.5
COST = re.compile(r"通話料|電話代|電話料|無料|有料|フリーダイヤル")
_ANY_DAY = date(2001, 1, 1)  # only the words of dates are wanted here


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question of a message.

    `ranking`: the likeliest ids, best first, with their confidence (0..1); `sure`: may the first be
    answered without asking back? `start:end`, `words`: where it stands in the message. `document`:
    the paper it is about, `notice` or `certificate`, where it or what was told before it names just
    one. `also`: the places of the same question in other words.
    """

    ranking: Ranking
    start: int
    end: int
    words: str
    kind: QuestionKind
    sure: bool
    document: str | None = None
    also: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> str:
        """The likeliest id; empty if the model had nothing to say."""
        return self.ranking[0][0] if self.ranking else ""


def asked_questions(
    text: str, sentences: Sentences, whole_ranking: Ranking, whole_sure: bool
) -> tuple[AskedQuestion, ...]:
    """The questions of `text`, in order; one at least, be it only a statement.

    `sentences` as on the parsed message, empty for a short one. `whole_ranking` is without
    `nlu_fallback`.
    """
    whole = IntentReading("whole", whole_ranking, whole_sure)
    clauses = whole_clauses(text, [UnderstoodClause.of(data) for data in sentences])
    best = [(c, _as_the_whole(text, c, whole)) for c in asking(text, clauses)]
    best = [(clause, found) for clause, found in best if not is_small_talk(found)]
    own = [pair for pair in best if _stands_alone(text, *pair, whole)]
    if whole.id == OUT_OF_SCOPE:
        own = _without_its_details(text, own)
    questions = _without_echoes(_question(text, c.start, c.end, found) for c, found in own)
    if len(questions) > 1 and not _one_told_at_length([clause for clause, _ in own], whole):
        return tuple(questions)
    if not best:
        return (_plain(text, whole),)
    if (wish := _wished(text, clauses, whole)) is not None:
        return (wish,)
    clause, found = (own or best)[0]
    is_more = _ALSO.search(text[clause.start : clause.end]) is not None
    # Nothing else is told, but for a birthday, so the need is no mere tale.
    two = sum(c.readings[0].id != "inform" for c in clauses) == 2
    ways = (found if found.sure else clause.readings[0], clause.readings[0])
    told = next((c for c in clauses if _is_told_first(c, clause, ways, whole, is_more, two)), None)
    lone = lone_word(text[clause.start : clause.end])  # なくしました。期限は
    if told is not None and (found.sure or lone):
        found = found if found.sure else _between_all(lone)
        asked = _question(text, clause.start, clause.end, found)
        return (_question(text, told.start, told.end, told.readings[0]), asked)
    need = next((c for c in clauses if c is not clause and _agree(c, clause)), None)
    if need is not None:
        return (_question(text, clause.start, clause.end, need.readings[0]),)
    told_beside = all(c is clause or _only_tells(c) for c in clauses)
    glossed = any("own" in data for data in sentences)
    meant = only_one(text, clause, found, whole, told_beside=told_beside, glossed=glossed)
    also = questions[0].also if [q.start for q in questions] == [clause.start] else ()
    return (replace(_question(text, clause.start, clause.end, meant), also=also),)


def _wished(
    text: str, clauses: Sequence[UnderstoodClause], whole: IntentReading
) -> AskedQuestion | None:
    """信用できるか。登録は外してくれ: what is wished for, where the whole is nearly sure of it too,
    and no question beside it says what it is about."""
    if whole.sure or whole.confidence < _AS_LIKELY_AS_NOT:
        return None
    if any(c.asks and not c.wish and names_a_matter(text[c.start : c.end]) for c in clauses):
        return None
    questions = [c.readings[0].id for c in clauses if c.asks and not c.wish]
    is_outcry = all(name == OUT_OF_SCOPE for name in questions)
    for clause in clauses:
        alone = clause.readings[0]
        nearly = min(alone.confidence, whole.confidence) >= AGREED
        plain = alone.confidence >= PLAIN and dict(whole.ranking).get(alone.id, 0.0) >= THOUGHT_OF
        if clause.wish and (
            (is_outcry and plain) or (alone.id == whole.id and (alone.sure or nearly))
        ):
            return _question(text, clause.start, clause.end, alone._replace(sure=True))
    return None


def _as_the_whole(text: str, clause: UnderstoodClause, whole: IntentReading) -> IntentReading:
    """How a clause reads at best; one that is likeliest of what the whole is sure of, so."""
    alone = clause.readings[0]
    is_open = not alone.sure or alone.id == OUT_OF_SCOPE
    words = text[clause.start : clause.end]
    if is_open and NOWHERE.search(words):
        return IntentReading("alone", ((OUT_OF_SCOPE, 1.0),), True)  # whatever it leans on
    found = best_of(clause, words)
    return whole if whole.sure and not found.sure and found.id == whole.id else found


def _agree(one: UnderstoodClause, other: UnderstoodClause) -> bool:
    """お知らせが届いてない。いつ届く?: the need, and a question that is of the same at best."""
    need, asked = one.readings[0], other.readings[0]
    return one.is_need and asked.id == need.id and asked.confidence >= _AS_LIKELY_AS_NOT


def _only_tells(clause: UnderstoodClause) -> bool:
    """私は平成7年5月5日生まれです: facts, and nothing that could be asked about."""
    return clause.readings[0].sure and clause.readings[0].id == "inform"


def _is_told_first(
    told: UnderstoodClause,
    asked: UnderstoodClause,
    ways: tuple[IntentReading, IntentReading],
    whole: IntentReading,
    also: bool,
    alone_with_it: bool,
) -> bool:
    """認定証がいると言われた。期限も教えて; お知らせがぼろぼろになった。病院に何を持っていく?

    The need that the whole is sure of, or between which and the question it wavers. `ways`: how
    the question reads at best, and alone.
    """
    alone, (best, last) = told.readings[0], ways
    if told.end > asked.start or not alone.sure or alone.id in (best.id, last.id):
        return False
    plain = told.is_need and alone.confidence >= PLAIN and alone_with_it
    if plain and (best.sure or not whole.sure):
        return True
    if not whole.sure:
        likely = {name for name, share in whole.ranking[:2] if share >= THOUGHT_OF}
        return told.is_need and likely == {alone.id, last.id}
    return also and alone.id == whole.id and last.confidence >= PLAIN


def _question(text: str, start: int, end: int, found: IntentReading) -> AskedQuestion:
    words = text[start:end]
    paper = mentions.document(words)
    if paper is None and not names_a_matter(words):
        paper = mentions.document(text[:end])
    return AskedQuestion(found.ranking, start, end, words, kind_of(words), found.sure, paper)


def _plain(text: str, whole: IntentReading) -> AskedQuestion:
    """The message as one question; a lone word of many meanings has several ids to choose from."""
    if ids := lone_word(text):
        whole = _between_all(ids)
    return _question(text, 0, len(text), whole)


def _between_all(ids: Sequence[str]) -> IntentReading:
    return IntentReading("whole", tuple((name, 1 / len(ids)) for name in ids), len(ids) == 1)


def _stands_alone(
    text: str, clause: UnderstoodClause, found: IntentReading, whole: IntentReading
) -> bool:
    """Is it a question of its own, and no rhetorical tail of what the whole is sure of?"""
    words = text[clause.start : clause.end]
    own = clause.added or names_a_matter(words) or _ON_A_LIST.search(words) is not None
    own |= any(pattern.search(words) for pattern in (_NUMBERED, _OF_SOMEBODY, _DOES))
    return found.sure or own or not whole.sure


def _without_its_details(
    text: str, found: Sequence[tuple[UnderstoodClause, IntentReading]]
) -> list[tuple[UnderstoodClause, IntentReading]]:
    """医療費のお知らせでしたっけ、あれはいつ届きますか: what only points at something that is not
    ours is not ours either."""
    kept: list[tuple[UnderstoodClause, IntentReading]] = []
    for clause, reading in found:
        leans = not (clause.added or names_a_matter(text[clause.start : clause.end]))
        if not (leans and reading.sure and kept and kept[-1][1].id == OUT_OF_SCOPE):
            kept.append((clause, reading))
    return kept


def _one_told_at_length(clauses: Sequence[UnderstoodClause], whole: IntentReading) -> bool:
    """Is the whole sure of what no clause says in any way, and none says it is one thing more?"""
    said = {_matter(r.id) for clause in clauses for r in clause.readings if r.sure}
    return (
        whole.sure and _matter(whole.id) not in said and not any(clause.added for clause in clauses)
    )


def _matter(name: str) -> str:
    """All sides of 有効期限 are one matter."""
    return "expiry" if name.startswith("expiry_") or name.endswith("_expiry") else name


def _without_echoes(found: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Without what only repeats another question."""
    found = list(found)
    sure_ids = {q.id for q in found if q.sure and not _BY_POST.search(q.words)}
    kept: list[AskedQuestion] = []
    for question in found:
        if not (question.sure or _NUMBERED.match(question.words)) and question.id in sure_ids:
            kept = [_beside(one, question) for one in kept]
            continue
        same = next((i for i, q in enumerate(kept) if _same(q, question)), None)
        if same is None:
            kept.append(question)
        else:
            kept[same] = _with_echo(kept[same], question)
    return kept


def _beside(one: AskedQuestion, echo: AskedQuestion) -> AskedQuestion:
    """今日は何時まで? 8月9日はやっていますか: an echo that names another day is kept beside."""
    more = one.id == echo.id and one.id in _BY_DETAIL and _details(echo.words) - _details(one.words)
    return replace(one, also=(*one.also, (echo.start, echo.end))) if more else one


def _with_echo(one: AskedQuestion, other: AskedQuestion) -> AskedQuestion:
    """The question in the words that tell more of a day and a way, beside its other words."""
    fuller, echo = one, other
    if one.id in _BY_DETAIL and len(_details(other.words)) > len(_details(one.words)):
        fuller, echo = other, one
    return replace(fuller, also=(*one.also, (echo.start, echo.end)))


def _same(one: AskedQuestion, other: AskedQuestion) -> bool:
    """The same id, and not about another day or another way to apply?"""
    if one.id == OUT_OF_SCOPE or (not other.sure and _NUMBERED.match(other.words)):
        return False  # 四、委任状の用紙は: who counts them knows that they are four
    by_post = [_BY_POST.search(words) is not None for words in (one.words, other.words)]
    if one.id != other.id or by_post[0] is not by_post[1]:
        return False
    first, second = _details(one.words), _details(other.words)
    return one.id not in _BY_DETAIL or first <= second or second <= first


def _details(words: str) -> set[str]:
    dates = {normalise(found.text) for found in find_dates(words, _ANY_DAY)}
    method = mentions.method(words)
    cost = COST.search(words)  # 14日はやっていますか。電話代はかかりますか
    return dates | ({method} if method else set()) | ({cost.group()} if cost else set())
