"""Does a clause ask something, or wish for something, or only announce that it will?"""

from __future__ import annotations

import re

from bot.text.morphemes import Word, surfaces

# Behind these a finished question is only quoted: できますかと聞かれた.
QUOTED = re.compile(r"[聞き言い思おも書の訊考]")
# What people ask for by its name: 期限, 方法, 持ち物.
FACET = (
    r"(?:期限|期日|きげん|期間|方法|ほうほう|仕方|しかた|やり方|(?:申し?込み?|調べ|見|出し|直し)方|手続き?|持ち物|もちもの|"
    r"(?:必要な?|いる|要る|(?:持|も)って(?:行|い)く)(?:もの|物|書類|月)|書類|時期|(?<![0-9０-９〇一二三四五六七八九十])[月日]|時間|番号|住所|場所|送り先|送付先|宛先|あて先|窓口|理由)"
)
_ENDS_IN_FACET = re.compile(rf"{FACET}[と、?]*$")
# 委任状なくてもいいよね, 7月末でしたっけ; not 母がいるんですよね, which only tells.
_WANTS_A_YES = re.compile(
    r"(?:い[いら]|良い|よい|大丈夫|必要|いら?ない|要らない|いりません|要りません|(?:でき|使え|もらえ|届[くき]|来)(?:る|ます|ない|ません)?)"
    r"(?:です|ん(?:です|だ))?よね[?]*$|っけ[?]*$"
)
_INTERROGATIVES = re.compile(
    r"^(?:いつ|何時|どこ|何処|どう|どうして|なぜ|何故|何|なに|なん|誰|だれ|いくら|どれ|どちら|どっち|どの|どんな|"
    r"どういう|いかが|何で|なんで|幾ら)"
)
# どごさ書いであんだべ, いづまで: which no dictionary has as one word.
_IN_DIALECT = re.compile(r"どご(?:さ|[でにがへは](?!も))|いづ(?:まで|から|ごろ|頃|だ)|なして(?!も)")
_NO_QUESTION = re.compile(
    r"[にでへ]?も(?!ら)|か(?!ら)|ぞ|だか|のって|のこうの"
)  # どこにも, 何か, どうの
_NOT_ASKING = re.compile(
    "どう(?:も|か|せ|やら)|いつ(?:も|でも)|(?:なん|何)(?:とか|度|か)|(?:なに|何)しろ"
)
_TOLD_TO_TELL = re.compile(
    r"ご(?:教示|案内|説明|回答)|お(?:聞かせ|教え|知らせ)(?:くだ|下|願|いただ)|"
    r"(?:[をもはが、]|について|こと|か|くわしく|詳しく)(?:教え|おしえ|知らせ)て|^(?:教え|おしえ)て|"
    r"(?:[をもはが、]|か)(?:言え|教えろ|答えろ|説明しろ)よ?$|"
    r"(?:[をもはが]|について|こと|か|くわしく|詳しく)(?:知り|聞き|伺い|うかがい|確認し|確かめ)た[いか]"
)
_WISHES = re.compile(
    r"お?願い|(?:ほし[いく]|欲し[いく]|(?:くだ|下)さい|てくれ)(?!(?:ない)?(?:か)?[とっ])|困って|"
    r"(?<![知聞伺き認め])[りいきしみ]?たい(?:です|んです|のです|ん?だ?けど|わ|なあ?|の|$|[。、])|"
    r"知りたい(?:わ|なあ?)|(?:わから|分から)(?:ない|ん|ず)"
)
_ANNOUNCES = re.compile(
    r"(?:[、,。\s]|あの[うー]?|すみません|すいません|ちょっと|いくつか|色々|いろいろ|[一二三四五2345]つ|ふたつ|みっつ|"
    r"ほど|[0-9二三]点|お?(?:聞き|きき|たずね|尋ね|伺い|うかがい)(?:し)?|質問|教えて|おしえて|ください|下さい|"
    r"両方|全部|それぞれ|まとめて|一緒に|たい|こと|のこと|が|を|に|も|は|で|ので|ある|あり|ます|です|けど|けれど|"
    r"もらえ|いただ[けき]|頂[けき]|くれ|でき|可能|ませ|でしょう|か|(?:うかが|伺|聞い|きい|教え)っ?ても?|よろしい|いい|"
    r"ん|の|よろしく|お願い|おねがい|いたし|致し|し|ほしい|欲しい|知り|聞き|ききたい|させて|どうか|ね|よ)"
)


def asks(words: list[Word]) -> bool:
    """Does the clause ask, and not only announce that it will?"""
    said = _plain(words)
    if not said or _announces(said):
        return False
    if "?" in said or _TOLD_TO_TELL.search(said) or _ENDS_IN_FACET.search(said):
        return True
    if _WANTS_A_YES.search(said) or _IN_DIALECT.search(said):
        return True
    if any(is_question(words, i) or _is_interrogative(words, i) for i in range(len(words))):
        return True
    last = [word for word in words if word.part not in {"補助記号", "空白"}][-2:]
    if not last:  # ㅋㅋㅋ: nothing but signs
        return False
    if last[-1].surface in {"は", "って"}:
        return len(last) == 2 and last[0].part in {"名詞", "代名詞", "接尾辞"}
    listed = len(last) == 2 and last[0].surface == "だ"  # 取り違えだの
    return last[-1].surface == "の" and last[-1].finer in {"終助詞", "準体助詞"} and not listed


def wishes(words: list[Word]) -> bool:
    """Does it wish, and not only announce a question?"""
    said = _plain(words)
    return _WISHES.search(said) is not None and not _announces(said)


def _plain(words: list[Word]) -> str:
    return surfaces(words).strip(" 。、,")


def _announces(said: str) -> bool:
    return not _ANNOUNCES.sub("", said)


def is_question(words: list[Word], index: int) -> bool:
    """Is the か at words[index] that of a question, and not that of 何か or A か B?"""
    word, before = words[index], words[index - 1]
    if index == 0 or word.surface not in {"か", "いつか"} or before.surface in {"いう", "と"}:
        return False
    behind = surfaces(words, index + 1, 3)
    if re.match(rf"もしれ|もね|も。|と{QUOTED.pattern}", behind):
        return False
    if word.surface == "いつか" or before.part == "代名詞":  # 期限はいつか, and not いつか行く
        topic = words[index - (word.surface == "か") - 1]
        some = re.match(r"へ|に|で|から|ら|の(?!か)", behind)
        return (word.finer == "終助詞" or topic.surface in {"は", "が", "って"}) and not some
    if word.finer == "終助詞":
        return True
    asks_on = re.match(r"も?[をはが]?(?:聞|知|教|確|わか|分か)|どうか|と[、,]|、", behind)
    return before.part in {"助動詞", "動詞", "形容詞", "助詞"} and asks_on is not None


def _is_interrogative(words: list[Word], index: int) -> bool:
    """いつ, どこ and the like; not いつも, どこにも, 何か, どうぞ."""
    word = words[index]
    return (
        _INTERROGATIVES.match(word.surface) is not None
        and _NOT_ASKING.fullmatch(word.surface) is None
        and word.part != "動詞"
        and _NO_QUESTION.match(surfaces(words, index + 1, 3)) is None
    )
