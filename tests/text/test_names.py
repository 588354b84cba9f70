"""bot/text/names.py: people's names."""

from __future__ import annotations

import pytest

from bot.text.names import find_names


def names(text: str) -> list[str]:
    """Return the names found in the text."""
    return [text[start:end] for start, end in find_names(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("名前は山田太郎です", "山田太郎"),
        ("お名前は山田 太郎", "山田 太郎"),
        ("氏名:ヤマダ タロウ 性別", "ヤマダ タロウ"),
        ("氏名 山田花子\n", "山田花子"),
        ("なまえは たなか です", "たなか"),
        ("川崎区の田中と申します", "田中"),
        ("たなかともうします", "たなか"),
        ("私、グエン・ヴァン・アンといいます", "グエン・ヴァン・アン"),
        ("王といいます", "王"),
        ("母の山田花子さんの保険証", "山田花子"),
        ("田中さんがつかえる", "田中"),
        ("鈴木さんかもしれない", "鈴木"),
        ("佐藤様", "佐藤"),
        ("グエンさんは", "グエン"),
        ("太郎くんの分", "太郎"),
        ("My name is John Smith", "John Smith"),
    ],
)
def test_finds_names(text: str, name: str) -> None:
    """A name is found by its label, its introduction or its honorific."""
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "お名前は何ですか",
        "名前はなんですか",
        "名前は必要ですか",
        "名前は印刷されています",
        "奥さんと息子さん",
        "おかあさんがつかう",
        "皆様へ",
        "お客様番号",
        "市役所さん",
        "銀行さん",
        "お医者さん",
        "資格確認書といいます",
        "保険証と言います",
        "たくさん",
        "模様",
        "同様に",
        "仕様です",
        "この様に",
        "どうなさいましたか",
        "お疲れさま",
    ],
)
def test_leaves_other_words_alone(text: str) -> None:
    """Kin, offices, papers and everyday words are no names."""
    assert names(text) == []
