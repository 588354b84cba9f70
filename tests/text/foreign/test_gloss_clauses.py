"""Sentences about one day: its verb, its year, an age that is reached on it."""

from __future__ import annotations

import pytest

from .told import told_in


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
    assert told in told_in(language, said)


def test_a_day_that_may_be_of_either_year_is_left_open() -> None:
    """到期 in a month that is over may be past or of next year: no verb is made up."""
    assert "6月5日です" in told_in("zh", "电子证书6月5日到期")


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
    assert told in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("vi", "mẹ em sinh ngày 15/1/1956, sắp 70 tuổi", "母の誕生日は1956年1月15日です"),
        ("es", "mi suegro es de marzo de 1951 y va a cumplir 75", "義父の誕生日は1951年3月です"),
    ],
)
def test_nobody_turns_70_on_the_day_of_birth(language: str, said: str, told: str) -> None:
    """Born in 1956, soon 70: the day is the birthday, and tells more than the age."""
    assert told in told_in(language, said)
