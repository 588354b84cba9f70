"""Of whom a message tells: relatives, she and he, and the caller's own."""

from __future__ import annotations

import pytest

from .told import told_in


@pytest.mark.parametrize(
    ("said", "who"), [("ba em", "父"), ("bà em", "祖母"), ("ba ngoai", "祖母")]
)
def test_a_mark_tells_a_grandmother_from_a_father(said: str, who: str) -> None:
    """Ba is father in the south; grandmother has a mark, or is named by her side."""
    assert f"{who}の誕生日は1955年10月5日です" in told_in("vi", f"{said} sinh ngày 5/10/1955")


def test_she_is_not_me() -> None:
    """Of my wife and me, she is my wife."""
    told = told_in("zh", "我和老婆都是2026年5月20号到期，我1985年1月1日生，她1986年2月2日生")
    assert "妻の誕生日は1986年2月2日です" in told
    assert "私と妻の誕生日" not in told


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
    assert told in told_in(language, said)


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
    assert told in told_in(language, said)


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
    assert "息子は2026年3月24日に卒業します" in told_in(language, said)
