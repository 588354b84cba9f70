"""A clause of a message as the model read it, in up to four ways, and which of these counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.text import mentions
from bot.text.readings import names_a_matter

Ranking = tuple[tuple[str, float], ...]

OUT_OF_SCOPE = "out_of_scope"
# What is said beside questions and asks for no answer of its own.
_SMALL_TALK = {"greet", "thank", "goodbye", "affirm", "deny", "inform", "whose", "dont_know"}
_SMALL_TALK |= {"decline", "cancel", "rephrase", "help", "complaint", "bot_challenge", "start_over"}
_COURTESY = {"greet", "thank", "goodbye"}
# Told, not asked, and yet one wants to be told what to do.
_NEEDS = {"lost_reissue", "not_arrived", "duplicate_notice", "card_reader_failure", "operator"}
# No line of the newsletter is about one of these.
NOWHERE = re.compile(
    r"手数料|費用|お?金(?:を|が|は|って|も)?(?:取[らるっ]|かか|いる|いり|要)|色(?![々ん])|"
    # 確認書を下宿先に直接送ってもらえたりする
    r"(?:下宿|(?:別|ほか|他)の(?:住所|ところ)|実家|施設|職場|会社|勤め先|入院先|娘|息子)[^。、]{0,8}[にへ][^。、]{0,6}(?:送って|届けて|転送して)"
    r"(?:もらえ|ほしい|欲しい|くれ(?:る|ま)|いただけ|頂け)|送付先[^。]{0,6}変|"
    r"区役所[^。、]{0,8}(?:[土日]曜|土日|祝日|何時|受付時間|開庁|昼休み)|"
    r"委任状[^。]{0,8}(?:用紙|様式|書式)|"
    r"[語ご]で[、\s]?(?:話|はな|対応|通じ)|(?<![替民])登録の(?:やり方|仕方|しかた|方法)|"
    r"その場で(?:もら|受け取|発行|交付)|即日|[1-3一二三]割になる(?:の)?か、?[1-3一二三]割"
)
_THINGS = re.compile("[一-鿿ァ-ヶー]っ?[一-鿿ァ-ヶー]+")
# What may be asked of any matter, and names none.
_FACETS = re.compile(
    "期[限日間]|有効(?:期限)?|方法|手続|必要|書類|時[期間]|場[所合]|窓口|申請|更新|再発行|解除|可能|郵[送便]|電話|連絡|"
    "確認|自動|自分|本人|家族|代理|全部|両方|紛失|大丈夫"
)
_OF_MONEY = re.compile(r"保険料[^。]{0,12}(?:待|安く|減|免除|分割|猶予|払え)")
_REFUSED = 0.9  # from here on a clause is out of scope, whatever it leans on
PLAIN = 0.99  # from here on a clause that says what it is about counts against the whole
THOUGHT_OF = 0.15  # if the whole thinks of its id at least so much, or it is out of scope
AGREED = 0.7  # the confidence of the whole, where the clause by its context says the same
_NEARLY = 0.8  # the same, where the clause's only context says so
_BORNE_OUT = 0.85  # the context's confidence that bears out a clause against the whole


class IntentReading(NamedTuple):
    """What the model says to one way to read a clause."""

    way: str
    ranking: Ranking
    sure: bool

    @property
    def id(self) -> str:
        return self.ranking[0][0] if self.ranking else ""

    @property
    def confidence(self) -> float:
        return self.ranking[0][1] if self.ranking else 0.0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> IntentReading:
        ranking = tuple((str(r["name"]), float(r["confidence"])) for r in data["ranking"])
        return cls(data.get("way", "alone"), ranking, bool(data["sure"]))


class UnderstoodClause(NamedTuple):
    """One entry of `sentences`; the clause alone is its first reading."""

    start: int
    end: int
    sentence: int
    asks: bool
    wish: bool
    added: bool
    readings: tuple[IntentReading, ...]

    @property
    def is_need(self) -> bool:
        return self.readings[0].sure and self.readings[0].id in _NEEDS

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> UnderstoodClause:
        readings = tuple(IntentReading.of(reading) for reading in (data, *data.get("others", ())))
        flags = (data["asks"], data["wish"], data["added"])
        return cls(data["start"], data["end"], data["sentence"], *flags, readings)


def is_small_talk(found: IntentReading) -> bool:
    return found.sure and found.id in _SMALL_TALK


def _is_of_its_own(clause: UnderstoodClause, words: str) -> bool:
    """Is it one thing more, and does it say of what? あと、なくしたときの手続き does not."""
    return clause.added and any(not _FACETS.fullmatch(noun) for noun in _THINGS.findall(words))


def best_of(clause: UnderstoodClause, words: str) -> IntentReading:
    """The clause of `words` alone, or where that leans on other words, as it reads with them."""
    alone, *told = clause.readings
    leans = any(reading.way == "carried" for reading in told)
    if not told or (alone.sure and not leans):
        return alone
    sure = [reading for reading in (*told, alone) if reading.sure and not is_small_talk(reading)]
    ours = [reading for reading in sure if reading.id != OUT_OF_SCOPE]
    refuses = alone.sure and alone.id == OUT_OF_SCOPE and alone.confidence >= _REFUSED
    if refuses and (not ours or _is_of_its_own(clause, words)):
        return alone  # それから、入院中の食事代はいくらですか, behind 認定証
    thought_of = OUT_OF_SCOPE in dict(alone.ranking)  # 本当に要るのか says nothing of its own
    refused = [r for r in told if thought_of and r.id == OUT_OF_SCOPE and r.confidence >= _REFUSED]
    if refused and ours in ([], [alone]):
        return refused[0]
    if not ours and alone.sure and alone.id in _COURTESY:
        return alone  # 何卒よろしくお願い申し上げます leans on nothing
    return max(ours, key=lambda reading: reading.confidence) if ours else between(*clause.readings)


def only_one(
    text: str,
    clause: UnderstoodClause,
    found: IntentReading,
    whole: IntentReading,
    *,
    told_beside: bool = False,
    glossed: bool = False,
) -> IntentReading:
    """The only question of a message: as the whole says, or where that is unsure the clause.

    Against the whole a clause counts only if it is plain, or if its context bears it out, or if all
    else only tells facts (`told_beside`); otherwise both are offered. `glossed`: the words are a
    gloss, which names no matter, and what is not ours is known by the clause itself.
    """
    alone, words = clause.readings[0], text[clause.start : clause.end]
    if whole.sure and whole.id == OUT_OF_SCOPE and mentions.document(words) is not None:
        # 父は80で亡くなりました。…母の確認書は: nothing that the clause itself is refused for
        refused = alone.sure or dict(alone.ranking).get(OUT_OF_SCOPE, 0.0) >= THOUGHT_OF
        return whole if refused else alone
    if whole.sure:
        return alone if _wants_something_else(words, alone) else whole
    refuses = glossed and alone.id == OUT_OF_SCOPE and alone.confidence >= _REFUSED
    is_named = told_beside and (refuses or names_a_matter(words))
    if alone.sure and (is_named or alone.id == whole.id):
        return alone
    thought_of = dict(whole.ranking).get(alone.id, 0.0) >= THOUGHT_OF
    thought_of |= whole.id in _SMALL_TALK  # 誕生日は言いたくないです beside it
    if (
        alone.confidence >= PLAIN
        and (thought_of or alone.id == OUT_OF_SCOPE)
        and names_a_matter(words)
    ):
        return alone
    told = [reading for reading in clause.readings if reading.way != "alone"]
    if whole.confidence >= AGREED and len(told) > 1 and all(r.id == whole.id for r in told[:2]):
        return whole._replace(sure=True)  # the whole, and the clause behind what was told
    leans = told and not names_a_matter(words)
    if whole.confidence >= _NEARLY and leans and all(r.id == whole.id for r in told):
        return whole._replace(sure=True)
    meant = found.sure and found.confidence >= PLAIN and alone.id == found.id != OUT_OF_SCOPE
    if meant and dict(whole.ranking).get(found.id, 0.0) >= THOUGHT_OF:
        return found  # いつまで使えたんだ, of the 電子証明書 that was spoken of
    borne_out = any(
        r.way == "in_context" and r.sure and r.id == found.id and r.confidence >= _BORNE_OUT
        for r in clause.readings
    )
    return found if borne_out and alone.id == found.id and found.sure else between(whole, found)


def _wants_something_else(words: str, alone: IntentReading) -> bool:
    """確認書は7月31日まで使えるようです。保険料を待ってもらえないか: the fee is no background."""
    is_refused = alone.id == OUT_OF_SCOPE and alone.confidence >= _REFUSED
    return is_refused and _OF_MONEY.search(words) is not None


def between(*readings: IntentReading) -> IntentReading:
    """Unsure in every way: the candidates of all, to be asked back."""
    likely: dict[str, float] = {}
    for reading in readings:
        for name, confidence in reading.ranking:
            likely[name] = max(confidence, likely.get(name, 0.0))
    ranking = sorted(likely.items(), key=lambda item: -item[1])
    return IntentReading("between", tuple(ranking), False)
