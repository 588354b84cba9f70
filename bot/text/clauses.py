"""Cutting a message into sentences and clauses, and telling which of them ask something.

People on the phone, and at a keyboard without punctuation, ask three things in one breath. Where a
question is over, Sudachi's parts of speech show: the か of いつかと ends one, that of 何か none.
The cuts are a little generous; `bot.dialogue.questions` decides which pieces are questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.text.spans import normalise
from bot.text.sudachi import tokenize

_MOST = 24  # clauses; what is beyond is read as one piece
_LONG = 60  # characters; from here on the one question of a sentence is looked at alone, too
# Cheap: may there be a second clause at all?
_MAYBE = re.compile(
    r"[。!?！？\n](?=.*\w)|か[、,とっねなもをはのあ一-龠ァ-ヶ\s](?=.{2})|けど.|けれど.|[すたいだ]が[、一-龠]|"
    r"(?:教え|おしえ)て.|たい.|\s(?=.)|[、のすたよね](?:あと|それ|また|もう)|[①-⑨]|(?:期限|方法|書類|物)と"
)


class Clause(NamedTuple):
    """The stretch ``start:end`` of a message, without the spaces and points around it.

    ``asks``: it asks or wishes for something. ``sentence``: the number, from 0, of the sentence
    that it belongs to.
    """

    start: int
    end: int
    asks: bool
    sentence: int


class Reading(NamedTuple):
    """Words for the intent model: a clause, with what was told before it if `start` is earlier."""

    clause: Clause
    start: int

    @property
    def alone(self) -> bool:
        """Is it the clause without its context?"""
        return self.start == self.clause.start


class Word(NamedTuple):
    """A morpheme: its span, its surface in one width, part of speech, and form of inflection."""

    start: int
    end: int
    surface: str
    part: str
    finer: str
    form: str


def words_of(text: str) -> list[Word]:
    """The morphemes of `text`; a line's end is one of its own."""
    found = []
    for m in tokenize(text):
        part = m.part_of_speech()
        surface = m.surface()
        if _ENUMERATED.match(surface) is None:  # in one width ① would be 1
            surface = "\n" if "\n" in surface else normalise(surface).text.lower()
        found.append(Word(m.begin(), m.end(), surface, part[0], part[1], part[5]))
    return found


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of `text` in order; one if nothing in it shows a second."""
    if _MAYBE.search(text) is None:
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


def readings(text: str) -> tuple[Reading, ...]:
    """What to read beside the whole; nothing for one question in one sentence that is not long."""
    found = clauses(text)
    asking = sum(clause.asks for clause in found)
    sentences = len({clause.sentence for clause in found})
    if len(found) < 2 or not asking or (asking == sentences == 1 and len(text) < _LONG):
        return ()
    made, context = [], found[0].start
    for clause in found:
        made.append(Reading(clause, clause.start))
        if clause.asks:
            if context < clause.start:
                made.append(Reading(clause, context))
            context = clause.end
    return tuple(made)


def _closed(
    text: str, pieces: list[tuple[int, int, int]], groups: list[list[Word]]
) -> Iterator[Clause]:
    """The pieces that hold a letter, without what surrounds it."""
    for (start, end, sentence), words in zip(pieces, groups, strict=False):
        inner = _TRIMMED.search(text, start, end)
        if inner is not None and re.search(r"\w", inner.group()):
            yield Clause(inner.start(), inner.end(), _asks(words), sentence)


_TRIMMED = re.compile(r"[^\s。、,，．.・…](?:.*[^\s。、,，．.・…])?", re.DOTALL)

# --- where to cut --------------------------------------------------------------------------------
_STOPS = {"。", "!", "?", "\n"}
_QUOTES = re.compile(r"[聞き言い思おも書の訊考]")
_TELL_ME = re.compile(
    r"教え|おしえ|お?(?:知ら|伺|聞|尋)|確認|確かめ|知りた|お願い|わから|分から|不明"
)
_NOUN_MAKERS = {"と", "も", "を", "は", "が", "に", "だけ", "など"}
_BACKGROUND = {"けど", "けれど", "けれども", "けども", "が"}
_REASONS = {"ので", "から", "のに", "し", "て", "で"}
_ASKING_ON = {"ほしい", "欲しい", "ください", "下さい", "もらえ"}
_ENUMERATED = re.compile(r"[①-⑨]")
_OPENERS = re.compile(
    r"それから|それと(?!も)|そのあと|その後|その次|あとは?(?!で|に|から|か)|また[、,\s]|もう(?:ひと|一|1)つ|"
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
        return comma or not _QUOTES.match(here.surface)
    if _is_question(words, back):
        goes_on = here.surface in _NOUN_MAKERS or _TELL_ME.match(_said(words, index, 3))
        return comma or space or not goes_on
    if last.finer == "終助詞" and last.surface != "か":
        return comma or space or here.part != "助詞"
    if last.form.startswith("命令形") or _told(words, back):
        return here.part != "助詞" and here.surface not in {
            "ほしい",
            "欲しい",
            "ください",
            "もらえ",
        }
    return space and last.form.startswith("終止形") and last.part in {"助動詞", "動詞", "形容詞"}


def _said(words: list[Word], start: int, count: int) -> str:
    return "".join(word.surface for word in words[start : start + count])


def _told(words: list[Word], index: int) -> bool:
    """Ends words[index] 教えて, お願いします?"""
    said = _said(words, max(0, index - 3), 4)
    return re.search(r"(?:教え|おしえ)て(?:下さい|ください)?$|お?願いし?ます$", said) is not None


def _is_question(words: list[Word], index: int) -> bool:
    """Is the か at words[index] that of a question, and not that of 何か or A か B?"""
    word, before = words[index], words[index - 1]
    if index == 0 or word.surface not in {"か", "いつか"}:
        return False
    behind = _said(words, index + 1, 3)
    if re.match(rf"もしれ|もね|も。|と{_QUOTES.pattern}", behind):
        return False
    if word.surface == "いつか" or before.part == "代名詞":  # 期限はいつか, and not いつか行く
        topic = words[index - (word.surface == "か") - 1]
        return word.finer == "終助詞" or topic.surface in {"は", "が", "って"}
    if word.finer == "終助詞":
        return True
    asks_on = re.match(r"も?[をはが]?(?:聞|知|教|確|わか|分か)|どうか|と[、,]|、", behind)
    return before.part in {"助動詞", "動詞", "形容詞", "助詞"} and asks_on is not None


def _opens(words: list[Word], index: int) -> bool:
    """Does a new matter begin with words[index] (あと, それと, ②)?"""
    behind = _said(words, index, 4)
    if not _OPENERS.match(behind):
        return False
    before = words[index - 1]
    return (
        _ENUMERATED.match(behind) is not None
        or before.part in {"補助記号", "空白"}
        or before.finer in {"終助詞", "接続助詞"}
        or before.surface == "と"
        or before.form.startswith(("終止形", "命令形"))
    )


# --- what asks -----------------------------------------------------------------------------------
_INTERROGATIVES = re.compile(
    r"^(?:いつ|何時|どこ|何処|どう|どうして|なぜ|何故|何|なに|なん|誰|だれ|いくら|どれ|どちら|どっち|どの|どんな|"
    r"どういう|いかが|何で|なんで|幾ら)"
)
_NO_QUESTION = re.compile(r"[にでへ]?も(?!ら)|か(?!ら)|ぞ|だか")  # どこにも, 何か, どうぞ
_WISHES = re.compile(
    r"(?:教え|おしえ|知らせ)て|(?:知り|聞き|伺い|うかがい|確認し|確かめ)た[いか]|お?願い|ほし[いく]|欲し[いく]|"
    r"(?:くだ|下)さい|てくれ|たい(?:です|んです|のです|ん?だ?けど|$|[。、])|(?:方法|やり方|仕方|手続き?)(?:は|が|を|も)?$|"
    r"困って|わから(?:ない|ん|ず)|分から(?:ない|ん|ず)"
)
_ANNOUNCES = re.compile(
    r"(?:[、,。\s]|あの[うー]?|すみません|すいません|ちょっと|いくつか|色々|いろいろ|[一二三四五2345]つ|ふたつ|みっつ|"
    r"ほど|[0-9二三]点|お?(?:聞き|きき|たずね|尋ね|伺い|うかがい)(?:し)?|質問|教えて|おしえて|ください|下さい|"
    r"両方|全部|それぞれ|まとめて|一緒に|たい|こと|のこと|が|を|に|も|は|で|ので|ある|あり|ます|です|けど|けれど|"
    r"ん|の|よろしく|お願い|おねがい|いたし|致し|し|ほしい|欲しい|知り|聞き|ききたい|させて|どうか|ね|よ)*"
)


def _asks(words: list[Word]) -> bool:
    """Does the clause ask or wish, and not only announce that it will?"""
    said = "".join(w.surface for w in words).strip(" 。、,")
    if not said or _ANNOUNCES.fullmatch(said):
        return False
    if "?" in said or _WISHES.search(said):
        return True
    for index, word in enumerate(words):
        if _is_question(words, index):
            return True
        behind = _said(words, index + 1, 3)
        if (
            _INTERROGATIVES.match(word.surface)
            and word.surface not in {"どうも", "どうか"}
            and word.part != "動詞"
            and _NO_QUESTION.match(behind) is None
        ):
            return True
    last = [word for word in words if word.part not in {"補助記号", "空白"}][-2:]
    if last[-1].surface in {"は", "って"}:
        return len(last) == 2 and last[0].part in {"名詞", "代名詞", "接尾辞"}
    return last[-1].surface == "の" and last[-1].finer in {"終助詞", "準体助詞"}
