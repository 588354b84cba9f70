"""Names in messages of other languages: my name is …, me llamo …, 我叫…, 저는 …입니다.

A name is known by what introduces it, or as two capitalised words side by side that are none of the
words which residents write so. A word too many is no loss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = "A-Za-zÀ-ɏḀ-ỿ'’"
_CAPITAL = rf"[A-ZÀ-ÞĀ-ɎḀ-Ỿ][{_LETTERS}]*"
_WORD = rf"[{_LETTERS}]{{2,20}}"
_SMALL = "(?:de|da|do|dos|das|del|dela|la|von|bin|binti|thi|văn|van|ng)"
_CAPITALS = rf"{_CAPITAL}(?: (?:{_SMALL} )*{_CAPITAL}){{0,4}}"

# Behind these comes a name, however it is written.
_CALLED = re.compile(
    r"(?i:\b(?:my name is|i am called|name ?:|tên (?:tôi|em|mình|mẹ|bố) (?:là|:)|"
    r"(?:tôi|em|mình) tên(?: là)?|me llamo|mi nombre es|(?:eu )?me chamo|"
    r"meu nome (?:é|e(?! uma?\b| [oa]\b))|(?:toi|em|minh) ten(?: la)?|ten (?:toi|em|minh) la|"
    rf"pangalan ko (?:po )?ay|mero naa?m|namae wa))\s+(?P<name>{_WORD}(?: {_WORD}){{0,4}}?)"
    r"(?=\s+(?i:and|y|e|at|và|ho|desu|po|from|my|the|i|ko|how|when|what)\b|[.,!?;、。]|\s*$)"
)
# Behind these may come anything: a name has a capital letter.
_IS = re.compile(
    r"\b(?i:i am|i'm|i’m|this is|soy|(?:eu )?sou(?: [oa])?|ako (?:po )?si|si|tôi là|em là|for|wife|"
    r"husband|son|daughter|mother|father|mom|dad|esposo|esposa|marido|hijo|hija|filho|filha|"
    rf"chồng(?: tôi)?|vợ(?: tôi)?|asawa kong si|anak kong si)\s+(?P<name>{_CAPITALS})"
)
_DESU = re.compile(
    rf"(?:^|[\s、。(])(?P<name>[{_LETTERS}]{{2,20}}(?: [{_LETTERS}]{{1,20}}){{0,4}})"
    r"(?=\s?(?:です(?!か)|と申|ともうし|といい|と言|desu\b))"
)
_SIDE_BY_SIDE = re.compile(
    rf"(?<![{_LETTERS}])(?P<name>{_CAPITAL}(?: (?:{_SMALL} )*{_CAPITAL}){{1,4}})"
)
# Mr. Sharma, Takanashi-san, and who says in Latin letters と申します.
_TITLED = re.compile(
    rf"\b(?i:mrs?|ms|miss|sra?|señora?|senhora?|dona|ông|bà|ginoong|aling|mang)\.? "
    rf"(?P<name>{_CAPITALS})"
    rf"|(?<![{_LETTERS}])(?P<san>[A-Za-z]{{3,20}}-(?=(?:san|sama|kun|chan|sensei)\b)|"
    rf"{_CAPITAL} (?=(?:san|sama|kun|chan|sensei)\b))"
    r"|(?<![A-Za-z])(?P<romaji>[A-Za-z]{3,20}(?: [A-Za-z]{2,20})?)(?= to (?:m[ou]{1,2}shi|iimas))"
)
_NO_SAN = re.compile(
    "(?i)o?(?:ka|to|ji|ba|ne|ni|ku|kyaku|isha|mawari)+|musu[km]|danna|min[an]|yome|doko|ichi|juu"
)
# Who begins so goes on with a name, in small letters too.
_GIVEN = (
    "mar[ií]a|jos[eé]|juan|jo[aã]o|carlos|lu[ií][sz]|ana|ant[oóô]nio|francisco|pedro|paulo|lucas|"
    "marcos|rosa|carmen|jorge|miguel|rafael|fernando|ricardo|sof[ií]a|l[uú]cia|juana|manuel|gabriel"
)
_SMALL_LETTERS = re.compile(
    rf"\b(?i:soy|(?:eu )?sou(?: [oa])?|ako (?:po )?si|i am|i'm|this is) (?P<name>(?i:{_GIVEN})\b"
    rf"(?: {_WORD}){{0,3}}?)(?=[,.!?;]|\s*$| (?i:y|e|and|at|con|com|quiero|quero)\b)"
)
_KATAKANA = re.compile(
    r"(?P<name>[ァ-ヺー]{2,12}(?:[・=] ?[ァ-ヺー]{1,12}){1,4})"
    r"(?=です|でござ|と申|とい|と言|の|が|、|。|$)"
)
_SURNAMES = (
    "王李张張刘劉陈陳杨楊黄赵趙吴呉周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許邓冯韩韓曹曾彭萧蔡潘田董袁"
    "于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵"
    "万钱严武莫孔向汤朴"
)
_TWO_LETTERS = "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|夏侯|皇甫|令狐|慕容"
_CHINESE_KIN = (
    "妈妈|媽媽|爸爸|母亲|父亲|老公|老婆|丈夫|妻子|儿子|兒子|女儿|女兒|孩子|先生|太太|奶奶|爷爷"
)
_CHINESE = re.compile(
    rf"(?:我叫|我的名字是|名字叫|叫做|(?:{_CHINESE_KIN})(?:名?叫|是)|[,，。、]叫)(?P<name>[一-鿿]{{2,4}})"
    rf"|(?:{_CHINESE_KIN})(?!方便|何|高[龄齡]|金|马上|馬上|常|于|於|向|[许許]多)"
    rf"(?P<kin>[{_SURNAMES}][一-鿿]{{1,2}})(?=的|[,，。、]|$)"
    rf"|我(?:是|姓)(?P<known>(?:{_TWO_LETTERS}|[{_SURNAMES}])[一-鿿]{{0,2}})(?=[,，。、的!]|$)"
    rf"|(?:^|[、。])(?P<desu>[{_SURNAMES}](?:[一-鿿]{{1,2}}|[ァ-ヺー]{{2,5}}))(?=です(?!か)|と申|といい|と言)"
)
_KOREAN_SURNAMES = "김이박최정강조윤장임한오서신권황안송류전홍고문손양배백허남심노하곽성차주우민"
_KOREAN_KIN = "아내|남편|아들|딸|어머니|아버지|엄마|아빠|부인|와이프|할머니|할아버지"
_KOREAN = re.compile(
    rf"(?:{_KOREAN_KIN}) (?:이름은 )?(?P<kin>[{_KOREAN_SURNAMES}][가-힣]{{1,2}}?)"
    "(?=의|이|가|은|는|씨|님|[ .,]|$)|"
    "(?:제 이름은|이름은|성함은) ?(?P<name>[가-힣]{2,4}?)(?=이에요|예요|입니다|이고|라고|$|[ .,])"
    f"|(?:^|[ .,])(?P<called>[{_KOREAN_SURNAMES}][가-힣]{{1,2}})"
    "(?=이?라고 (?:합니|해요|하는데))"
    f"|저는 ?(?P<known>[{_KOREAN_SURNAMES}][가-힣]{{1,2}})"
    "(?=입니다|이에요|예요|라고|인데|이라고)"
)
_NO_KOREAN = re.compile("유학|외국|한국|주부|학생|직장|회사|일본|중국|장애|고령|조선|이민")
_NEPALI_SURNAMES = (
    "थापा|श्रेष्ठ|तामाङ|गुरुङ|लिम्बू|मगर|शर्मा|पौडेल|खत्री|कार्की|बस्नेत|भट्टराई|घिमिरे|न्यौपाने|लामा|शेर्पा|खड्का|बुढाथोकी|पाण्डे|"
    "जोशी|महर्जन|शाक्य|रेग्मी|ढकाल|आचार्य|सुवेदी|विश्वकर्मा|परियार|चौधरी|यादव|साह"
)
_NEPALI = re.compile(
    r"(?:मेरो|[ऀ-ॿ]+को) नाम\s+(?P<name>[ऀ-ॿ]+(?:\s[ऀ-ॿ]+){0,2}?)(?=\s+हो|\s*$|[,।])"
    rf"|(?P<family>(?:[ऀ-ॿ]+\s){{1,2}}(?:{_NEPALI_SURNAMES}))(?=को|ले|लाई|[\s,।]|$)"
    r"|(?:^|[\s,।])म\s+(?P<self>[ऀ-ॿ]+(?:\s[ऀ-ॿ]+){1,2})(?=\s+हुँ)"
)

# Behind these even an An is a name.
_VIETNAMESE = re.compile(
    "(?i)(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|nguyen|tran|"
    "pham|hoang|huynh|dang|bui|ngo|duong) "
)

# Capitalised words that are no names.
_ORDINARY_WORDS = (
    "i the a an my your if is it do does can what when where which who why how will please "
    "hello hi dear january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday "
    "thursday friday saturday sunday reiwa heisei showa japan japanese japon japón japão hapon "
    "nhật bản english vietnamese filipino philippines pilipino português español nepal nepali "
    "nepalese china chinese korea korean india indian brazil brasil perú peru việt nam tiếng "
    "kawasaki tokyo kanagawa yokohama number card mynumber kokuho national health insurance "
    "eligibility certificate notice residence zairyu city hall ward office call center centre "
    "kakuninsho shikaku oshirase hokensho maina mynaportal pay easy web ok line pin id atm ic "
    "qr pdf fax tel nhi good morning evening thank thanks yes no"
)
_ORDINARY = frozenset(_ORDINARY_WORDS.split())


def find_foreign_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in NFKC `text`."""
    for match in _CALLED.finditer(text):
        if not _ordinary(match["name"].split()[0]):
            yield match.span("name")
    for pattern in (_DESU, _IS, _SMALL_LETTERS, _SIDE_BY_SIDE):
        for match in pattern.finditer(text):
            if not _ordinary(match["name"]) or _VIETNAMESE.match(match["name"]):
                yield match.span("name")
    for match in _TITLED.finditer(text):
        group = match.lastgroup or ""
        if not _ordinary(match[group]) and not (group == "san" and _NO_SAN.match(match[group])):
            yield match.span(group)
    for pattern in (_KATAKANA, _CHINESE, _KOREAN, _NEPALI):
        for match in pattern.finditer(text):
            group = match.lastgroup or ""
            if not _NO_KOREAN.match(match[group]):
                yield match.span(group)


def _ordinary(name: str) -> bool:
    """Is one of its words one that everybody writes?"""
    return any(word.strip(".'’").casefold() in _ORDINARY for word in name.split())
