"""What the intent model reads of a message beside the whole: each clause, in up to three ways.

Alone; behind what was told since the last question; and with the thing that it leans on put in its
place: それが切れたら is 電子証明書が切れたら where that was spoken of.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from bot.text.clauses import OPENER, Clause, clauses, may_be_cut
from bot.text.cleaning import normalise

Way = Literal["alone", "in_context", "carried"]

_LONG = 60  # characters; from here on the one question of a sentence is looked at alone, too

# What a question can be about; without one of these it leans on what was said before.
_MATTERS = re.compile(
    r"(?:限度額適用|限度額の?)?認定証|限度額|(?:資格)?確認書|確認証|資格証|(?:資格情報の?)?(?:お知らせ|おしらせ)(?!くだ|下|し|い)|"
    r"電子証明書?|マイナ保険証|利用登録|登録(?:の)?解除|解除|登録|口座振替|振替|引き?落とし|ペイジー|マル学|在留期限|ビザ|"
    r"委任状|簡易書留|書留|コールセンター|電話|カードリーダー|後期高齢者?|介護保険料?|保険料|高額療養費|負担割合|"
    r"銀行|信用金庫|信金|ゆうちょ|農協|みずほ|三井住友|三菱|りそな|ufj|楽天|本人確認(?:書類)?|身分証|保険証|マイナンバーカード|マイナカード|機械|"
    r"しかくかくにんしょ|かくにんしょ|でんししょうめいしょ|ほけんしょう|こうざふりかえ|ふりかえ|ひきおとし|とうろく|かいじょ|"
    r"にんていしょう|げんどがく|かきとめ|でんわ|ほけんりょう|まるがく|いにんじょう"
)
_TALK = re.compile(r"(?:じゃあ?|では|で|だいたい|そもそも)[、,\s]+")
_POINTER = re.compile(
    r"(?:それ|これ|そいつ|あれ)(?:って)?(?=[はがをにでも、]|いつ|どう|捨|使)|(?:その|この)(?:紙|書類|期限)"
)
_FACET_FIRST = re.compile(
    r"(?:必要|いる|要る|持ち物|もちもの|書類|期限|きげん|期間|方法|仕方|やり方|手続|時期|場所|窓口|更新|再発行|解除|申請|申し?込み?|"
    r"届け出|調べ方|申し込み方)(?!し|す|で|に)"
)


class Reading(NamedTuple):
    """`words` for the intent model: one way to read `clause`."""

    clause: Clause
    way: Way
    words: str


def readings(text: str) -> tuple[Reading, ...]:
    """What to read beside the whole; nothing for one question in one sentence that is not long."""
    if not may_be_cut(text):
        return ()
    found = clauses(text)
    asking = sum(clause.asks for clause in found)
    sentences = len({clause.sentence for clause in found})
    if len(found) < 2 or not asking or (asking == sentences == 1 and len(text) < _LONG):
        return ()
    made: list[Reading] = []
    told: int | None = None  # where the tale began that no question has taken up yet
    for clause in found:
        words = clause.said or text[clause.start : clause.end]
        made.append(Reading(clause, "alone", words))
        if told is not None and clause.asks:
            made.append(Reading(clause, "in_context", text[told : clause.end]))
        background = not clause.asks or clause.wish
        told = (clause.start if told is None else told) if background else None
        if not clause.asks:
            continue
        if not names_a_matter(words):
            matters = matters_before(text, clause.start)
            made += [Reading(clause, "carried", carried(words, matter)) for matter in matters]
    return tuple(made)


def names_a_matter(words: str) -> bool:
    """Do the words themselves say what they are about?"""
    return _MATTERS.search(normalise(words)) is not None


def matters_before(text: str, end: int) -> list[str]:
    """The last two things that `text` names before `end`, the later one first."""
    named = [found.group() for found in _MATTERS.finditer(text, 0, end)]
    return list(dict.fromkeys(reversed(named)))[:2]


def carried(words: str, matter: str) -> str:
    """`words` with `matter` where they only point at it, or in front of them."""
    bare = words
    while opening := OPENER.match(bare) or _TALK.match(bare):
        bare = bare[opening.end() :]
    pointed, count = _POINTER.subn(matter, bare, count=1)
    if count:
        return pointed
    return f"{matter}の{bare}" if _FACET_FIRST.match(bare) else f"{matter}は{bare}"
