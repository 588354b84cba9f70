"""What a message of another language tells of whom, as Japanese sentences."""

from __future__ import annotations

import datetime

import pytest

from bot.text.foreign import gloss

TODAY = datetime.date(2025, 8, 1)


def _told(language: str, said: str) -> str:
    return gloss(said, language, TODAY).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "妈妈从2026年2月开始变成3成"), ("ko", "어머니가 2026년 2월부터 3할로 바뀌어요"),
        ("vi", "mẹ em từ tháng 2/2026 lên 30%"), ("vi", "me em tu thang 2/2026 con 20%"),
        ("es", "mi mamá pasa al 30% desde febrero de 2026"),
        ("tl", "magiging 30% si nanay simula February 2026"),
    ],
)  # fmt: skip
def test_the_new_share_alone_says_that_it_changes(language: str, said: str) -> None:
    """30% from February: nobody says from which share, or that it is one."""
    assert "母の負担割合が2026年2月から変わります" in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("zh", "电子证书10月底到期", "電子証明書が10月末に切れます"),
        ("ko", "전자증명서 10월 말 만료예요", "電子証明書が10月末に切れます"),
        ("vi", "chứng thư điện tử hết hạn cuối tháng 10", "電子証明書が10月末に切れます"),
        ("tl", "katapusan ng Oktubre expire ng e-certificate", "電子証明書が10月末に切れます"),
        ("es", "el certificado electrónico vence el 5 de octubre", "電子証明書が10月5日に切れます"),
        ("en", "my visa expires on December 5", "在留期限が12月5日に切れます"),
        ("zh", "电子证书6月5号过期了", "電子証明書が6月5日に切れました"),
        ("zh", "电子证书10月5号就过期了", "電子証明書が10月5日に切れます"),
        ("es", "mi visa vence el 15 de marzo", "在留期限が3月15日に切れます"),
        ("es", "el certificado electrónico venció el 5 de junio", "電子証明書が6月5日に切れました"),
        ("ko", "전자증명서가 6월 5일에 끝났어요", "電子証明書が6月5日に切れました"),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_of_the_year_that_the_verb_tells(
    language: str, said: str, told: str
) -> None:
    """What runs out later this year is to come; what ran out was the last such day."""
    assert told in _told(language, said)


def test_a_day_that_may_be_of_either_year_is_left_open() -> None:
    """到期 in a month that is over may be past or of next year: no verb is made up."""
    assert "6月5日です" in _told("zh", "电子证书6月5日到期")


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("zh", "外婆今年十二月三号满75", "祖母は今年の12月3日に75歳になります"),
        ("vi", "bà ngoại ngày 3/12 năm nay tròn 75", "祖母は今年の12月3日に75歳になります"),
        ("tl", "75 na si lola sa December 3 ngayong taon", "祖母は今年の12月3日に75歳になります"),
    ],
)
def test_an_age_is_reached_on_a_day_of_this_year(language: str, said: str, told: str) -> None:
    """75 on December 3 this year: the day is the birthday, not one more fact."""
    assert told in _told(language, said)


@pytest.mark.parametrize(
    ("said", "who"), [("ba em", "父"), ("bà em", "祖母"), ("ba ngoai", "祖母")]
)
def test_a_mark_tells_a_grandmother_from_a_father(said: str, who: str) -> None:
    """Ba is father in the south; grandmother has a mark, or is named by her side."""
    assert f"{who}の誕生日は1955年10月5日です" in _told("vi", f"{said} sinh ngày 5/10/1955")


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("vi", "mẹ em sinh ngày 15/1/1956, sắp 70 tuổi", "母の誕生日は1956年1月15日です"),
        ("es", "mi suegro es de marzo de 1951 y va a cumplir 75", "義父の誕生日は1951年3月です"),
    ],
)
def test_nobody_turns_70_on_the_day_of_birth(language: str, said: str, told: str) -> None:
    """Born in 1956, soon 70: the day is the birthday, and tells more than the age."""
    assert told in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "确认书到几号"), ("ko", "확인서 며칠까지"), ("vi", "giấy xác nhận dùng tới đâu"),
        ("tl", "kelan matatapos yung kakuninsho"),
    ],
)  # fmt: skip
def test_until_when_is_asked_in_many_ways(language: str, said: str) -> None:
    """几号, 며칠, tới đâu, kelan: how people ask until when."""
    assert "資格確認書はいつまでですか？" in _told(language, said)


