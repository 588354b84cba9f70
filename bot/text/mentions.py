"""What a sentence mentions besides dates: papers, people, ways to apply, yes and no.

Small closed vocabularies, read by rule. They are used only where one of them was asked for, or
where a word can mean nothing else; what a sentence *wants* is the intent model's business.
"""

from __future__ import annotations

import re
import unicodedata

from bot.text.cleaning import normalise

_DOCUMENTS = {
    "notice": r"お知らせ(?!く|し|い|で(?:きる|きま))|おしらせ|通知",
    "certificate": (
        r"(?<!本人)確認(?:書(?!類)|しょう?(?![ぁ-ん]))|資格確認証|(?<!本人)確認証|資格証|資格書|"
        r"しかく(?:かくにん|しょう)|かくにんしょ"
    ),
}
_METHODS = {
    "bank": r"銀行|金融機関|信金|信用金庫|信用組合|農協|郵便局|ぎんこう|ゆうびんきょく",
    "web": r"web|ウェブ|ネット|オンライン|スマホ|サイト|パソコン|うぇぶ|ねっと",
    "ward": r"区役所|役所|ペイジー|保険年金課|くやくしょ|ぺいじー|市役所",
}
_CIRCUMSTANCES = {
    "residence_until": r"在留|ビザ|外国|ざいりゅう|びざ|visa",
    "graduation": r"マル学|まる学|まるがく|学生|卒業|進学|がくせい|そつぎょう|大学(?!病院)",
    "burden_change": r"負担|割合|ふたん|わりあい",
}
# How to call a person, and the words for them; the longer words of other people come first.
_PEOPLE = {
    "おばあさま": r"祖母|お?ばあちゃん|おばあさん",
    "おじいさま": r"祖父|お?じいちゃん|おじいさん",
    "お母さま": r"(?<!祖)母親?|お母さん|おかあさん|ママ|はは",
    "お父さま": r"(?<!祖)父親?|お父さん|おとうさん|パパ|ちち",
    "奥さま": r"妻|家内|嫁|奥さん|女房|つま",
    "ご主人": r"(?<![丈大])夫(?!婦)|主人|旦那|だんな|おっと",
    "息子さん": r"息子|むすこ|長男|次男",
    "娘さん": r"娘|むすめ|長女|次女",
    "お子さま": r"子ども|子供|こども|うちの子",
    "お兄さま": r"兄(?!弟)|お兄さん",
    "お姉さま": r"姉(?!妹)|お姉さん",
    "弟さん": r"(?<!兄)弟",
    "妹さん": r"(?<!姉)妹",
    "ご家族": r"家族|(?<![父母])親(?!子)",
    "利用者さま": r"利用者|入所者|入居者",
}
SELF = "self"
_SELF = r"私|わたし|わたくし|僕|俺|自分|本人(?!確認)|あたし|うち(?!の)|わし"
# 母の分, 母は75歳, 母が届かない; not 母から聞いた, not 母子, not ははがき.
_BEHIND_PERSON = r"(?:の(?!方(?!の分)|話)|は(?!が)|が(?!き)|も|ので|です|だ|なん|$|[、。?？])"

_YES = re.compile(
    r"^(?:はい|ええ|うん|そう|もちろん|イエス|ok|yes|登録済)|間違い(?:ない|あり)|"
    r"(?:あり|持って(?:い)?|もって(?:い)?|して(?:い)?|登録し|延び|のび|(?<!く)し)(?:ます|る|ました|た)(?![から])|^ある"
)
_NO = re.compile(
    r"^(?:いいえ|いえ|いや|うう+ん|ノー|no\b|まだ)|(?<!違い)(?<!違いは)(?<!間違い)ありません|"
    r"(?<!間違い)(?<!間違いは)(?:ない|無い)(?:です|よ|ね|ん|。|$)|^(?:なし|無し)|"
    r"(?:持って|もって|して|延びて|のびて)(?:い)?(?:ない|ません)|(?:持ち|し|延び)ません"
)
_NONE = re.compile(
    r"(?:どれ|何|なに|一つ|ひとつ|いずれ)(?:に)?も(?!わか|分か)(?!当てはまる)(?:[^。]{0,6}(?:ない|無い|ません)|$)|"
    r"どれでも(?:ない|あり)|全部(?:ない|違)|(?:特に|とくに)(?:ない|無い|なし|ありません|$)|"
    r"(?:ほかに|他に)は?(?:ない|無い|なし|ありません|何も)|該当(?:しない|なし|しません)|"
    r"(?:当て|あて)は(?:まら(?:ない|ん|ず|ぬ)|まりません)|^(?:ない|無い|なし|ありません|いいえ|いえ)"
)
_DECLINE = re.compile(
    r"(?:言い|いい|教え|おしえ|答え|こたえ|書き|入れ|入力し|伝え)た(?:くない|くあり|くは|かない)|"
    r"(?:言え|教え(?:られ)?|答え(?:られ)?|言い)(?:ない|ません)|秘密|内緒|プライバシー|勘弁|"
    r"伏せ(?:させて|て(?:おき)?たい|たい|ておいて)|"
    r"個人情報(?:だ|な|は|です|じゃ|$)|(?:答え|言わ|教え)(?:なきゃ|ないと|なければ)|"
    r"(?:言う|教える|答える)必要|必要(?:ある|あり|なん)|(?:なんで|なぜ|どうして)(?:[^。]{0,6}(?:必要|いる|要る|聞)|$)"
)
_DONT_KNOW = re.compile(
    r"(?:わか|分か|判)(?:ら|りませ|んな)|知(?:らな|りませ)|しらな|(?:覚え|おぼえ)て(?:い)?(?:な|ませ)|"
    r"(?:忘れ|わすれ)(?!て(?:い)?(?:な|ませ))|不明|見当たり?(?:ら|ませ)|見つから|手元に(?:な|ありませ)|思い出せ|さあ"
)
_CORRECTION = re.compile(
    r"いや|違|ちが|ちゃう(?:わ|ねん|で)|じゃな[くか]|ではなく|でなく|間違(?!いな)|まちが|訂正(?!印)|言い直|いいなお|正しくは|本当は"
)
# Politeness and the past tense go with corrections, but with plain answers as well.
_MAYBE_CORRECTION = re.compile(r"でした|だった|やっぱり|失礼|ごめん|すみません")
_QUESTION = re.compile(
    r"[?？]|(?:です|ます|ません|でしょう|でした|ました|の)か(?:[。、ねなぁ]|$)|いつ(?!も)|ど[こご]|"
    r"どう(?!ぞ|も)|なぜ|なんで|何(?:が|を|の|で|か|月|日|年|枚|点)|なにを|教えて|おしえて|知りたい|ど(?:っち|ちら)(?!も)|"
    r"どれ(?!も|にも|でも)|誰|いくら|方法(?:は$|を|が(?:わ|分)|って)"
)
_FILLERS = re.compile(
    r"(?:の|が|を|は|に|で|と|って|ほう|方|紙|やつ|題名|窓口|です|だ|でした|思い?ます|かな|書いて?|あり?ます|"
    r"い?ます|届き?い?|来|まし|た|持って|もらい?っ?|たぶん|多分|はい|えっと|あの|資格|情報|[、。…\s])*"
)
_PIECE = re.compile(r"[^。、?？!！]+[。、?？!！]?")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶｦ-ﾟ一-龠々]")


