"""What a sentence says beside facts: which paper, whom it is about, and what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.text.foreign.gloss_clauses import SELF
from bot.text.foreign.items import Item, ItemKind, beside_items
from bot.text.foreign.telling import LONE, GlossTelling


def close(telling: GlossTelling, items: Sequence[Item], start: int, told: int) -> None:
    """Tells it of the sentence at ``start``, whose facts are the pieces from ``told`` on."""
    nothing = len(telling.pieces) == told
    papers = list(dict.fromkeys(i.value for i in items if i.kind is ItemKind.PAPER))
    people = dict.fromkeys(i.value for i in items if i.kind is ItemKind.PERSON)
    whose = f"{'と'.join(people)}の" if people and nothing else ""
    if telling.sentence.asks:
        is_asked = any("？" in piece.text for piece in telling.pieces[told:])
        _ask(telling, items, start, whose, "と".join(papers), is_asked=is_asked)
    elif len(papers) == 1 and papers[0]:
        got = any(i.kind is ItemKind.CUE and i.value == "arrived" for i in items)
        lone = "です" if nothing and _is_all(telling, items, start) else "の話です"
        telling.say(start, f"{whose}{papers[0]}{'が届きました' if got else lone}。")
    elif whose:
        telling.say(start, f"{whose}分です。")
    elif nothing and len(telling.sentence.text) <= LONE and telling.clause.ways:
        telling.say(start, f"{'と'.join(dict.fromkeys(telling.clause.ways))}です。")


def _ask(
    telling: GlossTelling,
    items: Sequence[Item],
    start: int,
    whose: str,
    paper: str,
    *,
    is_asked: bool,
) -> None:
    text, ways = telling.sentence.text, telling.clause.ways
    until, bring = (telling.words.says(name).search(text) for name in ("until", "bring"))
    if until is not None:
        own = f"{SELF}の" if _is_own_paper(telling.text, items) else whose
        telling.say(start + until.start(), f"{own}{paper or 'それ'}はいつまでですか？")
    if bring is not None:
        way = f"{ways[-1]}に" if ways else ""
        named = f"{paper}の話です。" if paper and until is None else ""
        telling.say(start + bring.start(), f"{named}{way}何を持って行けばいいですか？")
    elif until is None and paper:
        telling.say(start, f"{whose}{paper}とはどういうことですか？")
    elif until is None and not is_asked:
        telling.say(start, f"{whose}ことを教えてください。" if whose else "教えてください。")


def _is_own_paper(text: str, items: Sequence[Item]) -> bool:
    """My certificate: of whoever else was told, this is asked about the caller."""
    named = max((i.end for i in items if i.kind is ItemKind.PERSON), default=0)
    return any(
        {a.kind, b.kind} == {ItemKind.SELF, ItemKind.PAPER}
        and a.start >= named
        and not text[a.end : b.start].strip()
        for a, b in pairwise(items)
    )


def _is_all(telling: GlossTelling, items: Sequence[Item], start: int) -> bool:
    """Do the items say all of a short sentence? Who says more than a name means that."""
    text = telling.sentence.text
    return len(text) <= LONE and not beside_items(text, items, telling.words, start)
