"""Is a life in danger now? By sense, and by what stands beside it.

The same words tell of an illness long over, or of a paper that burnt. So a danger that is told as
past, as treated, or beside a question about papers is none; one that kills within minutes is one
beside any question. Missing one costs more than showing 119 once too often: in doubt, it is one.
"""

from __future__ import annotations

import re

from bot.text.cleaning import normalise
from bot.text.danger_signs import DESPAIR, HARM, LIFE
from bot.text.spans import KATAKANA_TO_HIRAGANA

_DESPAIR, _LIFE, _HARM = (re.compile(p) for p in (DESPAIR, "|".join(LIFE), "|".join(HARM)))
# Long over, if nothing in the sentence is new.
_LONG_AGO = re.compile(
    r"昔|むかし|以前|かつて|(?:去年|昨年|一昨年|おととし|先月|先週)(?!から)|"
    r"[0-9一二三四五六七八九十数何]+(?:年|[かけゕゖ箇個]月|週間|日)(?:ほど|くらい|ぐらい)?(?:前|まえ)(?!から)|"
    r"若い(?:ころ|頃)|[ただい](?:とき|場合|際)|[ただ]時(?!間)|こと[がも](?:あ|な)|(?:い|な)なかった"
)
# In the hands of others, or beyond haste.
_TREATED = re.compile(
    r"入院(?!し?(?:た[いほ]|させ|でき))|退院|通院|通って|亡くな|死亡|他界|葬|運ばれ|別居|避難(?:中|して)|"
    r"(?:逃げ|戻っ)て(?:き|い[るたま])|後遺症|持病|既往|りはびり|治療|手術|検査|[健検]診|予防|対策|講習|訓練|"
    r"見舞|逮捕|治[っり]|回復|助か[っり]|助けた"
)
_NOW = re.compile(
    r"今(?![度年月週回後日])|いま(?!す|せ)|さっき|たった今|急に|突然|どうしよう|(?:助|たす)けて|救急車を"
)
_PAPERS = re.compile(
    r"確認書|かくにんしょ|お知らせ|おしらせ|保険|ほけん|国保|まいな|かーど|限度額|認定証|証明|診断書|再発行|"
    r"申請|申し込|手続|てつづき|窓口|役所|期限|委任|代理|代わりに|口座|引き落とし|番号|こーるせんたー|書類|"
    r"封筒|紙(?:が|を|は|の)|通知|郵送|郵便|届[いかくけ]|持[っち](?:て[行いこ]|物)|必要|もらえ|いくら|料金|費用|"
    r"医療|こくほ|つかえ[まる]|使え[まる]|補助|受診|病院[にへ]行|医者[にへ]|薬局|世帯|支援措置|表彰|にゅーす|"
    r"映画|燃え(?:る|ない)ごみ|夢[でを]|患者|受付|予約|相談(?:窓口|電話|先|した)|冊子|読め|説明|文字|入力|登録|画面|ちらし|駆除|会社|職員|広告|"
    r"払[いっ]|世の中|献血|検診|身分証|待ち時間|何を(?:持|見せ|出)|たら(?:どこ|何|いくら|使)"
)
# 死ぬほど, 息が詰まるような: nothing but a way to say "very".
_LIKENED = re.compile(r"[いるたなうられ]{0,3}(?:ほど|くらい|ぐらい|ような(?!痛|感)|話|思い)")
# A bare cry, or a loud one; any other may be about a letter. And who has no more words than whom
# to call.
_CRY = re.compile(
    r"^[^。]{0,6}(?:助|たす)けて(?:くだ|下)?(?:さい)?$|^(?:だれか|誰か)(?:来|き)て$|"
    r"^(?:119|110)番?$|^(?:救急(?:車)?|きゅうきゅう(?:しゃ)?|警察|けいさつ|ぱとかー)$"
)
_LOUD_CRY = re.compile(r"(?:助|たす)けて!")
_HELP = re.compile(r"(?:助|たす)けて(?!くれて)")
_ENDS = re.compile(r"(?<=[。!?])")


def is_emergency(text: str) -> bool:
    """A cry for help: a life may be in danger."""
    plain = _plain(text)
    if _LOUD_CRY.search(plain):
        return True
    about_papers = _PAPERS.search(plain) is not None
    return any(_is_told(sentence, about_papers) for sentence in _ENDS.split(plain))


def despairs(text: str) -> bool:
    """Does somebody want to end their own life?"""
    return bool(_DESPAIR.search(_plain(text)))


def cries_for_help(text: str) -> bool:
    """助けて: a life may be in danger, or somebody is at a loss with a letter."""
    return bool(_HELP.search(normalise(text)))


def _is_told(sentence: str, about_papers: bool) -> bool:
    is_over = bool(_LONG_AGO.search(sentence)) and not _NOW.search(sentence)
    is_treated = bool(_TREATED.search(sentence))
    if _DESPAIR.search(sentence) or _is_meant(_LIFE, sentence):
        return not is_over and not (is_treated and about_papers)
    may_harm = _is_meant(_HARM, sentence) or _CRY.search(sentence.rstrip("。?!"))
    return bool(may_harm) and not (is_over or is_treated or about_papers)


def _is_meant(signs: re.Pattern[str], sentence: str) -> bool:
    found = signs.finditer(sentence)
    return any(not _LIKENED.match(sentence, match.end()) for match in found)


def _plain(text: str) -> str:
    """One width, no spaces, and hiragana for katakana."""
    return normalise(text).replace(" ", "").translate(KATAKANA_TO_HIRAGANA)
