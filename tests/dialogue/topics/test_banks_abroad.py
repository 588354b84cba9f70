"""Which bank a message in another language names."""

from __future__ import annotations

import pytest

from bot.content import current_words
from bot.dialogue.topics.banks_abroad import find_banks_abroad

EDITION = current_words().edition
NAMES = [(name, bank.name) for bank in EDITION.banks.listed for name in (bank.name, *bank.abroad)]


@pytest.mark.parametrize(("said", "name"), NAMES, ids=[said for said, _ in NAMES])
def test_every_name(said: str, name: str) -> None:
    """Each name of a listed bank in any language is that bank, whatever stands around it."""
    for sentence in ("{}", "I have {}.", "可以用{}吗?", "¿Puedo usar {}?", "{} ok?"):
        found = find_banks_abroad(sentence.format(said), EDITION)
        assert found == [(said if said == name else f"{said} ({name})", True)], sentence


def test_a_name_ends_with_its_bank() -> None:
    """라쿠텐 은행: the word for a bank is of the name, also behind a space."""
    assert find_banks_abroad("라쿠텐 은행으로 돼요?", EDITION) == [("라쿠텐 은행 (楽天銀行)", True)]


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("Can I use Sony Bank?", ["Sony"]),
        ("is suruga bank ok", ["suruga"]),
        ("Is Tokyo Star Bank on the list?", ["Tokyo Star"]),
        ("可以用索尼银行吗", ["索尼银行"]),
        ("스루가은행도 되나요?", ["스루가은행"]),
        ("Dùng ngân hàng Vietcombank được không?", ["Vietcombank"]),
        ("Posso usar o Banco do Brasil?", ["Brasil"]),
        ("के सोनी बैंक चल्छ?", ["सोनी"]),
        ("Sumitomo Mitsui Trust Bank", ["Sumitomo Mitsui Trust Bank"]),
        ("三菱日联信托银行可以吗", ["三菱日联信托银行"]),
    ],
)
def test_not_on_the_list(said: str, names: list[str]) -> None:
    """Any other bank is not on the list, also where its name holds one that is."""
    assert find_banks_abroad(said, EDITION) == [(name, False) for name in names]


@pytest.mark.parametrize(
    "said",
    [
        "Which bank can I use?", "Do I need my bank account number?", "any bank is ok?",
        "Can I apply at the bank?", "哪家银行可以用?", "我的银行卡可以吗", "어느 은행이 되나요?",
        "Dùng ngân hàng nào được?", "¿Qué banco puedo usar?", "Anong bangko ang puwede?",
        "Posso pagar pelo banco?", "कुन बैंक चल्छ?",
    ],
)  # fmt: skip
def test_no_name(said: str) -> None:
    """A bank without a name is none."""
    assert find_banks_abroad(said, EDITION) == []


def test_several() -> None:
    """Every bank of an enumeration is told, in its order."""
    found = find_banks_abroad("MUFG, Sony Bank or Rakuten Bank?", EDITION)
    assert found == [
        ("MUFG (三菱UFJ銀行)", True), ("Sony", False), ("Rakuten Bank (楽天銀行)", True),
    ]  # fmt: skip


def test_one_bank_by_two_names() -> None:
    """Who writes the Japanese name in brackets asks about one bank."""
    assert find_banks_abroad("SMBC (三井住友銀行)", EDITION) == [("SMBC (三井住友銀行)", True)]
