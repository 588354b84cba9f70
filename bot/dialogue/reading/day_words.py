"""The words that tell what a day is: those that stick to it, and the noun before it."""

from __future__ import annotations

import re

from bot.text import FoundDate

OTHER = "other"

_BORN = "生まれ|うまれ|生(?![活年])|出生"
_VISITS = "診察|受診|通院|病院|医者|歯医者|予約|検査|手術|入院|退院|透析|びょういん"
_DONE_THEN = (
    "作|つく|取[りっ]|取得|発行|交付|届|来[たてま]|き(?:まし|て|た(?![いく]))|引っ越|ひっこ|"
    "辞め|やめ|退職|転[入出]|送|もら|受け取|行っ|亡|なくな[っり]|更新(?:し|を?済)|延長し"
)
_WORDS_BEHIND: tuple[tuple[str, str], ...] = (
    ("birthday", rf"\s?(?:に|の)?\s?(?:{_BORN}|born)|が(?:誕生日|生年月日|たんじょうび)"),
    (
        "graduation",
        r"\s?(?:付け?)?[にでのを]?\s?(?:[^、。0-9]{0,8}?を)?\s?"
        r"(?:卒業|そつぎょう|卒(?=[、。でのだ見予\s]|$)|修了)",
    ),
    (
        "printed_expiry",
        r"(?:まで)?に(?:なって[いまる]|なってお)|(?:まで|が期限)?[」』]?\s?(?:と|って|で)"
        r"[^。、0-9]{0,6}(?:書[いか]|印字|印刷|記載|かい[てた]|なって[いまる])",
    ),
    (
        "burden_change",
        r"(?:から|より|以降|に|で)?、?[^。、0-9]{0,12}?(?:[1-3一二三]割|"
        r"(?:負担|ふたん|割合|わりあい)[^。、]{0,6}(?:変|か[わえ]|上|下|なる|なり|増|減))",
    ),
    (
        "residence_until",
        r"(?:までの?|が|に)\s?(?:在留|ざいりゅう|びざ|visa)",
    ),
    ("ecert_expiry", r"(?:までの?|が|に)\s?(?:電子|でんし)"),
    (
        "applied_on",
        r"(?:に|で|付け?で)?[^。、0-9]{0,14}?"
        r"(?:申し?込|もうしこ|口座振替|こうざふりかえ|引き?落と)",
    ),
    ("appointment", rf"(?:に|の|は|から|が|、)?[^。、0-9]{{0,12}}?(?:{_VISITS})"),
    (OTHER, rf"(?:の?[春夏秋冬](?:頃|ごろ|先)?)?に、?[^。、0-9]{{0,14}}?(?:{_DONE_THEN})"),
)
# Of a life: when they were is no fact of ours.
EVENTS = r"(?:入居|入所|契約)(?!者)|結婚|入籍|婚姻|離婚|就職|入社|来日"
_WORDS_BEFORE: tuple[tuple[str, str], ...] = (
    (
        "birthday",
        r"生年月日|誕生日?|たんじょうび|(?:生まれ|うまれ)(?=は|が|も|た|まし|年|[:、\s]|$)|出生|ばーすでー|birth\w*|dob",
    ),
    ("residence_until", r"在留|ざいりゅう|びざ|visa|滞在|残留|わーほり|わーきんぐほりでー"),
    ("ecert_expiry", r"電子(?:証明書?)?|でんし(?:しょうめい(?:しょ)?)?|署名用|利用者証明"),
    ("graduation", r"卒業|そつぎょう|修了"),
    ("burden_change", r"負担|ふたん|割合|わりあい|[1-3一二三]割"),
    (
        "applied_on",
        r"申し?込(?!書)|もうしこ|口座振替|引き?落と|ぺいじー|(?:出し|提出し|提出でき|持って行け|持って行っ)た(?=の)",
    ),
    ("appointment", r"診察|受診|通院|予約|検査日?|手術|入院日?"),
    ("card_expiry", r"(?<!在留)(?<!ざいりゅう)かーど"),
    (
        "other",
        r"認定証|限度額|被保険者証|(?<!まいな)保険証|免許|ぱすぽーと|旅券|届い|来た|"
        + EVENTS
        + r"|引っ越|辞め|やめ|退職|転[入出]|電話|休み|窓口",
    ),
    (
        "printed_expiry",
        r"期限|きげん|有効|(?:確認書|確認証|お知らせ|紙|かみ|書類)(?!\s?(?:で|、))|券面|印字|印刷",
    ),
)
BEFORE = {name: re.compile(words) for name, words in _WORDS_BEFORE}
PAPERS = {name: BEFORE[name] for name in ("residence_until", "ecert_expiry")}
STICKY = [(name, re.compile(words)) for name, words in _WORDS_BEHIND]
# What may stand between a noun that names a day and the day.
_LEADS_ON = re.compile(
    r"[^。!?]{0,3}?(?:予定|よてい)?(?:日|び|証明書)?(?:の)?(?:有効|ゆうこう)?(?:期限|期間|きげん|満了日?|日付|ひづけ|日|割合)?"
    r"(?:の(?:ほう|方|日))?(?:に|が|は|も|って|を|で|:|=|→|\(|、|\s|です|だ|なん|けど|が|で?すが|確か|たしか|たぶん|"
    r"えー?っ?と|ええと|あの|もう|一応|間違いで|間違って(?:い)?て|誤りで|正しくは|本当は|実は|来る|切れる|切れた|するの|したの|した|まし|する|る|た|の|[「『]|(?:更新|延長)(?:し|され|でき)て?|(?:延び|のび)て?)*$"
)
_DONE = re.compile(r"(?:です|ます|でした|(?<!れ)ました|生まれで|生まれの?)[、]?$")


def by_noun_before(before: str) -> str:
    """The noun that names the day: of several the last one that leads on to it."""
    if _DONE.search(before):
        return ""
    best, at = "", -1
    for name, words in BEFORE.items():
        for match in words.finditer(before):
            if match.start() > at and _LEADS_ON.match(before, match.end()):
                if (
                    name == "printed_expiry"
                    and best
                    and match.group() in ("期限", "きげん", "有効")
                ):
                    continue  # 在留期限, 電子証明書の有効期限
                best, at = name, match.start()
    return best


LATER_BY = re.compile(
    r"\s?(?:ほど|だけ|ばかり)?(?:遅れ|おくれ|遅く|早[くまめ]|ずれ|延び|のび|違い|ちがい)"
)


def is_a_span(day: FoundDate) -> bool:
    """一日遅れて26日に: by how many days, and no day."""
    alone = day.day is not None and day.month is None and day.date is None
    return alone and LATER_BY.match(day.after) is not None
