"""Which clauses of a message ask, and which is no clause of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.dialogue.clause import UnderstoodClause
from bot.dialogue.reading import kin

_IF_SO = re.compile(r"どうか[とはもを、]*")  # 使えるか|どうかと: one clause
_PARALLEL = 4  # characters of 割になりますの that are no mere ending
# 次はこちらからお願いしないといけませんか, 証の色が分かればそれもお願いします
_MUST = r"(?:ないと|なければ|なくては|なきゃ)[^。]{0,8}(?:か|の|かしら)[?？]?$"
_IF_KNOWN = r"(?:分か|わか)(?:れば|りましたら|ったら)[^。]{0,8}(?:お願い|教え)"
# 今かけても平気, 電話って混む時間とかある
_WONDERS = re.compile(
    r"かしらね?$|[てで]も(?:平気|大丈夫|いい|よい)$|"
    r"(?<=[ァ-ヶー一-鿿])って[^。、]{2,16}(?:ある|いる|える|できる|いい)$"
)
# 市役所からかしら、封筒が来て: wondered by the way, with nothing that could be asked.
_ASIDE = re.compile(r"^[^はがもを、]{1,10}(?:から|で|に|[一-鿿ァ-ヶー]|ころ|ごろ)かしら$")
# この秋に70になりますの。…いつまで使えますか: told, as ladies of a certain age tell it.
_TOLD_SO = re.compile(r"(?:です|ます|た)の$")
_ASKS_WHAT = re.compile(r"いつ|どこ|どう|ど[のれち]|何|なに|なん|誰|だれ|いくら")
# …の住所を教えて。電子証明書の期限を見られる場所も: one thing more, of which も alone asks.
_AND_THIS = re.compile(r"(?<=[一-鿿ァ-ヶー])も$")
# …それぞれ何月からですか。持ち物もそれぞれ教えてください: a list is one thing more.
_LIST_TOO = re.compile(
    r"(?:持ち物|(?:必要な|要る|いる|用意する|持って[行い]く|持参する)(?:物|もの|書類))(?:について)?も"
    r"[^。]{0,10}(?:教|おし|知り|聞|お願)"
)
_IS_SAID = re.compile(r"[、\s]?(?:申|言|いう|いっ|思|聞|心配|気に)")
_WHOSE = re.compile(
    rf"(?:{kin.PEOPLE.pattern})の?(?:ほう|方|分|場合)?は"
)  # …来るのか、女房のほうは
_IS_NO_WISH = re.compile(f"{_MUST}|{_IF_KNOWN}")
_OR = re.compile(r"(?:それとも|もしくは|あるいは)")
_ITEMS = frozenset("①②③④⑤⑥⑦⑧⑨")


def whole_clauses(text: str, clauses: Sequence[UnderstoodClause]) -> tuple[UnderstoodClause, ...]:
    """The clauses, where どうかと is no clause of its own behind 使えるか, and かしら asks.

    Nor is the other side of an alternative, for one answer is wanted.
    """
    whole: list[UnderstoodClause] = []
    for index, clause in enumerate(clauses):
        said = text[clause.start : clause.end].strip("。 ")
        if _WONDERS.search(said):
            clause = clause._replace(asks=not (_ASIDE.match(said) and clause is not clauses[-1]))
        behind = clauses[index + 1 :]
        other_side = behind and text[: behind[0].end].endswith(said[-_PARALLEL:])
        if _is_told_so(said) and not other_side and any(later.asks for later in behind):
            clause = clause._replace(asks=False)
        if _IS_NO_WISH.search(said):
            clause = clause._replace(asks=True, wish=False)
        if said.endswith(("かと", "かって")) and _IS_SAID.match(text, clause.end):
            clause = clause._replace(asks=False)  # 印刷の間違いではないかと申すのですが
        is_more = _AND_THIS.search(said) or _LIST_TOO.search(said)
        if is_more and any(before.asks for before in whole):
            clause = clause._replace(asks=True, added=True)
        if whole and whole[-1].asks and _WHOSE.fullmatch(said.rstrip("?？")):
            whole[-1] = whole[-1]._replace(end=clause.end)
        elif whole and _IF_SO.fullmatch(said):
            whole[-1] = whole[-1]._replace(end=clause.end, asks=True)
        elif whole and whole[-1].asks and _is_alternative(text, whole[-1], clause):
            whole[-1] = whole[-1]._replace(end=clause.end)
        else:
            whole.append(clause)
    return tuple(whole)


def _is_told_so(said: str) -> bool:
    """Ends it in a の that tells: 封筒が来てたの, and not どこに行きますの?"""
    return _TOLD_SO.search(said) is not None and _ASKS_WHAT.search(said) is None


def _is_alternative(text: str, before: UnderstoodClause, clause: UnderstoodClause) -> bool:
    """…でしょうか、それとも機械のせい; 一割になりますの、二割になりますの: the other side of it."""
    first, said = (text[c.start : c.end].strip("。、?？ ") for c in (before, clause))
    alone = clause.readings[0]
    if _OR.match(said) and alone.sure and alone.id != before.readings[0].id:
        return False  # 何が要りますか、それとも電話で頼めますか
    differs = not first.endswith(said)  # as glosses of two questions in another language do not
    parallel = differs and len(said) > _PARALLEL and first.endswith(said[1:])
    return parallel or _OR.match(said) is not None


def asking(text: str, clauses: Sequence[UnderstoodClause]) -> Iterator[UnderstoodClause]:
    """The clauses that ask; a wish or a need beside a question is its background.

    Unless it, or what follows, says that it is one thing more: なくしました。あと…
    """
    questions = any(clause.asks and not clause.wish for clause in clauses)
    for index, clause in enumerate(clauses):
        later = next((c for c in clauses[index + 1 :] if c.asks), None)
        apart = later is None or later.sentence != clause.sentence
        more = (clause.added and apart) or (later is not None and later.added)
        if clause.wish:
            if not questions or more or clause.is_need:
                yield clause
        elif clause.asks or (more and (clause.is_need or _is_item(text, clause, later))):
            yield clause


def _is_item(text: str, clause: UnderstoodClause, later: UnderstoodClause | None) -> bool:
    """①二つの紙の違い ②病院に持っていく物 を教えて: what is asked for stands behind the last."""
    return later is not None and text[clause.start] in _ITEMS and text[later.start] in _ITEMS
