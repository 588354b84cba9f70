"""What a message of another language tells, from its first sentence to its last."""

from __future__ import annotations

import pytest

from .told import told_in


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
    assert "父の誕生日は1951年5月1日です" in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ne", "७५ पुगेपछि यो कागज चल्दैन रे। अन्तिम दिन कुन हो?"),
        ("ne", "काकुनिन्स्यो अझै चल्दैन?"),
    ],
)
def test_a_paper_that_is_no_longer_valid_is_no_emergency(language: str, said: str) -> None:
    """चल्दैन is said of a leg that does not move, and of a paper that is not accepted."""
    assert "救急車" not in told_in(language, said)


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
    found = told_in(language, said)
    assert told in found
    assert "明日" not in found
    assert "今日" not in found


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
    told = told_in(language, said)
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
    assert ("救急車" in told_in("zh", said)) is cries
