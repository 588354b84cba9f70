"""Which bank a sentence names."""

from __future__ import annotations

import pytest

from bot.content import current_words
from bot.dialogue.topics import banks

BANKS = current_words().edition.banks.listed
ALIASES = [(alias, bank.name) for bank in BANKS for alias in (bank.name, *bank.also)]


def find_bank(text: str) -> tuple[str, bool] | None:
    """The bank that a sentence names, by the edition of the tests."""
    return banks.find_bank(text, current_words().edition)


@pytest.mark.parametrize(("alias", "name"), ALIASES, ids=[alias for alias, _ in ALIASES])
def test_each_name_in_a_sentence(alias: str, name: str) -> None:
    """Every listed bank is found by every name that people call it, whatever stands around."""
    for sentence in ("{}", "{}です", "私は{}を使っています", "{}でも引き落とせますか"):
        assert find_bank(sentence.format(alias)) == (name, True), sentence


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("みずほ信託です", "みずほ信託銀行"),
        ("みずほです", "みずほ銀行"),
        ("三菱ＵＦＪ銀行", "三菱UFJ銀行"),
        ("paypay銀行", "PayPay銀行"),
        ("ＰａｙＰａｙ", "PayPay銀行"),
        ("三菱東京…じゃなくてUFJ", "三菱UFJ銀行"),
        ("横浜信金の口座があります", "横浜信用金庫"),
    ],
)
def test_listed_under_other_names(sentence: str, name: str) -> None:
    """Short names, full-width letters and capitals are the same bank; the longest name wins."""
    assert find_bank(sentence) == (name, True)


@pytest.mark.parametrize(
    "bank",
    [
        "住信SBIネット銀行",
        "ソニー銀行",
        "千葉銀行",
        "多摩信用金庫",
        "東京スター銀行",
        "三井住友信託銀行",
        "三菱UFJ信託銀行",
        "埼玉りそな銀行",
    ],
)
def test_unlisted(bank: str) -> None:
    """A bank that is not on the list is never taken for one that is, however alike the names."""
    for sentence in (f"{bank}は使えますか", f"{bank}です"):
        assert find_bank(sentence) == (bank, False), sentence


@pytest.mark.parametrize("sentence", ["三菱UFJ信託は使えますか", "三井住友信託です", "JA横浜です"])
def test_unlisted_without_its_kind(sentence: str) -> None:
    """The trust bank is not the bank, also when 銀行 is left out."""
    found = find_bank(sentence)
    assert found is None or not found[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "どの銀行が使えますか",
        "この銀行は使えますか",
        "近くの銀行でもいいですか",
        "銀行で申し込みたい",
        "うちの銀行でもできますか",
        "みずほと横浜銀行はどっちが使えますか",
        "わかりません",
        "地方銀行でも大丈夫ですか",
        "ネット銀行は使えますか",
        "別の信用金庫でもいいですか",
    ],
)
def test_no_one_bank(sentence: str) -> None:
    """A sentence that names no bank, or several, names none."""
    assert find_bank(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("スルガと横浜と楽天は使えますか", {"スルガ": False, "横浜銀行": True, "楽天銀行": True}),
        ("みずほと横浜銀行はどっちが使えますか", {"みずほ銀行": True, "横浜銀行": True}),
        ("ゆうちょ、住信SBI、イオン", {"ゆうちょ銀行": True, "住信SBI": False, "イオン銀行": True}),
        ("川崎信金かソニー銀行", {"川崎信用金庫": True, "ソニー銀行": False}),
        ("じゃあ横浜銀行なら", {"横浜銀行": True}),
        ("じゃあスルガ銀行は", {"スルガ銀行": False}),
        ("じゃあ銀行なら", {}),
        ("銀行と区役所", {}),
        ("もし銀行だったら", {}),
    ],
)
def test_several_banks(sentence: str, names: dict[str, bool]) -> None:
    """Every bank of an enumeration is told of; 銀行 alone is no name."""
    assert dict(banks.find_banks(sentence, current_words().edition)) == names
