"""Several people, half-known dates and what follows an answer, in each language."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin
from tests.dialogue.talking import Conversation

# Husband 5 July 1956, wife 3 March 1952, son 10 October 2001: one date each.
_FAMILIES = {
    "en": "My husband was born 5 July 1956, my wife 3 March 1952 and my son 10 October 2001.",
    "zh": "我丈夫1956年7月5日出生，我妻子1952年3月3日出生，我儿子2001年10月10日出生。",
    "ko": "남편은 1956년 7월 5일생이고 아내는 1952년 3월 3일생이고 "
    "아들은 2001년 10월 10일생입니다.",
    "vi": "Chồng tôi sinh ngày 5/7/1956, vợ tôi sinh 3/3/1952, con trai tôi sinh 10/10/2001.",
    "tl": "Ipinanganak ang mister ko noong Hulyo 5, 1956, ang misis ko noong Marso 3, 1952 at ang "
    "anak kong lalaki noong Oktubre 10, 2001.",
    "pt": "Meu marido nasceu em 5 de julho de 1956, minha esposa em 3 de março de 1952 e meu filho "
    "em 10 de outubro de 2001.",
    "es": "Mi marido nació el 5 de julio de 1956, mi esposa el 3 de marzo de 1952 y mi hijo el 10 "
    "de octubre de 2001.",
    "ne": "मेरो श्रीमान्को जन्म १९५६ जुलाई ५, श्रीमतीको जन्म १९५२ मार्च ३ र छोराको जन्म २००१ अक्टोबर १० हो।",
}
_BORN = {"husband": "1956-07-05", "wife": "1952-03-03", "son": "2001-10-10"}


class _Talk:
    """A talk in one language, read in Japanese."""

    def __init__(self, begin: Begin, language: str) -> None:
        self.talk: Conversation = begin()
        self._language = language

    def say(self, intent: str, words: str) -> str:
        return self.talk.say(intent, words, language=self._language, sure=True).japanese


@pytest.mark.parametrize("language", _FAMILIES)
def test_each_has_the_own_birthday(begin: Begin, language: str) -> None:
    """Of three people in one message each gets the own date, and nobody another's."""
    talk = _Talk(begin, language)
    talk.say("certificate_expiry", f"{_FAMILIES[language]} 資格確認書?")
    people = {p.key: p.facts.get("birthday") for p in talk.talk.state.people}
    assert {key: day for key, day in people.items() if day} == _BORN


@pytest.mark.parametrize(
    ("language", "said"),
    [
        *((code, "zairyu card 2026/3/31") for code in _FAMILIES if code not in ("zh", "ko", "vi")),
        ("en", "my zairyu card expires 31/03/2026"),
        ("en", "My residence card expires next March 31"),
        ("zh", "在留卡到期日31/03/2026"),
        ("zh", "在留卡明年3月31日到期"),
        ("ko", "재류카드 만료일 31/03/2026"),
        ("ko", "재류카드는 내년 3월 31일까지예요"),
        ("vi", "thẻ cư trú hết hạn 31/03/2026"),
        ("vi", "thẻ cư trú hết hạn 31 tháng 3 năm sau"),
        ("tl", "mag-eexpire ang zairyu card ko sa 31/03/2026"),
        ("tl", "hanggang Marso 31 sa susunod na taon ang residence card ko"),
        ("pt", "meu visto vence em 31/03/2026"),
        ("pt", "meu zairyu vence em 31 de março do ano que vem"),
        ("es", "mi tarjeta de residencia vence el 31/03/2026"),
        ("es", "mi visa vence el 31 de marzo del próximo año"),
        ("ne", "मेरो भिसा अर्को वर्ष मार्च ३१ मा सकिन्छ"),
        ("ne", "मेरो रेसिडेन्स कार्ड ३१/०३/२०२६ मा सकिन्छ"),
    ],
)
def test_end_of_stay_in_each_order(begin: Begin, language: str, said: str) -> None:
    """The end of the stay is one day, whichever way it is written; it is nobody's birthday."""
    talk = _Talk(begin, language)
    talk.say("expiry_residence", said)
    assert talk.talk.facts == {"residence_until": "2026-03-31"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my visa is until March"),
        ("zh", "我的签证到3月"),
        ("ko", "비자는 3월까지예요"),
        ("vi", "visa của tôi đến tháng 3"),
        ("tl", "hanggang Marso ang visa ko"),
        ("pt", "meu visto vai até março"),
        ("es", "mi visa es hasta marzo"),
        ("ne", "मेरो भिसा मार्चसम्म छ"),
    ],
)
def test_a_month_is_no_day(begin: Begin, language: str, said: str) -> None:
    """Until March: the answer is a range, and the day is asked for."""
    talk = _Talk(begin, language)
    answer = talk.say("expiry_residence", said)
    assert "令和8年(2026年)3月2日から令和8年(2026年)4月1日までの間の日" in answer
    assert talk.talk.reply.asks


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "My father is 78 years old. Until when is his certificate valid?"),
        ("zh", "我父亲78岁，他的资格确认书能用到什么时候？"),
        ("ko", "아버지는 78세입니다. 자격확인서는 언제까지 쓸 수 있나요?"),
        ("vi", "bố tôi 78 tuổi, giấy xác nhận tư cách dùng đến khi nào?"),
        ("tl", "78 taong gulang ang tatay ko. Hanggang kailan ang certificate niya?"),
        ("pt", "Meu pai tem 78 anos. Até quando vale o certificado dele?"),
        ("es", "Mi padre tiene 78 años. ¿Hasta cuándo vale su certificado?"),
        ("ne", "मेरो बुबा ७८ वर्षको हुनुहुन्छ। उहाँको काकुनिन्शो कहिलेसम्म चल्छ?"),
    ],
)
def test_an_age_is_the_persons(begin: Begin, language: str, said: str) -> None:
    """My father is 78: his age, nobody else's, and another insurance is likely."""
    talk = _Talk(begin, language)
    assert "別の医療保険" in talk.say("certificate_expiry", said)
    father = talk.talk.state.find("father")
    assert father is not None
    assert father.facts["age"] == "78"


