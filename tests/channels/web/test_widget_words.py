"""bot/channels/web/widget_words.py: what the widget knows of a language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.channels.web.widget_words import dates_in, japanese_in
from bot.content import Words, current_content
from bot.text.languages import LANGUAGES
from tests.house.serving import NOW

_BRACKETS = "（）「」“”《》"
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_NAMED = re.compile("（([^（）]+)）")


def words_in(language: str) -> Words:
    """The words of the day in this language."""
    return current_content().words(NOW.date(), language)


def texts_of(words: Words) -> Iterator[str]:
    """Every text that a resident may read, filled in where nothing of a talk is needed."""
    for answer in words.book.answers.values():
        for text in (t for t in answer.texts() if t not in (answer.script, answer.script_after)):
            yield text.format_map(_Kept(words.values))
    first = words.original.book.phrases if words.original else {}
    for name, section in words.book.phrases.items():
        # What only the desk reads stands in the first language.
        for text in (t for key, t in section.items() if t != first.get(name, {}).get(key)):
            yield str(text).format_map(_Kept(words.values))
    yield from words.book.widget.values()


class _Kept(dict[str, str]):
    """A value that only a talk has is left out."""

    def __missing__(self, key: str) -> str:
        return "0"


@pytest.fixture(scope="module")
def japanese() -> str:
    """All that we say in Japanese, and the names of our places."""
    words = words_in("ja")
    return "\n".join([*texts_of(words), *words.values.values()])


def test_chinese_names_what_is_japanese(japanese: str) -> None:
    """Only what our Japanese texts say is read as Japanese within Chinese."""
    pattern = re.compile(japanese_in(words_in("zh"))["zh"])
    marked = {
        found.group().strip(_BRACKETS)
        for text in texts_of(words_in("zh"))
        for found in pattern.finditer(text)
    }
    assert {"資格確認書", "マイナ保険証", "委任状", "マル学"} <= marked
    assert {name for name in marked if name.removesuffix("等") not in japanese} <= {
        "資格確認書を簡易書留で",  # what to say on the phone
        "相談番号があります",
    }


def test_chinese_leaves_no_kana_unmarked(japanese: str) -> None:
    """Kana are never read as Chinese, nor is a Japanese name in brackets."""
    pattern = re.compile(japanese_in(words_in("zh"))["zh"])
    for text in texts_of(words_in("zh")):
        rest = pattern.sub("", text)
        assert not _KANA.search(rest.replace("の", "")), text
        left = [name for name in _NAMED.findall(rest) if _is_name(name)]
        assert [name for name in left if name in japanese] == [], text


def _is_name(text: str) -> bool:
    """No number, and no address."""
    return not re.search("[0-9a-zA-Z〒]|警察", text)


def test_nothing_stands_out_in_japanese() -> None:
    """In Japanese no word is marked; in every other language some are."""
    patterns = japanese_in(words_in("ja"))
    assert patterns["ja"] == "(?!)"
    assert [tag for tag in patterns if patterns[tag] == "(?!)"] == ["ja"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_is_known_as_one(language: str) -> None:
    """Whatever the day, its date as its language writes it is found whole, up to the bracket, also
    where the page is set to another language."""
    # Python knows no classes of letters; these are as wide here.
    pattern = (
        dates_in(LANGUAGES)
        .replace(r"\p{Nd}", "[०-९]")
        .replace(r"\d", "[0-9]")
        .replace(r"[\p{L}\p{M}]", r"[^\s\d]")
    )
    pattern = pattern.replace(r"\p{L}", r"[^\s\d]")
    for month in range(1, 13):
        written = words_in(language).date(date(2026, month, 28))
        found = re.search(pattern, f"1 {written}")
        assert found is not None
        assert found.group() == re.split("[(（]", written)[0].strip()
