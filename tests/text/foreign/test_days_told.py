"""Days as residents tell them: in romaji, without a year, of a new share, of a longer stay."""

from __future__ import annotations

import pytest

from .told import told_in


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "my mother was born Showa 30 nen 11 gatsu 3 ka", "母の誕生日は昭和30年11月3日です"),
        ("en", "Reiwa 8 nen 1 gatsu made visa", "在留期限は令和8年1月です"),
        ("vi", "ba toi sinh Showa 25 nen 12 gatsu 15 nichi", "父の誕生日は昭和25年12月15日です"),
        ("tl", "ipinanganak si papa noong Showa 26 nen 2 gatsu 9 ka", "昭和26年2月9日です"),
        ("pt", "vovó nasceu no dia 15 de dezembro do ano 25 da era Showa", "昭和25年12月15日です"),
        ("es", "mi abuelo nació el 9 de febrero del año 26 de la era Showa", "昭和26年2月9日です"),
        ("ne", "हजुरआमाको जन्म शोवा २५ साल १२ महिना १५ गते", "祖母の誕生日は昭和25年12月15日です"),
        ("ne", "हजुरआमाको जन्म शोवा २५ नेन १२ गात्सु १५ निची", "昭和25年12月15日です"),
        ("ne", "mero sasura ko janma showa 26 sal 2 mahina 9 gate", "昭和26年2月9日です"),
        ("ne", "बुबाको जन्म सन् १९५१ साल २ महिना ९ तारिख हो", "父の誕生日は1951年2月9日です"),
    ],
)
def test_days_as_japanese_says_them(language: str, said: str, told: str) -> None:
    """The year of an era, then month and day in numbers: in Latin letters and native ones."""
    assert told in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my ecert is May 28, I forgot to renew it"), ("zh", "电子证书5月28号过的期"),
        ("zh", "电子证书5月28日就到期了，一直没去更新"),
        ("ko", "전자증명서 5월 28일인데 깜빡했어요"),
        ("vi", "chung thuc dien tu het han ngay 28/5 ma em quen gia han"),
        ("tl", "na-expire na nung May 28 yung electronic certificate ko, nakalimutan ko"),
        ("pt", "o certificado eletrônico era 28 de maio e esqueci"),
        ("es", "el certificado electrónico vencía el 28 de mayo, se me olvidó"),
        ("ne", "इलेक्ट्रोनिक प्रमाणपत्र मे २८ को हो, बिर्सें"),
    ],
)  # fmt: skip
def test_what_was_forgotten_ran_out(language: str, said: str) -> None:
    """A day that is over, of something that nobody renewed, is the last such day."""
    assert "電子証明書が5月28日に切れました" in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my ecert expires September 18 and I haven't renewed it yet"),
        ("zh", "电子证书9月18日到期，还没更新"),
        ("ko", "전자증명서 9월 18일 만료인데 아직 안 했어요"),
        ("vi", "chứng thực điện tử 18/9 hết hạn, em chưa gia hạn"),
        ("tl", "mag-e-expire sa Sept 18 ang e-cert ko, hindi ko pa na-renew"),
        ("pt", "o certificado eletrônico vence dia 18 de setembro e ainda não renovei"),
        ("es", "vence el 18 de setiembre mi certificado electrónico y no lo renové"),
        ("ne", "इलेक्ट्रोनिक प्रमाणपत्र सेप्टेम्बर १८ मा सकिन्छ, अझै नविकरण गरेको छैन"),
    ],
)  # fmt: skip
def test_what_is_to_come_is_not_over(language: str, said: str) -> None:
    """Not renewed yet, of a day ahead: it runs out this year."""
    assert "電子証明書が9月18日に切れます" in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "mom's share becomes 3 wari from Dec 1 2025"),
        ("en", "from Dec 1 2025 my mom will have to pay 30%"),
        ("pt", "a partir de 1/12/2025 minha mãe vai pagar 30%"),
        ("vi", "mẹ em từ 1/12/2025 lên 3 wari"),
        ("vi", "từ 1/12/2025 mẹ em sẽ phải trả 3 wari"),
        ("es", "desde el 1 de diciembre de 2025 mi mamá va a pagar 3 wari"),
        ("vi", "mẹ em từ 1/12/2025 phải trả 3 wari"),
        ("tl", "magiging 3 wari na ang bayad ni nanay mula December 1 2025"),
        ("pt", "minha mãe vai pagar 30% a partir de 1/12/2025"),
        ("es", "mi mamá va a pagar 3 wari desde el 1 de diciembre de 2025"),
        ("ne", "aama 2025 december 1 dekhi 3 wari tirnu parchha"),
    ],
)
def test_what_will_be_paid_from_a_day_is_a_new_share(language: str, said: str) -> None:
    """Who will pay three tenths from a day on pays another share now."""
    assert "母の負担割合が2025年12月1日から変わります" in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I pay 30% at the hospital."), ("zh", "我现在付三成"),
        ("ko", "저는 30% 내고 있어요."),
        ("vi", "em đang trả 30%"), ("pt", "eu pago 30% hoje."), ("es", "pago 30% ahora."),
        ("ne", "ma 30% tirchhu."),
    ],
)  # fmt: skip
def test_what_is_paid_now_is_no_change(language: str, said: str) -> None:
    """The share of today, with no day, changes nothing."""
    assert "変わり" not in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my dad reaches 70 on December 3 this year"), ("en", "dad hits 70 this year, 3 Dec"),
        ("en", "my dad's 70th birthday is on 3 December"), ("zh", "我爸今年12月3日就70了"),
        ("zh", "爸爸12月3日70岁生日"), ("ko", "아버지 70번째 생신이 12월 3일이에요"),
        ("tl", "70th birthday ng tatay ko sa December 3"),
    ],
)  # fmt: skip
def test_an_age_is_reached_on_a_day(language: str, said: str) -> None:
    """However a language says it: hits 70, a 70th birthday."""
    text = told_in(language, said)
    assert "12月3日に70歳になります" in text
    assert text.startswith("父は")


@pytest.mark.parametrize(
    ("language", "said", "age"),
    [
        ("pt", "meu pai tem 72 e mora comigo", 72), ("pt", "meu pai está com 74, e eu?", 74),
        ("es", "mi papá tiene 72 y vive conmigo", 72), ("es", "mi papá tiene 74.", 74),
    ],
)  # fmt: skip
def test_an_age_needs_no_years(language: str, said: str, age: int) -> None:
    """Tem 72: what else can somebody have so many of?"""
    assert f"父は{age}歳です" in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "my wife's residence card was renewed to 5 Feb 2026", "妻の在留期限は2026年2月5日"),
        ("zh", "老公的签证续签到2026年2月5日了", "夫の在留期限は2026年2月5日"),
        ("vi", "visa của chồng em gia hạn đến 5/2/2026", "夫の在留期限は2026年2月5日"),
        ("vi", "denshi shomeisho tren the my number het han 5/2/2026", "電子証明書の有効期限は"),
        ("vi", "thẻ my number hết hạn 5/2/2026", "マイナンバーカードの有効期限は2026年2月5日"),
    ],
)
def test_what_is_named_first_is_what_runs_out(language: str, said: str, told: str) -> None:
    """The stay that was extended, the certificate inside the card: neither is lost on the way."""
    assert told in told_in(language, said)
