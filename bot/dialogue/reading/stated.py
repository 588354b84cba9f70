"""Facts that are no days: papers, the card, insurance, ages, and circumstances that are named."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from bot.dialogue.reading.cards import read_card
from bot.dialogue.reading.draft import Draft
from bot.dialogue.reading.situation import NONE, Doubt
from bot.dialogue.reading.supposed import found_at, is_stated
from bot.text import Problem
from bot.text.city import city_words
from bot.text.numerals import kanji_value
from bot.text.spans import Normal

_PAPER = {
    "notice": (
        r"(?:資格(?:情報)?の?)?(?:お知らせ|おしらせ)(?!く|し|い|で(?:きる|きま))|"
        r"資格(?:情報)?通知書?|しかくじょうほうのおしらせ"
    ),
    "certificate": (
        r"(?:資格|視覚|四角|死角|しかく)?(?<!本人)確認(?:書(?!類)|証)|資格(?:証明書|証|書)|"
        r"しかく(?:かくにん(?:しょう?)?|しょう)|かくにんしょう?"
    ),
}
_PAPER_RE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _PAPER.items()))
_NOT_HELD = re.compile(
    r"(?:[」』])?(?:を|の|が|に|も|は)?(?:[^。、]{0,6}?)(?:申請|交付申請|ほし|欲し|したい|変え|替え|いらな|要らな|不要|って何|とは|ではな|じゃな|と(?:資格|お知らせ|確認))"
)
# 資格確認書とお知らせ、両方: neither is anybody's.
_BESIDE = re.compile(r"(?:お知らせ|確認書|確認証|おしらせ)(?:と(?!い)|や|か)$")
_SAME = re.compile(
    r"(?<!と)(?:同じ|おなじ)(?:く|です|もの|紙|のが?(?!期限)|やつ|だ|なん|なので|書類)"
)
_SAME_DAY = re.compile(
    r"(?<!と)(?:同じ|おなじ)(?:誕生日|生年月日|日の?生まれ|日に生まれ)|(?:誕生日|生年月日)[はもが]、?[^。、0-9]{0,6}?(?:同じ|おなじ|一緒)(?!年|月(?!日)|[くぐ]らい|頃|ころ|じゃ|では)"
)
_INSURED = (
    (
        "late_elderly",
        r"後期(?:の(?:ほう|方))?(?:に(?:入|移|なり|なっ)|です|だ|なん|(?=[、。)]|$))|"
        r"後期高齢(?:者)?(?:医療)?(?:保険|制度)?(?:の(?:ほう|方))?(?:に(?:入|加入|移り|移っ|なり|なっ|切り替)|です|で(?:、|す)|の(?:方|人)?(?:で|です)|だ|、|。|$)",
    ),
    (
        "no",
        r"(?:会社|勤め先|職場|勤務先|かいしゃ|仕事先)の?\s?(?:健康|社会)?(?:保険|ほけん|健保)(?!料|証|年金)|社保|社会保険|健保|けんぽ|共済|組合保険|船員保険|"
        r"扶養(?:に入っ|に入れ|で(?:す|、)?|家族|内|の?まま)|被扶養|生活保護(?!費)|(?:国保|国民健康保険)(?:じゃ|では|で)?(?:な[いくし]|ありま)|"
        r"国保には?入って(?:い)?(?:な|ませ)|国保[はをから]{0,2}(?:もう)?(?:抜け|脱退|外れ)(?=[てた])",
    ),
    (
        "yes",
        r"(?:国保|国民健康保険|こくほ)(?:(?=[)、。]|$)|です|だ|なん|に(?:加入|入っ|入り)|で(?!き)|の(?:加入者|被保険者)|加入)",
    ),
)
_INSURED_RE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _INSURED))
_CITY_BEFORE = re.compile(r"(?P<name>[一-龠ァ-ヶ]{2,5})[市町村]の?$")  # 横浜市の国保
# 父だけ後期高齢者で、ほかは国保です: that is not his
_THE_OTHERS = re.compile(
    r"(?:ほか|他|残り|あと|以外)(?:の[^。、はもが]{1,6})?[はが](?:みんな|みな|全員|皆)?$"
)
_CHANGES = re.compile(
    r"[^。、]{0,4}?(?:に|へ)(?:変わ|かわ|切り?替|移[るり]|入[るり](?!ま?して)|入る|なる|なり(?:ます)?(?!まし))|"
    r"[^。、]{0,3}(?:を)?(?:やめ|辞め|抜け)|て(?:い)?(?:ました|た)(?!ん)"
)
_FOREIGN_NO = re.compile(
    r"外国(?:人|籍)(?:では|でも|じゃ)(?:な[いく]|あり)|日本人|日本国籍|国籍[はが]?日本|日本籍|にほんじん"
)
# For NFKC text: in folded text フィリピン人 has no katakana to be seen by.
_FOREIGN_YES = re.compile(
    r"(?:外国|がいこく|中国|韓国|台湾|米国|英国|[ァ-ヶー]{2,10})(?:人|じん|国?籍|せき)(?!登録|(?:では|でも|じゃ)(?:な[いく]|あり))"
)
_RESIDENCE_NONE = re.compile(
    r"(?:在留期限|在留期間|びざ|在留)(?:は|も|が|の?期限は?|とか|なんか|など)*(?:特に|とくに)?(?:ない|無い|なし|ありません|無期限|関係な)|(?:特別)?(?:永住|えいじゅう)(?:者|しゃ|権|けん|びざ|許可|(?=です|で|、|。|\s|$))(?!の(?:配偶|妻|夫))"
)
_RESIDENCE = re.compile(
    r"(?:在留期限|在留期間|在留資格|在留かーど|びざ|ざいりゅうきげん)(?:が|も|は|の期限が)?\s?(?:ある|あり(?!ませ)|有り|有る|切れ(?:る|ます|そう)|(?:を)?持って)|"
    r"(?:びざ|在留資格)で(?:日本に)?(?:住|す|来|滞在|い)|在留期限付き|"
    # A status of residence that has an end: 妻は特定活動です
    r"定住者|ていじゅうしゃ|特定(?:活動|技能)|技人国|国際業務|家族滞在|技能実習|高度専門職|経営・?管理|配偶者(?:等|びざ)"
)
_BURDEN = re.compile(
    r"(?:窓口)?(?:負担|ふたん)(?:割合|わりあい)?(?:が|も|は|の割合が)?[^。、0-9]{0,10}?(?:変わ|かわ|変更|上が|下が|あが|さが|増え|減)(?:[るっりら]|に|が|し|え|す)?|"
    r"割合(?:が|も|は)?[^。、0-9]{0,8}?(?:変わ|かわ|変更|上が|下が)|"
    r"(?:[1-3一二三]割(?:から|負担から))?[1-3一二三]割(?:負担)?に(?:なる|なり|なっ|変わ|上が|下が|戻)"
)
_WORD_OF_IT = "お?知らせ|通知|連絡|話|予定|こと|見込み"
_BURDEN_NONE = re.compile(
    r"[1-3一二三]割のまま(?!で?い)|(?:負担|割合|ふたん)[^。、]{0,8}?変わったり[^。、]{0,4}し(?:な[いく]|ませ)|"
    r"割合の?変[更化](?:も|とか|や)、?[^。]{1,20}(?:も|とか|など)(?:は|が)?、?(?:(?:ござい|あり)ませ|な[いくし])|"
    r"(?:負担|割合|ふたん)[^。、]{0,8}?(?:変わらな|変わりませ|かわらな|かわりませ|そのまま|同じまま)|"
    rf"割合の?変[更化](?:の|、?そ(?:う|んな|の)|いった|いう|という|など|なんか|とか|等|{_WORD_OF_IT}|[はもが])*、?(?:(?:ござい|あり)ませ|な[いくし])|"
    rf"(?:負担|割合)[^。、]{{0,6}}変わ[^。、]{{0,3}}(?:という|って|なんて|との)?(?:{_WORD_OF_IT})[^。、]{{0,6}}(?:な[いしく]|ませ|とらん|てへん)"
)
# Nobody goes there to study from home.
_FAR = (
    "北海道|札幌|青森|岩手|宮城|仙台|秋田|山形|福島|新潟|富山|石川|金沢|福井|長野|岐阜|愛知|名古屋|"
    "三重|滋賀|京都|大阪|関西|兵庫|神戸|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|"
    "高知|福岡|九州|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄"
)
_STUDY = "大学|短大|専門学校|学校|高専"
_MARUGAKU_NONE = re.compile(
    r"(?P<plain>(?:まる|丸|○|〇)\s?(?:学|がく))\s?(?:に(?:は)?(?:該当|当てはま)(?:し|ら|り)?|扱い|の対象)?\s?(?:で|じゃ)?\s?"
    r"(?:は|も(?:[^。、]{1,8}でも)?)?\s?(?:な[いくし]|ありませ|ないで|ませ|と(?:は|も)?、?(?:違|ちが))|"
    r"(?<![大留])学生(?:でも|では|じゃ)(?:な[いくし]|ありませ)"
)
_MARUGAKU = re.compile(
    rf"(?:{_FAR})(?:で(?:一人|ひとり)暮らし)?の(?:{_STUDY})|(?:{_STUDY})[^。、]{{0,10}}(?:{_FAR})(?:に住|で(?:一人|ひとり)|に下宿)|"
    r"(?:まる|丸|○|〇)(?:学|がく)(?:って(?:いう)?(?:やつ|もの))?(?:(?=\s?[0-9昭平令hsr])|\s?です|で|だ|な|の(?!とき|場合|手続|制度|期限|人|方)|に(?:該当|なって)|扱い|[、。\s]|$)|"
    r"(?:市外|県外|他県|都外|他の市|別の市|ほかの市|よその市|遠く|地方|市の外|町の外)の?(?:大学|学校|短大|専門|高専|高校|だいがく|がっこう|寮|下宿|町|市|あぱーと)?[^。、]{0,10}?(?:大学|学校|通|住|進学|下宿|在学|在籍|で)|"
    r"下宿|(?:学生|大学)寮|寮(?:に|で|生)|(?:進学|大学|学校|修学)(?:で|のため|のために|の都合で)[^。、]{0,10}?(?:離れ|別居|引っ越|住民票|出て|一人暮らし|ひとり暮らし|住)|"
    r"(?:一人暮らし|ひとり暮らし)(?:の|をして(?:い)?る|してる|で)?(?:大学|学)生|(?:大学|学)生で[^。]{0,6}(?:一人暮らし|ひとり暮らし)"
)
_AT_HOME = (  # {place}: the city's name
    r"(?:小|中)(?:学校|学生|学|[1-6一二三四五六])(?:年生)?(?!旬|央|[0-9]*月)|しょうがく|ちゅうがく|幼稚園|保育園|園児|"
    r"(?:市内|{place}(?:市)?(?:内)?)の(?:大学|短大|専門|学校|高校)|(?:自宅|実家|家|うち|じたく)から(?:[^。、]{0,8}?(?:通|かよ)|です|なので|だ)|自宅(?:通学|生)|実家暮らし|同居(?:の|して(?:い)?る)(?:大)?学生"
)


@lru_cache
def _at_home(place: str) -> re.Pattern[str]:
    return re.compile(_AT_HOME.replace("{place}", re.escape(place)))


_STUDENT = re.compile(
    r"(?:大学|専門学校|短大|大学院|高校|高専|専門|留)生(?!協)|学生(?!証|時代|街|服|課|センター|窓口)|大学に(?:通|行|入|進)|大学(?:[1-6一二三四]年)|高校?[1-3一二三](?:年|です|で|、|。|$)|大学院に|だいがくせい|がくせい"
)
# 4月から大阪の大学に行く予定です: of no paper of today.
_STUDIES_LATER = re.compile(
    r"に(?:行く|いく|進学する|入学する|入る|通う)(?:予定|つもり)|に(?:進学|入学)(?:の)?予定|に(?:合格|受か)"
)
_SCHOOL_LATER = re.compile(rf"(?:{_STUDY}|高校)[^。、]{{0,6}}(?:{_STUDIES_LATER.pattern})")
_MOVED_YES = re.compile(
    r"(?:卒業|そつぎょう)[^。]{0,10}?(?:延び|のび|延長|先延ば|遅れ|おくれ|延期)(?:た|ま|る|て|に)(?!い?(?:な[いく]|ませ))|留年(?!し?そう)"
)
_MOVED_NO = re.compile(
    r"(?:卒業|そつぎょう)[^。]{0,8}?(?:延びて(?:い)?(?:な|ませ)|のびて(?:い)?(?:な|ませ)|予定(?:通|どお)り)"
)
_METHOD = {
    "bank": r"銀行|金融機関|信金|信用金庫|信用組合|農協|郵便局|ぎんこう|ゆうびんきょく",
    "web": r"(?<![a-z])web|うぇぶ|(?:いんたー)?ねっと|おんらいん|すまほ|ぱそこん",
    "ward": r"区役所|ぺいじー|pay-?easy|くやくしょ|市役所",
}
_METHOD_RE = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _METHOD.items()))
_TRANSFER = re.compile(r"振替|ふりかえ|引き?落と|引落|申し?込|もうしこ|ぺいじー|pay-?easy")

_NUMBER = r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,4})"
_AGE = re.compile(
    rf"(?P<when>(?P<month>先月|来月|今月|再来月|らいげつ|こんげつ)|(?P<year>今年|来年|ことし|らいねん)|もうすぐ|まもなく|そろそろ|この前|先月|先日|誕生日で)?"
    rf"(?:の)?(?:誕生日)?(?:に|で|の)?、?\s?(?:満|まん)?\s?(?<![0-9.])(?P<age>{_NUMBER})\s?(?P<unit>歳|才|さい|(?=に(?:なる|なり|なっ))|(?<=[月日]で[67][0-9])(?=[、。]|です|なん|$)|(?<=[父母夫妻私僕俺兄姉弟妹][5-9][0-9])(?=です(?!か)|で?、|。|\s|$|[父母夫妻私僕俺兄姉弟妹])|(?(when)(?=です|だ|なん|。|、|$)(?<=[67][0-9])|(?=です(?!か)|なん|で[、。]|、|。|$)(?<=[父母夫妻私僕俺人親兄姉弟妹内婿嫁まん様方]は[5-9][0-9]))|"
    r"(?:(?<=[父母夫妻私僕俺人親内]は[五六七八九]十)|(?<=[父母夫妻私僕俺人親内]は[五六七八九]十[一二三四五六七八九]))(?=です(?!か)|なん|で[、。]|、|。|$))"
    r"(?P<turns>に?(?:なる|なり(?!まし)))?"
)
NO_AGE = re.compile(
    r"\s?(?:年?(?:上|下|違|ちが|差|若|離れ|はなれ)|以上|以下|未満|から|まで|を|代|前後|になると|になったら|になれば|になる(?:人|方|と|年|月)|の(?:人|方|誕生|前|時|とき|手前|壁)|で(?:変|切|届|何|どう)|過ぎ|児|くらいから|か月|ヶ月)"
)
_NO_AGE_BEFORE = re.compile(r"(?:令和|平成|昭和|[0-9]割|第)\s?$")


def read_stated(normal: Normal, today: datetime.date) -> list[Draft]:
    """Every fact that is no day, in order."""
    folded = normal.folded
    readers = (_papers, read_card, _insurance, _circumstances, _methods)
    found = [draft for reader in readers for draft in reader(folded)]
    found += _nationality(normal)
    found += _ages(folded, today)
    return sorted(found, key=lambda draft: draft.start)


def _papers(folded: str) -> Iterator[Draft]:
    for match in _PAPER_RE.finditer(folded):
        if not _NOT_HELD.match(folded, match.end()) and not _BESIDE.search(
            folded, 0, match.start()
        ):
            yield found_at(match, "document", match.lastgroup or "")
    days = [match.span() for match in _SAME_DAY.finditer(folded)]
    for start, end in days:
        yield Draft(start, end, "birthday", same=True)
    for match in _SAME.finditer(folded):
        if not any(start <= match.start() < end for start, end in days):
            yield Draft(match.start(), match.end(), "document", same=True)


def _insurance(folded: str) -> Iterator[Draft]:
    for match in _INSURED_RE.finditer(folded):
        if is_stated(folded, match.end()) and not _CHANGES.match(folded, match.end()):
            said = match.lastgroup or ""
            if said == "yes" and _THE_OTHERS.search(folded, 0, match.start()):
                continue
            city = _CITY_BEFORE.search(folded, 0, match.start()) if said == "yes" else None
            elsewhere = city is not None and not city["name"].endswith(city_words().place)
            yield found_at(match, "insured", "no" if elsewhere else said)


def _nationality(normal: Normal) -> Iterator[Draft]:
    folded = normal.folded
    for match in _FOREIGN_NO.finditer(folded):
        if is_stated(folded, match.end()):
            yield found_at(match, "foreign", "no")
            yield found_at(match, "residence_until", NONE)
    for match in _FOREIGN_YES.finditer(normal.text):
        if is_stated(folded, match.end()):
            yield found_at(match, "foreign", "yes")


def _circumstances(folded: str) -> Iterator[Draft]:
    denied = [match.span("plain") for match in _MARUGAKU_NONE.finditer(folded)]
    table = (
        (_RESIDENCE_NONE, "residence_until", NONE), (_RESIDENCE, "residence_until", Doubt.NAMED),
        (_BURDEN_NONE, "burden_change", NONE), (_BURDEN, "burden_change", Doubt.NAMED),
        (_MARUGAKU_NONE, "graduation", NONE), (_MARUGAKU, "graduation", Doubt.NAMED),
        (_at_home(city_words().place), "graduation", NONE),
        (_SCHOOL_LATER, "graduation", NONE),
        (_STUDENT, "graduation", Doubt.UNSURE),
        (_MOVED_NO, "graduation_moved", "no"), (_MOVED_YES, "graduation_moved", "yes"),
    )  # fmt: skip
    for pattern, name, value in table:
        for match in pattern.finditer(folded):
            if pattern is _MARUGAKU and any(a <= match.start() < b for a, b in denied):
                continue
            if pattern in (_MARUGAKU, _STUDENT) and _STUDIES_LATER.match(folded, match.end()):
                continue
            if is_stated(folded, match.end()):
                yield found_at(match, name, value)


def _methods(folded: str) -> Iterator[Draft]:
    if not _TRANSFER.search(folded):
        return
    for match in _METHOD_RE.finditer(folded):
        yield found_at(match, "method", match.lastgroup or "")


def _ages(folded: str, today: datetime.date) -> Iterator[Draft]:
    """78歳 is an age; 来月75歳 tells the month of a birth as well."""
    for match in _AGE.finditer(folded):
        if NO_AGE.match(folded, match.end("age") + len(match["unit"])) or _NO_AGE_BEFORE.search(
            folded, max(0, match.start() - 4), match.start()
        ):
            continue
        age = int(match["age"]) if match["age"].isdigit() else kanji_value(match["age"])
        if not 0 < age < 120:
            continue
        start, end = match.start("when") if match["when"] else match.start("age"), match.end()
        month = _MONTHS.get(match["month"] or "")
        if month is not None:
            years, index = divmod(today.month - 1 + month, 12)
            born = f"{today.year + years - age}-{index + 1:02}"
            yield Draft(start, end, "birthday", problem=Problem.DAY_MISSING, part=born)
        elif match["year"]:
            year = today.year + (match["year"] in ("来年", "らいねん")) - age
            yield Draft(start, end, "birthday", problem=Problem.MONTH_MISSING, part=str(year))
        else:
            soon = match["when"] in ("もうすぐ", "まもなく", "そろそろ") or bool(match["turns"])
            yield Draft(start, end, "age", str(age - soon))


_MONTHS = {"先月": -1, "今月": 0, "こんげつ": 0, "来月": 1, "らいげつ": 1, "再来月": 2}
