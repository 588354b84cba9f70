"""bot/text/addresses.py: street addresses."""

from __future__ import annotations

import pytest

from bot.text.addresses import find_addresses


def addresses(text: str) -> list[str]:
    """Return the addresses found in the text."""
    return [text[start:end].strip() for start, end in find_addresses(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("住所は川崎区宮本町1-2-3です", "川崎区宮本町1-2-3"),
        ("川崎市川崎区東田町8に行った", "川崎市川崎区東田町8"),
        ("神奈川県川崎市中原区小杉町三丁目245番地", "神奈川県川崎市中原区小杉町三丁目245番地"),
        ("多摩区登戸1丁目2番3号", "多摩区登戸1丁目2番3号"),
        ("高津区溝口1丁目", "高津区溝口1丁目"),
        ("2丁目3番地", "2丁目3番地"),
        ("麻生区万福寺1-2-3 メゾン新百合101号室", "麻生区万福寺1-2-3 メゾン新百合101号室"),
        ("東京都千代田区1-1", "東京都千代田区1-1"),
    ],
)
def test_finds_addresses(text: str, address: str) -> None:
    """A place with house figures is an address, from the prefecture to the room."""
    assert addresses(text) == [address]


@pytest.mark.parametrize(
    "text",
    [
        "27番の窓口",
        "区役所2番窓口",
        "川崎区のもんじゃ",
        "第179号",
        "2番",
        "1-2-3",
        "8月1日",
        "中原区に3人",
        "宮本町3人",
    ],
)
def test_leaves_other_figures_alone(text: str) -> None:
    """Counters, wards and bare figures are no addresses."""
    assert addresses(text) == []
