"""bot/text/furigana/ruby.py: which reading stands over which kanji."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from bot.content import current_content
from bot.text.furigana import ruby
from tests.text import repeatable

KAWASAKI = Path(__file__).parents[3] / "bot" / "content" / "kawasaki"
KANJI = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(autouse=True, scope="module")
def city() -> None:
    """The city's words are in the dictionary."""
    current_content()


def read(text: str) -> str:
    """The text with readings in brackets: 使(つか)える."""
    return "".join(f"{p.text}({p.reading})" if p.reading else p.text for p in ruby(text))


DIFFICULT = [
    "令和(れいわ)8年(ねん)7月(がつ)31日(にち)",
    "7月(がつ)1日(ついたち)",
    "1月(がつ)20日(はつか)まで",
    "14日(じゅうよっか)と24日(にじゅうよっか)と21日(にち)",
    "3か月(げつ)後(ご)、5日(いつか)後(ご)、その後(あと)",
    "30分(ぷん)と15分(ふん)",
    "1人(ひとり)、2人(ふたり)、4人(にん)",
    "75歳(さい)の誕生日(たんじょうび)",
    "90日(にち)以内(いない)",
    "使(つか)えます",
    "申(もう)し込(こ)みの手続(てつづ)き",
    "お金(かね)を払(はら)う",
    "日本(にほん)に住(す)む方(かた)",
    "何(なに)かあれば、何(なん)ですか",
    "開(あ)いている時間(じかん)",
    "今日(きょう)の日付(ひづけ)",
    "国保(こくほ)に入(はい)れる",
    "封筒(ふうとう)に入(い)れる",
    "正(ただ)しく言(い)う",
    "資格確認書(しかくかくにんしょ)と資格情報(しかくじょうほう)のお知(し)らせ",
    "区役所(くやくしょ)の保険年金課(ほけんねんきんか)",
    "父(とう)さん",
    "お子(こ)さま",
    "1対(たい)1のトーク",
    "044-200-0783",
]


@pytest.mark.parametrize("wanted", DIFFICULT)
def test_difficult_readings(wanted: str) -> None:
    """Days of a month, counters, okurigana and the field's words are read as people say them."""
    assert read(re.sub(r"\([ぁ-ん]+\)", "", wanted)) == wanted


def _texts(found: Any) -> Iterator[str]:
    match found:
        case str():
            yield found
        case dict():
            for value in found.values():
                yield from _texts(value)
        case list():
            for value in found:
                yield from _texts(value)


@pytest.mark.parametrize("language", ["ja-easy", "ja"])
def test_no_kanji_is_left(language: str) -> None:
    """Over every kanji of every text stands a reading, in kana alone."""
    files = [*(KAWASAKI / "answers" / language).glob("*.yml"), KAWASAKI / f"phrases/{language}.yml"]
    for path in files:
        for text in _texts(YAML(typ="safe").load(path)):
            for piece in ruby(text):
                assert bool(KANJI.search(piece.text)) <= bool(piece.reading), text
                assert re.fullmatch(r"[ぁ-ゖー]*", piece.reading), (piece, text)


@repeatable
@given(
    st.text(
        alphabet="0123456789年月日人分歳何方開入国保にいれるうか使 申込abc漢字々、。", max_size=20
    )
)
def test_the_text_stays(text: str) -> None:
    """The pieces together are the text, whatever it is."""
    assert "".join(piece.text for piece in ruby(text)) == text
