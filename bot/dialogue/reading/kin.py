"""The words for people: 主人, おかん, 下の娘, 夫婦; and the words that only look like them.

All words are folded (katakana as hiragana). The longest word wins, so that 義父 is no 父 and 母子
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.dialogue.reading.situation import SELF

NOBODY = ""
ALL = "all"  # 二人とも, みんな: whoever the talk is about
THAT_ONE = "that_one"  # 本人, 彼: the one spoken of
NAMED = "named"  # 佐藤さん
CLIENT = "client"
ACQUAINTANCE = "acquaintance"  # 友人, 隣のおばあさん: hardly ever whom it is about

# Words that hold a word for a person and are none.
_NOBODY = """
父の日 母の日 父子 母子 母国 母校 母体 母音 母乳 父兄 父性 母性 父方 母方 父系 母系 分母 父島 母島
主人公 保護者 花嫁 許嫁 嫁入り 嫁ぎ 嫁いだ 嫁いで 弟子 兄弟子 夫人 妻子 妻帯 大丈夫 丈夫 工夫 農夫
日本人 本人確認 本人限定 本人通知 本人以外 本人書類 本人認証 本人名義 本人宛 孫子 親切 親族 親戚
親類 親権 親身 親指 親友 親会社 肉親 里親 両親学級 子どもの日 子供の日 こどもの日 子ども手当
子供手当 配偶者等 配偶者びざ
こども手当 子ども会 扶養家族 家族構成 家族手当 自分で 私立 私的 私物 私用 私書箱 私道 私服 公私
一人目 二人目 三人目 一人暮らし 二人暮らし 世帯主 利用者証明 利用者負担 利用者登録 利用者数
患者数 患者負担 姉妹 兄弟 きょうだい 姪浜 ははがき うちわけ うちがわ 彼岸 彼氏
"""

# Each key with the words for it. Titles (さん, さま …) may follow any of them, お and ご go before.
_WORDS: dict[str, str] = {
    NOBODY: _NOBODY,
    "parents_in_law": "義両親 義理の両親 義父母",
    "parents": "両親 父母 りょうしん 親二人 親ふたり",
    "grandparents": "祖父母",
    "couple": "夫婦 夫妻 老夫婦 ふうふ 私たち夫婦 わたしたち夫婦 私達夫婦 私ども夫婦",
    "children": "子どもたち 子どもら 子供たち 子供達 子供ら こどもたち 子たち 子達 子ら",
    "sons": "息子たち 息子達 むすこたち",
    "daughters": "娘たち 娘達 むすめたち",
    "twins": "双子 ふたご 双子たち 双子の息子 双子の娘 双子の子ども 双子の子供 双子の子 双子の孫",
    "grandfather": (
        "祖父 じいちゃん じいさん じいさま じいじ じっちゃん "
        "爺さん 爺ちゃん 爺さま 爺様 祖父さん そふ"
    ),
    "grandmother": (
        "祖母 ばあちゃん ばあさん ばあさま ばあば ばっちゃん 婆さん 婆ちゃん 婆さま 婆様 そぼ"
    ),
    "father_in_law": "義父 義理の父 義理のお父さん 義理の父親 舅 しゅうと ぎふ",
    "mother_in_law": "義母 義理の母 義理のお母さん 義理の母親 姑 しゅうとめ ぎぼ",
    "brother_in_law": "義兄 義弟 義理の兄 義理の弟",
    "sister_in_law": "義姉 義妹 義理の姉 義理の妹 兄嫁",
    "son_in_law": "娘婿 婿 むこさん",
    "daughter_in_law": "息子の嫁 長男の嫁 次男の嫁 息子嫁 義理の娘",
    "father": (
        "父 父親 実父 親父 とうさん とうさま とうちゃん "
        "おとん おとっつぁん おっとう おやじ ちち ぱぱ"
    ),
    "mother": "母 母親 実母 袋 おふくろ かあさん かあさま かあちゃん おかん おっかあ はは まま",
    "husband": "夫 主人 旦那 亭主 だんな うちの人 うちのひと しゅじん おっと ていしゅ 宅",
    "wife": (
        "妻 家内 奥さん 奥さま 奥様 奥方 女房 にょうぼう 嫁 おくさん わいふ かみさん うちのやつ "
        "つま よめ かない かかあ"
    ),
    "spouse": "配偶者 連れ合い つれあい ぱーとなー",
    "son_1": "長男 ちょうなん",
    "son_2": "次男 二男 じなん",
    "son_3": "三男 さんなん",
    "daughter_1": "長女 ちょうじょ",
    "daughter_2": "次女 二女 じじょ",
    "daughter_3": "三女 さんじょ",
    "child_last": "末っ子 すえっこ すえのこ",
    "grandchild": "孫 孫娘 孫息子 まご",
    "son": "息子 一人息子 むすこ せがれ 倅 男の子",
    "daughter": "娘 一人娘 むすめ 女の子",
    "child": "子ども 子供 子さん 子さま 子様 こども うちのこ 赤ちゃん 赤ん坊 あかちゃん 新生児 子",
    "child_1": "上 うえの子 うえのこ 上のこ",
    "child_next": "下 したの子 したのこ 下のこ",
    "brother_elder": "兄 兄貴 双子の兄 にいさん にいちゃん あんちゃん あに あにき",
    "brother_younger": "弟 おとうと 双子の弟",
    "sister_elder": "姉 姉貴 双子の姉 ねえさん ねえちゃん あね あねき",
    "sister_younger": "妹 いもうと 双子の妹",
    "uncle": "伯父 叔父 おじさん おじ",
    "aunt": "伯母 叔母 おばさん おば",
    "nephew": "甥 甥っ子 おいっこ",
    "niece": "姪 姪っ子 めいっこ",
    "cousin": "いとこ 従兄弟 従姉妹",
    CLIENT: "利用者 入所者 入居者 患者",
    ACQUAINTANCE: (
        "上司 先輩 後輩 部下 同級生 まま友 隣人 仲間 友人 "
        "友達 友だち ともだち 知人 知り合い 同僚 近所の人 近所さん 大家さん "
        "元夫 元妻 元旦那 元の夫 元の妻 前夫 前妻 前の夫 前の妻 隣 "
        "隣の人 となりの人 隣の席の人 隣の席の方 "
        "隣の方 隣さん となりさん 向かいの人 向かいさん 職場の人 会社の人"
    ),
    "family": "家族 世帯員 かぞく",
    "parent": "親 親御さん おや",
    THAT_ONE: "本人 当人 彼女 彼",
    SELF: (
        "私 わたくし わたし あたし 自分 小生 当方 俺 僕 ぼく おれ わし わしゃ わて おいら おら うち"
    ),
}
_TITLE = "(?:さん|さま|様|ちゃん|はん|君|くん)?"
# Short words in kana, and 子, could be a piece of another word: they need the edges of a word.
_SHORT = re.compile("[ぁ-んー]{1,2}|かない|おっと|[子宅袋上下]")
_EDGE_BEFORE = r"(?:(?<![ぁ-ん一-鿿々])|(?<=[のはがとやもでねど、])|(?<=[でま]す))[おご]?"
_EDGE_AFTER = (
    r"(?=[はがのもとやに]|です|だ|なん|って|から|けど|なら|じゃ|で|[\s(:=?。、・]|[0-9]|"
    r"しょうわ|へいせい|昭|平|令|[shr][0-9]|いま|今|さっき|$)"
)
# 上が平成25年、下は小学生: words for a child only before such a fact.
_A_CHILD = r"(?=[がはも]\s?(?:[昭平令hsr][和成]?[0-9]|[0-9]{4}|[0-9]{1,2}[歳才]|小|中|高|大学))"
# 家族三人 is a number of people, not somebody; 私たち is several.
_NOT_BEHIND = {
    "家族": "(?<!人家族)(?![2-9二三四五])",
    "私": "(?!たち|達)",
    "わたし": "(?!たち|達)",
    "彼": "(?![らの])",
    "かない": "(?!と(?:いけ|だめ|な[らり]|まず|困))",  # しとかないといけない
    "おっと": "(?!、)",
    "うち": "(?!に|で(?!す))",
    "つま": "(?<![0-9]がつま)",  # 6がつまで
    "隣": "(?=[はがも])",
    "じなん": "(?<!おなじなん)(?<!同じなん)(?<!感じなん)",
    "上": _A_CHILD,
    "下": _A_CHILD,
}


def _alternatives() -> Iterator[tuple[str, str, bool]]:
    """Every word with its key, the longest first, and whether it needs edges."""
    pairs = [(word, key) for key, words in _WORDS.items() for word in words.split()]
    for word, key in sorted(pairs, key=lambda pair: -len(pair[0])):
        yield word, key, _SHORT.fullmatch(word) is not None


def _compiled() -> re.Pattern[str]:
    anywhere: list[str] = []
    edged: list[str] = []
    for word, _, short in _alternatives():
        (edged if short else anywhere).append(f"{word}{_NOT_BEHIND.get(word, '')}")
    free = f"[おご]?(?P<word>{'|'.join(anywhere)}){_TITLE}"
    return re.compile(f"{free}|{_EDGE_BEFORE}(?P<short>{'|'.join(edged)}){_TITLE}{_EDGE_AFTER}")


# One match is one word for a person (or for nobody): the group is "word" or "short".
PEOPLE = _compiled()
ANYBODY = re.sub(r"\?P<\w+>", "?:", PEOPLE.pattern)  # to stand in another pattern, also twice
KEYS: dict[str, str] = {word: key for word, key, _ in _alternatives()}


# 母は…。自分だけ来ないって毎日電話してくる: in the words of the one spoken of.
SAYS_OF_SELF = re.compile(
    r"(?<=自分)[^。、]{0,14}って、?(?:毎日|毎回|何度も|いつも)?(?:電話|言|いう|聞|騒|怒)"
)

# Those who are several people: the key of each.
MEMBERS: dict[str, tuple[str, ...]] = {
    "parents": ("father", "mother"),
    "parents_in_law": ("father_in_law", "mother_in_law"),
    "grandparents": ("grandfather", "grandmother"),
    "couple": (SELF, "spouse"),
    "children": ("child",),
    "sons": ("son",),
    "daughters": ("daughter",),
    "twins": ("twin_1", "twin_2"),
}

# Several children under one name, where a number stands with the word: 息子二人.
SEVERAL = {"child": "children", "son": "sons", "daughter": "daughters"}

# A father of a wife is a father-in-law: what 妻の父 is, by the keys of both.
_SPOUSES = ("husband", "wife", "spouse")
_CHILDREN = (
    "child",
    "son",
    "daughter",
    *(f"{k}_{n}" for k in ("child", "son", "daughter") for n in "123"),
)
_OF_SPOUSE = {
    "father": "father_in_law", "mother": "mother_in_law", "parents": "parents_in_law",
    "brother_elder": "brother_in_law", "brother_younger": "brother_in_law",
    "sister_elder": "sister_in_law", "sister_younger": "sister_in_law",
}  # fmt: skip
_OF_PARENT = {
    "father": "grandfather", "mother": "grandmother", "parents": "grandparents",
    "brother_elder": "uncle", "brother_younger": "uncle",
    "sister_elder": "aunt", "sister_younger": "aunt",
}  # fmt: skip
_OF_CHILD = {
    **dict.fromkeys(_SPOUSES, "child_in_law"), "wife": "daughter_in_law", "husband": "son_in_law",
    **dict.fromkeys(_CHILDREN, "grandchild"),
}  # fmt: skip
_OF_SIBLING = {"son": "nephew", "daughter": "niece"}
_RELATIVES: dict[str, dict[str, str]] = {
    **dict.fromkeys(_SPOUSES, _OF_SPOUSE),
    **dict.fromkeys(("father", "mother", "parents"), _OF_PARENT),
    **dict.fromkeys(_CHILDREN, _OF_CHILD),
    **dict.fromkeys(
        ("brother_elder", "brother_younger", "sister_elder", "sister_younger"), _OF_SIBLING
    ),
}


# 兄夫婦: who the other one of the two is.
MARRIED_TO = {
    "brother": "sister_in_law", "sister": "brother_in_law",
    "son": "daughter_in_law", "daughter": "son_in_law",
}  # fmt: skip


# 私の母 is a mother, 利用者の佐藤さん somebody called by name.
NO_RELATIVE = (SELF, CLIENT, "family", THAT_ONE)


def relative_of(whose: str, who: str) -> str:
    """The key of the relative of a relative: wife, father → father_in_law."""
    if whose in NO_RELATIVE or who in (whose, SELF):
        return who  # 弟の私
    if ACQUAINTANCE in (whose, who):
        return ACQUAINTANCE
    if who == NAMED:
        return whose  # 息子の太郎
    return _RELATIVES.get(whose, {}).get(who, f"{whose}_{who}")
