"""Which language is a message in? By its letters first; by its small words where those are Latin.

Nothing here is learnt: `bot.nlu.language_recogniser` has the last word on Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from bot.text.foreign import without_days
from bot.text.function_words import FUNCTION_WORDS
from bot.text.languages import tag_of

JAPANESE = "ja"


class LanguageGuess(NamedTuple):
    """A language; not `sure` where a word or two may stand in any talk."""

    language: str
    sure: bool


Guesser = Callable[[str], LanguageGuess | None]

# Names that stand in a message of any language: they tell nothing of it.
_NAMES = re.compile(
    r"資格情報のお知らせ|のお知らせ|お知らせ|マイナ(?:保険証|保险证|ンバーカード|ンバー|ポータル|カード)?"
    r"|マル学|旦那|やさしい日本語|ゆうちょ|[「『“\"][^」』”\"]*[」』”\"]|[（(][^（()）]*[）)]"
)
_LATIN_NAMES = re.compile(
    r"https?://\S+|\S+@\S+"
    r"|\b(?:my ?number|myna|maina|mynaportal|shikaku|kakunin ?sho|kakunin|jou?hou?|no oshirase"
    r"|oshirase|kokuho|kokumin|kenkou?|hoken|hoken ?shou?|hokensho|kuyakusho|kuyakusyo|zairyu"
    r"|zairyuu|jumin ?hyou?|kou?za|furikae|maru ?gaku|gendogaku|kawasaki|japan|reiwa|showa|heisei"
    r"|ginkou?|hikiotoshi|kaijo|gendogaku|nintei ?shou?|denshi|shou?mei(?:sho)?|ininjou?|kakitome"
    r"|rakuten|touroku|toroku|shinsei|bangou?|kigou?"
    r"|pin|card|web|online|ic|visa|ok|okay|line|email|mail)\b",
    re.IGNORECASE,
)
# Vietnamese alone has these.
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
_SPANISH = re.compile("[ñ¿¡]")
# Chinese words in characters that Japanese has too, but hardly ever without kana.
_CHINESE = frozenset("你您我他她吗呢吧怎什么哪这那没很请谁啥")
_OFTEN_CHINESE = frozenset("的了是不都几到去要多")
# Japanese words of two characters that hold one of those.
_JAPANESE_WORDS = re.compile(
    r"不要(?=$|[\s。?？])|[必重]要|要件|不[可明在足備]|[完終満修]了|過去|都合|多摩|[目公]的"
)
_KANA_DATE = re.compile(
    r"(?:しょうわ|へいせい|れいわ|たいしょう)?\s*[0-9０-９]{1,4}\s*(?:ねん|がつ|にち|か(?![ぁ-ん]))"
)
_DATE_LONGEST = 40  # characters of a date, and of a word or two beside it
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Letters(NamedTuple):
    """How many letters of each script stand in a text, names aside."""

    hiragana: int
    katakana: int
    han: int
    hangul: int
    devanagari: int
    latin_words: tuple[str, ...]


def letters_of(text: str) -> Letters:
    """Counts them."""
    bare = _NAMES.sub(" ", unicodedata.normalize("NFKC", text))
    counted = Counter(map(_script, bare))
    return Letters(
        hiragana=counted["hiragana"],
        katakana=counted["katakana"],
        han=counted["han"],
        hangul=counted["hangul"],
        devanagari=counted["devanagari"],
        latin_words=tuple(_WORD.findall(latin_part(bare))),
    )


def latin_part(text: str) -> str:
    """The words in Latin letters, in lower case, without names that stand in any language."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text)).lower()
    latin = "".join(c if _script(c) == "latin" or c in "'’" else " " for c in plain)
    words = _LATIN_NAMES.sub(" ", latin).split()
    return " ".join(word for word in words if len(word) > 1 or word in _ANY_FUNCTION_WORD)


