"""Which questions a message asks, in the order asked.

The intent model has read the whole message and each of its clauses (`sentences`, set by
bot/nlu/sentence_joiner.py). A greeting, the tale before a question and a second wording of the
same question are none of their own; what is not ours stays, so that it can be said beside the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.dialogue.question_kinds import QuestionKind, kind_of
from bot.text import find_dates, mentions, normalise
from bot.text.readings import names_a_matter

Ranking = tuple[tuple[str, float], ...]

OUT_OF_SCOPE = "out_of_scope"
# What is said beside questions and asks for no answer of its own.
_SMALL_TALK = {"greet", "thank", "goodbye", "affirm", "deny", "inform", "whose", "dont_know"}
_SMALL_TALK |= {"decline", "cancel", "rephrase", "help", "complaint", "bot_challenge", "start_over"}
# Told, not asked, and yet one wants to be told what to do.
_BY_DETAIL = {"debit_start", "call_center"}  # asked of two days, these are two questions
_BORNE_OUT = 0.2  # of the whole, for the id of a clause
_REFUSED = 0.9  # of a clause that leans on another, to be out of scope
_PLAIN = 0.95  # of a clause, where the whole thinks of something else
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
    asking = [(s, _best(text, s)) for s in _asking(sentences)]
    asking = [(s, q) for s, q in asking if not (q.sure and q.id in _SMALL_TALK)]
    found = [q for s, q in asking if _stands_alone(s, q, whole)]
    kept = _without_echoes(found)
    return tuple(kept) if len(kept) > 1 else (_one(whole, kept or [q for _, q in asking]),)


def _asking(sentences: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The clauses that ask; a wish or a need beside a question is its background.

    Unless it, or what follows, says that it is one thing more: なくしました。あと…
    """
    asks = [sentence for sentence in sentences if sentence["asks"] and not sentence["wish"]]
    for index, sentence in enumerate(sentences):
        later = next((s for s in sentences[index + 1 :] if s["asks"]), None)
        apart = later is None or later["sentence"] != sentence["sentence"]
        more = (sentence["added"] and apart) or (later is not None and later["added"])
        if sentence["wish"]:
            if not asks or more or _is_need(sentence):
                yield sentence
        elif sentence["asks"] or (more and _is_need(sentence)):
            yield sentence


def _stands_alone(
    sentence: Mapping[str, Any], question: AskedQuestion, whole: AskedQuestion
) -> bool:
    """Is it a question of its own, and no rhetorical tail of what the whole is sure of?"""
    own = sentence["added"] or names_a_matter(question.words)
    return question.sure or bool(own) or not whole.sure


def _question(text: str, start: int, end: int, ranking: Ranking, sure: bool) -> AskedQuestion:
    words = text[start:end]
    return AskedQuestion(ranking, start, end, words, kind_of(words), sure)


def _ranking(found: Mapping[str, Any]) -> Ranking:
    return tuple((str(r["name"]), float(r["confidence"])) for r in found["ranking"])


def _best(text: str, sentence: Mapping[str, Any]) -> AskedQuestion:
    """The clause alone, or where that leans on other words, as it reads with them."""
    alone = _question(
        text, sentence["start"], sentence["end"], _ranking(sentence), sentence["sure"]
    )
    others = sentence.get("others") or ()
    leans = any(other["way"] == "carried" for other in others)
    if not others or (alone.sure and not leans):
        return alone
    told = [replace(alone, ranking=_ranking(o), sure=o["sure"]) for o in others]
    sure = [way for way in (*told, alone) if way.sure and way.id not in _SMALL_TALK]
    ours = [way for way in sure if way.id != OUT_OF_SCOPE]
    refused = [way for way in told if way.id == OUT_OF_SCOPE and way.ranking[0][1] >= _REFUSED]
    if refused and ours in ([], [alone]):
        return refused[0]
    return max(ours, key=lambda way: way.ranking[0][1]) if ours else _between(alone, *told)


def _between(first: AskedQuestion, *others: AskedQuestion) -> AskedQuestion:
    """Unsure in every way: the candidates of all, to be asked back."""
    likely: dict[str, float] = {}
    for way in (first, *others):
        for name, confidence in way.ranking:
            likely[name] = max(confidence, likely.get(name, 0.0))
    ranking = sorted(likely.items(), key=lambda item: -item[1])
    return replace(first, ranking=tuple(ranking), sure=False)


def _is_need(sentence: Mapping[str, Any]) -> bool:
    return bool(sentence["sure"]) and sentence["ranking"][0]["name"] in _NEEDS


def _one(whole: AskedQuestion, found: Sequence[AskedQuestion]) -> AskedQuestion:
    """The only question of a message: as the whole says, or where that is unsure the clause.

    A clause that the whole does not bear out counts only if it says itself what it is about.
    """
    if not found:
        return whole
    only = found[0]
    if whole.sure:
        return replace(whole, kind=only.kind)
    borne_out = dict(whole.ranking).get(only.id, 0.0) >= _BORNE_OUT
    plain = names_a_matter(only.words) and only.ranking[0][1] >= _PLAIN
    if only.sure and (borne_out or plain):
        return only
    return replace(_between(whole, only), kind=only.kind)


def _without_echoes(found: Iterable[AskedQuestion]) -> list[AskedQuestion]:
    """Without what only repeats an earlier question, or is unsure of being one that is asked."""
    found = list(found)
    sure_ids = {q.id for q in found if q.sure}
    kept: list[AskedQuestion] = []
    for question in found:
        if not question.sure and question.id in sure_ids:
            continue
        same = next((i for i, q in enumerate(kept) if _same(q, question)), None)
        if same is None:
            kept.append(question)
        else:
            span = (question.start, question.end)
            kept[same] = replace(kept[same], also=(*kept[same].also, span))
    return kept


def _same(one: AskedQuestion, other: AskedQuestion) -> bool:
    """The same id, and not about another day or another way to apply?"""
    if one.id != other.id:
        return False
    return one.id not in _BY_DETAIL or not (_details(one.words) and _details(other.words))


_ANY_DAY = date(2025, 8, 1)  # only the words of dates are wanted here


def _details(words: str) -> set[str]:
    """What makes the same question another one: a date, a way to apply."""
    dates = {normalise(found.text) for found in find_dates(words, _ANY_DAY)}
    method = mentions.method(words)
    return dates | ({method} if method else set())