def test_she_is_not_me() -> None:
    """Of my wife and me, she is my wife."""
    told = _told("zh", "我和老婆都是2026年5月20号到期，我1985年1月1日生，她1986年2月2日生")
    assert "妻の誕生日は1986年2月2日です" in told
    assert "私と妻の誕生日" not in told


@pytest.mark.parametrize(
    "said",
    [
        "el 26 de agosto hice el débito por internet",
        "pido por internet el 26 de agosto",
        "lo hice por internet el 26/8",
    ],
)
def test_who_did_it_applied(said: str) -> None:
    """Spanish says doing and asking where others say applying."""
    assert "Webで8月26日に申し込みます" in _told("es", said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "My stepson (born 2011-10-10) has a visa until Dec 12 2025",
         "息子の誕生日は2011年10月10日です"),
        ("en", "my uncle was born 22 April 1951", "叔父の誕生日は1951年4月22日です"),
        ("en", "my moms kakuninsho. she was born Nov 1 1955", "母の誕生日は1955年11月1日です"),
        ("zh", "我舅舅1951年4月22日出生", "叔父の誕生日は1951年4月22日です"),
        ("ko", "삼촌은 1951년 4월 22일생이에요", "叔父の誕生日は1951年4月22日です"),
        ("vi", "dì em sinh ngày 22/4/1951", "叔母の誕生日は1951年4月22日です"),
        ("tl", "si tita ipinanganak noong Abril 22, 1951", "叔母の誕生日は1951年4月22日です"),
        ("pt", "minha tia nasceu em 22/4/1951", "叔母の誕生日は1951年4月22日です"),
        ("es", "mi sobrino nació el 22/4/2011", "甥の誕生日は2011年4月22日です"),
        ("ne", "भाउजू ३१ वर्षकी", "義姉は31歳です"),
    ],
)  # fmt: skip
def test_every_relative_is_somebody(language: str, said: str, told: str) -> None:
    """An uncle, a stepson, a sister-in-law: never the caller, never whom was named before."""
    assert told in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("vi", "con gái riêng của em sinh 2009, thẻ zairyu tới 5/2/2026",
         "娘の誕生日は2009年です。在留期限は2026年2月5日です"),
        ("vi", "em vô công ty có shakai hoken", "私は会社の健康保険に入っています"),
        ("vi", "con dấu thì sao, tôi sinh 5/7/1985", "私の誕生日は1985年7月5日です"),
        ("vi", "the zairyu toi 5/2/2026", "在留期限は2026年2月5日です"),
        ("ko", "1950년 9월 9일생이 할머니고 1952년 6월 6일생이 할아버지예요",
         "祖母の誕生日は1950年9月9日です。祖父の誕生日は1952年6月6日です"),
        ("ko", "남편은 1970년 3월 3일생에 재류기간이 2026년 4월 30일까지입니다",
         "夫の誕生日は1970年3月3日です。在留期限は2026年4月30日です"),
        ("pt", "meu filho tem visto até 28/2/2026 e eu sou eijusha. tenho 41 anos, ele 44",
         "私は在留期限はありません。私は41歳です"),
        ("en", "my family is in Kawasaki and I am in marugaku", "私は市外の大学に通っています"),
        ("zh", "我儿子住宿舍（办了マル学），2026年3月24日毕业", "2026年3月24日に卒業します"),
    ],
)  # fmt: skip
def test_whose_it_is_and_what(language: str, said: str, told: str) -> None:
    """The possessor of a relative, tới (until) and words like vợ are nobody."""
    assert told in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "my father was born 1 May 1951. Is it a printing mistake?"),
        ("zh", "我爸1951年5月1日出生，是不是不用办了？"),
        ("es", "señorita disculpe, mi papá nació el 1 de mayo de 1951"),
        ("pt", "desculpe incomodar, meu pai nasceu em 1 de maio de 1951"),
    ],
)
def test_nothing_is_taken_back(language: str, said: str) -> None:
    """A printing mistake, 是不是 and an excuse for asking correct nothing that was said."""
    assert "父の誕生日は1951年5月1日です" in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ne", "७५ पुगेपछि यो कागज चल्दैन रे। अन्तिम दिन कुन हो?"),
        ("ne", "काकुनिन्स्यो अझै चल्दैन?"),
    ],
)
def test_a_paper_that_is_no_longer_valid_is_no_emergency(language: str, said: str) -> None:
    """चल्दैन is said of a leg that does not move, and of a paper that is not accepted."""
    assert "救急車" not in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("pt", "meu pai vai de 2wari pra 3wari a partir de 1/10/2025"),
        ("es", "a mi papá desde el 1 de octubre de 2025 le pasa de 20 a 30 por ciento"),
        ("vi", "bố tôi từ 1/10/2025 phải trả 3割 thay vì 2割"),
    ],
)
def test_a_share_by_its_japanese_name(language: str, said: str) -> None:
    """3割, 3wari and 30 por ciento are shares like 30%."""
    assert "父の負担割合が2025年10月1日から変わります" in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("pt", "minha mãe nasceu em primeiro de junho de 1956", "母の誕生日は1956年6月1日です"),
        ("tl", "bukas pa ba hotline nyo?", "教えてください"),
        ("tl", "at ngayon ako naman: magse-70 ako", "70歳になります"),
    ],
)
def test_the_first_of_a_month_and_what_is_no_day(language: str, said: str, told: str) -> None:
    """Primeiro de junho is a day; bukas may be open, not tomorrow; ngayon may be now."""
    found = _told(language, said)
    assert told in found
    assert "明日" not in found
    assert "今日" not in found


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("pt", "se eu levar o formulario no banco dia 20 de agosto, em que mes começa?",
         "銀行で8月20日に申し込みます"),
        ("es", "llevé el formulario al banco el 24 de julio, ¿cuándo es el primer cobro?",
         "銀行で7月24日に申し込みます"),
        ("en", "did it at the kuyakusho counter on july 31, when does it start?",
         "区役所で7月31日に申し込みます"),
        ("en", "Is the bank open on 3 January?", "1月3日は開いていますか"),
    ],
)  # fmt: skip
def test_a_day_at_a_counter_is_of_the_application(language: str, said: str, told: str) -> None:
    """At the bank on 20 August: one applies there, unless it is asked whether it is open."""
    assert told in _told(language, said)


