"""bot/nlu/syntax.py: which messages are parsed, and what is left on them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.nlu.utils.spacy_utils import SpacyModel
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.reading import Syntax
from bot.nlu.ginza_loader import GinzaLoader
from bot.nlu.syntax import SyntaxReader, deserves_parsing, parse, prepared

pytestmark = pytest.mark.slow

HOUSEHOLD = "父は昭和25年11月3日生まれで母は昭和31年3月1日生まれです。二人の期限は？"


@pytest.fixture(scope="session")
def ginza() -> SpacyModel:
    """The model as the pipeline loads it."""
    return GinzaLoader.load_model("ja_ginza")


def read(text: str, **data: object) -> Message:
    return Message({"text": text, **data})


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("資格確認書はいつまで使えますか", False),
        ("母の資格確認書が届きません。昭和26年5月5日生まれです", False),
        ("昭和31年3月1日", False),
        ("2", False),
        ("", False),
        (HOUSEHOLD, True),
        ("父と母の期限は", True),
        ("7月28日に申し込むのと8月3日では", True),
        ("私の母は七十二歳です", True),
    ],
)
def test_who_is_parsed(text: str, parsed: bool) -> None:
    """Several people or several dates are worth 15 ms; one of each is not."""
    assert deserves_parsing(read(text)) is parsed


def test_several_questions_about_somebody_are_parsed() -> None:
    """Several questions are, if there is somebody or a date that they may be about."""
    asks = [{"asks": True}, {"asks": True}]
    assert deserves_parsing(read("母の期限は？持ち物は？", sentences=asks))
    assert not deserves_parsing(read("期限は？持ち物は？", sentences=asks))


def test_a_comma_where_speech_lacks_it() -> None:
    """Between one person's fact and the next person a comma is put in, for the parser alone."""
    assert prepared("父は72歳で母は70歳です").text == "父は72歳で、母は70歳です"
    assert prepared("父は72歳で、母は70歳です").text == "父は72歳で、母は70歳です"
    assert prepared("区役所で申請する").text == "区役所で申請する"


def test_a_household(ginza: SpacyModel) -> None:
    """Sentences and 文節 begin where a reader would say; each person hangs on the own birth."""
    (message,) = SyntaxReader().process([read(HOUSEHOLD)], ginza)
    data = message.as_dict(only_output_properties=True)["syntax"]
    assert [HOUSEHOLD[start:][:2] for start in data["sentences"]] == ["父は", "二人"]
    assert [HOUSEHOLD[start:][:2] for start in data["bunsetsu"]] == [
        "父は", "昭和", "母は", "昭和", "二人", "期限",
    ]  # fmt: skip
    syntax = Syntax.from_data(data)
    father = syntax.tokens[syntax.at(HOUSEHOLD.index("父")) or 0]
    birth = syntax.tokens[father.head]
    assert HOUSEHOLD[birth.start : birth.end] == "生まれ"
    assert birth.start < HOUSEHOLD.index("母")


def test_one_person_is_left_alone(ginza: SpacyModel) -> None:
    """A message that is not parsed has no property more than before."""
    (message,) = SyntaxReader().process([read("期限は")], ginza)
    assert "syntax" not in message.as_dict(only_output_properties=True)


@settings(max_examples=30)
@given(st.text(alphabet="父母ﾊﾟﾊﾞは２０歳で私㍼①。、\n 　😀a", max_size=40))
def test_places_are_those_of_the_message(ginza: SpacyModel, text: str) -> None:
    """Whatever is typed, tokens lie in the message, in order, and their heads are tokens."""
    syntax = Syntax.from_data(parse(ginza.model, text))
    starts = [token.start for token in syntax.tokens]
    assert starts == sorted(starts)
    assert all(0 <= token.start <= token.end <= len(text) for token in syntax.tokens)


def test_a_long_story_is_parsed_in_part(ginza: SpacyModel) -> None:
    """The work is bounded: what lies beyond the first 400 characters is not parsed."""
    data = parse(ginza.model, HOUSEHOLD * 30)
    assert max(end for _, end, _, _ in data["tokens"]) <= 400
