"""What is the same as somebody else's: 子の在留期限は夫と同じ日です. He is only compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.dialogue.reading.day_words import by_noun_before
from bot.dialogue.reading.draft import Draft, Sentences
from bot.dialogue.reading.kin import ACQUAINTANCE, ALL
from bot.dialogue.reading.people import Mention
from bot.dialogue.reading.situation import CIRCUMSTANCES, Doubt

_AS = re.compile(
    r"(?:の(?:もの|[^。、はがもとで]{1,8})?)?\s?と(?:も|は)?\s?(?:全く|まったく|ぴったり|丸々)?\s?(?:同じ|おなじ|一緒|いっしょ)"
    r"(?P<what>(?:の|な|に)?\s?(?:"
    r"(?P<born>誕生日|生年月日|日(?:に|の)?(?:生まれ|うまれ))|"
    r"(?P<paper>紙|かみ|もの|書類)|"
    r"(?P<noun>(?:在留|ざいりゅう|びざ|電子|でんし|卒業|そつぎょう)[^。、0-9]{0,10}?)|"
    r"(?P<day>日(?:付|にち)?|ひ(?:にち|づけ)?|期限|きげん|(?:日|ひ)?まで|(?:日|ひ)に\s?(?:切れ|きれ|満了|卒業|終わ)(?:る|ます)?))?)"
    r"\s?(?:なん|だそう|みたい)?(?:です(?!か|よね)|でした|だ(?!ろ|と)|で(?!す|は|も|しょ)|って|、|。|$)"
)
# 私の在留期限は3月3日です。夫も子どもも同じ日です
_TOO = re.compile(
    r"(?<=[もは、\s])(?:みんな|みな|全員|全く|まったく)?\s?(?:同じ|おなじ)(?:\s?(?:日(?:付|にち)?|ひ|期限|きげん))?"
    r"\s?(?:なん)?(?:です(?!か|よね)|だ(?!ろ|と)|で、|。)"
)
# Days that may be said to be those of somebody else, and go on from what was told before.
_GO_ON = ("residence_until", "ecert_expiry")
_DAYS = ("birthday", "graduation", *_GO_ON)


def alike(
    folded: str,
    mentions: Sequence[Mention],
    drafts: Sequence[Draft],
    sentences: Sentences,
    asked: str,
) -> Iterator[tuple[Mention, Draft]]:
    """Each one with whom somebody is compared, and the fact that is the same for both.

    ``asked``: the fact that our last question was about, or "".
    """
    for mention in mentions:
        match = _AS.match(folded, mention.end)
        if match is None or len(mention.keys) != 1 or mention.keys[0] in (ALL, ACQUAINTANCE):
            continue
        start = sentences.start(mention.start)
        others = [m for m in mentions if start <= m.start < mention.start]
        noun = by_noun_before(folded[others[-1].end if others else start : mention.start])
        told = [draft for draft in drafts if draft.end <= mention.start]
        if name := _name(match, noun, told, sentences) or (asked if asked in _DAYS else ""):
            span = (mention.start, match.end("what"))
            yield mention, Draft(*span, name, same=True, like=mention.keys[0])


def same_too(folded: str, drafts: Sequence[Draft], sentences: Sentences) -> Iterator[Draft]:
    """夫も同じ日です, behind the day of a stay or of a card: that of the one told before."""
    for match in _TOO.finditer(folded):
        told = [draft for draft in drafts if draft.end <= match.start()]
        if (name := _going_on(match, told, sentences)) != "":
            yield Draft(*match.span(), name, same=True)


def _name(match: re.Match[str], noun: str, told: Sequence[Draft], sentences: Sentences) -> str:
    """What is the same: it is said, or it is what was told of the one just before."""
    if match["born"]:
        return "birthday"
    if match["paper"]:
        return "document"
    noun = by_noun_before(match["noun"]) if match["noun"] else noun
    if noun in _DAYS:
        return noun
    return _going_on(match, told, sentences) if noun in ("", "printed_expiry") else ""


def _going_on(match: re.Match[str], told: Sequence[Draft], sentences: Sentences) -> str:
    """Of which day it was told just before; "" for another matter."""
    last = max(told, key=lambda draft: draft.start, default=None)
    if last is None or last.day is None or last.name not in _GO_ON:
        return ""
    near = sentences.index(match.start()) - sentences.index(last.start) <= 1
    return last.name if near else ""


def taken_from(draft: Draft, theirs: Iterable[Draft], known: str | None) -> Draft | None:
    """``draft`` with what was told of the other one; None where nothing is known of them.

    A circumstance of which no day is known is one that applies.
    """
    told = next((d for d in theirs if d.name == draft.name and not d.same), None)
    if told is not None:
        return replace(told, start=draft.start, end=draft.end)
    if known is not None:
        return replace(draft, value=known, same=False)
    applies = draft.name in CIRCUMSTANCES
    return replace(draft, problem=Doubt.NAMED, same=False) if applies else None
