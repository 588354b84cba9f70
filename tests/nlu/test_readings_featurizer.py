"""bot/nlu/readings_featurizer.py and ginza_loader.py: readings and normalised words of a text."""

from __future__ import annotations

import pytest
import spacy
from rasa.shared.exceptions import InvalidConfigException
from spacy.language import Language
from spacy.tokens import Doc

from bot.nlu.ginza_loader import GinzaLoader
from bot.nlu.readings_featurizer import ReadingsFeaturizer, reading, words_and_pairs
from bot.text.cleaning import for_understanding

pytestmark = pytest.mark.slow


def doc(*tokens: tuple[str, str | None, str]) -> Doc:
    """A doc of words, each with its reading (or none) and its normalised form."""
    made = Doc(spacy.blank("xx").vocab, words=[word for word, _, _ in tokens])
    for token, (_, kana, norm) in zip(made, tokens, strict=True):
        token.norm_ = norm
        if kana is not None:
            token.set_morph({"Reading": kana})  # type: ignore[attr-defined]
    return made


CERTIFICATE = doc(("資格確認書", "シカクカクニンショ", "資格確認書"), ("は", "ハ", "は"))


def test_reading() -> None:
    """The reading of a text is that of its words in a row."""
    assert reading(CERTIFICATE) == "シカクカクニンショハ"


def test_reading_of_the_unreadable() -> None:
    """A word without a reading stands for itself; a text without words has none."""
    assert reading(doc(("🍣", None, "🍣"), ("を", "ヲ", "を"))) == "🍣ヲ"
    assert reading(doc()) == ""


def test_words_and_pairs() -> None:
    """Normalised words first, then each pair of neighbours."""
    three = doc(("振り替え", None, "振替"), ("の", None, "の"), ("月", None, "月"))
    assert words_and_pairs(three) == ["振替", "の", "月", "振替 の", "の 月"]


@pytest.mark.parametrize(("words", "expected"), [([], []), ([("月", None, "月")], ["月"])])
def test_words_without_neighbours(
    words: list[tuple[str, str | None, str]], expected: list[str]
) -> None:
    """One word makes no pair, and no word makes nothing."""
    assert words_and_pairs(doc(*words)) == expected


@pytest.mark.parametrize(("longest_ngram", "min_df"), [(0, 2), (4, 0)])
def test_config_below_one_is_refused(longest_ngram: int, min_df: int) -> None:
    """Neither number may be below 1."""
    with pytest.raises(InvalidConfigException):
        ReadingsFeaturizer.validate_config({"longest_ngram": longest_ngram, "min_df": min_df})


@pytest.fixture(scope="session")
def ginza() -> Language:
    """The model as the pipeline loads it."""
    model: Language = GinzaLoader.load_model("ja_ginza").model
    return model


def test_ginza_has_no_pipes(ginza: Language) -> None:
    """Only the tokenizer is at work: few messages need what the pipes add, at 10 ms a message."""
    assert ginza.pipe_names == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("視覚確認書", "資格確認書"),
        ("しかくかくにんしょ", "資格確認書"),
        ("ｼｶｸｶｸﾆﾝｼｮ", "資格確認書"),
        ("電子照明書", "電子証明書"),
        ("でんししょうめいしょ", "電子証明書"),
        ("まいなほけんしょう", "マイナ保険証"),
        ("こうざふりかえ", "口座振替"),
        ("丸学", "マル学"),
    ],
)
def test_misconversions_read_alike(ginza: Language, one: str, other: str) -> None:
    """What the keyboard made of a word reads as the word itself, in kana or in wrong characters."""
    assert reading(ginza(for_understanding(one))) == reading(ginza(for_understanding(other)))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("資格確認証", "資格確認書"),
        ("資格証明書", "資格確認書"),
        ("視覚確認書", "資格確認書"),
        ("マイナ保険カード", "マイナ保険証"),
        ("国民保険", "国保"),
        ("ペイジー", "ペイジー"),
        ("引き落とし", "口座振替"),
        ("振替", "振り替え"),
        ("手続", "手続き"),
    ],
)
def test_wrong_names_become_right(ginza: Language, wrong: str, right: str) -> None:
    """The model sees the right name where people say a wrong one."""
    assert [token.norm_ for token in ginza(for_understanding(wrong))] == [right]


def test_reading_again_takes_no_memory(ginza: Language) -> None:
    """A text that was read before leaves nothing behind: a server reads for months."""
    text = for_understanding("口座振替はいつから始まりますか")
    ginza.make_doc(text)
    held = ginza.vocab.morphology.mem.size  # bytes
    for _ in range(3):
        ginza.make_doc(text)
    assert ginza.vocab.morphology.mem.size == held
