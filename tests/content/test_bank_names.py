"""bot/content/bank_names.py: the list of banks for people who do not read Japanese."""

from __future__ import annotations

import pytest

from bot.content import current_content, words_today

LANGUAGES = current_content().city.languages
BANKS = current_content().editions[-1].banks.listed


def told(language: str) -> str:
    """The list as it is answered with."""
    return "\n".join(words_today(language).parts("debit_banks").details)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bank_in_every_language(language: str) -> None:
    """No bank is lost, and each has its Japanese name, as on its own counter."""
    assert [bank.name for bank in BANKS if bank.name not in told(language)] == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("ja", "横浜銀行、東日本銀行"),
        ("ja-easy", "横浜銀行、東日本銀行"),
        ("en", "横浜銀行 (Yokohama Bank), 東日本銀行 (Higashi-Nippon)"),
        ("vi", "横浜銀行 (Yokohama Bank), 東日本銀行 (Higashi-Nippon)"),
        ("ko", "横浜銀行 (요코하마은행), 東日本銀行 (히가시니혼은행)"),
        ("ne", "横浜銀行 (योकोहामा बैंक), 東日本銀行 (Higashi-Nippon)"),
        ("zh", "横浜銀行、東日本銀行"),
        ("zh", "りそな銀行 (理索纳)"),
    ],
)
def test_banks_in_ones_own_letters(language: str, shown: str) -> None:
    """Beside the Japanese name stands how the bank is called, in own letters where we know it;
    who reads kanji needs it for kana alone."""
    assert shown in told(language)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code not in ("ja", "ja-easy")])
def test_who_has_no_other_name(language: str) -> None:
    """A bank stands in Japanese alone only where its file knows no other name, or it is in it."""
    for bank in BANKS:
        alone = f"{bank.name} (" not in told(language)
        assert not alone or language == "zh" or not bank.abroad or bank.abroad[0] in bank.name