def test_what_is_printed_names_no_paper() -> None:
    """A day that is printed on a paper does not say which paper it is."""
    told = _told("en", "both got the 資格情報のお知らせ. Hers has 30 June 2026 printed on it")
    assert "紙には2026年6月30日と書いてあります" in told
    assert "資格確認書" not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "what do I need to bring to the ward office?"), ("zh", "去办的话要带哪些东西"),
        ("ko", "신청하러 갈 때 뭐 가져가야 하나요?"), ("vi", "đi nộp thì mang theo giấy tờ gì?"),
        ("tl", "anong mga dadalhin ko dun?"), ("pt", "e o q tenho q levar?"),
        ("es", "si voy al kuyakusho q llevo?"), ("ne", "आवेदन दिन के के लैजाने?"),
    ],
)  # fmt: skip
def test_what_to_bring_is_asked(language: str, said: str) -> None:
    """Each application has its own list: which, the dialogue tells."""
    assert "何を持って行けばいいですか" in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "儿子在京都读大学住宿舍，还跟着我们川崎的国保，2026年3月24号毕业"),
        ("en", "my son studies in Kyoto, still on my kokuho, graduates March 24 2026"),
        ("vi", "con trai tôi học ở Kyoto, vẫn theo kokuho của nhà tôi, tốt nghiệp ngày 24/3/2026"),
        ("ko", "아들이 교토에서 대학 다니는데 우리 집 국보에 있고 2026년 3월 24일에 졸업해요"),
        ("es", "mi hijo estudia en Kioto, sigue en nuestro kokuho, se gradúa el 24/3/2026"),
        ("ne", "मेरो छोरा क्योटोमा पढ्छ, बीमा हाम्रै कोकुहोमा छ, २०२६ मार्च २४ मा ग्र्याजुएट हुन्छ"),
    ],
)
def test_whose_insurance_it_is_tells_not_whose_day(language: str, said: str) -> None:
    """Still on our kokuho: who graduates is the son."""
    assert "息子は2026年3月24日に卒業します" in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "My wife (born 1988-02-03) has a zairyu card valid to 20 May 2026 and my stepson "
               "(born 2011-10-10) has one to Dec 12 2025."),
        ("es", "Mi esposa (nacida el 3/2/1988) tiene zairyu card hasta el 20 de mayo de 2026 y mi "
               "hijo (nacido el 10/10/2011) tiene una hasta el 12 de diciembre de 2025"),
        ("pt", "Minha esposa (nasceu 03/02/1988) tem zairyu card até 20/05/2026 e meu filho "
               "(nascido 10/10/2011) tem um até 12/12/2025"),
        ("zh", "我老婆(1988年2月3日生)的在留卡到2026年5月20日，"
               "我儿子(2011年10月10日生)他的到2025年12月12日"),
    ],
)  # fmt: skip
def test_one_of_the_same_kind(language: str, said: str) -> None:
    """He has one until …: a period of stay, as hers before, and the day in brackets a birthday."""
    told = _told(language, said)
    assert "妻の誕生日は1988年2月3日です。在留期限は2026年5月20日です" in told
    assert "息子の誕生日は2011年10月10日です。在留期限は2025年12月12日です" in told


