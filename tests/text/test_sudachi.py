"""bot/text/sudachi.py and terms.csv: the field's words, and the wrong names people use."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
import sudachipy

from bot.errors import DataError
from bot.text import city, sudachi
from bot.text.sudachi import Term, dictionary, read_terms, spellings

TERMS = city.city_words().terms


@pytest.fixture(scope="module")
def tokenizer() -> sudachipy.Tokenizer:
    """Sudachi in its longest mode, as the pipeline uses it."""
    return dictionary().create(sudachipy.SplitMode.C)


def written(folder: Path, text: str) -> Path:
    path = folder / "terms.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_good_terms_are_read(tmp_path: Path) -> None:
    """Comments and empty lines are passed over; each other line is one term."""
    path = written(tmp_path, "# 表記,読み,名前\n\n資格証,シカクショウ,資格確認書\n")
    assert read_terms(path) == (Term("資格証", "シカクショウ", "資格確認書"),)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("資格証,シカクショウ", "line 3: want 表記,読み,正しい名前"),
        ("資格証,シカクショウ,資格確認書,余り", "line 3: want"),
        ("資格証,,資格確認書", "line 3: want"),
        (",シカクショウ,資格確認書", "line 3: want"),
        ("資格証,シカクショウ,", "line 3: want"),
        ("資格証", "line 3: want"),
        ("確認書,カクニンショ,資格確認書", "line 3: 確認書 is there twice"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    """A wrong line is told with the file's name and the line's number."""
    path = written(tmp_path, f"# 表\n確認書,カクニンショ,資格確認書\n{line}\n")
    with pytest.raises(DataError, match=rf"^terms\.csv, {complaint}"):
        read_terms(path)


def test_hiragana_is_spelt_in_katakana_too() -> None:
    """A term in hiragana is known in katakana as well, unless that is a term of its own."""
    kana, own = Term("かいじょ", "カイジョ", "解除"), Term("カイジョ", "カイジョ", "介助")
    assert spellings((kana,)) == (kana, Term("カイジョ", "カイジョ", "解除"))
    assert spellings((kana, own)) == (kana, own)
    assert spellings((Term("資格証", "シカクショウ", "資格確認書"),))[1:] == ()


def test_readings_are_katakana() -> None:
    """Readings are written as Sudachi writes them, or they would match nothing."""
    assert [
        term for term in read_terms(TERMS) if not re.fullmatch("[ァ-ヶー]+", term.reading)
    ] == []


def test_terms_are_in_one_width() -> None:
    """Terms are compared with normalised text, so they are normalised themselves."""
    odd = [t for t in read_terms(TERMS) if unicodedata.normalize("NFKC", t.surface) != t.surface]
    assert odd == []


def test_a_right_name_is_its_own_name() -> None:
    """Where a right name is a term itself, it does not lead on to another name."""
    names = {term.surface: term.name for term in read_terms(TERMS)}
    assert {t for t in names.values() if names.get(t, t) != t} == set()


@pytest.mark.parametrize("term", read_terms(TERMS), ids=lambda term: term.surface)
def test_each_term_is_one_word(tokenizer: sudachipy.Tokenizer, term: Term) -> None:
    """Each term is cut as one word, with its reading, and normalises to the right name."""
    (word,) = tokenizer.tokenize(term.surface.lower())
    assert (word.reading_form(), word.normalized_form()) == (term.reading, term.name)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("資格証明書はいつまでですか", "資格確認書"),
        ("資格確認証をなくした", "資格確認書"),
        ("視覚確認書が届いた", "資格確認書"),
        ("しかくかくにんしょはいつまで", "資格確認書"),
        ("資格情報通知書って何", "資格情報のお知らせ"),
        ("お知らせの紙だけでいいの", "資格情報のお知らせ"),
        ("マイナ保険カードを使う", "マイナ保険証"),
        ("まいなほけんしょうがつかえない", "マイナ保険証"),
        ("マイナカードの更新", "マイナンバーカード"),
        ("電子照明書が切れた", "電子証明書"),
        ("でんししょうめいしょのきげん", "電子証明書"),
        ("シカクカクニンショの意味", "資格確認書"),
        ("コルセンは何時まで", "コールセンター"),
        ("国民保険の窓口", "国保"),
        ("限度額の紙がほしい", "限度額適用認定証"),
        ("まる学って何ですか", "マル学"),
        ("引き落としにしたい", "口座振替"),
        ("在留期間が終わる", "在留期限"),
    ],
)
def test_wrong_names_in_sentences(tokenizer: sudachipy.Tokenizer, sentence: str, name: str) -> None:
    """A wrong name in a sentence is understood as the right one."""
    assert name in [word.normalized_form() for word in tokenizer.tokenize(sentence)]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("電子証明書の期限", ["電子証明書", "の", "期限"]),
        ("再発行の手続き", ["再発行", "の", "手続き"]),
        ("住民票を取る", ["住民票", "を", "取る"]),
        ("きげんがわるい", ["きげん", "が", "わるい"]),
    ],
)
def test_other_words_stay_whole(
    tokenizer: sudachipy.Tokenizer, sentence: str, words: list[str]
) -> None:
    """Our terms do not cut other words in two."""
    assert [word.surface() for word in tokenizer.tokenize(sentence)] == words


def test_the_dictionary_is_loaded_once() -> None:
    """All of a process uses one dictionary."""
    assert dictionary() is dictionary()


def test_the_dictionary_follows_its_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another list of terms is built into another file; the same list is built once."""
    monkeypatch.setattr(sudachi, "CACHE", tmp_path / "cache")
    first = sudachi._user_dictionary()
    built = first.stat().st_mtime_ns
    assert sudachi._user_dictionary() == first
    assert first.stat().st_mtime_ns == built
    other = written(tmp_path, "資格証,シカクショウ,資格確認書\n")
    monkeypatch.setattr(city, "_in_use", city.city_words()._replace(terms=other))
    second = sudachi._user_dictionary()
    assert second != first
    assert sorted((tmp_path / "cache").iterdir()) == sorted([first, second])
