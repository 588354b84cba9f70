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

from bot.dialogue.question_kinds import QuestionKind, kind_of
from bot.text import find_dates, mentions, normalise

Ranking = tuple[tuple[str, float], ...]

OUT_OF_SCOPE = "out_of_scope"
# What is said beside questions and asks for no answer of its own.
_SMALL_TALK = {"greet", "thank", "goodbye", "affirm", "deny", "inform", "whose", "dont_know"}
_SMALL_TALK |= {"decline", "cancel", "rephrase", "help", "complaint", "bot_challenge", "start_over"}
# Told, not asked, and yet one wants to be told what to do.
_NEEDS = {"lost_reissue", "not_arrived", "duplicate_notice", "card_reader_failure", "operator"}


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question of a message.

    `ranking`: the likeliest ids, best first, with their confidence (0..1); `sure`: may the first be
    answered without asking back? `start:end`, `words`: where it stands in the message. `also`: the
    places of the same question in other words.
    """

    ranking: Ranking
    start: int
    end: int
    words: str
    kind: QuestionKind
    sure: bool
    also: tuple[tuple[int, int], ...] = ()

    @property
    def id(self) -> str:
        """The likeliest id; empty if the model had nothing to say."""
        return self.ranking[0][0] if self.ranking else ""


def asked_questions(
    text: str, sentences: Sequence[Mapping[str, Any]], whole_ranking: Ranking, whole_sure: bool
) -> tuple[AskedQuestion, ...]:
    """The questions of `text`, in order; one at least, be it only a statement.

    `sentences` as on the parsed message, empty for a short one. `whole_ranking` is without
    `nlu_fallback`.
    """
    whole = _question(text, 0, len(text), whole_ranking, whole_sure)
    asking = [s for s in sentences if s["asks"] or _is_need(s)]
    found = [_best(text, s) for s in asking]
    found = [q for q in found if not (q.sure and q.id in _SMALL_TALK)]
    if len(found) < 2:
        return (_one(whole, found),)
    kept = _without_echoes(found)
    return tuple(kept) if len(kept) > 1 else (_one(whole, kept),)


def _question(text: str, start: int, end: int, ranking: Ranking, sure: bool) -> AskedQuestion:
    words = text[start:end]
    return AskedQuestion(ranking, start, end, words, kind_of(words), sure)


def _ranking(found: Mapping[str, Any]) -> Ranking:
    return tuple((str(r["name"]), float(r["confidence"])) for r in found["ranking"])


def _best(text: str, sentence: Mapping[str, Any]) -> AskedQuestion:
    """The clause alone, or where that is not clear, with the words before it."""
    alone = _question(
        text, sentence["start"], sentence["end"], _ranking(sentence), sentence["sure"]
    )
    context = sentence.get("in_context")
    if context is None:
        return alone
    told = replace(alone, ranking=_ranking(context), sure=context["sure"])
    if alone.sure and (names_a_matter(alone.words) or not told.sure):
        return alone
    return told if told.sure else _between(alone, told)


def _between(one: AskedQuestion, other: AskedQuestion) -> AskedQuestion:
    """Unsure both ways: the candidates of both, to be asked back."""
    ids = dict.fromkeys(name for name, _ in (*one.ranking, *other.ranking))
    first, second = dict(one.ranking), dict(other.ranking)
    mean = {name: (first.get(name, 0.0) + second.get(name, 0.0)) / 2 for name in ids}
    ranking = sorted(mean.items(), key=lambda item: -item[1])
    return replace(one, ranking=tuple(ranking), sure=False)


def _is_need(sentence: Mapping[str, Any]) -> bool:
    return bool(sentence["sure"]) and sentence["ranking"][0]["name"] in _NEEDS


def _one(whole: AskedQuestion, found: Sequence[AskedQuestion]) -> AskedQuestion:
    """The only question of a message: as the whole says, or where that is unsure the clause."""
    if whole.sure or not found:
        return replace(whole, kind=found[0].kind) if found else whole
    only = found[0]
    return only if only.sure else replace(_between(whole, only), kind=only.kind)


def _without_echoes(found: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Without what only repeats an earlier question, or is unsure of being one that is asked."""
    found = list(found)
    sure_ids = {q.id for q in found if q.sure}
    kept: list[AskedQuestion] = []
    for question in found:
        if not question.sure and sure_ids & {name for name, _ in question.ranking[:3]}:
            continue
        same = next((i for i, q in enumerate(kept) if _same(q, question)), None)
        if same is None:
            kept.append(question)
        else:
            span = (question.start, question.end)
            kept[same] = replace(kept[same], also=(*kept[same].also, span))
    return kept


def _same(one: AskedQuestion, other: AskedQuestion) -> bool:
    """The same id, and nothing told that the first does not hold?"""
    return one.id == other.id and (not _details(other.words) or not _details(one.words))


_ANY_DAY = date(2025, 8, 1)  # only the words of dates are wanted here


def _details(words: str) -> set[str]:
    """What makes the same question another one: a date, a way to apply."""
    dates = {normalise(found.text) for found in find_dates(words, _ANY_DAY)}
    method = mentions.method(words)
    return dates | ({method} if method else set())


# Words that say what a question is about; without one it leans on what was said before.
_MATTER = re.compile(
    r"お知らせ|おしらせ|通知|確認書|確認証|資格証|保険証|ほけんしょう|かくにんしょ|証明書|しょうめいしょ|認定証|限度額|げんどがく|"
    r"振替|ふりかえ|引き?落とし|ひきおとし|マル学|まるがく|在留|ビザ|委任状|登録|とうろく|解除|かいじょ|書留|かきとめ|"
    r"コールセンター|電話|でんわ|リーダー|介護|後期高齢|保険料|ほけんりょう|高額療養費|マイナ|割合|本人確認|住所"
)


def names_a_matter(words: str) -> bool:
    """Does the clause itself say what it is about?"""
    return _MATTER.search(normalise(words)) is not None
