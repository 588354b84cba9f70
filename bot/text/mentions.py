"""What a sentence mentions besides dates: papers, people, ways to apply, yes and no.

Small closed vocabularies, read by rule. They are used only where one of them was asked for, or
where a word can mean nothing else; what a sentence *wants* is the intent model's business.
"""

from __future__ import annotations

import re

from bot.text.cleaning import normalise

_DOCUMENTS = {
    "notice": r"お知らせ|おしらせ|通知",
    "certificate": r"確認書|確認証|資格証|資格書|(?<!子)証明書|かくにんしょ",
}
_METHODS = {
    "bank": r"銀行|金融機関|信金|信用金庫|信用組合|農協|郵便局|ぎんこう|ゆうびんきょく",
    "web": r"web|ウェブ|ネット|オンライン|スマホ|サイト|パソコン|うぇぶ|ねっと",
    "ward": r"区役所|役所|ペイジー|保険年金課|くやくしょ|ぺいじー|市役所",
}
_CIRCUMSTANCES = {
    "residence_until": r"在留|ビザ|外国|ざいりゅう|びざ|visa",
    "graduation": r"マル学|まる学|まるがく|学生|卒業|進学|がくせい|そつぎょう|大学",
    "burden_change": r"負担|割合|ふたん|わりあい",
}
_PEOPLE = {
    "お母さま": r"母|お母さん|おかあさん|ママ|はは",
    "お父さま": r"父|お父さん|おとうさん|パパ|ちち",
    "奥さま": r"妻|家内|嫁|奥さん|女房|つま",
    "ご主人": r"夫|主人|旦那|だんな|おっと",
    "息子さん": r"息子|むすこ|長男|次男",
    "娘さん": r"娘|むすめ|長女|次女",
    "お子さま": r"子ども|子供|こども|うちの子",
    "おばあさま": r"祖母|おばあちゃん|ばあちゃん",
    "おじいさま": r"祖父|おじいちゃん|じいちゃん",
    "お兄さま": r"兄|お兄さん",
    "お姉さま": r"姉|お姉さん",
    "弟さん": r"弟",
    "妹さん": r"妹",
    "ご家族": r"家族|親",
    "利用者さま": r"利用者|入所者|入居者",
}
SELF = "self"
_SELF = r"私|わたし|わたくし|僕|俺|自分|本人|あたし|うち(?!の)|わし"
# 母の分, 母は75歳, 母が届かない; not 母から聞いた, not 母子.
_BEHIND_PERSON = r"(?:親)?(?:の(?!方|話)|は|が|も|ので|です|だ|なん|$|[、。?？])"

_YES = re.compile(
    r"^(?:はい|ええ|うん|そう|あり(?:ます)?|ある|持って|もって|してい|しました|した|"
    r"登録済|イエス|ok|yes|もちろん)"
)
_NO = re.compile(
    r"いいえ|いえ|いや|うう?ん|ありません|ない|無い|なし|無し|持って(?:い)?(?:ない|ません)|して(?:い)?(?:ない|ません)|"
    r"まだ|ノー|\bno\b|ません"
)
_NONE = re.compile(
    r"(?:どれも|どれにも|何も|なにも|特に|とくに|ひとつも|ほかには|他には)|該当(?:しない|なし|しません)|"
    r"(?:当て|あて)は(?:まら|りません)|^(?:ない|無い|なし|ありません|いいえ|いえ|ないです)"
)
_DECLINE = re.compile(
    r"(?:言い|いい|教え|おしえ|答え|こたえ|書き|入れ)(?:たく(?:ない|あり|は)|られ?ない|ません)|個人情報|秘密|"
    r"答えなきゃ|答えないと|言わなきゃ|言わないと|言う必要|必要ある|勘弁|内緒|プライバシー|なんで(?:そんな|必要)"
)
_DONT_KNOW = re.compile(
    r"わから|分から|判ら|わかん|分かん|知らな|知りませ|しらな|覚えて(?:い)?(?:な|ませ)|おぼえて(?:い)?(?:な|ませ)|"
    r"忘れ|わすれ|不明|見当たら|手元に(?:ない|あり)|思い出せ|さあ"
)
_CORRECTION = re.compile(
    r"いや|違|ちが|じゃなく|ではなく|でなく|間違|まちが|訂正|言い直|いいなお|でした|だった|やっぱり|失礼|ごめん|すみません"
)
_QUESTION = re.compile(
    r"[?？]|(?:です|ます|ません|でしょう|でした|ました|の)か(?:[。、ねなぁ]|$)|いつ|どこ|どう|なぜ|なんで|何を|なにを|"
    r"教えて|おしえて|知りたい|どっち|どちら|どれ(?!も|にも)|誰|いくら|方法"
)
_EMERGENCY = re.compile(
    r"死にたい|しにたい|自殺|殺され|殺す|ころされ|(?:助|たす)けて[!！。くだ]|救急車|息が(?:でき|苦し)|意識が(?:ない|無い)|"
    r"倒れ(?:た|て(?:い|る))|血が止まら|火事|(?:今|いま)(?:、)?.{0,8}(?:殴られ|暴力|襲われ)|胸が(?:痛|苦し)|消えてしまいたい|もう生き"
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠々]")


def _one_of(vocabulary: dict[str, str], text: str) -> str | None:
    """The one entry that `text` mentions; None for none or several."""
    found = [name for name, pattern in vocabulary.items() if re.search(pattern, text)]
    return found[0] if len(found) == 1 else None


def document(text: str) -> str | None:
    """`notice` or `certificate`, if exactly one of the two is mentioned."""
    return _one_of(_DOCUMENTS, normalise(text))


def method(text: str) -> str | None:
    """`bank`, `web` or `ward`, if exactly one way to apply is mentioned."""
    return _one_of(_METHODS, normalise(text))


def circumstance(text: str) -> str | None:
    """The fact that a mentioned circumstance is about, if exactly one is mentioned."""
    return _one_of(_CIRCUMSTANCES, normalise(text))


def person(text: str) -> str | None:
    """How to call the person whose papers are meant, SELF for the resident, None if not said."""
    words = normalise(text)
    for label, pattern in _PEOPLE.items():
        if re.search(f"(?:{pattern}){_BEHIND_PERSON}", words):
            return label
    return SELF if re.search(f"(?:{_SELF}){_BEHIND_PERSON}", words) else None


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None for neither. 持っていません is a no."""
    words = normalise(text)
    if _NO.search(words):
        return False
    return True if _YES.search(words) else None


def none_of_them(text: str) -> bool:
    """Does the sentence say that nothing on offer applies?"""
    return bool(_NONE.search(normalise(text)))


def declines(text: str) -> bool:
    """言いたくない: does the sentence refuse to give what was asked?"""
    return bool(_DECLINE.search(normalise(text)))


def does_not_know(text: str) -> bool:
    """わからない: does the sentence say that the fact is not known?"""
    return bool(_DONT_KNOW.search(normalise(text)))


def corrects(text: str) -> bool:
    """いや、31年でした: does the sentence take something back?"""
    return bool(_CORRECTION.search(normalise(text)))


def asks(text: str) -> bool:
    """Does the sentence ask something?"""
    return bool(_QUESTION.search(normalise(text)))


def is_emergency(text: str) -> bool:
    """A cry for help: a life may be in danger."""
    return bool(_EMERGENCY.search(normalise(text)))


def is_japanese(text: str) -> bool:
    """Is there any Japanese letter in it?"""
    return bool(_JAPANESE.search(text))
