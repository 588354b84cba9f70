"""What a day is: its name before or behind it, of whichever person."""

from __future__ import annotations

import pytest

from .told import told_in


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
    assert "母の負担割合が2026年2月から変わります" in told_in(language, said)


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
    assert "父の負担割合が2025年10月1日から変わります" in told_in(language, said)


def test_what_is_printed_names_no_paper() -> None:
    """A day that is printed on a paper does not say which paper it is."""
    told = told_in("en", "both got the 資格情報のお知らせ. Hers has 30 June 2026 printed on it")
    assert "紙には2026年6月30日と書いてあります" in told
    assert "資格確認書" not in told


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
    told = told_in(language, said)
    assert "妻の誕生日は1988年2月3日です。在留期限は2026年5月20日です" in told
    assert "息子の誕生日は2011年10月10日です。在留期限は2025年12月12日です" in told


def test_another_day_of_the_same_person_is_not_of_that_kind() -> None:
    """The lease of a room is no period of stay, whatever stands beside it."""
    told = told_in("en", "my zairyu card runs to 31 Dec 2026, the lease ends 28 Feb 2026")
    assert "在留期限は2026年2月28日" not in told
