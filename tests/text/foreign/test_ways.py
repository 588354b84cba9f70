"""bot/text/foreign: how somebody applies for the account transfer decides the month."""

from __future__ import annotations

import datetime

import pytest

from bot.text.foreign import gloss

TODAY = datetime.date(2025, 8, 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I applied at the bank counter on July 20"),
        ("zh", "7月20日在银行窗口申请的"),
        ("ko", "7월 20일에 은행 창구에서 신청했어요"),
        ("vi", "tôi nộp tại quầy ngân hàng ngày 20 tháng 7"),
        ("tl", "nag-apply ako sa counter ng bangko noong July 20"),
        ("pt", "pedi no balcão do banco no dia 20 de julho"),
        ("es", "lo pedí en la ventanilla del banco el 20 de julio"),
    ],
)
def test_a_counter_of_a_bank_is_the_bank(language: str, said: str) -> None:
    """The counter of a bank is never taken for the ward office, which begins a month earlier."""
    read = gloss(said, language, TODAY).text
    assert "銀行" in read
    assert "区役所" not in read


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I applied at the ward office counter on July 20"),
        ("zh", "7月20日在区役所柜台申请的"),
        ("ko", "7월 20일에 구청 창구에서 신청했어요"),
        ("vi", "tôi nộp tại quầy kuyakusho ngày 20 tháng 7"),
        ("tl", "nag-apply ako sa counter ng ward office noong July 20"),
        ("pt", "pedi no balcão da prefeitura no dia 20 de julho"),
        ("es", "lo pedí en la ventanilla del kuyakusho el 20 de julio"),
    ],
)
def test_a_counter_of_the_ward_is_the_ward(language: str, said: str) -> None:
    """And the counter of the ward office is the ward office."""
    read = gloss(said, language, TODAY).text
    assert "区役所" in read
    assert "銀行" not in read