@pytest.mark.parametrize(
    ("language", "born", "none", "usable", "why"),
    [
        ("en", "5 July 1985", "none of these", "Usable on 5 March?", "why that date?"),
        ("zh", "1985年7月5日", "都没有", "3月5日能用吗？", "为什么是那一天？"),
        ("ko", "1985년 7월 5일", "해당 없음", "3월 5일에 쓸 수 있나요?", "왜 그 날인가요?"),
        (
            "vi",
            "5/7/1985",
            "không có cái nào",
            "Ngày 5/3 còn dùng được không?",
            "tại sao là ngày đó?",
        ),
        (
            "tl",
            "Hulyo 5, 1985",
            "wala sa mga iyan",
            "Magagamit ko ba sa Marso 5?",
            "bakit ganoon ang petsa?",
        ),
        (
            "pt",
            "5 de julho de 1985",
            "nenhum",
            "Posso usar no dia 5 de março?",
            "por que essa data?",
        ),
        (
            "es",
            "5 de julio de 1985",
            "ninguna",
            "¿Puedo usarlo el 5 de marzo?",
            "¿por qué esa fecha?",
        ),
        ("ne", "१९८५ जुलाई ५", "कुनै पनि होइन", "मार्च ५ मा चल्छ?", "किन त्यो मिति?"),
    ],
)
def test_what_follows_the_day(
    begin: Begin, language: str, born: str, none: str, usable: str, why: str
) -> None:
    """Usable on 5 March?, Why that date?: about the day that was told, and no fact changes."""
    talk = _Talk(begin, language)
    talk.say("certificate_expiry", "shikaku kakuninsho?")
    talk.say("inform", born)
    assert "令和8年(2026年)7月31日" in talk.say("deny", none)
    before = dict(talk.talk.facts)
    answer = talk.say("certificate_expiry", usable)
    assert answer.startswith("はい。令和8年(2026年)3月5日には、まだ使えます。")
    assert "決まりからは、次のお答え" in talk.say("nlu_fallback", why)
    assert talk.talk.facts == before