def by_script(text: str) -> LanguageGuess | None:
    """The language that the letters give; None where they are Latin or tell nothing."""
    found = letters_of(text)
    if found.hangul >= max(1, found.hiragana):
        return LanguageGuess("ko", found.hangul > 2)
    if found.devanagari >= max(1, found.hiragana):
        return LanguageGuess("ne", found.devanagari > 2)
    if (chinese := _chinese(text, found)) is not None:
        return chinese
    told = Counter(w for w in found.latin_words if w in _ANY_FUNCTION_WORD)
    latin = len(told) >= 2 and len(found.latin_words) > found.hiragana
    if found.hiragana >= 2 and not latin:
        return LanguageGuess(JAPANESE, found.hiragana + found.katakana + found.han > 2)
    if _VIETNAMESE.search(text):
        return LanguageGuess("vi", len(found.latin_words) > 1)
    if found.latin_words and _SPANISH.search(text.lower()):
        return LanguageGuess("es", len(found.latin_words) > 1)
    if len(found.latin_words) < 2 and found.hiragana + found.katakana + found.han:
        return LanguageGuess(JAPANESE, False)
    return None


def by_words(text: str) -> LanguageGuess | None:
    """The language most of whose small words stand in it; None where two are alike."""
    words = _WORD.findall(latin_part(text))
    hits = Counter(
        {language: sum(w in known for w in words) for language, known in _KNOWN.items()}
    ).most_common(2)
    (first, most), (_, next_most) = hits
    if most == next_most:
        return None
    return LanguageGuess(first, most >= 2 and most >= 0.2 * len(words))


def recognise(text: str) -> LanguageGuess | None:
    """Without a model: by letters, or by small words. None for what is of no language."""
    return apart_from_days(text, lambda words: by_script(words) or by_words(words))


def apart_from_days(text: str, guess: Guesser) -> LanguageGuess | None:
    """What `guess` says of a text, and of its words alone where it is little more than a date. A
    date alone is never sure: people go on to write it as they learnt to, whatever they talk in."""
    found = guess(text)
    if found is None or not found.sure or len(text) > _DATE_LONGEST:
        return found
    words = without_days(_KANA_DATE.sub(" ", text))
    return found if words == text else guess(words) or found._replace(sure=False)


def settle(guess: LanguageGuess | None, talk: str = "", hint: str = "") -> str:
    """The language to answer in: the message's own, else the talk's, else what the channel says.

    Who chose easy Japanese and writes Japanese keeps it.
    """
    chosen = talk or hint or JAPANESE
    if guess is None or (talk and not guess.sure):
        return chosen
    if tag_of(chosen) == tag_of(guess.language):
        return chosen
    # 資格確認書 alone is typed in every language.
    return guess.language if guess.sure or guess.language != JAPANESE else chosen


def head_of(language: str) -> str:
    """The language whose examples understand it: easy Japanese is Japanese."""
    return JAPANESE if tag_of(language) == tag_of(JAPANESE) else language


def _chinese(text: str, found: Letters) -> LanguageGuess | None:
    if not found.han or found.hiragana > 0.15 * (found.hiragana + found.han):
        return None
    bare = _JAPANESE_WORDS.sub(" ", _NAMES.sub(" ", text))
    own = sum(_script(c) == "han" and not _in_japanese(c) for c in bare)
    strong, weak = (sum(c in known for c in bare) for known in (_CHINESE, _OFTEN_CHINESE))
    if not own and (found.hiragana or found.katakana or (not strong and weak < 2)):
        return None
    return LanguageGuess("zh", own + strong + weak > 1 and found.han > 2)


def _in_japanese(character: str) -> bool:
    try:
        character.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True


def _script(c: str) -> str:
    code = ord(c)
    for name, first, last in _SCRIPTS:
        if first <= code <= last:
            return name
    latin = code < _LATIN_ENDS or _VIETNAMESE_FROM <= code <= _VIETNAMESE_TO
    return "latin" if c.isalpha() and latin else ""


_SCRIPTS = (
    ("hiragana", 0x3041, 0x309F),
    ("katakana", 0x30A1, 0x30FA),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7A3),
    ("hangul", 0x1100, 0x11FF),
    ("hangul", 0x3131, 0x318E),
    ("devanagari", 0x0904, 0x0939),
    ("devanagari", 0x0958, 0x0961),
)
_LATIN_ENDS, _VIETNAMESE_FROM, _VIETNAMESE_TO = 0x0370, 0x1E00, 0x1EFF
_KNOWN = {language: frozenset(words.split()) for language, words in FUNCTION_WORDS.items()}
_ANY_FUNCTION_WORD = frozenset().union(*_KNOWN.values())
