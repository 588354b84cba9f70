"""Cutting a message into sentences and clauses, and telling which of them ask something.

People on the phone, and at a keyboard without punctuation, ask three things in one breath. Where a
question is over, Sudachi's parts of speech show: the か of いつかと ends one, that of 何か none.
The cuts are a little generous; `bot.dialogue.questions` decides which pieces are questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.text.asking import FACET, QUOTED, asks, is_question, wishes
from bot.text.morphemes import ENUMERATED, Word, surfaces, words_of

_MOST = 24  # clauses; what is beyond is read as one piece
_MAYBE = re.compile(
    r"[。!?！？\n](?=.*\w)|か[、,とっねなもをはのあ一-龠ァ-ヶ\s](?=.{2})|けど.|けれど.|[すたいだ]が[、一-龠]|"
    r"(?:教え|おしえ)て.|たい.|\s(?=.)|[、のすたよね](?:あと|それ|また|もう)|[①-⑨]|[^、](?:と|や|、|及び|および)"
)


class Clause(NamedTuple):
    """The stretch ``start:end`` of a message, without the spaces and points around it.

    ``asks``: it asks or wishes for something; ``wish``: it only wishes (…したいです, …してほしい),
    which may be the background of a question. ``sentence``: the number, from 0, of the sentence
    that it belongs to. ``added``: it says itself that it is one thing more (あと…, …かと…, ②).
    ``said``: what it means where its own words are only half of it: the
    お知らせ of お知らせと確認書の期限 is お知らせの期限.
    """

    start: int
    end: int
    asks: bool
    sentence: int
    wish: bool = False
    added: bool = False
    said: str = ""


def may_be_cut(text: str) -> bool:
    """Cheap: may there be a second clause in it?"""
    return _MAYBE.search(text) is not None


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text` in order; one if nothing in it shows a second."""
    if not may_be_cut(text):
        return tuple(_closed(text, [(0, len(text), 0)], [words_of(text)] if text.strip() else []))
    words = words_of(text)
    pieces, groups, start, sentence = [], [], 0, 0
    for index, full_stop in _cuts(words):
        pieces.append((words[start].start, words[index - 1].end, sentence))
        groups.append(words[start:index])
        start, sentence = index, sentence + full_stop
    if start < len(words):
        pieces.append((words[start].start, words[-1].end, sentence))
        groups.append(words[start:])
    return tuple(_closed(text, pieces[:_MOST], groups[:_MOST]))


def _closed(
    text: str, pieces: list[tuple[int, int, int]], groups: list[list[Word]]
) -> Iterator[Clause]:
    """The pieces that hold a letter, without what surrounds it."""
    for (start, end, sentence), words in zip(pieces, groups, strict=False):
        inner = _TRIMMED.search(text, start, end)
        if inner is not None and re.search(r"\w", inner.group()):
            added = _adds(text, inner.start())
            asked = asks(words)
            listed = _LISTED_WISH.search(text, inner.start(), inner.end())
            wish = not asked and (wishes(words) or listed is not None)
            said = text[inner.start() : listed.start("and")] if listed is not None else ""
            clause = Clause(inner.start(), inner.end(), asked or wish, sentence, wish, added, said)
            yield from _items(text, clause) if clause.asks else (clause,)


def _adds(text: str, start: int) -> bool:
    """Does what begins at `start` say that it is one thing more?"""
    return bool(OPENER.match(text, start) or _LISTED_BEFORE.search(text, 0, start))


OPENER = re.compile(
    r"(?:それから|それと(?!も|は)|そのあと|その後|あとは?(?!で|に)|また(?=[、,])|もう(?:ひと|一|1)つ|ついでに|ちなみに|"
    r"あわせて|併せて|加えて|さらに|最後に|次に|つぎに|まず|ほんで|(?:っ?て|と)いうか|てか|(?:ひとつ|ふたつ|みっつ|[一二三1-3]つ)目?め?[はがに]|"
    r"[①-⑨])[、,\s]*"
)
_LISTED_BEFORE = re.compile(r"(?:か(?:どうか)?|たいの)と[、,\s]*$")
_LISTED_WISH = re.compile(r"たい(?P<and>のと)$")
_TRIMMED = re.compile(r"[^\s。、,，．.・…](?:.*[^\s。、,，．.・…])?", re.DOTALL)

# --- where to cut --------------------------------------------------------------------------------
_STOPS = {"。", "!", "?", "\n"}
_TELL_ME = re.compile(
    r"教え|おしえ|お?(?:知ら|伺|聞|尋)|確認|確かめ|知りた|お願い|わから|分から|不明"
)
_NOUN_MAKERS = {"と", "も", "を", "は", "が", "に", "だけ", "など"}
_BACKGROUND = {"けど", "けれど", "けれども", "けども", "が"}
_REASONS = {"ので", "から", "のに", "し", "て", "で"}
_ASKING_ON = ("ほし", "欲し", "くだ", "下さ", "もら", "いただ", "頂", "くれ", "やっ", "あげ")
_OR = {"それとも", "あるいは", "もしくは"}
_PLEASE = {"ください", "下さい", "くれ"}
_FEW = 8  # words
_ONLY_WHY = re.compile(
    r"(?:なぜ|何故|なんで|何で|どうして)(?:なん|なの|です|でしょう|だろう)*(?:か|の)?[ねな]?[。!?！？]*$"
)
_OPENERS = re.compile(
    r"それから|それと(?!も|は)|そのあと|その後|その次|あとは?(?!で|に|から|か)|また[、,\s]|もう(?:ひと|一|1)つ|"
    r"ついでに|ちなみに|加えて|くわえて|あわせて|併せて|さらに|最後に|次に|つぎに|まず|"
    r"(?:[一二三四1-4]つ|[一二三四1-4][点番個]|ひとつ|ふたつ|みっつ|よっつ)目?め?[はが、に]|[①-⑨]|そしたら"
)