def test_another_day_of_the_same_person_is_not_of_that_kind() -> None:
    """The lease of a room is no period of stay, whatever stands beside it."""
    told = _told("en", "my zairyu card runs to 31 Dec 2026, the lease ends 28 Feb 2026")
    assert "在留期限は2026年2月28日" not in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I live with my uncle in Kawasaki and take the train to a school in Yokohama"),
        ("zh", "我住在川崎叔叔家，每天坐车去横滨的专门学校上课"),
        ("ko", "가와사키 삼촌 집에 살고 매일 요코하마 전문학교에 통학해요"),
        ("vi", "em ở nhà chú ở Kawasaki, hằng ngày đi học trường nghề ở Yokohama"),
        ("tl", "nakatira ako sa tito ko sa Kawasaki at nagte-train papunta sa school sa Yokohama"),
        ("pt", "moro com meu tio em Kawasaki e vou todo dia de trem pro curso em Yokohama"),
        ("es", "vivo con mi tío en Kawasaki y voy cada día en tren a la escuela de Yokohama"),
        ("ne", "म काकासँग बस्छु, हरेक दिन रेल चढेर योकोहामाको सेन्मोन गक्को जान्छु"),
    ],
)
def test_who_commutes_from_a_home_here(language: str, said: str) -> None:
    """No Marugaku, and nothing about the uncle at whose place one lives."""
    told = _told(language, said)
    assert "自宅から通っている大学生です" in told
    assert "叔父" not in told


@pytest.mark.parametrize(
    ("said", "cries"),
    [
        ("我现在正被老公家暴", True),
        ("被男朋友家暴，怎么办", True),
        ("因为家暴分开住，设了不让医院查我的资料", False),
        ("我是家暴受害者，不想让别人看到我的医疗信息", False),
        ("因为被前夫家暴，我申请了支援措施", False),
    ],
)
def test_violence_that_is_over_is_no_emergency(said: str, cries: bool) -> None:
    """Who lives apart because of it asks about the paper."""
    assert ("救急車" in _told("zh", said)) is cries


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "口座振替想去川崎信用金库的柜台办，要带什么？另外8月20号去办的话几月开始扣"),
        ("en", "what do I bring to the bank for the account transfer? If I apply on 20 August, "
               "which month does it start?"),
        ("ko", "자동이체는 신용금고에서 하려고 해요. 8월 20일에 신청하면 몇 월부터 빠져나가요?"),
    ],
)  # fmt: skip
def test_the_way_that_the_message_named(language: str, said: str) -> None:
    """At the bank: so is what is handed in on 20 August."""
    assert "銀行で8月20日に申し込みます" in _told(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [("pt", "e o q tenho q levar"), ("es", "y si voy al kuyakusho q llevo"), ("tl", "requirements"),
     ("ko", "은행에 뭐 들고 가요"), ("en", "and what docs"), ("vi", "can giay gi")],
)  # fmt: skip
def test_what_to_bring_in_few_words(language: str, said: str) -> None:
    """It asks without a mark."""
    assert "何を持って行けばいいですか？" in _told(language, said)


def test_what_ends_does_not_ask() -> None:
    """सकिन्छ holds किन, why: no word of its own."""
    assert _told("ne", "२०२६ मार्च १८ मा पढाइ सकिन्छ") == "2026年3月18日に卒業します。"
