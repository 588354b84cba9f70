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
# Cheap: may there be a second clause at all?
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


def _closed(
    text: str, pieces: list[tuple[int, int, int]], groups: list[list[Word]]
) -> Iterator[Clause]:
    """The pieces that hold a letter, without what surrounds it."""
    for (start, end, sentence), words in zip(pieces, groups, strict=False):
        inner = _TRIMMED.search(text, start, end)
        if inner is not None and re.search(r"\w", inner.group()):
            added = _adds(text, inner.start())
            asks = _asks(words)
            wish = not asks and _wishes(words)
            clause = Clause(inner.start(), inner.end(), asks or wish, sentence, wish, added)
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
_ASKING_ON = ("ほし", "欲し", "くだ", "下さ", "もら", "いただ", "頂", "くれ", "やっ", "あげ")
_OR = {"それとも", "あるいは", "もしくは"}
_PLEASE = {"ください", "下さい", "くれ"}
_ENUMERATED = re.compile(r"[①-⑨]")
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
    if (
        last.surface == "と"
        and words[back - 1].surface == "の"
        and words[back - 2].surface == "たい"
    ):
        return True
    if _is_question(words, back):
        goes_on = here.surface in _NOUN_MAKERS or _TELL_ME.match(_said(words, index, 3))
        return comma or space or not goes_on
    if last.finer == "終助詞" and last.surface != "か":
        return comma or space
    if last.surface in _PLEASE or _told(words, back):
        return here.part != "助詞" and here.surface not in {
            "ほしい",
            "欲しい",
            "ください",
            "もらえ",
        }
    return space and last.form.startswith("終止形") and last.part == "助動詞"


def _said(words: list[Word], start: int, count: int) -> str:
    return "".join(word.surface for word in words[start : start + count])


def _told(words: list[Word], index: int) -> bool:
    """Ends words[index] 教えて, お願いします?"""
    said = _said(words, max(0, index - 3), 4)
    return re.search(r"(?:教え|おしえ)て(?:下さい|ください)?$|お?願いし?ます$", said) is not None


def _is_question(words: list[Word], index: int) -> bool:
    """Is the か at words[index] that of a question, and not that of 何か or A か B?"""
    word, before = words[index], words[index - 1]
    if index == 0 or word.surface not in {"か", "いつか"} or before.surface == "いう":
        return False
    behind = _said(words, index + 1, 3)
    if re.match(rf"もしれ|もね|も。|と{_QUOTES.pattern}", behind):
        return False
    if word.surface == "いつか" or before.part == "代名詞":  # 期限はいつか, and not いつか行く
        topic = words[index - (word.surface == "か") - 1]
        some = re.match(r"へ|に|で|から|ら|の(?!か)", behind)
        return (word.finer == "終助詞" or topic.surface in {"は", "が", "って"}) and not some
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


# --- several things asked for at once -----------------------------------------------------------
_FACET = (
    r"(?:期限|期日|きげん|期間|方法|ほうほう|仕方|しかた|やり方|(?:申し?込み?|調べ|見|出し|直し)方|手続き?|持ち物|もちもの|"
    r"(?:必要な?|いる|要る|(?:持|も)って(?:行|い)く)(?:もの|物|書類|月)|書類|時期|月|日|時間|番号|住所|場所|送り先|送付先|宛先|あて先|窓口|理由)"
)
_AND = r"(?:と、?|、|や|及び|および|ならびに|・)"
_FACETS = re.compile(
    rf"{_FACET}{_AND}(?=.*(?:{_FACET}[^、]*$|(?:いつ|どこ|何|なに|誰|いくら).*か))"
)
_ENDS_IN_FACET = re.compile(rf"{_FACET}[と、?]*$")
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


# --- what asks -----------------------------------------------------------------------------------
_INTERROGATIVES = re.compile(
    r"^(?:いつ|何時|どこ|何処|どう|どうして|なぜ|何故|何|なに|なん|誰|だれ|いくら|どれ|どちら|どっち|どの|どんな|"
    r"どういう|いかが|何で|なんで|幾ら)"
)
_NO_QUESTION = re.compile(r"[にでへ]?も(?!ら)|か(?!ら)|ぞ|だか")  # どこにも, 何か, どうぞ
_TOLD_TO_TELL = re.compile(
    r"ご(?:教示|案内|説明|回答)|お(?:聞かせ|教え|知らせ)(?:くだ|下|願|いただ)|"
    r"(?:[をもはが、]|について|こと|か|くわしく|詳しく)(?:教え|おしえ|知らせ)て|^(?:教え|おしえ)て|"
    r"(?:[をもはが]|について|こと|か|くわしく|詳しく)(?:知り|聞き|伺い|うかがい|確認し|確かめ)た[いか]"
)
_WISHES = re.compile(
    r"お?願い|(?:ほし[いく]|欲し[いく]|(?:くだ|下)さい|てくれ)(?!(?:ない)?(?:か)?[とっ])|困って|"
    r"(?<![知聞伺き認め])[りいきしみ]?たい(?:です|んです|のです|ん?だ?けど|$|[。、])|(?:わから|分から)(?:ない|ん|ず)"
)
_ANNOUNCES = re.compile(
    r"(?:[、,。\s]|あの[うー]?|すみません|すいません|ちょっと|いくつか|色々|いろいろ|[一二三四五2345]つ|ふたつ|みっつ|"
    r"ほど|[0-9二三]点|お?(?:聞き|きき|たずね|尋ね|伺い|うかがい)(?:し)?|質問|教えて|おしえて|ください|下さい|"
    r"両方|全部|それぞれ|まとめて|一緒に|たい|こと|のこと|が|を|に|も|は|で|ので|ある|あり|ます|です|けど|けれど|"
    r"もらえ|いただ[けき]|頂[けき]|くれ|でき|可能|ませ|でしょう|か|(?:うかが|伺|聞い|きい|教え)っ?ても?|よろしい|いい|"
    r"ん|の|よろしく|お願い|おねがい|いたし|致し|し|ほしい|欲しい|知り|聞き|ききたい|させて|どうか|ね|よ)*"
)


def _asks(words: list[Word]) -> bool:
    """Does the clause ask, and not only announce that it will?"""
    said = _plain(words)
    if not said or _ANNOUNCES.fullmatch(said):
        return False
    if "?" in said or _TOLD_TO_TELL.search(said) or _ENDS_IN_FACET.search(said):
        return True
    if any(_is_question(words, i) or _is_interrogative(words, i) for i in range(len(words))):
        return True
    last = [word for word in words if word.part not in {"補助記号", "空白"}][-2:]
    if last[-1].surface in {"は", "って"}:
        return len(last) == 2 and last[0].part in {"名詞", "代名詞", "接尾辞"}
    return last[-1].surface == "の" and last[-1].finer in {"終助詞", "準体助詞"}


def _wishes(words: list[Word]) -> bool:
    """Does it wish, and not only announce a question?"""
    said = _plain(words)
    return _WISHES.search(said) is not None and not _ANNOUNCES.fullmatch(said)


def _plain(words: list[Word]) -> str:
    return _said(words, 0, len(words)).strip(" 。、,")


def _is_interrogative(words: list[Word], index: int) -> bool:
    """いつ, どこ and the like; not いつも, どこにも, 何か, どうぞ."""
    word = words[index]
    return (
        _INTERROGATIVES.match(word.surface) is not None
        and word.surface not in {"どうも", "どうか"}
        and word.part != "動詞"
        and _NO_QUESTION.match(_said(words, index + 1, 3)) is None
    )
