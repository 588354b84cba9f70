"""What a message asks: until when, and what to bring."""

from __future__ import annotations

import pytest

from .told import told_in


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "确认书到几号"), ("ko", "확인서 며칠까지"), ("vi", "giấy xác nhận dùng tới đâu"),
        ("tl", "kelan matatapos yung kakuninsho"),
    ],
)  # fmt: skip
def test_until_when_is_asked_in_many_ways(language: str, said: str) -> None:
    """几号, 며칠, tới đâu, kelan: how people ask until when."""
    assert "資格確認書はいつまでですか？" in told_in(language, said)


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
    assert "何を持って行けばいいですか" in told_in(language, said)


@pytest.mark.parametrize(
    ("language", "said"),
    [("pt", "e o q tenho q levar"), ("es", "y si voy al kuyakusho q llevo"), ("tl", "requirements"),
     ("ko", "은행에 뭐 들고 가요"), ("en", "and what docs"), ("vi", "can giay gi")],
)  # fmt: skip
def test_what_to_bring_in_few_words(language: str, said: str) -> None:
    """It asks without a mark."""
    assert "何を持って行けばいいですか？" in told_in(language, said)


def test_what_ends_does_not_ask() -> None:
    """सकिन्छ holds किन, why: no word of its own."""
    assert told_in("ne", "२०२६ मार्च १८ मा पढाइ सकिन्छ") == "2026年3月18日に卒業します。"
