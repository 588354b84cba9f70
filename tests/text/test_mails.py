"""bot/text/mails.py: addresses and names in chats, typed or told."""

from __future__ import annotations

import pytest

from bot.text.mails import find_accounts, find_mails, find_told_mails
from bot.text.spans import fold


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("taro@example.comまで", "taro@example.com"),
        ("taro.y@例え.jpです", "taro.y@例え.jp"),
        ("taro (@) gmail (.) com", "taro (@) gmail (.) com"),
        ("taro 골뱅이 naver 점 com", "taro 골뱅이 naver 점 com"),
        ("taro chấm y a còng gmail chấm com", "taro chấm y a còng gmail chấm com"),
        ("correo taro arroba gmail punto com", "taro arroba gmail punto com"),
        (
            "タロウ、アットマーク、ジーメール、ドットコム",
            "タロウ、アットマーク、ジーメール、ドットコム",
        ),
        ("I have the card at home. Can I go?", ""),
        ("@国保 いつまで", ""),
        ("un punto com dos puntos", ""),
    ],
)
def test_mails(said: str, found: str) -> None:
    """The whole address, and nothing where there is none."""
    folded = fold(said)
    spans = [*find_mails(folded)] or [*find_told_mails(folded)]
    assert [said[slice(*span)] for span in spans] == ([found] if found else [])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("LINEのIDはtaro_57です", "taro_57"),
        ("my wechat is taro57", "taro57"),
        ("インスタ taro.57", "taro.57"),
        ("マイナポータルのIDはどこですか", ""),
        ("an id is required", ""),
    ],
)
def test_accounts(said: str, found: str) -> None:
    """What is called an id, if no ordinary word looks so."""
    spans = [said[slice(*span)] for span in find_accounts(fold(said))]
    assert spans == ([found] if found else [])
