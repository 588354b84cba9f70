"""Finding people's names by the words around them. Rules, not a dictionary of names.

Found are names that introduce themselves (名前は…です, …と申します) and names with an honorific
(…さん, …様). A name without any of these stays unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.text.spans import HIDDEN

# With the letters that only names have (﨑, 𠮷), their variation selectors, and 一ノ瀬, 三ツ矢.
_LETTER = "[㐀-䶿一-鿿豈-﫿𠀀-𳏿々〆ヶ][︀-️󠄀-󠇯]?"
_KANJI = f"(?:{_LETTER}(?:[ノツケヶ](?={_LETTER}))?)"
_KATAKANA = "[ァ-ヺー]"
_HIRAGANA = "[ぁ-ん]"
_LATIN = r"[A-Za-zÀ-ɏḀ-ỿ]{2,20}(?:[ .]{1,2}[A-Za-zÀ-ɏḀ-ỿ]{1,20}){0,3}"
_FULL_KANJI = f"{_KANJI}{{1,6}}(?: {_KANJI}{{1,4}})?"
_FULL_KATAKANA = f"{_KATAKANA}{{2,12}}(?:[・ ]{_KATAKANA}{{2,12}}){{0,3}}"
_FULL_HIRAGANA = f"{_HIRAGANA}{{2,6}}(?: {_HIRAGANA}{{2,6}})?"

_LABELLED = re.compile(
    r"(?:お?名前|氏名|お?なまえ|しめい|フリガナ|ふりがな|署名)(?:は|:|\s)[は:\s]{0,2}"
    rf"(?P<name>{_FULL_KANJI}|{_FULL_KATAKANA}|{_LATIN}|{_HIRAGANA}{{2,10}}?)"
    r"(?=です|でし|だ|と申|とも|とい|と言|で[、。]|[、。,!\n)]|\s|$)"
)
_ENGLISH = re.compile(rf"(?i:my name is|i am called)\s(?P<name>{_LATIN})")
_INTRODUCED = re.compile(
    rf"(?<![㐀-鿿豈-﫿𠀀-𳏿々ノツヶ{HIDDEN}])(?P<name>{_FULL_KANJI})(?=と申し|ともうし|と言います|といいます)"
    rf"|(?<![ァ-ヺー{HIDDEN}])(?P<katakana>{_FULL_KATAKANA})(?=と申し|ともうし|と言います|といいます)"
    rf"|(?<![ぁ-ん一-鿿{HIDDEN}])(?P<hiragana>{_FULL_HIRAGANA})(?=と申し|ともうし)"
    rf"|(?<![A-Za-zÀ-ɏḀ-ỿ])(?P<latin>{_LATIN})(?=と申し|ともうし|と言います|といいます)"
)
_HONOURED = re.compile(
    rf"(?<![㐀-鿿豈-﫿𠀀-𳏿々ノツヶ{HIDDEN}])(?P<name>{_KANJI}{{1,5}})(?=さん|さま|くん(?!で|だ|じゃ|や)|ちゃん)"
    rf"|(?<![㐀-鿿豈-﫿𠀀-𳏿々ノツヶ{HIDDEN}])(?P<formal>{_KANJI}{{2,5}})(?=様(?![子式々態相]))"
    rf"|(?<![㐀-鿿豈-﫿𠀀-𳏿々ノツヶ{HIDDEN}])(?P<titled>{_KANJI}{{1,4}})(?=先生|社長|部長|園長|院長|議員|君|殿)"
    rf"|(?<![ァ-ヺー{HIDDEN}])(?P<katakana>{_FULL_KATAKANA})(?=さん|さま|様|くん|ちゃん|先生)"
    rf"|(?<![ぁ-んァ-ヺー一-鿿{HIDDEN}])(?P<hiragana>{_HIRAGANA}{{2,4}}?)(?=さん(?!か|ま)|ちゃん)"
)

# Words that stand where a name could stand and are none.
_NO_NAME = re.compile(
    r"何|誰|必要|不要|同じ|別|不明|秘密|匿名|本名|変更|内緒|結構|"
    r"なん|なに|だれ|どこ|いら|いり|かか|わか|ない"
)
_NO_PERSON = re.compile(
    r"様|[者長員市区]$|(?:役所|役場|銀行|病院|医院|会社|書店|商店|薬局|郵便局|組合|窓口|保険|制度|機関|施設|"
    r"[課係書証料状届])$"
)
# People without their names, and other words before さん and 様.
_ANYBODY_WORDS = (
    "奥 娘 息子 嫁 婿 孫 母 父 兄 姉 弟 妹 妻 夫 主人 旦那 家内 子 子供 祖父 祖母 爺 婆 皆 皆々 "
    "客 医者 患者 職員 局員 担当 担当者 係員 看護師 先生 大家 業者 利用者 受給者 被保険者 "
    "加入者 世帯主 本人 代理人 相手 先方 隣 何 神 仏 貴 同 同様 模 仕 多 異 有 一 各 両 左 右 "
    "サラリーマン スタッフ ドクター ヘルパー ケアマネ ママ パパ おかあ おとう おばあ おじい "
    "おば おじ おねえ おにい おく むすこ むすめ まご よめ だんな みな おきゃく おいしゃ かんごし "
    "おまわり いもうと おとうと たく やくしょ やくば しょくいん まどぐち ぎんこう かかり たんとう "
    "いしゃ あか ばあ じい ばば おっ 坊 嬢 ねえ にい お兄 お姉 赤 主治医 担任 校医 若 学 市 病 "
    "学校 町 村 医 施設 会"
)
_ANYBODY = frozenset(_ANYBODY_WORDS.split())
_PARTICLES = "のはがもにをとでやかへ"  # 1日でおばあちゃんは: nobody is called でおばあ


def find_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in NFKC ``text``."""
    for pattern in (_LABELLED, _ENGLISH):
        for match in pattern.finditer(text):
            if not _NO_NAME.match(match["name"]):
                yield match.span("name")
    for pattern in (_INTRODUCED, _HONOURED):
        for match in pattern.finditer(text):
            group = match.lastgroup or ""
            name = match[group]
            if not _ANYBODY & {name, name.lstrip(_PARTICLES)} and not _NO_PERSON.search(name):
                yield match.span(group)
