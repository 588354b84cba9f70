"""bot/text/said_names.py: names that no label and no honorific gives away."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from bot.content.strict_yaml import load
from bot.text.said_names import hide_names

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("山田花子です。確認書が届きません", "〔名前〕です。確認書が届きません"),
        ("山田 花子です", "〔名前〕です"),
        ("山田\u3000花子 昭和30年", "〔名前〕 昭和30年"),
        ("やまだはなこです", "〔名前〕です"),
        ("ヤマダハナコです", "〔名前〕です"),
        ("ﾔﾏﾀﾞﾊﾅｺです", "〔名前〕です"),
        ("山田です。保険証はどこ", "〔名前〕です。保険証はどこ"),
        ("私は田中次郎ですが", "私は〔名前〕ですが"),
        ("川崎区の田中ですが", "川崎区の〔名前〕ですが"),
        ("小林の母です", "〔名前〕の母です"),
        ("長男の健太の保険証", "長男の〔名前〕の保険証"),
        ("渡邉です", "〔名前〕です"),
        ("資格確認書の件、鈴木", "資格確認書の件、〔名前〕"),
        ("田中太郎と田中花子の保険証", "〔名前〕と〔名前〕の保険証"),
        ("", ""),
        ("〔名前〕です。確認書は", "〔名前〕です。確認書は"),
    ],
)
def test_names_are_hidden(said: str, kept: str) -> None:
    """A first and a last name together, or a name that somebody gives as his own, is hidden."""
    assert hide_names(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "中原区民なんだけど国保の申請どこでやる?",
        "高津の区役所で申請してもいいんですか",
        "川崎 国保 指定病院",
        "確認書も送ってもらうことは加納ですか",
        "マイナ保険証です",
        "マルがくの紙です",
        "六十四ですけれども、この確認書の期限は",
    ],
)
def test_other_words_stay(said: str) -> None:
    """Wards, ages, cards and misconversions are no names."""
    assert hide_names(said) == said


def test_of_the_training_data_next_to_nothing_is_hidden() -> None:
    """Of the city's own utterances, in which nearly nobody is named, one in a thousand changes."""
    texts = [
        line
        for path in sorted((ROOT / "data/nlu").glob("[ac]*.yml"))
        for entry in load(path)["nlu"]
        for line in entry["examples"].splitlines()[::5]
    ]
    changed = [text for text in texts if hide_names(text) != text]
    assert len(texts) > 300
    assert len(changed) <= len(texts) / 1000 + 2


def test_threads_do_not_disturb_each_other() -> None:
    """Several threads at once read the same as one."""
    found: list[str] = []

    def work() -> None:
        for _ in range(100):
            found.append(hide_names("山田花子です。入院代を安くする紙がほしい"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["〔名前〕です。入院代を安くする紙がほしい"] * 400