# 区役所じゃなくて, 区役所と同じ早さで: another one is meant.
_TAKEN_BACK = r"(?:[^。、]{0,4}(?:じゃ|では|で)な(?:くて?|い|かった)|と(?:同じ|比べ|違)|より)"


def _one_of(vocabulary: dict[str, str], text: str) -> str | None:
    """The one entry that `text` mentions and does not take back; None for none or several."""
    found = [name for name, pattern in vocabulary.items() if re.search(pattern, text)]
    if len(found) > 1:  # 区役所じゃなくて信用金庫の窓口でした
        kept = (n for n in found if not re.search(f"(?:{vocabulary[n]}){_TAKEN_BACK}", text))
        found = list(kept)
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
    """How to call the person whose papers are meant, SELF for the resident.

    None if nobody is named, or several people are.
    """
    words = normalise(text)
    others = "|".join(_PEOPLE.values())
    patterns = {**_PEOPLE, SELF: f"(?:{_SELF})(?!の(?:{others}))"}  # 私の母 is one person
    people = [
        label
        for label, pattern in patterns.items()
        if re.search(f"(?:{pattern})(?:と|や|{_BEHIND_PERSON})", words)
    ]
    return people[0] if len(people) == 1 else None


def people(text: str) -> set[str]:
    """Everybody whom the words name, as `person` calls them; 私の母 are two."""
    words = normalise(text)
    named = {label for label, pattern in _PEOPLE.items() if re.search(pattern, words)}
    return named | ({SELF} if re.search(_SELF, words) else set())


def yes_or_no(text: str) -> bool | None:
    """True for yes, False for no, None for neither. 持っていません is a no.

    Only what is told counts: はい。でも、なくしたらどうすればいいですか is a yes by its first word.
    """
    pieces = _PIECE.findall(normalise(text))
    words = "".join(piece for piece in pieces if not _QUESTION.search(piece))
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


def may_correct(text: str) -> bool:
    """すみません、31年でした: may it, if nothing else was asked?"""
    return corrects(text) or bool(_MAYBE_CORRECTION.search(normalise(text)))


def names_only(text: str) -> bool:
    """確認書のほうです, 区役所で: does the sentence name a paper or a way, and say no more?"""
    words = normalise(text)
    for pattern in (*_DOCUMENTS.values(), *_METHODS.values()):
        words = re.sub(pattern, "", words)
    return bool(_FILLERS.fullmatch(words))


def without_names(text: str) -> str:
    """The words without the papers, ways to apply and people that they name."""
    words = normalise(text)
    for pattern in (r"資格(?:情報)?の?", *_DOCUMENTS.values(), *_METHODS.values()):
        words = re.sub(pattern, "", words)
    for pattern in (*_PEOPLE.values(), _SELF):
        words = re.sub(pattern, "", words)
    return words


def asks(text: str) -> bool:
    """Does the sentence ask something?"""
    return bool(_QUESTION.search(normalise(text)))


def is_japanese(text: str) -> bool:
    """Is there any Japanese letter in it?"""
    return bool(_JAPANESE.search(text))


# (^^), (´・ω・`), m(_ _)m: a face drawn in brackets, whatever letters it borrows.
_FACE = re.compile(
    r"[md]?\((?=[^()]*(?:[^\w\s()]|_))[^()ぁ-んァ-ヶ一-龠]{1,12}\)[md]?", re.IGNORECASE
)


def has_words(text: str) -> bool:
    """Is there any letter in it? 👍, 。, (^^), ○ and 2 are no words, of no language."""
    plain = _FACE.sub("", normalise(text))
    return any(unicodedata.category(char) in {"Ll", "Lu", "Lo", "Lt"} for char in plain)