def _cuts(words: list[Word]) -> Iterator[tuple[int, bool]]:
    """The index behind each clause's last word, and whether a full stop stands there."""
    last = 0
    for index in range(1, len(words)):
        before, here = words[index - 1], words[index]
        if index == last or here.surface in _STOPS or here.finer == "読点":
            continue  # points belong to what they close
        if here.surface in _OR and before.surface not in _STOPS:
            continue  # …ですか、それとも…ですか is one question
        near_the_end = len(words) - index <= _FEW
        if near_the_end and _ONLY_WHY.match(surfaces(words, index, _FEW)):
            return  # 確認書が来たけど、なんで?: why what stands before
        full_stop = before.surface in _STOPS
        if full_stop or _ends(words, index) or _opens(words, index):
            yield index, full_stop
            last = index


def _ends(words: list[Word], index: int) -> bool:
    """Is a clause over before words[index], by what stands before it?"""
    comma = words[index - 1].finer == "読点"
    space = words[index - 1].part == "空白"
    back = index - 1 - (comma or space)
    if back < 1:
        return False
    last, here = words[back], words[index]
    if last.finer == "接続助詞" and last.surface in _BACKGROUND:
        return here.surface not in {"も", "ね", "さ"}
    if comma and last.finer == "接続助詞" and last.surface in _REASONS:
        return _told(words, back) or last.surface != "て"
    if here.finer in {"終助詞", "副助詞", "接続助詞", "準体助詞"} or here.part == "助動詞":
        return False
    if last.surface == "と" and words[back - 1].surface in {"か", "いつか", "どうか"}:
        return comma or not QUOTED.match(here.surface)
    if (
        last.surface == "と"
        and words[back - 1].surface == "の"
        and words[back - 2].surface == "たい"
    ):
        return True
    if is_question(words, back):
        goes_on = here.surface in _NOUN_MAKERS or _TELL_ME.match(surfaces(words, index, 3))
        return comma or space or not goes_on
    if last.finer == "終助詞" and last.surface != "か":
        return comma or space
    if last.surface in _PLEASE or _told(words, back):
        return here.part != "助詞" and not here.surface.startswith(_ASKING_ON)
    return space and last.form.startswith("終止形") and last.part == "助動詞"


def _told(words: list[Word], index: int) -> bool:
    """Ends words[index] 教えて, お願いします?"""
    said = surfaces(words, max(0, index - 3), 4)
    return re.search(r"(?:教え|おしえ)て(?:下さい|ください)?$|お?願いし?ます$", said) is not None


def _opens(words: list[Word], index: int) -> bool:
    """Does a new matter begin with words[index] (あと, それと, ②)?"""
    behind = surfaces(words, index, 4)
    if not _OPENERS.match(behind):
        return False
    before = words[index - 1]
    return (
        ENUMERATED.match(behind) is not None
        or before.part in {"補助記号", "空白"}
        or before.finer in {"終助詞", "接続助詞"}
        or before.surface == "と"
        or before.form.startswith(("終止形", "命令形"))
    )


# --- several things asked for at once -----------------------------------------------------------
_AND = r"(?:と、?|、|や|及び|および|ならびに|・)"
# The two are held against each other: カードの期限と電子証明書の期限は同じ日ですか.
_COMPARED = r"(?!.*(?:同じ|おなじ|一緒|いっしょ|違[いうっ]|ちが[いうっ]|別々|ずれ|異な))"
_FACETS = re.compile(
    rf"{FACET}{_AND}{_COMPARED}(?=.*(?:{FACET}[^、]*$|(?:いつ|どこ|何|なに|誰|いくら).*か|郵送で))"
)
_PAPER = (
    r"(?:資格情報の)?お知らせ|(?:資格)?確認書|(?:限度額適用)?認定証|電子証明書|"
    r"マイナ保険証|マイナンバーカード"
)
_PAPERS = re.compile(
    rf"(?P<one>{_PAPER}){_AND}(?P<other>{_PAPER})(?:の両方|両方|どちらも|とも)?(?P<facet>の(?:(?!違い|ちがい|差|どちら|どっち).)+)$"
)


def _items(text: str, clause: Clause) -> Iterator[Clause]:
    """期限と持ち物を教えて asks for two things, お知らせと確認書の期限 for that of two papers."""
    words = text[clause.start : clause.end]
    if papers := _PAPERS.search(words):
        between = clause.start + papers.start("other")
        said = words[: papers.end("one")] + papers["facet"]
        yield clause._replace(end=clause.start + papers.end("one"), said=said)
        yield clause._replace(start=between, added=True)
        return
    start = 0
    for found in _FACETS.finditer(words):
        end = clause.start + found.end()
        yield clause._replace(start=clause.start + start, end=end, added=clause.added or start > 0)
        start = found.end()
    yield clause._replace(start=clause.start + start, added=clause.added or start > 0)