@pytest.mark.parametrize(
    ("language", "applied", "other", "mail"),
    [
        ("en", "I applied online on 20 August 2025", "what if the 26th?", "by mail?"),
        ("zh", "2025年8月20日在网上申请的", "如果是26号呢？", "邮寄呢？"),
        ("ko", "2025년 8월 20일에 인터넷으로 신청했어요", "26일이면요?", "우편으로도 되나요?"),
        (
            "vi",
            "tôi đăng ký qua mạng ngày 20/8/2025",
            "nếu là ngày 26 thì sao?",
            "gửi bưu điện được không?",
        ),
        (
            "tl",
            "nag-apply ako online noong Agosto 20, 2025",
            "paano kung sa ika-26?",
            "puwede ba sa koreo?",
        ),
        ("pt", "pedi pela internet em 20 de agosto de 2025", "e se for dia 26?", "pelo correio?"),
        ("es", "lo pedí por internet el 20 de agosto de 2025", "¿y si es el 26?", "¿por correo?"),
        ("ne", "मैले अनलाइनबाट २०२५ अगस्ट २० मा आवेदन दिएँ", "२६ तारिख भए?", "हुलाकबाट हुन्छ?"),
    ],
)
def test_another_day_and_mail(
    begin: Begin, language: str, applied: str, other: str, mail: str
) -> None:
    """What if the 26th? is reckoned anew; by mail? is answered."""
    talk = _Talk(begin, language)
    assert "令和7年(2025年)10月から" in talk.say("debit_start", applied)
    assert "令和7年(2025年)11月から" in talk.say("inform", other)
    assert "郵送" in talk.say("out_of_scope", mail)


@pytest.mark.parametrize(
    ("language", "said", "facts"),
    [
        ("en", "My husband's visa ends 31 March 2026 and mine 1 October 2027. Certificate?",
         {"husband": "2026-03-31", "self": "2027-10-01"}),
        ("tl", "Hanggang Dis. 20, 2025 ang visa ng mister ko. Kailan expire ng certificate niya?",
         {"husband": "2025-12-20"}),
        ("ko", "저랑 아내 비자가 26년 3월 31일까지예요. 자격확인서는 언제까지죠?",
         {"self": "2026-03-31", "wife": "2026-03-31"}),
        ("en", "Both my parents have visas until 2026-03-31. Certificate until when?",
         {"father": "2026-03-31", "mother": "2026-03-31"}),
    ],
)  # fmt: skip
def test_whose_period_of_stay(
    begin: Begin, language: str, said: str, facts: dict[str, str]
) -> None:
    """Each has the own period of stay: mine, hers, of both, named before or behind its day."""
    talk = _Talk(begin, language)
    talk.say("expiry_residence", said)
    told = {p.key: p.facts.get("residence_until") for p in talk.talk.state.people}
    assert {key: day for key, day in told.items() if day} == facts


@pytest.mark.parametrize(
    ("language", "said", "answered"),
    [
        ("tl", "mag 70 na si nanay sa Enero 20, 2026, hanggang kelan certificate nya", "1月31日"),
        ("tl", "75 na si nanay sa Disyembre 1, 2025, hanggang kelan certificate nya", "11月30日"),
        ("ko", "어머니가 내년 5월 5일에 만 75세 되세요 확인서 언제까지인지요", "5月4日"),
        ("zh", "我妈今年12月20号满75，她的确认书到哪天", "12月19日"),
    ],
)
def test_who_reaches_an_age_on_a_day(begin: Begin, language: str, said: str, answered: str) -> None:
    """A day on which somebody turns 70 or 75 is the birthday, not a date beside an age."""
    assert answered in _Talk(begin, language).say("certificate_expiry", said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "My father's share goes from 20% to 30% on 1 October 2025. Certificate?"),
        ("zh", "我爸爸今年10月1日起从2成变3成，资格确认书到几号？"),
        ("ko", "아버지가 2025년 10월 1일부터 2할에서 3할로 바뀌어요. 자격확인서는요?"),
        ("vi", "Bố tôi từ 20% lên 30% từ ngày 1/10/2025, giấy xác nhận tư cách đến khi nào?"),
        ("tl", "Si tatay magiging 30% na ang bayad simula Oktubre 1, 2025. Certificate niya?"),
        ("pt", "Meu pai: a parte que ele paga muda em 1 de outubro de 2025. Certificado?"),
        ("es", "Mi padre pasa del 20% al 30% el 1 de octubre de 2025. ¿Y su certificado?"),
        ("ne", "मेरो बुबाको २०२५ अक्टोबर १ देखि २०% बाट ३०% हुन्छ। काकुनिन्शो कहिलेसम्म?"),
    ],
)
def test_a_share_is_no_age_and_no_birthday(begin: Begin, language: str, said: str) -> None:
    """From 20 % to 30 % is a change of the share on that day, and nothing else of the person."""
    talk = _Talk(begin, language)
    talk.say("expiry_burden_change", said)
    father = talk.talk.state.find("father")
    assert father is not None
    facts = {name: day for name, day in father.facts.items() if name != "document"}
    assert facts == {"burden_change": "2025-10-01"}
