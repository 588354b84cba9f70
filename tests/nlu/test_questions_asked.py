"""The trained model and bot/dialogue/questions.py: the questions of messages that ask several.

several_questions.tsv: a register, the ids in the order asked (a|b: either is right), a message.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.dialogue.questions import AskedQuestion, asked_questions
from tests.nlu.conftest import Parse

pytestmark = pytest.mark.slow

TABLE = Path(__file__).with_name("several_questions.tsv")
RIGHT = 0.95  # of the messages


def questions(parse: Parse, text: str) -> tuple[AskedQuestion, ...]:
    """As the dialogue asks for them."""
    parsed = parse(text)
    ranking = tuple(
        (guess["name"], guess["confidence"])
        for guess in parsed["intent_ranking"]
        if guess["name"] != "nlu_fallback"
    )
    sure = parsed["intent"]["name"] != "nlu_fallback"
    return asked_questions(parsed["text"], parsed.get("sentences", ()), ranking, sure)


def table() -> list[tuple[str, list[set[str]], str]]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return [(reg, [set(w.split("|")) for w in ids.split(" ")], text) for reg, ids, text in rows]


def test_enough_messages() -> None:
    """There are at least 80 messages in ten registers, and each stands there once."""
    rows = table()
    assert len({text for _, _, text in rows}) == len(rows) >= 80
    assert len({register for register, _, _ in rows}) >= 10


def test_all_questions_in_order(parse: Parse) -> None:
    """Of messages with several questions 95 % are read in full: each id, in the order asked."""
    rows, missed = table(), []
    for _, wanted, text in rows:
        found = questions(parse, text)
        ids = [question.id for question in found]
        if len(ids) != len(wanted) or any(i not in w for i, w in zip(ids, wanted, strict=True)):
            missed.append((text, ids))
    assert len(missed) <= (1 - RIGHT) * len(rows), missed


@pytest.mark.parametrize(
    ("text", "document"),
    [
        (
            "資格情報のお知らせが届きました。捨てていいですか。口座振替の申込方法も知りたいです。",
            "notice",
        ),
        ("資格確認書が届きました。いつまで使えますか。電話は何時までですか。", "certificate"),
    ],
)
def test_the_paper_is_carried(parse: Parse, text: str, document: str) -> None:
    """A question that names no paper is about the one that was told before it."""
    first, second = questions(parse, text)
    assert first.document == document
    assert second.id in {"debit_methods", "call_center"}


@pytest.mark.parametrize(
    "text", ["資格確認書はいつまで使えますか", "はい", "昭和30年7月15日です", "2", "母の分です"]
)
def test_a_short_message_has_no_more_than_before(parse: Parse, text: str) -> None:
    """Nothing is added to what Rasa hands on for a short message."""
    assert not {"sentences", "syntax"} & set(parse(text))


def test_a_long_message_is_handed_on_whole(parse: Parse) -> None:
    """The text stays the caller's; the places of the clauses lie in it, no words are repeated."""
    text = "父は昭和25年11月3日生まれで母は昭和31年3月1日生まれです。期限は？何を持っていけばいい？"
    parsed = parse(text)
    assert parsed["text"] == text
    assert [text[s["start"] : s["end"]] for s in parsed["sentences"] if s["asks"]] == [
        "期限は？",
        "何を持っていけばいい？",
    ]
    assert all(set(s) <= SENTENCE for s in parsed["sentences"])
    assert set(parsed["syntax"]) == {"tokens", "sentences", "bunsetsu"}


SENTENCE = {"start", "end", "sentence", "asks", "wish", "added", "ranking", "sure", "others"}
